"""What was found in the open article, as people have corrected it."""

from __future__ import annotations

from dataclasses import replace

from reader.articles.findings import Findings
from reader.corrections.correcting import correct
from reader.corrections.correction import Correction
from reader.session import folding
from reader.session.reading import Reading


def found(reading: Reading, findings: Findings) -> Reading:
    """Return the session with what an analysis found, with all corrections laid over it."""
    corrected = correct(findings, reading.corrections, reading.article)
    return folding.found(replace(reading, found=findings), corrected)


def corrected(reading: Reading, corrections: tuple[Correction, ...]) -> Reading:
    """Return the session with other corrections laid over what was found.

    Args:
        reading: The session.
        corrections: Everybody's, in the order in which they count.
    """
    return found(replace(reading, corrections=corrections), reading.found or reading.findings)
