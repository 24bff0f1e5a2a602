# SPDX-License-Identifier: EUPL-1.2
"""A telephone: its messages, and what it is asked to approve. Whose it is stands in the address."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sandbox.citizens.models import Citizen
from sandbox.citizens.queries import citizens_to_try, clean_phone, holders
from sandbox.node import approvals
from sandbox.node.enums import ApprovalState, Means
from sandbox.node.errors import NodeError
from sandbox.node.models import Approval
from sandbox.phone.cards import CardError, check_pin
from sandbox.phone.models import Sms

SHOWN = 30
LAST_PHONE = "telefon"


@never_cache
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Whose telephone one wants to hold."""
    number = request.GET.get("numer", "")
    phone = clean_phone(number)
    if phone:
        return HttpResponseRedirect(reverse("phone:messages", args=[phone]))
    values = {"citizens": citizens_to_try(), "number": number, "wrong": bool(number)}
    return render(request, "phone/choose.html", values, status=400 if number else 200)


@never_cache
@require_GET
def messages(request: HttpRequest, phone: str) -> HttpResponse:
    """The telephone's screen: what came, the newest first."""
    code = request.GET.get("kod", "")
    if code:
        return HttpResponseRedirect(reverse("phone:approve_on", args=[_number(phone), approvals.clean_code(code)]))
    answer = render(request, "phone/messages.html", {"phone": _number(phone), "holders": holders(phone), **_sms(phone)})
    answer.set_cookie(LAST_PHONE, phone, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer


@never_cache
@require_GET
def messages_part(request: HttpRequest, phone: str) -> HttpResponse:
    """The list alone, for the page that keeps itself up to date."""
    return render(request, "phone/list.html", _sms(_number(phone)))


def _sms(phone: str) -> dict[str, object]:
    return {"sms": list(Sms.objects.filter(phone=phone).order_by("-sent_at", "-pk")[:SHOWN])}


def _number(phone: str) -> str:
    if clean_phone(phone) != phone:
        raise Http404
    return phone


@never_cache
@require_GET
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """Behind the QR code: on the telephone held last, else choose one."""
    phone = clean_phone(request.GET.get("numer") or request.COOKIES.get(LAST_PHONE, ""))
    if phone and "inny" not in request.GET:
        return HttpResponseRedirect(reverse("phone:approve_on", args=[phone, code]))
    wrong = bool(request.GET.get("numer"))
    values = {"citizens": citizens_to_try(), "code": code, "wrong": wrong}
    return render(request, "phone/choose.html", values, status=400 if wrong else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def approve_on(request: HttpRequest, phone: str, code: str) -> HttpResponse:
    """Confirm or refuse; with an identity card also its PIN."""
    owners = holders(_number(phone))
    values: dict[str, object] = {"phone": phone, "owners": owners, "code": code}
    try:
        approval = approvals.by_code(code)
        values.update(approval=approval, needs_card=approval.means == Means.CARD)
        if request.method == "POST":
            return _decided(request, approval, owners, values)
    except NodeError as error:
        return render(request, "phone/problem.html", {"phone": phone, "sentence": error.sentence}, status=400)
    except CardError as error:
        return render(request, "phone/approve.html", {**values, "error": error.sentence}, status=400)
    return render(request, "phone/approve.html", values)


def _decided(
    request: HttpRequest, approval: Approval, owners: list[Citizen], values: dict[str, object]
) -> HttpResponse:
    owner = next((one for one in owners if str(one.pk) == request.POST.get("who")), None)
    if owner is None:
        raise CardError(_("Wybierz, kto potwierdza."))
    agreed = request.POST.get("decision") == "yes"
    if agreed and approval.means == Means.CARD:
        check_pin(owner, request.POST.get("pin", ""))
    approvals.decide(approval, owner, ApprovalState.APPROVED if agreed else ApprovalState.REFUSED)
    return render(request, "phone/decided.html", {**values, "agreed": agreed})
