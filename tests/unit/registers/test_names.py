# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoz.registers.names import digits, normalised


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Szpital Powiatowy w Żywcu", "szpital powiatowy w zywcu"),
        ("ŁÓDŹ", "lodz"),
        ("„ANI-MED” sp. z o.o.", "ani med sp z o o"),
        ("Gminny Ośrodek Zdrowia w Piotrowicach", "gminny osrodek zdrowia w piotrowicach"),
        ("ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż", "acelnoszz acelnoszz"),
        ("  dwie   spacje ", "dwie spacje"),
        ("", ""),
        ("–", ""),
    ],
)
def test_names_are_looked_for_without_case_diacritics_and_punctuation(name: str, key: str) -> None:
    assert normalised(name) == key


@given(st.text())
def test_normalising_twice_is_normalising_once(name: str) -> None:
    assert normalised(normalised(name)) == normalised(name)


@given(st.text(alphabet="aąbcćdeęłńóśźżŁŻ XY-"))
def test_case_does_not_matter(name: str) -> None:
    assert normalised(name.upper()) == normalised(name)


@pytest.mark.parametrize("text", ["782-160-47-48", "782 160 47 48", "782\u00a0160\u00a047\u00a048", " 7821604748 "])
def test_numbers_are_read_without_separators(text: str) -> None:
    assert digits(text) == "7821604748"
