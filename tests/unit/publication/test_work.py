# SPDX-License-Identifier: EUPL-1.2
"""How much the gate does of a long form: the nearest checks first, and no more than so many steps."""

import pytest

from engine.checks import compile_form
from engine.publication import examine, system, work
from engine.publication.formulas import Filled
from engine.publication.system import TOO_MUCH, Says, System
from engine.publication.work import Spent, Work
from tests.unit.publication.forms import HEAD, definition, listed

LENGTH = 30
ROWS = "".join(f"    - {{code: w{n:02}, title: W{n}}}\n" for n in range(LENGTH))
TABLE = "sections:\n- code: d1\n  title: D\n  table:\n    columns: [{code: k1, title: A, max: 9}]\n    rows:\n" + ROWS
CHAIN = [f"d1[w{n:02}, k1] <= d1[w{n + 1:02}, k1]" for n in range(LENGTH - 1)]
LOOSE = [f"nvl(d1[w{n:02}, k1], 0) <= nvl(d1[w{n + 1:02}, k1], 0)" for n in range(4)]
LAST = "nvl(d1[w00, k1], 0) <= nvl(d1[w04, k1], 0)"


def looked_into(*checks: str, most: int = work.MOST) -> System:
    form = compile_form(definition(listed(*checks), TABLE, HEAD))
    return System(form, {}, work=Work(most))


def said(found: System) -> dict[str, Says]:
    return {found.keys[one.place]: one.says for one in found.verdicts()}


def test_steps_are_counted_until_they_are_spent() -> None:
    steps = Work(10)
    steps.spend(6)
    with steps.at_most(3):
        steps.spend(3)
        with pytest.raises(Spent):
            steps.spend(1)
    assert (steps.most, steps.done, steps.is_spent) == (10, 10, False)
    with pytest.raises(Spent), steps.at_most(5):
        steps.spend(1)
    assert steps.is_spent
    assert Work().most == work.MOST


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four demands are many, two are few."""
    monkeypatch.setattr(system, "MANY", 3)
    monkeypatch.setattr(system, "FEW", 2)


def test_the_nearest_checks_are_those_that_speak_of_the_same() -> None:
    groups = looked_into(*CHAIN).groups
    assert groups.nearest(Filled("d1.w10.k1"), 2) == [9, 10]
    assert groups.nearest(Filled("d1.w10.k1"), 3) == [8, 9, 10]
    assert groups.nearest(Filled("d1.w10.k1"), 4) == [8, 9, 10, 11]
    assert groups.nearest(Filled("d1.w00.k1"), 99) == groups.near(Filled("d1.w00.k1")) == list(range(LENGTH - 1))
    assert groups.nearest(Filled("d1.nowhere.k1"), 2) == groups.near(Filled("d1.nowhere.k1")) == []


def test_where_the_nearest_checks_settle_it_the_others_are_not_looked_at(many: None) -> None:
    found = looked_into(*CHAIN)
    before = found.work.done
    assert said(found) == {}
    near = found.work.done - before
    whole = looked_into(*CHAIN)
    system.MANY = LENGTH
    before = whole.work.done
    assert said(whole) == {}
    assert near < (whole.work.done - before) / 2


def test_where_they_do_not_all_are(many: None) -> None:
    assert said(looked_into(*LOOSE, LAST)) == {"5": Says.FOLLOWS}
    (verdict,) = looked_into(*LOOSE, LAST).verdicts()
    assert verdict.because == ("1", "2", "3", "4")


@pytest.mark.usefixtures("many")
def test_too_much_to_do_for_all_of_them_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "ONE", 12)
    found = looked_into(*LOOSE, LAST)
    assert {one.because for one in found.verdicts()} == {(TOO_MUCH,)}
    assert not found.work.is_spent


def test_what_is_not_done_is_not_claimed_and_the_same_every_time() -> None:
    whole = looked_into(*LOOSE, LAST)
    assert said(whole) == {"5": Says.FOLLOWS}
    for most in range(0, whole.work.done, 7):
        found, again = (looked_into(*LOOSE, LAST, most=most) for _ in range(2))
        assert said(found) == said(again)
        assert set(said(found).values()) <= {Says.FOLLOWS, Says.UNKNOWN}
        assert found.work.is_spent
        assert found.work.done == again.work.done
    assert looked_into(*LOOSE, LAST, most=whole.work.done).is_known


def test_a_form_with_too_much_to_do_passes_with_notes_that_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = "  examples: {pass: {d1.w00.k1: 1, d1.w01.k1: 2}, fail: {d1.w00.k1: 3, d1.w01.k1: 2}}\n"
    form = definition(f"{listed(CHAIN[0])}\n{examples}", TABLE, HEAD)
    told: list[tuple[int, int]] = []
    assert not [note for note in examine(form, tell=lambda *far: told.append(far)).notes if "zbadano" in note.message]
    assert told == [(0, 1)]
    monkeypatch.setattr(work, "MOST", 0)
    found = examine(form)
    assert (found.passed, found.unexamined) == (True, 1)
    assert [(note.where, note.message) for note in found.notes if "zbadano" in note.message] == [
        ("sections", "Nie zbadano, czy da się wypełnić pola (2): za mało czasu."),
        ("checks", "Nie zbadano, czy da się wysłać jakiekolwiek sprawozdanie: za mało czasu."),
        ("checks[0].check", "Kontroli „1” nie zbadano: za mało czasu."),
    ]
