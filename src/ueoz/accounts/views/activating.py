# SPDX-License-Identifier: EUPL-1.2
"""„Aktywuj konto”: the link that proves an address."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shared import clock
from ueoz.accounts import sessions
from ueoz.accounts.entrances import entrance_of
from ueoz.accounts.enums import AccountState
from ueoz.accounts.errors import AccountError, LinkRefused
from ueoz.accounts.forms import EmailPageForm
from ueoz.accounts.models import Account
from ueoz.accounts.operations import ask_letter, confirm, correct_email, open_session
from ueoz.accounts.origins import origin_of
from ueoz.accounts.queries import account_of, link_of, next_letter, waiting_link
from ueoz.node.citizen import citizen_of, forget

CONFIRMED = "confirmed"  # what the session remembers of the link it opened
PATIENCE = timedelta(seconds=30)
View = Callable[[HttpRequest, Account], HttpResponse]


def for_waiting(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Only for somebody the node vouches for whose account waits for its address."""

    @never_cache
    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        citizen = citizen_of(request)
        if citizen is None:
            return redirect("accounts:sign_in")
        account = account_of(citizen.pesel)
        if account is None or account.state != AccountState.TO_VERIFY:
            return redirect("accounts:arrive")
        return view(request, account)

    return inner


@for_waiting
def activate(request: HttpRequest, account: Account) -> HttpResponse:
    """„Odbierz e-mail”: where the link went, and how to get another."""
    return _activation(request, account, EmailPageForm())


def _activation(request: HttpRequest, account: Account, form: EmailPageForm, status: int = 200) -> HttpResponse:
    at = next_letter(account)
    link = waiting_link(account)
    values = {
        "account": account,
        "form": form,
        "next_at": at if at > clock.now() else None,
        "unsent": link is not None and link.sent_at is None and clock.now() - link.asked_at > PATIENCE,
    }
    return render(request, "accounts/activate.html", values, status=status)


@require_POST
@for_waiting
def resend(request: HttpRequest, account: Account) -> HttpResponse:
    """„Chcę dostać nowy e-mail”."""
    try:
        ask_letter(by=origin_of(request), account=account, email=account.email)
    except AccountError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Wysłaliśmy nową wiadomość na adres %(email)s.") % {"email": account.email})
    return redirect("accounts:activate")


@require_http_methods(["GET", "POST"])
@for_waiting
def correct(request: HttpRequest, account: Account) -> HttpResponse:
    """Another address before the first was verified."""
    if request.method != "POST":  # a refusal read again, or in the other language
        return redirect("accounts:activate")
    form = EmailPageForm(request.POST)
    if not form.is_valid():
        return _activation(request, account, form, status=422)
    try:
        correct_email(by=origin_of(request), account=account, email=form.cleaned_data["email"])
    except AccountError as refusal:
        form.add_error("email", str(refusal))
        return _activation(request, account, form, status=refusal.status)
    messages.success(request, _("Wysłaliśmy wiadomość na nowy adres."))
    return redirect("accounts:activate")


@never_cache
@require_http_methods(["GET", "POST"])
def confirm_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open a link. In the browser it was asked for in, at once; in another after a click.

    Mail scanners open links, too: without the click they would confirm addresses for people who never saw the letter.
    """
    try:
        link = link_of(token)
        if request.method == "GET" and not _is_own(request, link.account):
            return render(request, "accounts/confirm.html", {"email": link.email})
        account = confirm(by=origin_of(request), token=token)
    except LinkRefused as refusal:
        return render(request, "accounts/link_refused.html", {"reason": str(refusal)}, status=refusal.status)
    return _confirmed(request, account, towards=link.client_id, first=link.account.state == AccountState.TO_VERIFY)


def _is_own(request: HttpRequest, account: Account) -> bool:
    citizen = citizen_of(request)
    if citizen is not None:
        waiting = account_of(citizen.pesel)
        return waiting is not None and waiting.pk == account.pk
    return request.user.pk == account.pk


def _confirmed(request: HttpRequest, account: Account, *, towards: str, first: bool) -> HttpResponse:
    """Who is here through the node is signed in; then to a page that may be read again, which a used link may not."""
    citizen = citizen_of(request)
    target = request.session.get(sessions.NEXT, "")
    if citizen is not None and _is_own(request, account):
        open_session(request=request, account=account, citizen=citizen)
        forget(request)
        request.session.pop(sessions.NEXT, None)
    elif not request.user.is_authenticated:
        target = entrance_of(towards)  # what was asked of us in the other browser holds only there
    request.session[CONFIRMED] = [account.pk, first, target]
    return redirect("accounts:confirmed")


@never_cache
def confirmed(request: HttpRequest) -> HttpResponse:
    """„Adres e-mail zweryfikowany”, as often as the browser that opened the link asks for it."""
    pk, first, target = request.session.get(CONFIRMED, (None, False, ""))
    account = Account.objects.filter(pk=pk).first()
    if account is None or (request.user.is_authenticated and request.user.pk != pk):
        return redirect("accounts:account")
    return render(request, "accounts/confirmed.html", {"email": account.email, "next": target, "first": first})
