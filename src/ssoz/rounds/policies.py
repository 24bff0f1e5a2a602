# SPDX-License-Identifier: EUPL-1.2
"""What rounds, duties and petitions allow, and who may be the one that does it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from engine.definitions import FormDefinition
from engine.definitions.questionnaire import Question
from shared import clock
from ssoz.access.actors import Actor
from ssoz.access.errors import Forbidden
from ssoz.access.permissions import Permission, for_kind
from ssoz.access.policies import require
from ssoz.access.scopes import scope
from ssoz.catalogue.enums import FormKind
from ssoz.registers.models import Unit
from ssoz.rounds.enums import RoundStatus, RoundVersion
from ssoz.rounds.errors import (
    AnswersIncomplete,
    BadPetition,
    BadRoundDates,
    BadRoundVersion,
    PetitionNotAllowed,
    RoundNotAllowed,
)
from ssoz.rounds.models import Obligation, Petition, Round

FILLING = tuple(for_kind("REPORT_FILL", kind) for kind in FormKind.values)
ON_BEHALF = tuple(for_kind("REPORT_FILL_ON_BEHALF", kind) for kind in FormKind.values)
SUPERVISING = tuple(for_kind("REPORT_VERIFY", kind) for kind in FormKind.values)
OVER_ANSWERS = Permission.REPORT_VERIFY_NONFINANCIAL  # whoever supervises the unit itself decides about its answers
LONGEST_REASON = 2000


@dataclass(frozen=True, kw_only=True)
class RoundDates:
    """What is asked about, and when."""

    period_start: date
    period_end: date
    opens_on: date
    due_on: date
    closes_on: date


def check_dates(dates: RoundDates) -> None:
    if dates.period_start > dates.period_end:
        raise BadRoundDates(_("Koniec okresu jest wcześniejszy niż jego początek."))
    if not dates.opens_on <= dates.due_on <= dates.closes_on:
        raise BadRoundDates(_("Termin złożenia musi przypadać między otwarciem a zamknięciem."))


def check_version(form: FormDefinition, version: str) -> None:
    """A form with versions is asked for one of them, any other form for none."""
    if version in (form.versions or ("",)):
        return
    names = ", ".join(str(RoundVersion(name).label) for name in form.versions)
    if names:
        raise BadRoundVersion(_("Formularz ma wersje danych: %(names)s. Wybierz jedną z nich.") % {"names": names})
    raise BadRoundVersion(_("Ten formularz nie ma wersji danych."))


def require_answering(by: Actor, unit: Unit) -> None:
    """Anybody who fills in reports of the unit, whatever kind, or fills in on behalf of it."""
    if not by.may(*FILLING, *ON_BEHALF):
        raise Forbidden(FILLING[0])
    if not scope(by, *FILLING, *ON_BEHALF).covers(unit=unit):
        raise Forbidden(FILLING[0], out_of_reach=True)


def may_answer(by: Actor, unit: Unit) -> bool:
    """Whether `require_answering` would let this person through."""
    return scope(by, *FILLING, *ON_BEHALF).covers(unit=unit)


def require_filling(by: Actor, obligation: Obligation) -> None:
    """Whoever fills in this form for the unit, or on its behalf."""
    edition = obligation.round.edition
    name = "REPORT_FILL" if by.unit_id == obligation.unit_id else "REPORT_FILL_ON_BEHALF"
    require(by, for_kind(name, edition.kind), unit=obligation.unit, subject=edition.subject)


def require_deciding(by: Actor, unit: Unit, round: Round) -> None:
    """Whoever verifies the unit's reports on this form."""
    require(by, for_kind("REPORT_VERIFY", round.edition.kind), unit=unit, subject=round.edition.subject)


def require_deciding_petition(by: Actor, petition: Petition) -> None:
    if petition.obligation is not None:
        require_deciding(by, petition.unit, petition.obligation.round)
    else:
        require(by, OVER_ANSWERS, unit=petition.unit)


