# SPDX-License-Identifier: EUPL-1.2
"""The five lists as plain rows: what stands in each line, what can be done with it, what an empty list says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shared.design.formatting import day
from ssoz.access.actors import Actor
from ssoz.access.permissions import for_kind
from ssoz.reports.enums import ReportKind, ReportStatus
from ssoz.rounds.periods import period_words
from ssoz.www.reporter.names import list_url

TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus


class Listed(Protocol):
    """A report as the lists get it: without its content."""

    @property
    def public_id(self) -> UUID: ...
    @property
    def status(self) -> str: ...
    @property
    def edited_at(self) -> datetime | None: ...
    @property
    def sent_at(self) -> datetime | None: ...
    @property
    def accepted_at(self) -> datetime | None: ...
    @property
    def unit_id(self) -> int: ...
    @property
    def unit(self) -> Any: ...
    @property
    def round(self) -> Any: ...
    @property
    def obligation(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Tab:
    title: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class ListRow:
    report: UUID
    form: str
    title: str
    unit: str
    period: str
    due: date
    status: str
    remark: str
    url: str
    action: str
    is_turn: bool  # this person has something to do with it
    waits: bool  # the due date still matters
    late: bool
    commented: bool


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says, and where to go from there."""

    text: str
    link: Link | None = None


def tabs(kind: ReportKind, counts: Mapping[str, int]) -> list[Tab]:
    one_each = [Tab(str(status.label), list_url(kind, status), counts.get(status, 0)) for status in ReportStatus]
    return [*one_each, Tab(_("Wszystkie"), list_url(kind), sum(counts.values()))]


def row(actor: Actor, report: Listed, today: date) -> ListRow:
    edition = report.round.edition
    waits = report.status in (TO_FILL, TO_CORRECT)
    action, is_turn = _action(actor, report)
    return ListRow(
        report=report.public_id,
        form=report.round.form,
        title=edition.title_en if get_language() == "en" and edition.title_en else edition.title,
        unit=report.unit.name,
        period=period_words(report.round.period_start, report.round.period_end),
        due=report.obligation.due_on,
        status=report.status,
        remark=_remark(report),
        url=reverse("reporter:sheet", args=(report.public_id,)) if action else "",
        action=action,
        is_turn=is_turn,
        waits=waits,
        late=waits and report.obligation.due_on < today,
        commented=bool(action) and report.status == TO_CORRECT,
    )


def _action(actor: Actor, report: Listed) -> tuple[str, bool]:
    """The word on the button, and whether it is this person's turn; no word for those who may not read."""
    kind = report.round.edition.kind
    if not actor.may(for_kind("REPORT_READ", kind)):
        return "", False
    own = report.unit_id == actor.unit_id and actor.may(for_kind("REPORT_FILL", kind))
    if own and report.status == TO_FILL:
        return _("Wypełnij"), True
    if own and report.status == TO_CORRECT:
        return _("Popraw"), True
    if report.status == TO_VERIFY and not own and actor.may(for_kind("REPORT_VERIFY", kind)):
        return _("Zweryfikuj"), True
    return _("Podgląd"), False


def _remark(report: Listed) -> str:
    """How far it has come, beside the status."""
    if report.status == ACCEPTED:
        return day(report.accepted_at)
    if report.status == TO_VERIFY:
        return _("wysłano %(day)s") % {"day": day(report.sent_at)}
    if report.edited_at is None:
        return _("jeszcze nie rozpoczęte") if report.status == TO_FILL else ""
    return _("ostatnia zmiana %(day)s") % {"day": day(report.edited_at)}


def empty(kind: ReportKind, status: ReportStatus | None, *, reporter: bool, search: str) -> Empty:
    """An empty list says why it is empty and what to do next."""
    if search:
        return Empty(
            _("Nic nie pasuje do „%(search)s”.") % {"search": search},
            Link(_("Pokaż całą listę"), list_url(kind, status or "")),
        )
    text, follow = (_reporter_words if reporter else _supervisor_words)()[status or ""]
    return Empty(text, Link(*_leads(kind, follow)) if follow else None)


def _leads(kind: ReportKind, status: ReportStatus) -> tuple[str, str]:
    return _("Przejdź do listy „%(list)s”") % {"list": status.label}, list_url(kind, status)


def _reporter_words() -> Mapping[str, tuple[str, ReportStatus | None]]:
    return {
        TO_FILL: (
            _("Nie ma nic do wypełnienia. Gdy pojawi się nowy obowiązek, zobaczysz go tutaj i na stronie głównej."),
            TO_VERIFY,
        ),
        TO_VERIFY: (_("Żadne sprawozdanie nie czeka na weryfikację. Trafi tu po wysłaniu."), TO_FILL),
        TO_CORRECT: (_("Żadnego sprawozdania nie zwrócono do korekty."), TO_FILL),
        ACCEPTED: (_("Żadne sprawozdanie nie zostało jeszcze zatwierdzone."), TO_VERIFY),
        "": (_("Twoja jednostka nie ma sprawozdań tego rodzaju."), None),
    }


def _supervisor_words() -> Mapping[str, tuple[str, ReportStatus | None]]:
    return {
        TO_FILL: (_("Żadna jednostka nie ma już sprawozdań do wypełnienia."), TO_VERIFY),
        TO_VERIFY: (
            _("Wszystko zweryfikowane. Nowe sprawozdania pojawią się tu po wysłaniu przez jednostki."),
            TO_FILL,
        ),
        TO_CORRECT: (_("Żadne sprawozdanie nie jest w korekcie."), TO_VERIFY),
        ACCEPTED: (_("Żadne sprawozdanie nie zostało jeszcze zatwierdzone."), TO_VERIFY),
        "": (_("Nie ma sprawozdań tego rodzaju. Pojawią się po otwarciu okresu sprawozdawczego."), None),
    }
