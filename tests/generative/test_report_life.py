# SPDX-License-Identifier: EUPL-1.2
"""Random lives of a report against a model of one dictionary: no cell is lost, no sending changes."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from engine.answers import Change, Sheet, digest
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import BadRequest, NotAllowed, OpenFindings, ReportError, StaleReport
from ssoz.reports.models import Report, Sending, Transition
from tests.factories.reports import blank_report, central, filler, supervisor

TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus
CELLS = ("d1.w02.k1", "d1.w02.k2", "d1.w03.k1", "d1.w03.k2")
typed = st.one_of(st.integers(0, 1100).map(str), st.sampled_from(["", "x", "-1", "1,5"]))
PERSONS = st.sampled_from([101, 102])


def value(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


class ReportLife(RuleBasedStateMachine):
    """What the rules below keep by hand is what the database has to hold."""

    @initialize()
    def begin(self) -> None:
        self.report = blank_report()
        self.cells: dict[str, int] = {}
        self.rows: list[str] = []
        self.status, self.version = TO_FILL, 0
        self.sendings: list[dict[str, Any]] = []
        self.shown = dict(self.cells), self.version

    @property
    def stored(self) -> Report:
        return Report.objects.get(pk=self.report.pk)

    @property
    def is_open(self) -> bool:
        return self.status in (TO_FILL, TO_CORRECT)

    def attempt(self, deed: Any, *allowed: type[ReportError], **arguments: Any) -> Any:
        """Do it; a refusal of the expected kinds comes back and must have written nothing."""
        try:
            return deed(report=self.report.public_id, **arguments)
        except allowed as error:
            assert self.stored.version == self.version
            return error

    @rule()
    def open_page(self) -> None:
        self.shown = dict(self.cells), self.version

    @rule(person=PERSONS, changed=st.dictionaries(st.sampled_from(CELLS), typed, min_size=1), looks=st.booleans())
    def save(self, person: int, changed: dict[str, str], looks: bool) -> None:
        page = self.shown[0]
        was = {address: str(page.get(address, "")) if looks else None for address in changed}
        changes = [Change(address, was[address], text) for address, text in changed.items()]
        saved = self.attempt(operations.save_cells, NotAllowed, by=filler(self.report.unit, person), changes=changes)
        if not self.is_open:
            assert isinstance(saved, NotAllowed)
            return
        before = dict(self.cells)
        for address, text in changed.items():
            good = text == "" or value(text) is not None
            current = before.get(address)
            clash = looks and page.get(address) != current and value(text) != current
            assert (address in {item.address for item in saved.conflicts}) == (good and clash)
            assert (address in {item.address for item in saved.problems}) == (not good)
            if good and not clash:
                self._put(address, value(text))
        self.version += before != self.cells

    def _put(self, address: str, number: int | None) -> None:
        if number is None:
            self.cells.pop(address, None)
        else:
            self.cells[address] = number

    @rule()
    def add_row(self) -> None:
        added = self.attempt(operations.add_row, NotAllowed, BadRequest, by=filler(self.report.unit), section="d2")
        if not self.is_open:
            assert isinstance(added, NotAllowed)
        elif len(self.rows) == 3:
            assert isinstance(added, BadRequest)
        else:
            self.rows.append(added.row)
            self.version += 1

    @rule(place=st.integers(0, 2))
    def remove_row(self, place: int) -> None:
        row = self.rows[place] if place < len(self.rows) else "r99"
        removed = self.attempt(operations.remove_row, NotAllowed, by=filler(self.report.unit), section="d2", row=row)
        if self.is_open and row in self.rows:
            self.rows.remove(row)
            self.version += 1
        else:
            assert isinstance(removed, NotAllowed) != self.is_open

    @rule(fresh=st.booleans(), zero=st.booleans())
    def send(self, fresh: bool, zero: bool) -> None:
        version = self.version if fresh else self.shown[1]
        sent = self.attempt(
            operations.send,
            NotAllowed,
            StaleReport,
            OpenFindings,
            by=filler(self.report.unit),
            version=version,
            zero=zero,
        )
        if self.status == TO_VERIFY:
            assert sent.already
        elif not self.is_open:
            assert isinstance(sent, NotAllowed)
        elif version != self.version:
            assert isinstance(sent, StaleReport)
        elif isinstance(sent, ReportError):
            assert isinstance(sent, NotAllowed) == (zero and bool(self.cells))
        else:
            self.status, self.version = TO_VERIFY, sent.report.version
            self.sendings.append(sent.report.answers)

    @rule(reason=st.sampled_from(["", "Sprawdź"]))
    def give_back(self, reason: str) -> None:
        returned = self.attempt(
            operations.return_to_correct,
            NotAllowed,
            BadRequest,
            by=supervisor(),
            version=self.version,
            reason=reason,
        )
        if self.status == TO_VERIFY and reason:
            self.status, self.version = TO_CORRECT, self.version + 1
        else:
            assert isinstance(returned, BadRequest if self.status == TO_VERIFY else NotAllowed)

    @rule(fresh=st.booleans())
    def accept(self, fresh: bool) -> None:
        version = self.version if fresh else self.shown[1]
        accepted = self.attempt(operations.accept, NotAllowed, StaleReport, by=supervisor(), version=version)
        if self.status != TO_VERIFY:
            assert isinstance(accepted, NotAllowed)
        elif version != self.version:
            assert isinstance(accepted, StaleReport)
        else:
            self.status, self.version = ACCEPTED, self.version + 1

    @precondition(lambda self: self.status == ACCEPTED)
    @rule()
    def reopen(self) -> None:
        self.attempt(operations.reopen, by=central(), reason="Pomyłka")
        self.status, self.version = TO_CORRECT, self.version + 1

    @invariant()
    def nothing_is_lost(self) -> None:
        stored = self.stored
        entered = {cell: number for cell, number in stored.answers["cells"].items() if cell in CELLS}
        assert entered == self.cells
        assert stored.answers["rows"].get("d2", []) == self.rows
        assert (stored.status, stored.version) == (self.status, self.version)
        if stored.digest:
            assert stored.digest == digest(Sheet.from_json(stored.answers))

    @invariant()
    def what_was_sent_stays(self) -> None:
        kept = list(Sending.objects.filter(report=self.report).order_by("number"))
        assert [sending.answers for sending in kept] == self.sendings
        assert [sending.number for sending in kept] == list(range(1, len(kept) + 1))

    @invariant()
    def transitions_follow_one_another(self) -> None:
        moves = list(Transition.objects.filter(report=self.report).order_by("id"))
        assert [move.source for move in moves[1:]] == [move.target for move in moves[:-1]]
        assert (moves[-1].target if moves else TO_FILL) == self.status


@pytest.mark.django_db
class TestReportLife(ReportLife.TestCase):  # type: ignore[name-defined,misc]  # made by Hypothesis
    settings = settings(max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
