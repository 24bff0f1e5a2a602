# SPDX-License-Identifier: EUPL-1.2
"""What a page shows of a report beside its values and checks: why it came back, remarks and notes at cells, what has
changed since the last sending."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from engine.answers import Sheet
from ssoz.reports.enums import ReportStatus
from ssoz.reports.queries import Remark, ReportDetails, Thread, last_sending, threads, waiting
from ssoz.www.reporter.links import Links, links_of
from ssoz.www.reporter.presentation.differences import Comparison, DifferentSection, compared
from ssoz.www.reporter.presentation.flags import Flag, flags_html
from ssoz.www.reporter.presentation.reasons import linked, named_cells
from ssoz.www.reporter.presentation.words import anchor, place_name

NOTHING = Comparison(())
LISTED = (ReportStatus.TO_CORRECT, ReportStatus.TO_VERIFY)  # while remarks are something to be done
SHORT = 80


@dataclass(frozen=True, slots=True)
class ThreadView:
    thread: Thread
    place: str

    @property
    def id(self) -> str:
        return f"uwaga-pola-{self.thread.opening.pk}"

    @property
    def opening(self) -> Remark:
        return self.thread.opening

    @property
    def answers(self) -> tuple[Remark, ...]:
        return self.thread.answers

    @property
    def anchor(self) -> str:
        return anchor(self.thread.address)


@dataclass(frozen=True)
class Beside:
    details: ReportDetails

    @cached_property
    def links(self) -> Links:
        return links_of(self.details.report.public_id)

    @cached_property
    def threads(self) -> tuple[ThreadView, ...]:
        return tuple(ThreadView(one, self._place(one.address)) for one in threads(self.details))

    def _place(self, address: str) -> str:
        return place_name(self.details.definition, self.details.sheet, address)

    @property
    def remarks(self) -> tuple[ThreadView, ...]:
        """Listed on the sheet as long as something is to be done about them."""
        listed = self.details.report.status in LISTED
        return tuple(one for one in self.threads if one.thread.is_remark and listed)

    @property
    def waiting(self) -> int:
        return sum(one.thread.waits for one in self.threads)

    @property
    def reason(self) -> SafeString:
        return linked(self.details.definition, self.details.sheet, self.details.comment)

    @cached_property
    def changed(self) -> Comparison:
        """Of a report in correction, since it was sent last."""
        sent = last_sending(self.details.report) if self.details.report.status == ReportStatus.TO_CORRECT else None
        if sent is None:
            return NOTHING
        return compared(self.details.definition, Sheet.from_json(sent.answers), self.details.sheet)

    @cached_property
    def waiting_values(self) -> tuple[DifferentSection, ...]:
        """Values carried over that wait to be confirmed, by section."""
        if not self.details.editable:
            return ()
        sheet = self.details.sheet
        left = waiting(self.details.report, sheet)
        without = sheet.with_cells(dict.fromkeys(left))
        return compared(self.details.definition, without, sheet).sections if left else ()

    @property
    def offers_prefill(self) -> bool:
        """A form with stable cells, not sent yet, of which some are still blank."""
        return (
            self.details.editable
            and self.details.report.status == ReportStatus.TO_FILL
            and bool(self.details.definition.stable)
            and not self.waiting_values
        )

    @cached_property
    def flags(self) -> Mapping[str, str]:
        return flags_html(self._flags())

    def _flags(self) -> Iterator[tuple[str, Flag]]:
        for named in named_cells(self.details.definition, self.details.sheet, self.details.comment):
            yield named.address, Flag("remark", self.details.comment[:SHORT], "#komentarz")
        yield from self._written()
        for section in self.changed.sections:
            yield from ((cell.address, Flag("changed", cell.was, "#zmiany")) for cell in section.cells)
        for section in self.waiting_values:
            yield from ((cell.address, Flag("prefilled", "", "#przepisane")) for cell in section.cells)

    def _written(self) -> Iterator[tuple[str, Flag]]:
        """Remarks something is to be done about, notes that were not put aside."""
        for one in self.remarks:
            if one.thread.waits or not one.thread.told:
                yield one.thread.address, Flag("remark", one.opening.text[:SHORT], f"#{one.id}")
        for one in self.threads:
            if not one.thread.is_remark and not one.opening.resolved:
                at = one.thread.address
                yield at, Flag("note", one.opening.text[:SHORT], self.links.remarks_at(at))
