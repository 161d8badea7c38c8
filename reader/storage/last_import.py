"""What the last import into a library did, kept so that it can be taken back as one step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.annotations.codebook import Code
from reader.annotations.edits import Add, Change
from reader.config.private import folder_name
from reader.errors import ReaderError
from reader.storage.durable import write_durably
from reader.storage.records import from_record, from_relation_record, to_record, to_relation_record
from reader.values import Value, asdict

if TYPE_CHECKING:
    from pathlib import Path

    from reader.annotations.relations import Relation


class Imported(Value):
    """What an import did."""

    name: str
    """What it called its file."""
    edits: tuple[Add | Change, ...]
    """Of the annotations, each with the target it was made on."""
    relations: tuple[Relation, ...]
    """Those that it made."""
    codes: tuple[Code, ...] = ()
    """Those that it added to the codebook."""


class LastImport:
    """The file that tells what an annotator's last import did.

    Args:
        home: The library's ``.reader`` folder.
        annotator: Whose import it is.
    """

    def __init__(self, home: Path, annotator: str) -> None:
        self._path = home / "imports" / f"{folder_name(annotator)}.json"

    def keep(self, imported: Imported) -> None:
        """Remember an import, before anything of it is done.

        Raises:
            ReaderError: when it cannot be saved.
        """
        record = {
            "name": imported.name,
            "edits": [
                {
                    "before": to_record(edit.before) if isinstance(edit, Change) else None,
                    "after": to_record(edit.after if isinstance(edit, Change) else edit.annotation),
                }
                for edit in imported.edits
            ],
            "relations": [to_relation_record(each) for each in imported.relations],
            "codes": [asdict(each) for each in imported.codes],
        }
        write_durably(self._path, json.dumps(record, indent=1).encode())

    def read(self) -> Imported | None:
        """Return what the last import did; None where there is none to take back.

        Raises:
            ReaderError: when the file cannot be read.
        """
        try:
            record = json.loads(self._path.read_bytes())
            return Imported(
                record["name"],
                tuple(
                    Change(from_record(each["before"]), from_record(each["after"]))
                    if each["before"]
                    else Add(from_record(each["after"]))
                    for each in record["edits"]
                ),
                tuple(map(from_relation_record, record["relations"])),
                tuple(Code(**each) for each in record.get("codes", ())),
            )
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise ReaderError(
                f"what the last import did cannot be read ({error})",
                where=str(self._path),
                remedy="remove the file; the import can then not be taken back at once",
            ) from error

    def forget(self) -> None:
        """Remember no import any more: it was taken back."""
        self._path.unlink(missing_ok=True)
