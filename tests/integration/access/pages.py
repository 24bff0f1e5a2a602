# SPDX-License-Identifier: EUPL-1.2
"""Pages that exist for tests only: one of each declaration, and one that forgot it."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.access.views import ActorRequest, background, permission_required, public, signed_in


@public
def open_to_all(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


@signed_in
def for_people(request: ActorRequest) -> HttpResponse:
    return HttpResponse(request.actor.person_name)


@permission_required(Permission.ROUND_MANAGE, Permission.REPORT_READ_NONFINANCIAL)
def for_some(request: ActorRequest) -> HttpResponse:
    return HttpResponse(",".join(request.actor.roles))


@background
@permission_required(Permission.REPORT_READ_NONFINANCIAL)
def polled(request: ActorRequest) -> HttpResponse:
    return HttpResponse("…")


@signed_in
def refused_inside(request: ActorRequest) -> HttpResponse:
    require(request.actor, Permission.AUDIT_VIEW)
    return HttpResponse("never")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("forgotten")


urlpatterns = [
    path("open/", open_to_all),
    path("people/", for_people),
    path("some/", for_some),
    path("polled/", polled),
    path("inside/", refused_inside),
    path("undeclared/", undeclared),
    path("", include("shared.design.urls")),
    path("", include("ssoz.www.account.urls")),
]
