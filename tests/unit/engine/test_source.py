# SPDX-License-Identifier: EUPL-1.2
"""YAML as form files use it: texts stay texts, every value has a line, mistakes are told in Polish."""

from pathlib import Path

import pytest
import yaml

from engine.definitions import DefinitionError, Problem
from engine.definitions import source as reading
from engine.definitions.source import MAX_DEPTH, Source, read_yaml


def problem(text: str) -> Problem:
    with pytest.raises(DefinitionError) as caught:
        read_yaml(text, "x.yaml")
    (found,) = caught.value.problems
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("01", "01"),
        ("1.10", "1.10"),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("'12'", "12"),
        ("1e5", "1e5"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("٣", "٣"),
        ("9" * 18, int("9" * 18)),
        ("9" * 5000, "9" * 5000),
        ("true", True),
        ("yes", "yes"),
        ("null", None),
        ("~", None),
        ("''", ""),
        ("2025-01-01", "2025-01-01"),
        ("!!str 12", "12"),
        ("[1, a]", [1, "a"]),
        ("{true: 1, 2: b}", {"true": 1, "2": "b"}),
        ("", None),
        ("--- a\n...", "a"),
    ],
)
def test_only_plain_words_and_numbers_are_more_than_text(text: str, value: object) -> None:
    found = read_yaml(text, "").data
    assert (found, type(found)) == (value, type(value))


def test_every_value_has_a_line() -> None:
    source = read_yaml("a: 1\nb:\n- c\n-\n  d: e\n", "x.yaml")
    assert [source.line(where) for where in (("a",), ("b",), ("b", 0), ("b", 1), ("b", 1, "d"))] == [1, 2, 3, 5, 5]
    assert source.line(("b", 1, "nie", "ma")) == 5
    assert Source("").line(("a",)) == 1


def test_what_an_alias_stands_for_is_told_where_it_is_written() -> None:
    source = read_yaml("a: &x\n  b: 1\nc: *x\nd: {<<: *x, e: 2}\nf: {<<: [*x, {g: 1}]}\n", "x.yaml")
    assert source.data == {"a": {"b": 1}, "c": {"b": 1}, "d": {"e": 2, "b": 1}, "f": {"b": 1, "g": 1}}
    assert [
        str(source.problem(where, "źle")) for where in (("c", "b"), ("d", "b"), ("d", "e"), ("f", "b"), ("f", "g"))
    ] == [
        "x.yaml:2: a.b: źle",
        "x.yaml:2: a.b: źle",
        "x.yaml:4: d.e: źle",
        "x.yaml:2: a.b: źle",
        "x.yaml:5: f.<<[1].g: źle",
    ]


def test_own_keys_win_over_merged_ones_wherever_they_stand() -> None:
    assert read_yaml("a: &x {b: 1, c: 1}\nd: {b: 2, <<: *x}\n", "").data["d"] == {"b": 2, "c": 1}
    assert read_yaml("a: &x {b: 1, c: 1}\nd: {<<: *x, b: 2}\n", "").data["d"] == {"b": 2, "c": 1}


def test_a_merge_needs_keys() -> None:
    assert [one.message for one in read_yaml("<<: tekst", "x").problems] == [
        "Po << stoi odsyłacz do kluczy i wartości."
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\nb: c: d", 2, "dwukropek nie może tu stać; tekst z dwukropkiem weź w cudzysłów"),
        ("a: [1, 2\nb: 3", 2, "brak przecinka albo zamykającego „]”"),
        ("a: {b: 1\nc: 3", 2, "brak przecinka albo zamykającego „}”"),
        ("a:\n\t- 1", 2, "tym znakiem nic nie może się zaczynać"),
        ("a:\n  b: 1\n c: 2", 3, "nie ma tu klucza; sprawdź wcięcie"),
        ("- a\nb: 1", 2, "nie ma tu kolejnego „-”; sprawdź wcięcie"),
        ("a: 1\nb\nc: 2", 3, "brak dwukropka po kluczu"),
        ("a: 'b", 1, "plik kończy się w środku tekstu; sprawdź cudzysłowy"),
        ('a: "\\d"', 1, "użyj apostrofów"),
        ("a: *b", 1, "odsyłacz *b nie ma kotwicy &b przed sobą"),
        ("a: &b [*b]", 1, "odsyłacz *b nie ma kotwicy"),
        ("a: !!binary aGVq", 1, "znacznik typu „tag:yaml.org,2002:binary” nie jest tu znany"),
        ("a: !python/object:os.system x", 1, "znacznik typu"),
        ("[a]: b", 1, "kluczem może być tylko tekst"),
        ("? {a: b}\n: c", 1, "kluczem może być tylko tekst"),
        ("a: 1\n---\nb: 2", 2, "plik ma zawierać jeden dokument"),
        ("a\x00b", 1, "plik zawiera znaki sterujące"),
        ("a: \x07", 1, "plik zawiera znaki sterujące"),
        ("a: \ud800", 1, "To nie jest tekst w UTF-8."),
        ("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2), 1, "zagnieżdżenie jest za głębokie"),
        ("[" * 100_000, 1, "zagnieżdżenie jest za głębokie"),
        ("a: 1\n%B", 2, "YAML"),
    ],
)
def test_broken_yaml_is_told_in_polish(text: str, line: int, reason: str) -> None:
    found = problem(text)
    assert reason in found.message
    assert found.line == line


def test_a_long_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.definitions.source.MAX_NODES", 100)
    assert len(read_yaml("- a\n" * 99, "").data) == 99
    assert "dokument jest za duży" in problem("- a\n" * 100).message


def test_aliases_count_for_what_they_stand_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.definitions.source.MAX_NODES", 100)
    text = "a: &a [" + "1," * 50 + "]\nb: [*a]"
    assert "dokument jest za duży" in problem(text).message


FORMS = sorted((Path(__file__).resolve().parents[3] / "forms").rglob("*.yaml"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: str(path.relative_to(path.parents[1])))
def test_every_file_is_the_same_to_a_parser_without_c(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    known = read_yaml(text, "")
    monkeypatch.setattr(reading, "_Parser", yaml.SafeLoader)
    assert read_yaml(text, "") == known


@pytest.mark.parametrize("parser", [yaml.SafeLoader, reading._Parser])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: |\n  x\n\ty: z", "wcięcia rób odstępami"),
        ('a: "\\uZZZZ"', "cyfry szesnastkowe"),
        ('a: "\\U00110000"', "znaku, który istnieje|nie da się odczytać"),
        ("a: -\n- b", "„-” nie może tu stać"),
        ("a: &", "ma stać nazwa"),
        ("!foo!bar x", "nie da się odczytać"),
        ("a: *b", "nie ma kotwicy &b"),
    ],
)
def test_no_reason_is_told_in_english(text: str, words: str, parser: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_Parser", parser)
    assert any(word in problem(text).message for word in words.split("|"))
