# SPDX-License-Identifier: EUPL-1.2
"""e-PLOZ login and password: they prove an account that waits to migrate, and open nothing else (ADR 0076)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from ueoz.accounts.forms import PasswordPageForm
from ueoz.accounts.origins import safe_target, with_next
from ueoz.eploz.errors import EplozError
from ueoz.eploz.guessing import proved

LOGIN = "eploz_login"
NEXT = "eploz_next"


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Look at login and password; who comes here without them is led to the form."""
    if request.method != "POST":
        return redirect(with_next("accounts:sign_in", request.GET.get("next", "")))
    form = PasswordPageForm(request.POST, auto_id="eploz_%s")
    target = safe_target(request, request.GET.get("next", ""))
    status = 422
    if form.is_valid():
        try:
            found = proved(request=request, login=form.cleaned_data["username"], password=form.cleaned_data["password"])
        except EplozError as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            request.session.cycle_key()
            request.session[LOGIN], request.session[NEXT] = found.login, target
            return redirect("eploz:entered")
    return render(request, "accounts/sign_in.html", {"form": form, "next": target}, status=status)


@never_cache
@require_GET
def entered(request: HttpRequest) -> HttpResponse:
    """What an e-PLOZ password opens: the way to the migration."""
    login = request.session.get(LOGIN)
    if login is None:
        return redirect("accounts:sign_in")
    return render(request, "eploz/entered.html", {"login": login, "next": request.session.get(NEXT, "")})
