# SPDX-License-Identifier: EUPL-1.2
"""What the state of a report allows, whoever asks. `check_can_x` raises a sentence, `can_x` answers a template."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engine.answers import CellError, Sheet, existing_cell
from engine.checks import Finding
from engine.definitions import FormDefinition, UnknownCell
from ssoz.access.actors import Actor
from ssoz.reports.enums import RemarkKind, ReportStatus
from ssoz.reports.errors import BadRequest, NotAllowed, OwnReport, ReportError, StaleReport
from ssoz.reports.models import CellRemark, Report
from ssoz.reports.states import EDITABLE, move
from ssoz.rounds.enums import RoundStatus

LONGEST_REASON = 4000


def refusal(check: Callable[[], None]) -> str:
    """The sentence with which a check refuses; empty when it holds."""
    try:
        check()
    except ReportError as error:
        return error.sentence
    return ""


def _holds(check: Callable[[], None]) -> bool:
    return not refusal(check)


def check_can_edit(report: Report) -> None:
    """Content is open while the filler owns the report; closing a round ends first filings, not corrections. Whoever
    is released owes nothing, and answers nothing either."""
    if report.status not in EDITABLE:
        raise NotAllowed(_("Sprawozdanie zostało wysłane i można je tylko czytać."))
    if report.obligation.released_at is not None:
        raise NotAllowed(_("Jednostka jest zwolniona ze składania tego sprawozdania."))
    if report.status == ReportStatus.TO_FILL and report.round.status != RoundStatus.OPEN:
        raise NotAllowed(_("Okres sprawozdawczy nie jest otwarty."))


def can_edit(report: Report) -> bool:
    return _holds(lambda: check_can_edit(report))


def check_can_send(report: Report) -> None:
    move("send", report.status)
    check_can_edit(report)


def can_send(report: Report) -> bool:
    return _holds(lambda: check_can_send(report))


def check_can_send_zero(definition: FormDefinition, sheet: Sheet) -> None:
    if not definition.zero:
        raise NotAllowed(_("Tego formularza nie można wysłać jako sprawozdania zerowego."))
    if sheet.cells:
        raise NotAllowed(
            _("Sprawozdanie zawiera dane, więc nie jest zerowe. Usuń je albo wyślij sprawozdanie z danymi.")
        )


def can_send_zero(report: Report, definition: FormDefinition, sheet: Sheet) -> bool:
    return can_send(report) and _holds(lambda: check_can_send_zero(definition, sheet))


def check_order(waiting_for: Sequence[str]) -> None:
    """Forms that feed this one are sent before it."""
    if waiting_for:
        raise NotAllowed(_("Najpierw wyślij: %(forms)s.") % {"forms": ", ".join(waiting_for)})


def check_version(report: Report, version: int) -> None:
    if report.version != version:
        raise StaleReport


def check_not_own(report: Report, by: Actor) -> None:
    if report.unit_id == by.unit_id:
        raise OwnReport(_("Nikt nie decyduje o sprawozdaniu własnej jednostki."))
    if by.person_id is not None and by.person_id in report.filled_by:
        raise OwnReport(_("Nikt nie decyduje o sprawozdaniu, które sam wypełniał."))


def check_can_decide(report: Report, by: Actor, decision: str) -> None:
    """`decision` is the name of a move: return, accept or reopen."""
    move(decision, report.status)
    check_not_own(report, by)


def can_decide(report: Report, by: Actor, decision: str) -> bool:
    return _holds(lambda: check_can_decide(report, by, decision))


def check_explanation(finding: Finding, code: str) -> None:
    """Only a warning is explained, by one of the reasons its check lists; where it lists none, by the text alone."""
    if finding.severity != "warning":
        raise BadRequest(_("Błędu nie można wyjaśnić, trzeba go poprawić."))
    listed = [known for known, _label in finding.explain]
    if code and code not in listed:
        raise BadRequest(_("Nie ma takiego kodu wyjaśnienia."))
    if listed and not code:
        raise BadRequest(_("Wybierz przyczynę z listy i opisz ją."))


def check_reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise BadRequest(_("Podaj uzasadnienie."))
    if len(reason) > LONGEST_REASON:
        raise BadRequest(_("Uzasadnienie może mieć najwyżej %(limit)d znaków.") % {"limit": LONGEST_REASON})
    return reason


def check_place(definition: FormDefinition, sheet: Sheet, address: str) -> None:
    """Something can be written at every cell that may hold a value, a computed one too."""
    try:
        spec = existing_cell(definition, sheet, address)
    except (UnknownCell, CellError):
        raise BadRequest(_("Nie ma takiego pola w sprawozdaniu.")) from None
    if spec.closed:
        raise BadRequest(_("To pole jest zamknięte (×), nie wypełnia się go."))


def check_text(text: str) -> str:
    text = text.strip()
    if not text:
        raise BadRequest(_("Wpisz treść."))
    if len(text) > LONGEST_REASON:
        raise BadRequest(_("Treść może mieć najwyżej %(limit)d znaków.") % {"limit": LONGEST_REASON})
    return text


def is_told(remark: CellRemark, report: Report) -> bool:
    """What a supervisor writes while verifying, the unit learns when the report is returned."""
    running = report.status == ReportStatus.TO_VERIFY and remark.sending == report.times_sent
    return remark.kind != RemarkKind.REMARK or not running


def check_answered(unanswered: int) -> None:
    if unanswered:
        raise NotAllowed(
            ngettext(
                "Odpowiedz na uwagę nadzorującego przed wysłaniem: została %(count)d bez odpowiedzi.",
                "Odpowiedz na uwagi nadzorującego przed wysłaniem: bez odpowiedzi zostało %(count)d.",
                unanswered,
            )
            % {"count": unanswered}
        )


def check_confirmed(waiting: int) -> None:
    if waiting:
        raise NotAllowed(
            ngettext(
                "Potwierdź wartość przepisaną z poprzedniego okresu przed wysłaniem: czeka %(count)d.",
                "Potwierdź wartości przepisane z poprzedniego okresu przed wysłaniem: czeka %(count)d.",
                waiting,
            )
            % {"count": waiting}
        )


def check_nothing_untold(remarks: int) -> None:
    """Remarks are meant for the unit: an acceptance would lose them."""
    if remarks:
        raise NotAllowed(
            _("Do pól wpisano uwagi, których jednostka jeszcze nie zna. Zwróć sprawozdanie do korekty albo usuń uwagi.")
        )
