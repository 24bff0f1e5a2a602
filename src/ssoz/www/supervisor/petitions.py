# SPDX-License-Identifier: EUPL-1.2
"""What units ask for: other answers, a release, more time. One page each, with what a decision would come to."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ssoz.access.errors import Forbidden
from ssoz.access.views import ActorRequest, permission_required
from ssoz.reports.operations import decide
from ssoz.reports.queries import duties_of_unit
from ssoz.rounds import policies
from ssoz.rounds.errors import BadPetition, PetitionNotFound, RoundError
from ssoz.rounds.policies import LONGEST_REASON, SUPERVISING, may_decide
from ssoz.rounds.queries import changes, petition_for, petitions_to_decide, ready, told

PAGE = 50


class VerdictPageForm(forms.Form):
    use_required_attribute = False
    words = forms.CharField(
        label=gettext_lazy("Odpowiedź dla jednostki"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Przy odmowie konieczna: jednostka ją przeczyta."),
    )


@never_cache
@permission_required(*SUPERVISING)
@require_safe
def petitions(request: ActorRequest) -> HttpResponse:
    """Those that wait, the oldest first; or those already decided."""
    decided = request.GET.get("stan") == "rozpatrzone"
    rows = petitions_to_decide(request.actor, "").exclude(status="pending") if decided else None
    found = petitions_to_decide(request.actor) if rows is None else rows
    here = reverse("supervisor:petitions")
    values = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "decided": decided,
        "tabs": [
            {"title": _("Oczekujące"), "url": here},
            {"title": _("Rozpatrzone"), "url": f"{here}?stan=rozpatrzone"},
        ],
        "here": f"{here}?stan=rozpatrzone" if decided else here,
    }
    return render(request, "supervisor/petitions.html", values)


@never_cache
@permission_required(*SUPERVISING)
@require_http_methods(["GET", "HEAD", "POST"])
def petition(request: ActorRequest, petition: UUID) -> HttpResponse:
    form = VerdictPageForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, petition, form)
    granted = request.POST.get("decyzja") == "uwzglednij"
    try:
        decide(by=request.actor, petition=petition, grant=granted, words=form.cleaned_data["words"])
    except PetitionNotFound as missing:
        raise Http404(missing.sentence) from missing
    except BadPetition as error:
        form.add_error("words", error.sentence)
        return _page(request, petition, form)
    except RoundError as error:
        messages.error(request, error.sentence)
        return redirect("supervisor:petition", petition)
    messages.success(request, _("Zgłoszenie uwzględnione.") if granted else _("Zgłoszeniu odmówiono."))
    return redirect("supervisor:petitions")


def _page(request: ActorRequest, public_id: UUID, form: VerdictPageForm) -> HttpResponse:
    try:
        row = petition_for(request.actor, public_id)
    except PetitionNotFound as missing:
        raise Http404(missing.sentence) from missing
    if not policies.reaches_petition(request.actor, row):
        raise Forbidden(SUPERVISING[0], out_of_reach=True)
    change = changes(row)
    values: dict[str, object] = {"petition": row, "form": form, "can_decide": may_decide(request.actor, row)}
    if change is not None and row.questionnaire is not None:
        by_code = ready(row.questionnaire).definition.by_code
        values |= {
            "questions": [(by_code[code].text, before, after) for code, before, after in change.questions],
            "added": told(row.questionnaire, change.added),
            "dropped": told(row.questionnaire, change.dropped),
        }
    elif row.obligation is not None:
        found = (one for one in duties_of_unit(row.unit) if one.obligation.pk == row.obligation_id)
        values["duty"] = next(found, None)
    return render(request, "supervisor/petition.html", values, status=422 if form.errors else 200)
