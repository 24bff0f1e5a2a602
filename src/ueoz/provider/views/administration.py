# SPDX-License-Identifier: EUPL-1.2
"""The systems that let people in on our word, for administrators of UEOZ."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ueoz.accounts.models import Account
from ueoz.accounts.origins import origin_of
from ueoz.provider import operations
from ueoz.provider.errors import ClientError
from ueoz.provider.forms import AddPageForm, ChangePageForm, filled_from
from ueoz.provider.models import Client
from ueoz.provider.operations import Who
from ueoz.provider.queries import client_named, clients, events_of, is_administrator

View = Callable[..., HttpResponse]
EVENTS = 20


def for_administrators(view: View) -> View:
    """Only for accounts marked as administrators of UEOZ; nothing of it may be kept by a browser."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, **named: str) -> HttpResponse:
        if not isinstance(request.user, Account) or not is_administrator(request.user):
            raise PermissionDenied(_("Ta strona jest dla administratorów UEOZ."))
        who = Who(request.user, origin_of(request))
        return view(request, who, **named)

    return guarded


@require_GET
@for_administrators
def systems(request: HttpRequest, who: Who) -> HttpResponse:
    """Every system."""
    return render(request, "provider/systems.html", {"clients": clients()})


@require_http_methods(["GET", "POST"])
@for_administrators
def add(request: HttpRequest, who: Who) -> HttpResponse:
    """A new system; its secret is shown in the answer and never again."""
    form = AddPageForm(request.POST or None, initial={"is_own": True})
    if request.method == "POST" and form.is_valid():
        try:
            client_id = form.cleaned_data["client_id"]
            client, secret = operations.add_client(by=who, client_id=client_id, data=form.data_of())
            return _secret(request, client, secret)
        except ClientError as error:
            form.add_error(None, str(error))
    return render(request, "provider/add_system.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_administrators
def system(request: HttpRequest, who: Who, client_id: str) -> HttpResponse:
    """One system: what is known about it, what was done to it."""
    client = _client(client_id)
    form = ChangePageForm(request.POST or None, initial=filled_from(client))
    if request.method == "POST" and form.is_valid():
        try:
            changed = operations.change_client(by=who, client=client, data=form.data_of())
            messages.success(request, _("Zmiany zostały zapisane.") if changed else _("Nic się nie zmieniło."))
            return redirect("provider:system", client_id)
        except ClientError as error:
            form.add_error(None, str(error))
    values = {"form": form, "client": client, "events": events_of(client)[:EVENTS]}
    return render(request, "provider/system.html", values, status=422 if form.errors else 200)


@require_POST
@for_administrators
def secret(request: HttpRequest, who: Who, client_id: str) -> HttpResponse:
    """Another secret, shown in the answer and never again."""
    client = _client(client_id)
    return _secret(request, client, operations.renew_secret(by=who, client=client))


@require_POST
@for_administrators
def switch(request: HttpRequest, who: Who, client_id: str) -> HttpResponse:
    """Shut a system out, or let it in again."""
    client = _client(client_id)
    if client.disabled_at is None:
        operations.disable_client(by=who, client=client)
        messages.success(request, _("System został wyłączony."))
    else:
        operations.enable_client(by=who, client=client)
        messages.success(request, _("System został włączony."))
    return redirect("provider:system", client_id)


def _client(client_id: str) -> Client:
    found = client_named(client_id)
    if found is None:
        raise Http404(_("Nie ma takiego systemu."))
    return found


def _secret(request: HttpRequest, client: Client, text: str) -> HttpResponse:
    return render(request, "provider/secret.html", {"client": client, "secret": text})
