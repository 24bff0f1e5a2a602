# SPDX-License-Identifier: EUPL-1.2
"""Where the steps are, which of them the draft has reached, and what every step's page shows around itself."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ssoz.access.views import ActorRequest
from ssoz.applications.enums import Step
from ssoz.applications.queries import Submission, open_draft

ROUTES = {
    Step.UNIT: "account:apply_unit",
    Step.ROLES: "account:apply_roles",
    Step.SUMMARY: "account:apply_summary",
    Step.DOWNLOAD: "account:apply_download",
}
ORDER = tuple(ROUTES)
NEW_PROFILE = _("Wniosek o nowy profil w SSOZ II")
MORE_ROLES = _("Wniosek o nowe role do profilu")


def address(step: Step) -> str:
    return reverse(ROUTES[step])


def draft_of(request: ActorRequest) -> Submission | None:
    return open_draft(request.actor.person_id or 0)


def reached(draft: Submission | None, step: Step) -> bool:
    """Steps behind the one the draft stands at may be looked at again; after the numbers only the last is open."""
    if draft is None:
        return step == Step.UNIT
    return ORDER.index(step) <= ORDER.index(draft.step) and (step == Step.DOWNLOAD) == (draft.saved_at is not None)


def where_it_stands(draft: Submission | None) -> HttpResponseRedirect:
    """The page of the step at which the wizard goes on."""
    return redirect(ROUTES[draft.step if draft else Step.UNIT])


def page(request: ActorRequest, step: Step, draft: Submission | None, **values: Any) -> HttpResponse:
    """The page of a step, with its heading and the list of steps."""
    adds_roles = draft is not None and draft.adds_roles and step != Step.UNIT
    shown = ORDER[1:] if adds_roles else ORDER
    frame = {
        "heading": MORE_ROLES if adds_roles else NEW_PROFILE,
        "titles": [each.label for each in shown],
        "here": shown.index(step) + 1,
        "step": step.label,
        "draft": draft,
        "back": None if shown.index(step) == 0 else address(shown[shown.index(step) - 1]),
    }
    return render(request, f"account/applying/{step.value}.html", {**frame, **values})
