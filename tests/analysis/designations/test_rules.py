"""The user's own files: what they add, what they take away, and what is said of a mistake in them."""

from __future__ import annotations

import pytest

from reader.analysis.cache import ReadingCache
from reader.analysis.designations.engine import find_designations
from reader.analysis.designations.rules import load_rules
from reader.analysis.entities.quick import QuickRecogniser
from reader.analysis.pipeline import analyse
from reader.analysis.serving import Analyses, Request, Trouble
from reader.articles.findings import Findings
from reader.config import paths
from reader.errors import ReaderError
from reader.text.span import Span


@pytest.fixture
def read(tmp_path):
    """Read a text with the rules of one file."""

    def run(text: str, rules: str, file: str = "en.toml"):
        (tmp_path / file).write_text(rules, encoding="utf-8")
        return find_designations(text, sentences=(), names=(), language="en", rules=load_rules(tmp_path))

    return run


def test_a_word_of_the_users_states_a_kind(read):
    text = "The Grey Lanterns are a hostile-force organisation banned in Norway."
    (found,) = read(text, '[status]\nundesirable = ["hostile-force"]\n')
    assert (found.kind, found.jurisdictions) == ("undesirable", ("NO",))


def test_a_place_of_the_users_is_a_jurisdiction(read):
    (found,) = read(
        "Grey Lanterns (banned in Sealand) denied it.", '[place]\nXS = ["Sealand"]\n', "mine_en.toml"
    )
    assert found.jurisdictions == ("XS",)


def test_a_phrase_with_a_minus_is_no_longer_read(read):
    text = "The outlawed Grey Lanterns met."
    assert read(text, "")
    assert not read(text, '[participle]\nbanned = ["-outlawed"]\n')


def test_everything_of_a_value_can_be_left_out(read):
    text = "Grey Lanterns militants met."
    assert read(text, "")
    assert not read(text, '[fighters]\nmilitant = ["-*"]\n')


def test_the_word_of_the_user_wins_over_the_shipped_one(read):
    (found,) = read("Grey Lanterns militants met.", '[fighters]\nterrorist = ["militants"]\n')
    assert found.kind == "terrorist"


def test_a_changed_file_is_read_again(read, tmp_path):
    text = "Grey Lanterns wreckers met."
    assert not read(text, "")
    assert read(text, '[fighters]\nmilitant = ["wreckers"]\n')
    (tmp_path / "en.toml").unlink()
    assert not find_designations(text, sentences=(), names=(), language="en", rules=load_rules(tmp_path))


def test_no_folder_means_no_rules(tmp_path):
    assert load_rules(tmp_path / "none").vocabulary("en") is load_rules(tmp_path).vocabulary("en")


@pytest.mark.parametrize(
    ("file", "rules", "names"),
    [
        ("en.toml", "[status]\nterrorist = x", ["en.toml", "line 2"]),
        ("en.toml", '[statuses]\nterrorist = ["x"]', ["'statuses'", "status"]),
        ("en.toml", '[status]\nterorist = ["x"]', ["[status]", "'terorist'", "terrorist"]),
        ("en.toml", '[place]\nRussia = ["x"]', ["[place]", "'Russia'", "two capitals"]),
        ("en.toml", '[status]\nterrorist = "x"', ["[status] terrorist", '["first phrase"']),
        ("en.toml", "[status]\nterrorist = [1]", ["[status] terrorist"]),
        ("en.toml", '[status]\nterrorist = [""]', ["[status] terrorist", "leave it out"]),
        ("en.toml", '[status]\nterrorist = ["' + "a " * 13 + '"]', ["[status] terrorist", "12"]),
        ("en.toml", '[status]\nterrorist = ["a*"]', ["'a*'", "3 letters"]),
        ("xx.toml", "", ["xx.toml", "groups_en.toml"]),
        ("en.toml", "status = 1", ["'status'"]),
    ],
)
def test_a_mistake_is_named_with_its_place_and_a_remedy(read, file, rules, names):
    with pytest.raises(ReaderError) as caught:
        read("", rules, file)
    assert "\n" not in str(caught.value)
    assert all(name in str(caught.value) for name in names), str(caught.value)


def test_a_file_in_another_encoding_is_named(tmp_path):
    (tmp_path / "ru.toml").write_bytes(b"[head]\xff")
    with pytest.raises(ReaderError, match=r"ru\.toml, byte 6"):
        load_rules(tmp_path)


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """The folder where the program looks for the user's rules."""
    monkeypatch.setattr(paths, "config_folder", lambda: tmp_path)
    folder = paths.designation_rules_folder()
    folder.mkdir()
    return folder


TEXT = "Daesh wreckers met. The outlawed Daesh denied it."


def test_an_analysis_uses_the_users_rules(own_folder):
    (own_folder / "en.toml").write_text('[fighters]\nmilitant = ["wreckers"]\n', encoding="utf-8")
    assert "militant" in [found.kind for found in analyse(TEXT, QuickRecogniser()).designations]


def test_a_mistake_stops_the_command_line(own_folder):
    (own_folder / "en.toml").write_text("[fighter]\n", encoding="utf-8")
    with pytest.raises(ReaderError, match="'fighter'"):
        analyse(TEXT, QuickRecogniser())


def test_a_mistake_is_told_once_and_the_article_is_read_without_the_rules(own_folder, tmp_path):
    (own_folder / "en.toml").write_text("[fighter]\n", encoding="utf-8")
    analyses = Analyses(ReadingCache(tmp_path / "cache"), engine="quick")
    first, second = (list(analyses.serve(Request("a", turn, TEXT, Span(0, len(TEXT))))) for turn in (1, 2))
    (trouble,) = [step for step in first if isinstance(step, Trouble)]
    assert "en.toml" in trouble.line and "'fighter'" in trouble.line
    assert not any(isinstance(step, Trouble) for step in second)
    assert isinstance(second[-1], Findings) and [d.kind for d in second[-1].designations] == ["banned"]
