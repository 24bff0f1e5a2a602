# SPDX-License-Identifier: EUPL-1.2
"""„Moje konto”."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ueoz.accounts.entrances import entrances
from ueoz.accounts.errors import AccountError
from ueoz.accounts.forms import EmailPageForm
from ueoz.accounts.models import Account
from ueoz.accounts.operations import change_email, end_other
from ueoz.accounts.origins import origin_of
from ueoz.accounts.queries import current_session, history, open_sessions, waiting_link

PAGE = 20


@never_cache
@login_required
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """One's data, address, and where one is signed in."""
    return _account(request, EmailPageForm())


def _account(request: HttpRequest, form: EmailPageForm, status: int = 200) -> HttpResponse:
    own = _own(request)
    link = waiting_link(own)
    values = {
        "account": own,
        "form": form,
        "sessions": open_sessions(own),
        "entrances": entrances(),
        "current": current_session(request),
        "waiting": link if link is not None and link.email != own.email else None,
    }
    return render(request, "accounts/account.html", values, status=status)


def _own(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)  # noqa: S101  for the type checker: login_required has seen to it
    return request.user


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Another address: a link goes there, and the change is made when it is opened."""
    if request.method != "POST":  # a refusal read again, or in the other language
        return redirect("accounts:account")
    form = EmailPageForm(request.POST)
    if not form.is_valid():
        return _account(request, form, status=422)
    email = form.cleaned_data["email"]
    try:
        change_email(by=origin_of(request), account=_own(request), email=email)
    except AccountError as refusal:
        form.add_error("email", str(refusal))
        return _account(request, form, status=refusal.status)
    said = _("Wysłaliśmy link na adres %(email)s. Adres zmieni się, gdy go otworzysz.")
    messages.success(request, said % {"email": email})
    return redirect("accounts:account")


@login_required
@require_POST
def end(request: HttpRequest, session: UUID) -> HttpResponse:
    """End a session in another browser."""
    if not end_other(by=origin_of(request), account=_own(request), public_id=session):
        raise Http404(_("Ta sesja jest już zakończona."))
    messages.success(request, _("Sesja została zakończona."))
    return redirect("accounts:account")


@never_cache
@login_required
@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """What happened to the account: sign-ins first of all."""
    page = Paginator(history(_own(request)), PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/events.html", {"page": page})
