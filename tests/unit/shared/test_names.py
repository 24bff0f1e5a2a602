# SPDX-License-Identifier: EUPL-1.2
"""Whether two registers mean the same person."""

import pytest

from shared.names import key, same_family_name, same_given_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wrona", "WRONA"),
        ("Żółć", "Zolc"),
        ("Łyś", "lys"),
        ("Mickiewicz-Sokołowska", "MICKIEWICZ SOKOLOWSKA"),
        ("Mickiewicz-Sokołowska", "Mickiewicz – Sokołowska"),
        ("  Wrona ", "Wrona"),
        ("O’Hara", "O'Hara"),
        ("Zieliń\N{COMBINING ACUTE ACCENT}ska", "Zielinska"),
        ("Großmann", "GROSSMANN"),
        ("Nguyễn", "Nguyen"),
    ],
)
def test_the_same_family_name_written_otherwise(one: str, other: str) -> None:
    assert same_family_name(one, other)
    assert same_family_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nowacka", "Kowalik"),
        ("Nowak", "Nowacka"),
        ("Kowalska-Nowak", "Nowak"),
        ("Kowalska-Nowak", "Nowak-Kowalska"),
        ("Wrona", ""),
        ("", ""),
        ("-", "-"),
    ],
)
def test_another_family_name(one: str, other: str) -> None:
    assert not same_family_name(one, other)


@pytest.mark.parametrize(("one", "other"), [("Anna Maria", "ANNA"), ("Anna", "Anna Maria"), ("Łukasz", "lukasz")])
def test_the_first_given_name_is_enough(one: str, other: str) -> None:
    assert same_given_name(one, other)


@pytest.mark.parametrize(("one", "other"), [("Anna Maria", "Maria"), ("Anna", "Hanna"), ("Anna", ""), ("", "")])
def test_another_given_name(one: str, other: str) -> None:
    assert not same_given_name(one, other)


def test_the_key_has_only_words() -> None:
    assert key(" Żuk - Łoś ") == ("zuk", "los")
