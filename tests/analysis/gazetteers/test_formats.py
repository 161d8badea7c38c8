"""Each format of lists: what is an entry, a name, a type, a date. All samples are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis.gazetteers.entry import Entry, iso_date
from reader.analysis.gazetteers.formats import entries_of
from reader.errors import ReaderError


def read(tmp_path: Path, content: str | bytes, *, file: str = "list.dat") -> tuple[str, list[Entry]]:
    path = tmp_path / file
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    format_, entries = entries_of(path)
    return format_, list(entries)


def test_one_name_a_line(tmp_path: Path) -> None:
    content = "\ufeff# our names\r\n\r\n  Harak   Osk \r\nSmith, John\r\n"
    assert read(tmp_path, content) == (
        "one name a line",
        [Entry("line 3", "Harak Osk"), Entry("line 4", "Smith, John")],
    )
    assert read(tmp_path, "Name\nHarak\n", file="n.csv")[1] == [Entry("line 2", "Harak")]
    with pytest.raises(ReaderError, match=r"n\.csv, line 1: no column is called \"name\""):
        read(tmp_path, "Harak,ORG\nBruna,PERSON\n", file="n.csv")
    with pytest.raises(ReaderError, match=r"line 2: there is a tab in the name"):
        read(tmp_path, "Harak\nBruna\tPERSON\n")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_with_a_header(separator: str, tmp_path: Path) -> None:
    table = (
        "\ufeffType|NAME|other|Until|From|aliases|Source|ID\n"
        'person|Bruna Oskari|x|2020-02|03.04.2019|"B. Oskari|Oskari, B."|court|b1\n'
        "|Harak||||||\n"
    )
    quoted = '"B. Oskari|Oskari, B."'
    content = table.replace(quoted, "@").replace("|", separator).replace("@", quoted)
    assert read(tmp_path, content) == (
        "CSV with a header",
        [
            Entry(
                "b1",
                "Bruna Oskari",
                ("B. Oskari", "Oskari, B."),
                "PERSON",
                "2019-04-03",
                "2020-02-29",
                "court",
            ),
            Entry("line 3", "Harak"),
        ],
    )


def test_opensanctions(tmp_path: Path) -> None:
    content = (
        '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions",'
        '"phones","emails","program_ids","dataset","first_seen","last_seen","last_change"\n'
        '"NK-1","Person","Bruna Oskari","""Oskari; Bruna"";B. ""Bo"" Oskari;Бруна","","ru","","","","","","",'
        '"Osk List","2020","2021","2021"\n'
        '"NK-2","LegalEntity","Harak Osk","","","","","","a - b","","","","Osk List","","",""\n'
        '"NK-3","Person","","x","","","","","","","","","Osk List","","",""\n'
    )
    assert read(tmp_path, content) == (
        "OpenSanctions targets.simple.csv",
        [
            Entry(
                "NK-1",
                "Bruna Oskari",
                ("Oskari; Bruna", 'B. "Bo" Oskari', "Бруна"),
                "PERSON",
                source="Osk List",
            ),
            Entry("NK-2", "Harak Osk", (), "ORG", source="Osk List"),
        ],
    )


def test_ofac_with_its_aliases(tmp_path: Path) -> None:
    (tmp_path / "alt.csv").write_text(
        '7,1,"aka","OSKARI, Bo",-0- \n7,2,"fka","BOA",-0- \n36,3,"aka","HO CO, LTD",-0- \n\x1a'
    )
    none = ",-0- " * 8
    content = (
        f'36,"HARAK OSK, LTD",-0- ,"OSK1"{none}\n'
        f'7,"OSKARI, Bruna","individual","OSK1] [OSK2"{none}\n'
        f'9,"OSK STAR","vessel",-0- {none}\n\x1a'
    )
    assert read(tmp_path, content) == (
        "OFAC sdn.csv",
        [
            Entry("36", "HARAK OSK, LTD", ("HO CO, LTD",), "ORG", source="OSK1"),
            Entry("7", "Bruna OSKARI", ("Bo OSKARI", "BOA"), "PERSON", source="OSK1] [OSK2"),
            Entry("9", "OSK STAR", (), "PRODUCT"),
        ],
    )
    (tmp_path / "alt.csv").write_text("7,1\n")
    with pytest.raises(ReaderError, match=r"alt\.csv, line 1: the row has 2 cells"):
        read(tmp_path, content)
    (tmp_path / "alt.csv").unlink()
    assert read(tmp_path, content)[1][1].aliases == ()
    with pytest.raises(ReaderError, match=r"line 2: the row has 2 cells, not 12"):
        read(tmp_path, content.split("\n", maxsplit=1)[0] + "\n7,x\n")


