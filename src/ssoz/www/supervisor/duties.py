# SPDX-License-Identifier: EUPL-1.2
"""What one unit owes, as its supervisor sees it: forms assigned and released by hand, with a reason."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ssoz.access.errors import Forbidden
from ssoz.access.scopes import scope
from ssoz.access.views import ActorRequest, permission_required
from ssoz.cards.queries import with_deliveries
from ssoz.registers.queries import find_unit
from ssoz.reports.operations import assign, release
from ssoz.reports.queries import Duty, duties_of_unit
from ssoz.rounds.errors import BadPetition, RoundError
from ssoz.rounds.policies import LONGEST_REASON, SUPERVISING, may_answer, may_supervise
from ssoz.rounds.queries import current_questionnaire, open_rounds, petitions_of, round_for


class WhyPageForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("Uzasadnienie"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Podaj uzasadnienie.")},
        help_text=gettext_lazy("Zobaczy je jednostka, przy tym obowiązku."),
    )


class AssignPageForm(WhyPageForm):
    field_order = ("round", "reason")
    round = forms.ChoiceField(
        label=gettext_lazy("Formularz"), error_messages={"required": gettext_lazy("Wybierz formularz.")}
    )


class Place:
    """A unit in reach, with what may be done about its duties."""

    def __init__(self, request: ActorRequest, unit: UUID) -> None:
        found = find_unit(unit)
        if found is None:
            raise Http404
        reach = scope(request.actor, *SUPERVISING)
        if not (reach.covers(unit=found) or reach.subjects):
            raise Forbidden(SUPERVISING[0], out_of_reach=True)
        self.request, self.unit = request, found

    def duties(self) -> list[Duty]:
        """Of the kinds this person supervises."""
        owed = with_deliveries(duties_of_unit(self.unit))
        return [duty for duty in owed if may_supervise(self.request.actor, self.unit, duty.round)]

    def choices(self) -> list[tuple[str, str]]:
        rounds = [row for row in open_rounds(self.unit) if may_supervise(self.request.actor, self.unit, row)]
        return [("", "–"), *((str(row.public_id), str(row)) for row in rounds)]

    def page(self, form: WhyPageForm | None = None, releasing: Duty | None = None) -> HttpResponse:
        assigning = form if isinstance(form, AssignPageForm) else self.assign_form()
        values = {
            "unit": self.unit,
            "duties": self.duties(),
            "assigning": assigning,
            "releasing": releasing,
            "form": form,
            "answers": current_questionnaire() is not None and may_answer(self.request.actor, self.unit),
            "petitions": petitions_of(self.unit.pk)[:50],
        }
        failed = form is not None and bool(form.errors)
        return render(self.request, "supervisor/unit_duties.html", values, status=422 if failed else 200)

    def assign_form(self, *data: object) -> AssignPageForm:
        made = AssignPageForm(*data)  # type: ignore[arg-type]  # what was posted, or nothing
        made.fields["round"].choices = self.choices()  # type: ignore[attr-defined]  # a ChoiceField
        return made


@never_cache
@permission_required(*SUPERVISING)
@require_safe
def unit_duties(request: ActorRequest, unit: UUID) -> HttpResponse:
    return Place(request, unit).page()


@never_cache
@permission_required(*SUPERVISING)
@require_http_methods(["POST"])
def assign_form(request: ActorRequest, unit: UUID) -> HttpResponse:
    place = Place(request, unit)
    form = place.assign_form(request.POST)
    if not form.is_valid():
        return place.page(form)
    row = round_for(UUID(form.cleaned_data["round"]))
    try:
        assign(by=request.actor, round=row, unit=place.unit, reason=form.cleaned_data["reason"])
    except RoundError as error:
        form.add_error("round", error.sentence)
        return place.page(form)
    messages.success(request, _("Formularz %(form)s przypisany.") % {"form": row.form})
    return redirect("supervisor:unit_duties", unit)


@never_cache
@permission_required(*SUPERVISING)
@require_http_methods(["GET", "HEAD", "POST"])
def release_form(request: ActorRequest, unit: UUID, round: UUID) -> HttpResponse:
    """First why, then the deed."""
    place = Place(request, unit)
    duty = next((one for one in place.duties() if one.round.public_id == round), None)
    if duty is None:
        raise Http404
    form = WhyPageForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return place.page(form, duty)
    try:
        release(by=request.actor, obligation=duty.obligation, reason=form.cleaned_data["reason"])
    except BadPetition as error:
        form.add_error("reason", error.sentence)
        return place.page(form, duty)
    except RoundError as error:
        messages.error(request, error.sentence)
        return redirect("supervisor:unit_duties", unit)
    messages.success(request, _("Jednostka zwolniona ze składania %(form)s.") % {"form": duty.form})
    return redirect("supervisor:unit_duties", unit)
