# SPDX-License-Identifier: EUPL-1.2
"""To the national node and back."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from urllib.parse import urlencode, urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from ueoz.node.citizen import Citizen
from ueoz.node.enums import EXPLANATIONS, STATUSES, RefusalKind
from ueoz.node.errors import NodeRefused
from ueoz.node.models import Refusal
from ueoz.node.operations import LASTS, Started, begin, finish, park, write_down
from ueoz.node.queries import refusal as get_refusal

View = Callable[[HttpRequest], HttpResponseBase]
READABLE = timedelta(days=1)
LONGEST_NEXT = 2000  # signed it still fits into a cookie


def explained(view: View) -> View:
    """Lead on to a page about the sign-in that did not happen: where it was answered, nothing can be asked twice."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponseBase:
        try:
            return view(request)
        except NodeRefused as error:
            return _to_explanation(write_down(error), error.next_page)

    return answered


@never_cache
@require_GET
def refused(request: HttpRequest, number: str) -> HttpResponseBase:
    """Why nobody was signed in, with a number the help desk finds it by; only the browser it happened in reads it."""
    try:
        next_page = signing.loads(request.COOKIES.get(_reader(number), ""), salt=_reader(number), max_age=READABLE)
    except signing.BadSignature as error:
        raise Http404 from error
    kept = get_refusal(number)
    if kept is None:
        raise Http404
    kind = RefusalKind(kept.kind)
    again = _with_next("node:start", next_page)
    values = {"refusal": kept, "explanation": EXPLANATIONS[kind], "again": again}
    return render(request, "node/refused.html", values, status=STATUSES[kind])


@never_cache
@require_GET
@explained
def start(request: HttpRequest) -> HttpResponseBase:
    """A form that takes the browser to the node: by itself, or by its button."""
    started = begin(next_page=_safe(request, request.GET.get("next", "")))
    response = _page_to_node(request, started)
    response.set_cookie(
        _cookie(started.relay),
        started.binder,
        max_age=LASTS,
        path=reverse("node:finish"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@never_cache
@csrf_exempt  # it comes from the node's page and bears no cookie of ours: nothing is done here but remembering
@require_POST
@explained
def acs(request: HttpRequest) -> HttpResponseBase:
    """Take the artifact; the same browser comes back by a GET, which bears its cookies."""
    relay = request.POST.get("RelayState", "")
    park(relay=relay, artifact=request.POST.get("SAMLart", ""))
    query = urlencode({"state": relay})
    return HttpResponseRedirect(f"{reverse('node:finish')}?{query}", status=303)


@never_cache
@require_GET
@explained
def back(request: HttpRequest) -> HttpResponseBase:
    """Ask the node who it is, and receive them."""
    relay = request.GET.get("state", "")
    citizen, next_page = finish(relay=relay, binder=request.COOKIES.get(_cookie(relay), ""))
    receive: Callable[[HttpRequest, Citizen, str], HttpResponseBase] = import_string(settings.NODE_RECEIVES)
    response = receive(request, citizen, next_page)
    response.delete_cookie(_cookie(relay), path=reverse("node:finish"))
    return response


def _page_to_node(request: HttpRequest, started: Started) -> HttpResponseBase:
    """A page whose form may lead to the node, and nowhere else."""
    parts = urlsplit(started.action)

    @csp_update({"form-action": [f"{parts.scheme}://{parts.netloc}"]})
    def page(request: HttpRequest) -> HttpResponseBase:
        return render(request, "node/start.html", {"started": started})

    return page(request)


def _to_explanation(kept: Refusal, next_page: str) -> HttpResponseBase:
    """A cookie of that page alone opens it: what comes from the node bears none of ours, and a session begun for it
    would take the place of the one there is."""
    address = reverse("node:refused", args=[kept.number])
    response = HttpResponseRedirect(address, status=303)
    response.set_cookie(
        _reader(kept.number),
        signing.dumps(next_page if len(next_page) <= LONGEST_NEXT else "", salt=_reader(kept.number)),
        max_age=READABLE,
        path=address,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _reader(number: str) -> str:
    return f"ueoz_refusal_{number}"


def _cookie(relay: str) -> str:
    """One cookie for each way to the node, so several tabs do not disturb each other."""
    return "ueoz_way_" + "".join(sign for sign in relay[:16] if sign.isascii() and (sign.isalnum() or sign in "-_"))


def _safe(request: HttpRequest, target: str) -> str:
    """`target` if it is a page of ours: nobody is led elsewhere by a link they were sent."""
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else ""


def _with_next(route: str, next_page: str) -> str:
    return reverse(route) + (f"?{urlencode({'next': next_page})}" if next_page else "")