def may_supervise(by: Actor, unit: Unit, round: Round) -> bool:
    reach = scope(by, for_kind("REPORT_VERIFY", round.edition.kind))
    return by.unit_id != unit.pk and reach.covers(unit=unit, subject=round.edition.subject)


def reaches_petition(by: Actor, petition: Petition) -> bool:
    """Whether this person is one of those who decide about such petitions there."""
    if petition.obligation is not None:
        return may_supervise(by, petition.unit, petition.obligation.round)
    return scope(by, OVER_ANSWERS).covers(unit=petition.unit)


def may_decide(by: Actor, petition: Petition) -> bool:
    try:
        check_can_decide(by, petition)
    except PetitionNotAllowed:
        return False
    return reaches_petition(by, petition)


def check_complete(asked: Iterable[Question], answers: Mapping[str, bool]) -> None:
    missing = tuple(question.code for question in asked if question.code not in answers)
    if missing:
        raise AnswersIncomplete(missing)


def check_differs(now: Mapping[str, bool], wanted: Mapping[str, bool]) -> None:
    if dict(now) == dict(wanted):
        raise BadPetition("answers", _("Odpowiedzi są takie same jak teraz: zmień te, których dotyczy zgłoszenie."))


def check_reason(reason: str) -> str:
    """The reason without its margins."""
    return _words(reason, _("Podaj uzasadnienie."))


def check_explanation(reason: str) -> str:
    """A reason in words: whoever decides has nothing else to go by, and „x” would have to be asked about."""
    reason = check_reason(reason)
    if len(reason.split()) < 2:
        raise BadPetition("reason", _("Napisz w kilku słowach, dlaczego formularz nie dotyczy jednostki."))
    return reason


def check_refusal(words: str) -> str:
    return _words(words, _("Podaj powód odmowy: zobaczy go jednostka."))


def _words(text: str, missing: str) -> str:
    text = text.strip()
    if not text:
        raise BadPetition("reason", missing)
    if len(text) > LONGEST_REASON:
        raise BadPetition("reason", _("Napisz najwyżej %(limit)d znaków.") % {"limit": LONGEST_REASON})
    return text


def check_open_duty(obligation: Obligation) -> None:
    """A duty that still waits for the unit's report."""
    if obligation.released_at is not None:
        raise PetitionNotAllowed(_("Jednostka jest już zwolniona z tego obowiązku."))
    if obligation.round.status != RoundStatus.OPEN:
        raise PetitionNotAllowed(_("Okres sprawozdawczy nie jest otwarty."))


def check_not_sent(sent: bool) -> None:
    """What was handed in is corrected, not declared away."""
    if sent:
        raise PetitionNotAllowed(_("Sprawozdanie już wysłano, więc dotyczy jednostki. Można je poprawić w korekcie."))


def check_until(obligation: Obligation, until: date | None) -> date:
    """A day after the present due date and today, before the round closes."""
    if until is None:
        raise BadPetition("until", _("Podaj dzień, do którego prosisz o przedłużenie."))
    if until <= max(obligation.due_on, clock.today()):
        raise BadPetition("until", _("Nowy termin musi być późniejszy niż obecny i niż dzisiaj."))
    if until > obligation.round.closes_on:
        limit = {"day": f"{obligation.round.closes_on:%d.%m.%Y}"}
        raise BadPetition("until", _("Okres sprawozdawczy zamyka się %(day)s. Podaj wcześniejszy dzień.") % limit)
    return until


def check_can_decide(by: Actor, petition: Petition) -> None:
    """Once, and by somebody else than who asks."""
    if not petition.is_pending:
        raise PetitionNotAllowed(_("O tym zgłoszeniu już zdecydowano."))
    own = petition.person_id is not None and petition.person_id == by.person_id
    if own or petition.unit_id == by.unit_id:
        raise PetitionNotAllowed(_("Nikt nie decyduje o zgłoszeniu własnym ani własnej jednostki."))


def check_assignable(round: Round) -> None:
    if round.status != RoundStatus.OPEN:
        raise RoundNotAllowed(_("Przypisać można tylko formularz, którego okres sprawozdawczy jest otwarty."))
