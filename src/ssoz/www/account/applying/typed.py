# SPDX-License-Identifier: EUPL-1.2
"""What was typed wrong, kept until it is right: a refused POST redirects too, so that „back” never sends it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect

from ssoz.access.views import ActorRequest
from ssoz.applications.enums import Step
from ssoz.www.account.applying.steps import ROUTES

KEY = "applying"
NOT_KEPT = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class Typed:
    """The fields of a step as they were sent, and what only the operation could find wrong with them."""

    data: QueryDict | None = None
    problems: dict[str, str] = field(default_factory=dict)

    def tell(self, form: forms.Form) -> None:
        """Put the operation's problems at the fields of the form."""
        if form.is_bound and form.is_valid():
            for name in form.fields.keys() & self.problems.keys():
                form.add_error(name, self.problems[name])


def typed(request: ActorRequest, step: Step) -> Typed:
    kept: dict[str, Any] | None = request.session.get(KEY, {}).get(step.value)
    if kept is None:
        return Typed()
    data = QueryDict(mutable=True)
    for name, values in kept["data"].items():
        data.setlist(name, values)
    return Typed(data, kept["problems"])


def again(request: ActorRequest, step: Step, problems: Mapping[str, str] | None = None) -> HttpResponseRedirect:
    """Back to the page of the step, which says what is wrong."""
    data = {name: values for name, values in request.POST.lists() if name != NOT_KEPT}
    kept = {"data": data, "problems": dict(problems or {})}
    request.session[KEY] = {**request.session.get(KEY, {}), step.value: kept}
    return redirect(ROUTES[step])


def onward(request: ActorRequest, route: str) -> HttpResponse:
    """What was typed is right, or of no use any more: on to the next page."""
    request.session.pop(KEY, None)
    return redirect(route)
