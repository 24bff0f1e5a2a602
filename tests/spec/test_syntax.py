# SPDX-License-Identifier: EUPL-1.2
"""The parser says which part of a text each part of the tree was read from; findings and carets stand on that."""

import pytest

from engine.checks.grammar import MAX_DEPTH, MAX_LENGTH, ExpressionError, hint, parse, parse_rule, pattern_of
from tests.spec.syntax import FOLDER, documents


@pytest.mark.parametrize("name", ["rules.txt", "loops.txt"])
def test_expressions_are_read_as_approved(name: str) -> None:
    assert documents()[name].splitlines() == (FOLDER / name).read_text(encoding="utf-8").splitlines()


SHUT = "(((-((-1))))) + "
AMONG = "(" * 39 + "((1) + "  # of these 40 brackets none is shut yet


@pytest.mark.parametrize(
    ("allowed", "refused"),
    [
        ("1" + "+1" * (MAX_DEPTH - 1), "1" + "+1" * MAX_DEPTH),
        ("(" * (MAX_DEPTH - 1) + "1" + ")" * (MAX_DEPTH - 1), "(" * MAX_DEPTH + "1" + ")" * MAX_DEPTH),
        ("-" * (MAX_DEPTH - 1) + "1", "-" * MAX_DEPTH + "1"),
        ("not " * (MAX_DEPTH - 1) + "1", "not " * MAX_DEPTH + "1"),
        (SHUT + "(" * (MAX_DEPTH - 2) + "1" + ")" * (MAX_DEPTH - 2), SHUT + "(" * MAX_DEPTH + "1" + ")" * MAX_DEPTH),
        (AMONG + "(" * 18 + "1" + ")" * 58, AMONG + "(" * 19 + "1" + ")" * 59),
        ("1 " + " " * (MAX_LENGTH - 2), "1 " + " " * (MAX_LENGTH - 1)),
    ],
    ids=["a chain", "brackets", "signs", "denials", "brackets after others", "brackets within others", "length"],
)
def test_the_limits_are_exact(allowed: str, refused: str) -> None:
    assert parse(allowed).start == len(allowed) - len(allowed.lstrip("("))
    with pytest.raises(ExpressionError, match=r"zagnieżdżone za głęboko\.|za długie \(najwięcej 10000 znaków\)\."):
        parse(refused)


@pytest.mark.parametrize("text", ["-" * 40 + "1 > " + "-" * 40 + "1", "(1) + " * 58 + "(1)", "(-1) = (-(-1))"])
def test_what_is_closed_no_longer_counts_as_depth(text: str) -> None:
    assert parse(text).end == len(text) - (text[-1] == ")") * (len(text) - len(text.rstrip(")")))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("(" * 61, 60, 61),
        ("-" * 61, 59, 60),
        ("1" + "+1" * 60, 0, 121),
        ("1" * (MAX_LENGTH + 1), 0, 1),
    ],
)
def test_what_is_too_deep_or_too_long_is_pointed_at(text: str, start: int, end: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.start, caught.value.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1 >\n2 and\n3 ? 4\n", ["3 ? 4", "  ^"]),
        ("1 = 1 adn\n2 = 2", ["1 = 1 adn", "      ^^^"]),
        ("1 >\n\n", ["1 >", "   ^"]),
        (
            "1 > 2\N{NO-BREAK SPACE}",
            ["1 > 2\N{NO-BREAK SPACE}", "     ^"],
        ),  # no space of the language, at the end neither
        ("", ["", "^"]),
        ("d1[a,\nb]] = 1", ["b]] = 1", "  ^"]),
    ],
)
def test_the_caret_stands_in_the_line_that_breaks(text: str, lines: list[str]) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    said, *shown = caught.value.shown(text).splitlines()
    row = 1 + text[: caught.value.start].count("\n")
    assert said == f"{caught.value.message} (wiersz {row}, znak {len(lines[1].rstrip('^')) + 1})"
    assert [line.removeprefix("  ") for line in shown] == lines


def test_a_rule_reaches_from_its_foreach_to_its_condition() -> None:
    text = "  foreach r in d2.rows: d2[r,k1] > 0  "
    found = parse_rule(text)
    assert text[found.start : found.end] == text.strip()


@pytest.mark.parametrize(("given", "end"), [(None, 4), (0, 4), (9, 9)])
def test_a_mistake_is_one_sign_long_where_nothing_else_is_said(given: int | None, end: int) -> None:
    found = ExpressionError("Źle.", 3, given)
    assert (str(found), found.message, found.start, found.end) == ("Źle.", "Źle.", 3, end)


def test_a_place_behind_the_text_is_shown_at_its_end() -> None:
    assert ExpressionError("Źle.", 9, 12).shown("1 > 2") == "Źle. (wiersz 1, znak 6)\n  1 > 2\n       ^"
    assert ExpressionError("Źle.", 4, 12).shown("1 > 2") == "Źle. (wiersz 1, znak 5)\n  1 > 2\n      ^"


def test_the_nearest_name_is_suggested_and_none_where_none_is_near() -> None:
    assert hint("bed", ("kind", "beds", "bets")) == " Czy chodzi o „beds”?"
    assert hint("bed", iter(("kind", "regon"))) == ""
    assert hint("ab", ("axxxxb",)) == " Czy chodzi o „axxxxb”?"  # half of the signs: near enough
    assert hint("ab", ("axxxxxb",)) == ""


@pytest.mark.parametrize(("text", "near"), [("1 = 1 adn 2 = 2", "and"), ("1 = 1 fi 2 = 2", "in"), ("1 = 1 xyz", "")])
def test_a_word_between_two_values_is_suggested(text: str, near: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.message.partition(". ")[2] == (f"Czy chodzi o „{near}”?" if near else "")


def test_where_something_else_is_expected_no_word_is_suggested() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_rule("foreach r im d2.rows: 1 = 1")
    assert caught.value.message == "Nieoczekiwane „im”; oczekiwano: „in”."


def test_a_class_of_characters_is_refused_at_its_bracket() -> None:
    pattern = parse('d1.k1 in ("4*", "[45]?[6]")').of[1:]
    assert pattern_of(pattern[0]) == "4*"
    with pytest.raises(ExpressionError) as caught:
        pattern_of(pattern[1])
    message = "We wzorcu nie ma zbiorów znaków „[…]”; „*” zastępuje dowolne znaki, „?” jeden znak."
    assert (caught.value.message, caught.value.start) == (message, 17)
