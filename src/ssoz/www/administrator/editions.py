# SPDX-License-Identifier: EUPL-1.2
"""Editions of forms as published. They are files: here they are only read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ssoz.access.permissions import Permission
from ssoz.access.views import ActorRequest, permission_required
from ssoz.catalogue.queries import editions


@permission_required(Permission.ROUND_MANAGE, Permission.DICTIONARY_MANAGE)
@require_safe
def editions_page(request: ActorRequest) -> HttpResponse:
    return render(request, "administrator/editions.html", {"editions": editions()})
