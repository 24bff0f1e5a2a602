# SPDX-License-Identifier: EUPL-1.2
"""Whatever is recorded can be read: each action has its sentence, and each sentence an action."""

import re
from pathlib import Path

import pytest

from ssoz.audit.sentences import SENTENCES, sentence
from ssoz.www.trail.objects import TYPES
from tests.architecture import actions
from tests.architecture.sources import text

RECORDED = actions.recorded(actions.site())


def test_every_recorded_action_has_a_sentence() -> None:
    missing = {action: module for action, module in RECORDED.items() if action not in SENTENCES}
    assert missing == {}, "write a sentence for each in ssoz.audit.sentences"


def test_no_sentence_waits_for_an_action_that_nobody_records() -> None:
    assert sorted(set(SENTENCES) - set(RECORDED)) == []


def test_every_kind_of_object_has_a_name() -> None:
    said = {kind for path in actions.site() for kind in re.findall(r'object_type="([a-z_]+)"', text(path))}
    assert sorted(said - {kind for kind, _name in TYPES}) == [], "name each in ssoz.www.trail.objects"


@pytest.mark.parametrize(
    "source",
    [
        'record(by=by, action="done", object_type="x")',
        'audit.record(by=by, action="done" if new else "done", data={})',
        'def note(by, action, row): ...\nnote(by, "done", 7)',
        'class Move:\n    name: str\n    action: str\n\nMove("send", "done")',
        'def end(*, by, action: str = "done"): ...',
        'def end(by, action="done"): ...',
    ],
    ids=["keyword", "condition", "place", "field", "default", "positional default"],
)
def test_an_action_is_found_wherever_it_is_said(tmp_path: Path, source: str) -> None:
    module = tmp_path / "module.py"
    module.write_text(source)
    assert set(actions.recorded([module])) == {"done"}


def test_a_sentence_names_who_what_and_why() -> None:
    words = {"who": "Anna Żak", "object": "Szpital: Jan Próbny", "reason": "odejście z pracy"}
    assert sentence("profile_blocked", words) == (
        "Anna Żak blokuje profil: Szpital: Jan Próbny, powód: odejście z pracy"
    )


def test_what_an_event_does_not_tell_is_a_dash() -> None:
    assert sentence("role_granted", {"who": "Anna Żak", "object": ""}) == "Anna Żak nadaje rolę „–” w profilu: –"


@pytest.mark.parametrize("action", sorted(SENTENCES))
def test_a_sentence_can_be_made_of_nothing(action: str) -> None:
    assert "{" not in sentence(action, {})


def test_braces_in_what_people_wrote_stay_as_they_are() -> None:
    assert sentence("report_returned", {"reason": "{0} {who} %s"}).endswith("powód: {0} {who} %s")


def test_an_action_of_an_older_version_is_shown_by_its_name() -> None:
    assert sentence("gone {0}", {"who": "Anna Żak"}) == "Anna Żak: gone 0"
