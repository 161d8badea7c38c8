"""``reader export`` by templates: one that is named, one in the settings folder, and mistakes in one."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.test_export import annotate

from reader.cli import main
from reader.config.paths import templates_folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "kabul.txt").write_text("Kabul fell\n\nThe Taliban* entered the palace.\n", "utf-8")
    annotate(folder, "kabul.txt", "Taliban*", tags=("militants",))
    return folder


def test_a_template_that_is_named_is_used(library, tmp_path, capfd):
    template = tmp_path / "list.md.jinja"
    template.write_text(
        "{% for a in articles %}{% for it in a.annotations %}- {{ it.exact }}\n{% endfor %}{% endfor %}"
    )
    assert main(["export", str(library), "--template", str(template), "--output", "-"]) == 0
    printed = capfd.readouterr()
    assert printed.out == "- Taliban\\*\n"
    assert printed.err.startswith("1 annotation of 1 article as list\n")


def test_one_in_the_settings_folder_is_a_format(library, capfd):
    templates_folder().mkdir(parents=True, exist_ok=True)
    template = templates_folder() / "titles.txt.jinja"
    template.write_text("{#- purpose: titles only -#}\n{{ (articles|first).title }}\n")
    try:
        assert main(["export", "--list-formats"]) == 0
        assert "titles only" in capfd.readouterr().out
        assert main(["export", str(library), "--format", "titles"]) == 0
        assert capfd.readouterr().out == "Kabul fell\n"
    finally:
        template.unlink()


def test_a_mistake_in_a_template_is_one_line_and_nothing_is_written(library, tmp_path, capfd):
    template = tmp_path / "bad.md.jinja"
    template.write_text("a\n{{ b }}\n")
    output = tmp_path / "out.md"
    assert main(["export", str(library), "--template", str(template), "--output", str(output)]) == 2
    assert capfd.readouterr().err == (
        f"reader: {template}, line 2: 'b' is undefined; mend the template (docs/templates.md).\n"
    )
    assert not output.exists()


def test_notes_for_obsidian_go_into_a_folder(library, tmp_path, capfd):
    assert main(["export", str(library), "--format", "obsidian", "--output", f"{tmp_path / 'vault'}/"]) == 0
    assert "# Kabul fell\n" in (tmp_path / "vault" / "Kabul fell.md").read_text("utf-8")
