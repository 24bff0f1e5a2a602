# SPDX-License-Identifier: EUPL-1.2
import json
from pathlib import Path

import pytest

from sandbox.environment import SandboxRefusedError, beside
from sandbox.environment import read as read_environment
from sandbox.people.roster import RosterError, grouped, read
from tests.factories.sandbox import ANNA, BOB


def test_the_file_is_read_with_fields_it_need_not_know(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_text(json.dumps([{**ANNA, "shoe": 38}, BOB]), encoding="utf-8")
    assert [entry.name for entry in read(path)] == ["Anna Żak", "Bogdan Łyś"]


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"sub": "x"}]', "7"])
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "people.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RosterError, match="Nie można odczytać pliku z osobami"):
        read(path)
    with pytest.raises(RosterError):
        read(tmp_path / "nowhere.json")


def test_roles_keep_the_order_of_the_file_and_every_word_must_match(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_text(json.dumps([BOB, ANNA, {**BOB, "sub": "c", "given_name": "Celina"}]), encoding="utf-8")
    people = read(path)
    assert [(group.role, len(group.people)) for group in grouped(people)] == [(BOB["role"], 2), (ANNA["role"], 1)]
    assert [group.people[0].name for group in grouped(people, "mazowiecki CELINA")] == ["Celina Łyś"]
    assert grouped(people, "mazowiecki anna") == []


def test_where_a_role_has_many_people_the_rest_is_left_to_the_search(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_text(json.dumps([{**ANNA, "sub": str(number)} for number in range(20)]), encoding="utf-8")
    (group,) = grouped(read(path))
    assert (len(group.people), group.more) == (6, 14)


def test_the_sandbox_refuses_to_start_beside_real_people() -> None:
    with pytest.raises(SandboxRefusedError):
        read_environment({"SSOZ_MODE": "production"})


def test_its_database_lies_beside_the_systems() -> None:
    assert beside("postgresql://u:p@h:5/ssoz?sslmode=require") == "postgresql://u:p@h:5/sandbox?sslmode=require"
    assert read_environment({"DATABASE_URL": "postgresql://h/x"}).database_url == "postgresql://h/sandbox"
