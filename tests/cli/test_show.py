from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.articles.identity import article_id
from reader.cli import main
from reader.page.cells import width_of

SGR = re.compile(r"\x1b\[([0-9;]*)m")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("show", "as_it_is", "of_files"):
        monkeypatch.setattr(f"reader.cli.{module}.is_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")


def run(capfd: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main(["show", *map(str, words)])
    printed = capfd.readouterr()
    return status, printed.out, printed.err


def styles(out: str, words: str) -> set[str]:
    """Return the SGR parameters of every place where just these words stand in a style."""
    return set(re.findall(rf"\x1b\[([0-9;]+)m{re.escape(words)}\x1b\[0m", out))


def test_a_pipe_gets_the_text_to_the_last_character(
    tmp_path: Path, seeds: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for seed in seeds.iterdir():
        assert run(capfd, seed) == (0, seed.read_bytes().decode(), "")
    odd = tmp_path / "odd.txt"
    odd.write_text("Tab\there \x1b[1m \u202e\u0301\n\n  end  \n\n")
    assert run(capfd, odd)[1] == "Tab\there \x1b[1m \u202e\u0301\n\n  end  \n\n"
    assert run(capfd, odd, "--color", "never")[1] == "Tab\there \x1b[1m \u202e\u0301\n\n  end  \n\n"


def test_an_article_can_be_named_in_many_ways(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "asia").mkdir()
    kabul, herat = tmp_path / "asia" / "kabul.txt", tmp_path / "Herat.txt"
    kabul.write_text("Talks resume\nIn Kabul.")
    herat.write_text("Quiet talks\nIn Herat.")
    (tmp_path / "2.txt").write_text("Numbers\nTwo.")
    monkeypatch.chdir(tmp_path / "asia")
    for word in ("2", "asia/kabul.txt", article_id("asia/kabul.txt"), "kabul.txt", kabul, "KABUL", "resume"):
        assert run(capfd, word, tmp_path) == (0, "Talks resume\nIn Kabul.", ""), word
    assert run(capfd, "kabul.txt") == (0, "Talks resume\nIn Kabul.", "")
    assert run(capfd, "../2.txt") == (0, "Numbers\nTwo.", "")


def test_no_article_or_too_many_is_status_1(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text("Talks resume\nOnce more.")
    assert run(capfd, "weather", tmp_path) == (
        1,
        "",
        "reader: no article is called 'weather'; `reader list` shows them all.\n",
    )
    assert run(capfd, "talks", tmp_path) == (
        1,
        "",
        "reader: 'talks' may mean 0.txt, 1.txt, 2.txt, 3.txt and 2 more; write more of it, or its number.\n",
    )
    assert run(capfd, "7", tmp_path)[0] == 1
    assert run(capfd, "9" * 5000, tmp_path)[0] == 1


def test_an_article_that_cannot_be_read_is_status_2(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Good.")
    (tmp_path / "bad.txt").write_bytes(b"\0\0")
    for words in ([tmp_path / "bad.txt"], ["bad", tmp_path]):
        status, out, err = run(capfd, *words)
        assert (status, out) == (2, "")
        assert err.endswith(
            "bad.txt: the file is binary, not text; save the article as plain text (UTF-8).\n"
        )


@pytest.mark.usefixtures("terminal")
def test_a_terminal_gets_it_typeset_and_highlighted(seeds: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capfd, seeds / "000_7cafad6acfae63d7.txt", "--engine", "quick")
    assert (status, err) == (0, "")
    assert all(width_of(SGR.sub("", line)) <= 72 for line in out.splitlines())
    assert styles(out, "Sergei Lavrov") == {"4;36"}
    assert styles(out, "Daesh") == {"1;4;31"}
    assert "Daesh*" not in out, "a marker is no part of the name"
    footnote = next(line for line in out.splitlines() if "also known as" in line)
    assert SGR.sub("", footnote).startswith("▌ *Daesh (also known as ISIS or IS), al-Qaeda")
    plain = SGR.sub("", out)
    assert "name entity   name designated   ▌ the words that designate" in plain
    assert re.search(
        r"Daesh, al-Qaeda, Taliban: terrorist in RU\. In a footnote: “\*Daesh", " ".join(plain.split())
    )


@pytest.mark.usefixtures("terminal")
def test_every_word_of_the_text_is_there(seeds: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for seed in seeds.iterdir():
        plain = SGR.sub("", run(capfd, seed)[1]).replace("▌", " ")
        squeezed = "".join(plain.split())
        assert "".join(seed.read_text(encoding="utf-8").split()) in squeezed


@pytest.mark.usefixtures("terminal")
def test_without_colours_the_kinds_are_still_told_apart(
    seeds: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    out = run(capfd, seeds / "000_7cafad6acfae63d7.txt")[1]
    assert {code for codes in SGR.findall(out) for code in codes.split(";")} <= {"0", "1", "2", "4"}
    assert styles(out, "Daesh") == {"1;4"}
    assert styles(out, "Sergei Lavrov") == {"4"}


@pytest.mark.usefixtures("terminal")
def test_a_terminal_without_escapes_gets_none(
    seeds: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    never = run(capfd, seeds / "000_7cafad6acfae63d7.txt", "--color", "never")[1]
    monkeypatch.setenv("TERM", "dumb")
    assert run(capfd, seeds / "000_7cafad6acfae63d7.txt")[1] == never
    assert "\x1b" not in never
    assert "▌ *Daesh (also known as ISIS or IS)" in never


def test_colours_can_be_asked_for_in_a_pipe(seeds: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert styles(run(capfd, seeds / "000_7cafad6acfae63d7.txt", "--color", "always")[1], "Daesh") == {
        "1;4;31"
    }


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("columns", [1, 3, 20, 40])
def test_a_narrow_terminal_is_filled_and_not_exceeded(
    columns: int, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(
        "Daesh* met Sergei Lavrov.\n*Daesh is a terrorist organisation banned in Russia."
    )
    monkeypatch.setenv("COLUMNS", str(columns))
    status, out, _ = run(capfd, tmp_path / "a.txt")
    text = SGR.sub("", out).split("name entity")[0]
    assert status == 0
    assert all(width_of(line) <= max(columns, 3) for line in text.splitlines())


@pytest.mark.usefixtures("terminal")
def test_what_the_model_found_before_is_used(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from reader.analysis.cache import ReadingCache
    from reader.analysis.entities.model import MODEL
    from reader.analysis.entities.recogniser import RawSpan
    from reader.analysis.reading import Reading, cut
    from reader.articles.article import text_sha256
    from reader.text.span import Span

    text = "On Monday the talks in Mordovia were hard, as the two of them have said."
    (tmp_path / "a.txt").write_text(text)
    start = text.index("Mordovia")
    reading = Reading((RawSpan(Span(start, start + 8), "ORG"),), (Span(0, len(text)),))
    cache = ReadingCache(tmp_path / ".reader" / "cache" / "analysis.sqlite3")
    cache.put(text_sha256(text), MODEL, {cut(text)[0]: reading})
    auto = run(capfd, "1", tmp_path)[1]
    assert styles(auto, "Mordovia") == {"4;34"}
    assert "names by en_core_web_md" in auto
    assert styles(run(capfd, "1", tmp_path, "--engine", "quick")[1], "Mordovia") == {"4;32"}


@pytest.mark.model
@pytest.mark.usefixtures("terminal")
def test_the_model_can_be_asked(tmp_path: Path, seeds: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text((seeds / "000_7cafad6acfae63d7.txt").read_text(encoding="utf-8"))
    asked = run(capfd, "1", tmp_path, "--engine", "spacy")
    assert asked[0] == 0
    assert "names by en_core_web_md" in asked[1]
    assert run(capfd, "1", tmp_path) == asked


def test_an_engine_that_is_not_there_is_named_before_anything_is_printed(
    seeds: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capfd, seeds / "000_7cafad6acfae63d7.txt", "--engine", "qick")
    assert (status, out) == (2, "")
    assert "there is no engine 'qick'; did you mean 'quick'" in err


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("columns", "sign"), [("80", "⋯ front matter, 2 lines"), ("12", "⋯")])
def test_front_matter_is_one_quiet_line_in_a_terminal(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    columns: str,
    sign: str,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    (tmp_path / "a.md").write_text("---\ntitle: Of Kabul\nauthor: Ann\n---\nThe text.\n")
    out = run(capfd, tmp_path / "a.md")[1].replace("\xa0", " ")
    assert f"\n\n  \x1b[2m{sign}\x1b[0m\n\n  The text.\n" in out
    assert "Kabul" not in out


def test_a_pipe_gets_the_front_matter_too(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = "---\ntitle: Of Kabul\n---\nThe text.\n"
    (tmp_path / "a.md").write_text(text)
    assert run(capfd, tmp_path / "a.md")[1] == text
