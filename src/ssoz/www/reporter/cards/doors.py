# SPDX-License-Identifier: EUPL-1.2
"""Who may open pages of cards, and how refusals of operations are answered."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from ssoz.access.permissions import Permission
from ssoz.access.views import ActorRequest
from ssoz.cards.errors import CardError
from ssoz.www.reporter.answering import wants_json

READERS = (Permission.REPORT_READ_CARD,)
FILLERS = (Permission.REPORT_FILL_CARD, Permission.REPORT_FILL_ON_BEHALF_CARD)
DECIDERS = (Permission.REPORT_VERIFY_CARD,)
REOPENERS = (Permission.REPORT_REOPEN,)
View = TypeVar("View", bound=Callable[..., HttpResponse])


def plainly(view: View) -> View:
    """A refusal becomes a sentence with its status, for the page's script as JSON; a missing permission stays
    Django's 403."""

    @wraps(view)
    def answered(request: ActorRequest, **parts: Any) -> HttpResponse:
        try:
            return view(request, **parts)
        except CardError as error:
            if wants_json(request):
                return JsonResponse({"message": error.sentence}, status=error.status)
            context = {"message": error.sentence, "list": reverse("cards:list")}
            return render(request, "reporter/cards/refusal.html", context, status=error.status)
        except PermissionDenied as denied:
            if not wants_json(request):
                raise
            return JsonResponse({"message": str(denied)}, status=403)

    return cast(View, answered)
