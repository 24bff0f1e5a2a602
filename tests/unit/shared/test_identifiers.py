# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.pl import pesel

from shared.identifiers import (
    IdentifierError,
    clean_nip,
    clean_pesel,
    clean_phone,
    clean_register_number,
    clean_regon,
    clean_teryt,
    make_nip,
    make_pesel,
    make_register_number,
    make_regon,
    masked_pesel,
)

Clean = Callable[[str], str]


@pytest.mark.parametrize(
    ("clean", "typed", "bare"),
    [
        (clean_pesel, "44051401359", "44051401359"),
        (clean_pesel, " 440514 01359 ", "44051401359"),
        (clean_nip, "856-734-62-15", "8567346215"),
        (clean_regon, "192598184", "192598184"),
        (clean_register_number, "000000 012345", "000000012345"),
        (clean_teryt, "1465011", "1465011"),
    ],
)
def test_a_valid_number_comes_out_bare(clean: Clean, typed: str, bare: str) -> None:
    assert clean(typed) == bare


@pytest.mark.parametrize(
    ("clean", "typed", "sentence"),
    [
        (clean_pesel, "44051401358", "PESEL ma niewłaściwą cyfrę kontrolną"),
        (clean_pesel, "4405140135", "PESEL musi mieć 11 cyfr"),
        (clean_pesel, "4405140135a", "PESEL może zawierać tylko cyfry"),
        (clean_pesel, "99133100004", "PESEL zawiera niemożliwą datę"),
        (clean_nip, "8567346216", "NIP ma niewłaściwą cyfrę kontrolną"),
        (clean_nip, "", "NIP"),
        (clean_regon, "192598183", "REGON ma niewłaściwą cyfrę kontrolną"),
        (clean_regon, "1925981", "REGON musi mieć 9 albo 14 cyfr"),
        (clean_register_number, "123", "Numer księgi rejestrowej musi mieć 12 cyfr"),
        (clean_teryt, "146501", "Kod TERYT gminy musi mieć 7 cyfr"),
        (clean_teryt, "0165011", "nieznanego województwa „01”"),
    ],
)
def test_an_invalid_number_gets_a_sentence(clean: Clean, typed: str, sentence: str) -> None:
    with pytest.raises(IdentifierError, match=sentence):
        clean(typed)


@given(st.randoms(use_true_random=False))
def test_made_up_numbers_are_valid(random: Random) -> None:
    assert clean_nip(make_nip(random))
    assert clean_regon(make_regon(random))
    assert clean_register_number(make_register_number(random))


@given(st.randoms(use_true_random=False), st.dates(date(1880, 1, 1), date(2050, 1, 1)), st.booleans())
def test_a_made_up_pesel_tells_birth_and_sex(random: Random, born: date, female: bool) -> None:
    made = clean_pesel(make_pesel(random, born=born, female=female))
    assert pesel.get_birth_date(made) == born
    assert pesel.get_gender(made) == ("F" if female else "M")


def test_the_same_seed_makes_the_same_numbers() -> None:
    assert make_nip(Random(7)) == make_nip(Random(7))


@pytest.mark.parametrize(("pesel", "shown"), [("74010112842", "740•••••842"), ("", ""), ("7401011284", "")])
def test_screens_show_a_pesel_masked(pesel: str, shown: str) -> None:
    assert masked_pesel(pesel) == shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("501 369 856", "+48 501369856"),
        ("+48 22 597-09-23", "+48 225970923"),
        ("0048501369856", "+48 501369856"),
        ("48501369856", "+48 501369856"),
        ("(22) 597 09 23 wew. 12", "+48 225970923 wew. 12"),
        ("22 597 09 23 w.5", "+48 225970923 wew. 5"),
        ("+380 44 123 4567", "+380441234567"),
    ],
)
def test_a_telephone_number_is_kept_in_one_way(typed: str, kept: str) -> None:
    assert clean_phone(typed) == kept
    assert clean_phone(kept) == kept


@pytest.mark.parametrize(
    "typed", ["", " ", "abc", "12345", "5013698560", "001 23", "+1", "501369856; DROP", "0501369856"]
)
def test_what_is_no_telephone_number_is_refused_with_a_reason(typed: str) -> None:
    with pytest.raises(IdentifierError, match="Numer telefonu"):
        clean_phone(typed)
