# SPDX-License-Identifier: EUPL-1.2
"""The help desk finds a case by what the person read out."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ueoz.accounts.enums import EventKind
from ueoz.accounts.models import Account
from ueoz.accounts.operations import write_down
from ueoz.accounts.origins import origin_of
from ueoz.eploz.forms import CasePageForm
from ueoz.eploz.queries import cases
from ueoz.node.queries import refusal

PAGE = 20


@never_cache
@login_required
@require_GET
def help_desk(request: HttpRequest) -> HttpResponse:
    """Cases by event number, date and code. Every look is written down: it is at other people's data."""
    if not isinstance(request.user, Account) or not request.user.is_help_desk:
        raise PermissionDenied(_("Ta strona jest dla Działu Obsługi."))
    form = CasePageForm(request.GET or None)
    sought = form.cleaned_data if form.is_valid() else {}
    asked = {name: str(value) for name, value in sought.items() if value}
    page = refused = None
    if asked:
        write_down(EventKind.HELP_DESK_LOOKED, request.user, origin_of(request), **asked)
        refused = refusal(sought["number"])
        page = Paginator(cases(**sought), PAGE).get_page(request.GET.get("page"))
    return render(request, "eploz/help_desk.html", {"form": form, "page": page, "refused": refused})
