# SPDX-License-Identifier: EUPL-1.2
"""The questionnaire before anything else."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpResponse
from django.shortcuts import redirect

from ssoz.access.views import ActorRequest
from ssoz.rounds.queries import to_answer

View = TypeVar("View", bound=Callable[..., HttpResponse])


def questionnaire_first(view: View) -> View:
    """Whoever should answer for their unit does so before they read this page; what is sent to it is not stopped."""

    @wraps(view)
    def asked(request: ActorRequest, *parts: Any, **named: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD") and to_answer(request.actor) is not None:
            return redirect("reporter:questionnaire")
        return view(request, *parts, **named)

    return cast(View, asked)
