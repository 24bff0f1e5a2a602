# SPDX-License-Identifier: EUPL-1.2
"""What is hashed: once and for all, so the digests themselves stand here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoz.audit import hashing
from ssoz.audit.hashing import Row

ROW = Row(
    1, "1763806800.000001", "7", "ab" * 32, None, "{cez_admin}", "192.0.2.7/32", "report_saved", "report", "r-1", "{}"
)


def test_the_digest_of_an_event_is_that_of_its_canonical_json() -> None:
    assert hashing.row_digest(ROW).hex() == "fbef3ab511f9a3223fc03091fd2157c59d74a78e0bba4cb581c013beb6687996"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{"a": 1, "b": [1, 2]}', '{"b":[1,2],"a":1}'),
        ('{"ż": "\\u017c"}', '{"ż": "ż"}'),
    ],
    ids=["order and spaces", "escapes"],
)
def test_the_same_data_written_otherwise_has_the_same_digest(one: str, other: str) -> None:
    assert hashing.row_digest(ROW._replace(data=one)) == hashing.row_digest(ROW._replace(data=other))


@pytest.mark.parametrize(
    ("one", "other"),
    [('{"a": 1}', '{"a": 1.0}'), ('{"a": 1.0}', '{"a": 1.00}'), ('{"a": 1.5}', '{"a": "1.5"}'), ("{}", "[]")],
)
def test_what_is_not_quite_the_same_is_not(one: str, other: str) -> None:
    assert hashing.row_digest(ROW._replace(data=one)) != hashing.row_digest(ROW._replace(data=other))


FIELDS = [field for field in Row._fields if field not in {"id", "data"}]


@given(st.sampled_from(FIELDS), st.one_of(st.none(), st.text()))
def test_every_field_counts(field: str, value: str | None) -> None:
    changed = ROW._replace(**{field: value})
    assert (hashing.row_digest(changed) == hashing.row_digest(ROW)) == (changed == ROW)


@given(st.lists(st.text(), min_size=2, max_size=2))
def test_a_text_cannot_flow_from_one_field_into_the_next(texts: list[str]) -> None:
    one = ROW._replace(action=texts[0], object_type=texts[1])
    other = ROW._replace(action=texts[0] + texts[1], object_type="")
    assert (hashing.row_digest(one) == hashing.row_digest(other)) == (texts[1] == "")


def test_a_name_cannot_be_guessed_without_its_salt() -> None:
    assert hashing.name_digest("a" * 32, 7, "Anna Żak") != hashing.name_digest("b" * 32, 7, "Anna Żak")
