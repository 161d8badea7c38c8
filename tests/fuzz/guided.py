"""Fuzzes what reads bytes, guided by what is reached: ``python tests/fuzz/guided.py --seconds 60``.

It needs atheris (the group ``fuzz``). Each reader is fuzzed in a process of its own; bytes that it does not
take are left in a folder, with the error, and the next reader follows.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

LONGEST_SECONDS = 10
"""After this, on a machine that may be busy, it counts as a hang."""


def main() -> int:
    """Fuzz each reader for a while; return how many have failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"), help="where to leave what is found")
    parser.add_argument("--list", action="store_true", help="name the readers")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", help="some of the readers, by what their names begin with")
    chosen = parser.parse_args()
    if chosen.only:
        return fuzz(chosen.only, chosen.seconds, chosen.found)
    listing = subprocess.run([sys.executable, __file__, "--only", "?"], capture_output=True, text=True)
    names = [n for n in listing.stdout.split() if n.startswith(tuple(chosen.names) or "")]
    if chosen.list or not names:
        print("\n".join(names) or listing.stderr)
        return 0 if names else 1
    chosen.found.mkdir(exist_ok=True)
    failed = [name for name in names if not _stands(name, chosen.seconds, chosen.found)]
    print(f"{len(names)} readers, {len(failed)} of them failed {' '.join(failed)}")
    return len(failed)


def _stands(name: str, seconds: int, found: Path) -> bool:
    command = [sys.executable, __file__, "--only", name, "--seconds", str(seconds), "--found", str(found)]
    log = found / f"{name}.log"
    with log.open("wb") as output:
        status = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT).returncode
    lines = log.read_text(errors="replace").splitlines()
    last = next((line for line in reversed(lines) if "Done" in line or "Error" in line), "")
    print(f"{name}: {'stands' if status == 0 else 'FAILED'}; {last}", flush=True)
    return status == 0


def fuzz(name: str, seconds: int, found: Path) -> int:
    """Fuzz one reader in this process, which ends with it; ``?`` prints the names."""
    import atheris

    with atheris.instrument_imports(include=["reader"], enable_loader_override=False):
        from fuzz.damaging import PIECES
        from fuzz.imports import import_targets
        from fuzz.targets import targets

        from reader.errors import ReaderError

    folder = Path(tempfile.mkdtemp())
    # Power cuts are another test's; so many flushes would be all that is done here.
    os.fsync = lambda descriptor: None
    known = {**targets(folder / "samples"), **import_targets()}
    if name == "?":
        print("\n".join(known))
        return 0
    target = known[name]

    def look(data: bytes) -> None:
        with tempfile.TemporaryDirectory(dir=folder) as own, contextlib.suppress(ReaderError):
            target.read(data, Path(own))

    corpus, words = folder / "corpus", folder / "words"
    corpus.mkdir()
    for number, sample in enumerate(target.samples):
        (corpus / str(number)).write_bytes(sample)
    escaped = ["".join(f"\\x{byte:02X}" for byte in piece) for piece in PIECES if len(piece) < 50]
    words.write_text("".join(f'"{each}"\n' for each in escaped))
    limits = [
        f"-max_total_time={seconds}",
        f"-timeout={LONGEST_SECONDS}",
        "-max_len=100000",
        "-rss_limit_mb=3000",
    ]
    atheris.Setup(
        [
            sys.argv[0],
            str(corpus),
            f"-dict={words}",
            f"-artifact_prefix={found}/{name}-",
            "-rss_limit_mb=3000",
            *limits,
        ],
        look,
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