@pytest.mark.parametrize("prefix", ["", "un:"])
def test_the_un_list(prefix: str, tmp_path: Path) -> None:
    content = """<?xml version="1.0" encoding="utf-8"?>
<!-- a comment -->
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:00Z" xmlns:un="urn:x"><INDIVIDUALS><INDIVIDUAL>
<DATAID>1</DATAID><FIRST_NAME>BRUNA</FIRST_NAME><SECOND_NAME>bin</SECOND_NAME><THIRD_NAME>OSKARI</THIRD_NAME>
<UN_LIST_TYPE>Osk</UN_LIST_TYPE><REFERENCE_NUMBER>OSi.1</REFERENCE_NUMBER><LISTED_ON>2014-08-15</LISTED_ON>
<NAME_ORIGINAL_SCRIPT>بروна</NAME_ORIGINAL_SCRIPT>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Bo Oskari; B. &amp; O.</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Bo</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>HARAK</FIRST_NAME>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Harak Osk</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""
    content = content.replace("<CONS", f"<{prefix}CONS").replace("</CONS", f"</{prefix}CONS")
    assert read(tmp_path, content) == (
        "UN consolidated list (XML)",
        [
            Entry(
                "OSi.1",
                "BRUNA bin OSKARI",
                ("بروна", "Bo Oskari", "B. & O."),
                "PERSON",
                "2014-08-15",
                source="Osk",
            ),
            Entry("2", "HARAK", ("Harak Osk",), "ORG"),
        ],
    )


def test_the_uk_list(tmp_path: Path) -> None:
    content = (
        "\ufeffReport Date: 13-Feb-2026,,,\n"
        "Last Updated,Unique ID,Name 6,Name 1,Name 2,Name type,Alias strength,Name non-latin script,"
        "Regime Name,Designation Type,Date Designated\n"
        "1,OSK0001,OSKARI,Bo,,Alias,Good quality a.k.a,,The Osk Regulations,Individual,15/03/2022\n"
        "1,OSK0001,OSKARI,Bruna,Ana,Primary Name,,Бруна,The Osk Regulations,Individual,15/03/2022\n"
        "1,OSK0001,BO,,,Alias,Low quality a.k.a,,The Osk Regulations,Individual,15/03/2022\n"
        "1,OSK0001,OSKARI,Bruna,Ana,Primary Name,,,The Osk Regulations,Individual,15/03/2022\n"
        "1,OSK0002,OSK STAR,,,Primary name,,,The Osk Regulations,Ship,\n"
    )
    assert read(tmp_path, content) == (
        "UK sanctions list (CSV)",
        [
            Entry(
                "OSK0001",
                "Bruna Ana OSKARI",
                ("Bo OSKARI", "Бруна"),
                "PERSON",
                "2022-03-15",
                source="The Osk Regulations",
            ),
            Entry("OSK0002", "OSK STAR", (), "PRODUCT", source="The Osk Regulations"),
        ],
    )
    with pytest.raises(ReaderError, match=r"line 8: the row has no Unique ID"):
        read(tmp_path, content + "1,,X,,,,,,,,\n")


def test_the_eu_list(tmp_path: Path) -> None:
    content = (
        "\ufefffileGenerationDate;Entity_LogicalId;Entity_SubjectType;Entity_SubjectType_ClassificationCode;"
        "Entity_Regulation_Programme;NameAlias_WholeName;Address_City\n"
        "13/02/2026;13;P;person;OSK;Bruna Oskari;\n"
        "13/02/2026;13;P;person;OSK;;Osk City\n"
        "13/02/2026;13;P;person;OSK;Бруна;\n"
        '13/02/2026;20;E;enterprise;OSK;"Harak; Osk";\n'
        "13/02/2026;21;E;;OSK;;\n"
    )
    assert read(tmp_path, content) == (
        "EU financial sanctions (CSV)",
        [
            Entry("13", "Bruna Oskari", ("Бруна",), "PERSON", source="OSK"),
            Entry("20", "Harak; Osk", (), "ORG", source="OSK"),
        ],
    )


@pytest.mark.parametrize(
    ("written", "last", "iso"),
    [
        ("2020-02-03", True, "2020-02-03"),
        ("2020-2-3", True, "2020-02-03"),
        ("2020-02-03T10:00:00Z", True, "2020-02-03"),
        ("2020-02", True, "2020-02-29"),
        ("2020-02", False, "2020-02-01"),
        ("2020", True, "2020-12-31"),
        ("3.2.2020", False, "2020-02-03"),
        ("03/02/2020", False, "2020-02-03"),
        (" ", True, ""),
    ],
)
def test_dates_are_read_as_lists_write_them(written: str, last: bool, iso: str) -> None:
    assert iso_date(written, last=last) == iso


@pytest.mark.parametrize(
    "written", ["soon", "2020-13", "2021-02-29", "20200101", "1/2/20", "2020-00", "0000"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        iso_date(written, last=True)
