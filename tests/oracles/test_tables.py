"""Gnumeric, a spreadsheet program, opens the tables, takes no cell for a formula and finds all of them."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from exchange.conftest import make_section

from reader.exchange.format import Format
from reader.exchange.formats import formats

HOSTILE = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "'=1+1",
    "\t=1+1",
    "＝1+1",
    '=HYPERLINK("http://a.example")',
    '"=1+1"',
    " =1+1",
    "\u00a0=1+1",
    "=cmd|' /C calc'!A0",
)
TABLES = [each for each in formats() if each.suffix.endswith((".csv", ".tsv"))]


def opened(data: bytes, suffix: str, folder: Path) -> list[tuple[object, ...]]:
    """Return the cells of a table as Gnumeric has them; none may be a formula."""
    program = shutil.which("ssconvert")
    if program is None:
        pytest.skip("there is no Gnumeric on this machine")
    table, book = folder / f"table{suffix}", folder / "table.xlsx"
    table.write_bytes(data)
    subprocess.run(
        [program, "--import-type=Gnumeric_stf:stf_csvtab", table, book], check=True, capture_output=True
    )
    sheet = openpyxl.load_workbook(book).active
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    return list(sheet.iter_rows(values_only=True))


def test_the_oracle_sees_a_formula(tmp_path):
    with pytest.raises(AssertionError, match=r"=1\+1"):
        opened(b"a,b\r\n=1+1,2\r\n", ".csv", tmp_path)


@pytest.mark.parametrize("table", TABLES, ids=lambda each: each.name)
def test_a_spreadsheet_finds_no_formula(table: Format, tmp_path: Path):
    made = make_section(
        *({"words": "Kabul", "tags": (text,), "note": text, "author": text} for text in HOSTILE),
        text="=1+1 Kabul +2+2 fell",
        title="=1+1",
        outlet="@SUM(1)",
        path="=1+1.txt",
    )
    data = table.write([made]).data
    rows = opened(data, table.suffix, tmp_path)
    delimiter = "\t" if table.suffix.endswith(".tsv") else ","
    plain = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    assert len(rows) == len(plain) == len(HOSTILE) + 1
    assert {len(row) for row in rows} == {len(plain[0])}
