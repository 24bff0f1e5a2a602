# SPDX-License-Identifier: EUPL-1.2
"""Local accounts that wait for their signed form: activated, or refused with a reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ssoz.access.errors import LocalAccountError, ReasonMissing
from ssoz.access.operations import activate_local_account, refuse_local_account
from ssoz.access.permissions import Permission
from ssoz.access.queries import local_accounts
from ssoz.access.views import ActorRequest, permission_required

PAGE = 20


def _there() -> None:
    if not settings.LOCAL_ACCOUNTS:
        raise Http404


@permission_required(Permission.USER_MANAGE)
@require_safe
def local_accounts_page(request: ActorRequest) -> HttpResponse:
    """The longest waiting first."""
    _there()
    page = Paginator(local_accounts(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "administrator/local_accounts.html", {"page": page})


@permission_required(Permission.USER_MANAGE)
@require_POST
def activate(request: ActorRequest, account: UUID) -> HttpResponse:
    """„Aktywuj”."""
    said = _("Konto „{login}” jest aktywne.")
    return _decided(lambda: activate_local_account(by=request.actor, account=account), request, said)


@permission_required(Permission.USER_MANAGE)
@require_POST
def refuse(request: ActorRequest, account: UUID) -> HttpResponse:
    """„Odrzuć”, with a reason."""
    reason = request.POST.get("reason", "")
    said = _("Rejestracja konta „{login}” została odrzucona.")
    return _decided(lambda: refuse_local_account(by=request.actor, account=account, reason=reason), request, said)


def _decided(decide: Callable[[], Any], request: ActorRequest, sentence: str) -> HttpResponse:
    _there()
    try:
        messages.success(request, sentence.format(login=decide().login))
    except (LocalAccountError, ReasonMissing) as error:
        messages.error(request, str(error))
    return redirect("administrator:local_accounts")
