# SPDX-License-Identifier: EUPL-1.2
"""What these pages do when something is not there or not allowed any more."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ssoz.access.permissions import list_permissions
from ssoz.catalogue.enums import FormKind
from ssoz.rounds.errors import DutyNotFound, NoQuestionnaire, PetitionNotFound, RoundError

P = ParamSpec("P")
READERS = tuple(dict.fromkeys(permission for kind in FormKind.values for permission in list_permissions(kind)))


def plainly(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Whatever the pages themselves do not show at its place becomes a sentence on the list of duties."""

    @wraps(view)
    def answered(*arguments: P.args, **named: P.kwargs) -> HttpResponse:
        try:
            return view(*arguments, **named)
        except (DutyNotFound, NoQuestionnaire, PetitionNotFound) as missing:
            raise Http404(missing.sentence) from missing
        except RoundError as error:
            messages.error(arguments[0], error.sentence)  # type: ignore[arg-type]  # the first is the request
            return redirect(reverse("reporter:duties"))

    return answered
