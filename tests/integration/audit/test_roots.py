# SPDX-License-Identifier: EUPL-1.2
"""The published roots: what catches whoever owns the database and knows this code."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from rich.console import Console

from ssoz.audit import roots
from ssoz.audit.models import Seal
from ssoz.audit.operations import publish_root, seal_events
from ssoz.audit.queries.verifying import verify
from ssoz.commands import audit as command
from tests.integration.audit.trail import attack, events, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def file(tmp_path: Path, settings: LazySettings) -> Path:
    settings.AUDIT_ROOTS = tmp_path / "audit" / "roots.jsonl"
    return settings.AUDIT_ROOTS


def fault(file: Path, since: int = 0) -> str:
    found = verify(roots={root.seal: root for root in roots.read(file)}, since=since).fault
    return f"{found.kind.name} {found.seal} {found.event}" if found else ""


def publish(*sizes: int) -> None:
    for size in sizes:
        events(size)
        assert publish_root()


def test_an_empty_trail_has_no_root(file: Path) -> None:
    assert publish_root() is None
    assert not file.exists()


def test_each_root_holds_the_digest_of_the_line_before(file: Path) -> None:
    publish(2, 1)
    first, second = roots.read(file)
    assert (first.previous, first.events, second.events, second.seal) == ("", 2, 3, 2)
    assert second.previous
    assert second.root == Seal.objects.last().root


def test_publishing_again_adds_no_line_when_nothing_happened(file: Path) -> None:
    publish(1)
    publish_root()
    assert len(roots.read(file)) == 1


def test_the_removal_of_the_last_rows_with_their_seals_is_caught_by_the_file(file: Path) -> None:
    numbers = sealed(2)
    publish(3)
    attack("DELETE FROM audit_event WHERE id > %s", numbers[-1])
    attack("DELETE FROM audit_seal WHERE number > 1")
    assert verify().fault is None  # the database alone cannot know
    assert fault(file) == "CUT 2 0"


def test_a_trail_rewritten_by_whoever_has_the_key_as_well_is_caught_by_the_file(file: Path) -> None:
    publish(2, 2)
    attack("UPDATE audit_event SET person_id = 8 WHERE id = (SELECT min(id) FROM audit_event)")
    attack("DELETE FROM audit_seal")
    seal_events(at_once=2)
    assert verify().fault is None
    assert fault(file) == "REWRITTEN 1 0"


def test_an_emptied_trail_is_caught_by_the_file(file: Path) -> None:
    publish(2)
    attack("TRUNCATE audit_event, audit_seal")
    assert fault(file) == "CUT 1 0"


def test_a_verification_can_begin_at_a_published_root(file: Path) -> None:
    publish(3, 2)
    events(4)
    seal_events()
    verdict = verify(roots={root.seal: root for root in roots.read(file)}, since=2)
    assert (verdict.fault, verdict.events, verdict.seals) == (None, 4, 1)


@pytest.mark.parametrize("which", [0, 1, 2, 3])
def test_beginning_at_a_root_finds_what_was_altered_after_it(file: Path, which: int) -> None:
    publish(3)
    numbers = sealed(2, 2)
    attack("UPDATE audit_event SET action = 'x' WHERE id = %s", numbers[which])
    assert fault(file, since=1) == f"ALTERED {which // 2 + 2} {numbers[which]}"


def test_beginning_at_a_root_that_is_not_the_published_one_is_told(file: Path) -> None:
    publish(3, 1)
    attack("UPDATE audit_seal SET root = reverse(root) WHERE number = 1")
    assert fault(file, since=1) == "REWRITTEN 1 0"


def lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("deed", "line"),
    [
        (lambda old: [old[0].replace('"events": 1', '"events": 9'), *old[1:]], 2),
        (lambda old: [old[0], old[2]], 2),
        (lambda old: [old[1], old[0], old[2]], 1),
        (lambda old: old[1:], 1),
        (lambda old: [old[0], old[0], *old[1:]], 2),
        (lambda old: [old[0], "", *old[1:]], 2),
        (lambda old: [*old[:2], old[2][:-9]], 3),
        (lambda old: [*old[:2], old[2].replace('"seal"', '"seel"')], 3),
        (lambda old: [*old[:2], old[2].replace(", ", ",")], 3),
    ],
    ids=["altered", "removed", "reordered", "first removed", "doubled", "blank", "cut", "another key", "respaced"],
)
def test_a_file_that_was_altered_is_refused_with_its_line(file: Path, deed, line: int) -> None:
    publish(1, 1, 1)
    file.write_text("\n".join(deed(lines(file))) + "\n", encoding="utf-8")
    with pytest.raises(roots.RootsError, match=f"Wiersz {line} "):
        roots.read(file)
    events(1)
    with pytest.raises(roots.RootsError):
        publish_root()


def said(*words: str) -> tuple[int, str]:
    wanted = command.arguments().parse_args(words)
    console = Console(width=200, record=True, file=StringIO())
    code = command.verify(wanted, console) if wanted.command == "verify" else command.publish(console)
    return code, console.export_text()


def test_the_command_says_that_the_trail_is_whole_and_how_far_the_proof_reaches() -> None:
    sealed(2)
    code, words = said("verify")
    assert code == 0
    assert "Dziennik jest nienaruszony. Zdarzeń 2 pod pieczęciami: 1; bez pieczęci czeka: 0." in words
    assert "nie ma korzeni" in words
    assert said("root")[0] == 0
    assert "Opublikowanych korzeni: 1; ostatni: pieczęć 1" in said("verify")[1]


def test_the_command_names_the_first_bad_row_and_fails() -> None:
    numbers = sealed(3)
    attack("DELETE FROM audit_event WHERE id >= %s", numbers[1])
    code, words = said("verify")
    assert code == 1
    assert f"Dziennik naruszono. Zdarzenie {numbers[1]} zostało usunięte" in words


def test_the_command_publishes_nothing_of_an_empty_trail() -> None:
    assert said("root") == (0, "Dziennik jest pusty: nie ma czego publikować.\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [(("verify", "--roots", "/nowhere"), "nie ma pliku"), (("verify", "--since", "7"), "nie opublikowano")],
)
def test_the_command_refuses_what_is_not_there(words: tuple[str, ...], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        said(*words)
