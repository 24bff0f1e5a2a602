# SPDX-License-Identifier: EUPL-1.2
"""Step 1, „Wybór jednostki”: a search over the whole register, and a button at every unit found."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ssoz.access.permissions import Text
from ssoz.access.views import ActorRequest, signed_in
from ssoz.applications import operations
from ssoz.applications.enums import Step
from ssoz.applications.errors import ApplicationError, NotAllowed
from ssoz.registers.queries import UnitList, unit_list
from ssoz.www.account.applying import steps
from ssoz.www.account.applying.forms import UnitPageForm
from ssoz.www.account.applying.typed import onward

SIZES = (10, 20, 50)
SORTS: dict[str, Text] = {"nazwa": gettext_lazy("Nazwa"), "rodzaj": gettext_lazy("Rodzaj")}
FIELDS = frozenset(UnitPageForm.base_fields)


@dataclass(frozen=True)
class Choice:
    """One of several ways to show the list."""

    title: Text
    value: str
    is_chosen: bool


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def choose(request: ActorRequest) -> HttpResponse:
    """GET searches, POST takes the unit whose button was pressed."""
    draft = steps.draft_of(request)
    if not steps.reached(draft, Step.UNIT):
        return steps.where_it_stands(draft)
    if request.method == "GET":
        return _page(request)
    try:
        operations.choose_unit(by=request.actor, unit=_chosen(request))
    except ApplicationError as error:
        messages.error(request, error.sentence)
        return redirect(request.get_full_path())
    return onward(request, "account:apply")


def _chosen(request: ActorRequest) -> UUID:
    try:
        return UUID(request.POST.get("unit", ""))
    except ValueError:
        raise NotAllowed(_("Nie ma takiej jednostki. Wyszukaj ją i wybierz z listy.")) from None


def _page(request: ActorRequest) -> HttpResponse:
    asked = not FIELDS.isdisjoint(request.GET)
    form = UnitPageForm(request.GET if asked else None)
    values = _found(request, form) if form.is_valid() else {}
    return steps.page(request, Step.UNIT, steps.draft_of(request), form=form, **values)


def _found(request: ActorRequest, form: UnitPageForm) -> dict[str, object]:
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else next(iter(SORTS))
    size = next((each for each in SIZES if str(each) == request.GET.get("size")), SIZES[0])
    units: UnitList = unit_list(form.search(), by_kind=sort == "rodzaj")
    return {
        "units": units,
        "page": Paginator(units, size).get_page(request.GET.get("page")),
        "sorts": [Choice(title, value, value == sort) for value, title in SORTS.items()],
        "sizes": [Choice(str(each), str(each), each == size) for each in SIZES],
    }
