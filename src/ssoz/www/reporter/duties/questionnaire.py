# SPDX-License-Identifier: EUPL-1.2
"""„Ankieta przypisująca sprawozdania”: questions, then the forms that follow, then the answers are saved.

What is sent is answered by the address of the page that shows it, so reload and „Wstecz” ask for nothing twice;
what was chosen waits with the session meanwhile.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ssoz.access.views import ActorRequest, permission_required
from ssoz.registers.queries import find_unit
from ssoz.registers.queries import unit as unit_of
from ssoz.reports.operations import answer
from ssoz.rounds.errors import AlreadyAnswered, BadPetition, NoQuestionnaire
from ssoz.rounds.operations import ask_for_change
from ssoz.rounds.policies import FILLING, ON_BEHALF, require_answering
from ssoz.rounds.queries import answers_of, current_questionnaire, petitions_of, prefilled, preview, ready
from ssoz.www.reporter.duties.forms import Asked, ReasonPageForm, asked, chosen
from ssoz.www.reporter.duties.keeping import Kept
from ssoz.www.reporter.duties.refusing import plainly

PREVIEW, MISSING, SEND = "podglad", "braki", "wyslij"


class Asking:
    """The questionnaire of now as it stands for the unit of whoever asks, or one they answer on behalf of."""

    def __init__(self, request: ActorRequest, unit: UUID | None = None, purpose: str = "") -> None:
        self.request, self.unit = request, _unit(request, unit)
        found = current_questionnaire()
        if found is None:
            raise NoQuestionnaire
        self.row, self.definition = found, ready(found).definition
        self.on_behalf = self.unit.public_id != request.actor.unit_public_id
        self.known = prefilled(self.unit, found)
        self.kept = Kept(request, f"{self.unit.public_id}:{found.year}:{purpose}")
        self.draft = self.kept.draft
        self.is_sent = request.method == "POST"
        self.step = (request.POST if self.is_sent else request.GET).get("krok", "")
        self.chosen = chosen(request.POST) if self.is_sent else self.draft["answers"] if self.draft else {}

    @property
    def missing(self) -> list[str]:
        return [one.question.code for one in self.known if one.question.code not in self.chosen]

    def questions(self, missing: Sequence[str] = ()) -> list[tuple[Any, list[Asked]]]:
        """By groups, without those in which this unit is asked nothing."""
        now = {one.code: one for one in asked(self.known, self.chosen if self.step or self.chosen else None, missing)}
        groups = [(part.title, [now[one.code] for one in part.questions if one.code in now]) for part in self._groups]
        return [(title, questions) for title, questions in groups if questions]

    @property
    def _groups(self) -> Sequence[Any]:
        return self.definition.groups

    def page(self, template: str, **values: object) -> HttpResponse:
        common = {"questionnaire": self.definition, "unit": self.unit, "answers": self.answers, "address": self.address}
        common |= {"on_behalf": self.on_behalf}
        return render(self.request, f"reporter/duties/{template}.html", common | values)

    @property
    def answers(self) -> list[Asked]:
        return asked(self.known, self.chosen)

    @property
    def address(self) -> str:
        """Of this page, for this unit."""
        unit = (self.unit.public_id,)
        return reverse("reporter:questionnaire_for", args=unit) if self.on_behalf else reverse("reporter:questionnaire")

    @property
    def after(self) -> str:
        """Where the duties of the unit stand."""
        unit = (self.unit.public_id,)
        return reverse("supervisor:unit_duties", args=unit) if self.on_behalf else reverse("reporter:duties")


def _unit(request: ActorRequest, named: UUID | None) -> Any:
    """The one that is named, where this person may answer for it, or their own."""
    if named is None and request.actor.unit_public_id is not None:
        return unit_of(request.actor.unit_public_id)
    found = find_unit(named) if named else None
    if found is None:
        raise NoQuestionnaire
    require_answering(request.actor, found)
    return found


@never_cache
@permission_required(*FILLING)
@require_http_methods(["GET", "HEAD", "POST"])
@plainly
def questionnaire(request: ActorRequest) -> HttpResponse:
    """Whoever comes first answers; everybody after them reads what was answered."""
    return _asked(Asking(request))


@never_cache
@permission_required(*ON_BEHALF)
@require_http_methods(["GET", "HEAD", "POST"])
@plainly
def questionnaire_for(request: ActorRequest, unit: UUID) -> HttpResponse:
    """A supervisor answers for a unit that has nobody who could; its people read who did."""
    return _asked(Asking(request, unit))


def _asked(asking: Asking) -> HttpResponse:
    given = answers_of(asking.unit.pk, asking.row)
    if given is not None or not asking.known:
        return _answered(asking)
    if asking.is_sent:
        return _sent(asking)
    if asking.draft is None or asking.step not in (PREVIEW, MISSING):
        return asking.page("questions", groups=asking.questions())
    if asking.missing or asking.step == MISSING:
        return asking.page("questions", groups=asking.questions(asking.missing), missing=asking.missing)
    return asking.page("preview", follows=preview(asking.row, asking.unit, asking.chosen))


def _sent(asking: Asking) -> HttpResponse:
    if asking.step == "zapisz" and not asking.missing:
        return _save(asking)
    asking.kept.keep(asking.chosen)
    if asking.step == "popraw":
        return HttpResponseRedirect(asking.address)
    return HttpResponseRedirect(f"{asking.address}?krok={MISSING if asking.missing else PREVIEW}")


def _save(asking: Asking) -> HttpResponse:
    try:
        asking.kept.forget()
        answer(by=asking.request.actor, unit=asking.unit, year=asking.row.year, answers=asking.chosen)
    except AlreadyAnswered as error:
        messages.warning(asking.request, error.sentence)
        return HttpResponseRedirect(asking.address)
    messages.success(asking.request, _("Odpowiedzi zapisane. Oto sprawozdania, które składa jednostka."))
    return HttpResponseRedirect(asking.after)


def _answered(asking: Asking) -> HttpResponse:
    given = answers_of(asking.unit.pk, asking.row)
    asking.chosen = dict(given.answers) if given else {}
    changes = petitions_of(asking.unit.pk).filter(questionnaire=asking.row)
    follows = preview(asking.row, asking.unit, asking.chosen)
    return asking.page("answered", given=given, follows=follows, petitions=changes)


@never_cache
@permission_required(*FILLING)
@require_http_methods(["GET", "HEAD", "POST"])
@plainly
def change(request: ActorRequest) -> HttpResponse:
    """Other answers are asked for: the same questions, what would change, and why."""
    asking = Asking(request, purpose="zmiana")
    given = answers_of(asking.unit.pk, asking.row)
    if given is None:
        return redirect("reporter:questionnaire")
    if asking.is_sent:
        return _change_sent(asking)
    if asking.draft is None:
        asking.chosen, asking.step = dict(given.answers), ""
    typed = {"reason": asking.draft["reason"] if asking.draft else ""}
    return _changing(asking, ReasonPageForm(typed if asking.step == SEND else None, initial=typed))


def _change_sent(asking: Asking) -> HttpResponse:
    form = ReasonPageForm(asking.request.POST)
    asking.kept.keep(asking.chosen, asking.request.POST.get("reason", ""))
    page = reverse("reporter:change")
    if asking.step != SEND:
        return HttpResponseRedirect(f"{page}?krok={PREVIEW}")
    if asking.missing or not form.is_valid():
        return HttpResponseRedirect(f"{page}?krok={SEND}")
    try:
        ask_for_change(
            by=asking.request.actor,
            unit=asking.unit,
            year=asking.row.year,
            answers=asking.chosen,
            reason=form.cleaned_data["reason"],
        )
    except BadPetition as error:
        messages.error(asking.request, error.sentence)
        return HttpResponseRedirect(f"{page}?krok={PREVIEW}")
    asking.kept.forget()
    messages.success(asking.request, _("Zgłoszenie wysłane do nadzorującego. Do decyzji obowiązują obecne odpowiedzi."))
    return redirect("reporter:questionnaire")


def _changing(asking: Asking, form: ReasonPageForm) -> HttpResponse:
    """The questions, and below them what the answers on the page would come to."""
    given = answers_of(asking.unit.pk, asking.row)
    now = {one.form for one in preview(asking.row, asking.unit, given.answers if given else {})}
    then = preview(asking.row, asking.unit, asking.chosen)
    wanted = {one.form for one in then}
    return asking.page(
        "change",
        groups=asking.questions(asking.missing if asking.step == SEND else ()),
        form=form,
        added=[one for one in then if one.form not in now],
        dropped=sorted(now - wanted),
        shown=bool(asking.step),
    )
