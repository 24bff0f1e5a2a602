# SPDX-License-Identifier: EUPL-1.2
"""„Zaloguj się do usługi” and the means which the node shows itself."""

import segno
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from stdnum.pl import pesel

from sandbox.environment import current
from sandbox.hosts import address
from sandbox.node import approvals, operations
from sandbox.node.enums import ApprovalState, Means
from sandbox.node.flow import of_a_sign_in, send_back
from sandbox.node.foreign import COUNTRIES, country
from sandbox.node.models import NodeSession, SignIn
from sandbox.people.roster import RosterError, grouped, read

LAST_MEANS = "wk_last"
A_YEAR = 365 * 24 * 3600
SESSION = "node_session"
ELSEWHERE = {Means.TRUSTED_PROFILE: ("pz", "profiles:sign_in"), Means.BANK: ("bank", "bank:choose")}
STRAIGHT = {Means.FOREIGN: "node:foreign", Means.DEMO: "node:demo"}  # pages to which the button itself leads
PAGES = {Means.MOBYWATEL: "node:telephone", Means.CARD: "node:telephone", **STRAIGHT}


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Nobody begins here: the way in is a service's own."""
    return render(request, "node/start.html", {"service": current().client_url})


@require_http_methods(["GET", "POST"])
@of_a_sign_in
def choose(request: HttpRequest, sign_in: SignIn) -> HttpResponse:
    """All means, the one used last first; a click leads to it."""
    if request.method == "POST":
        return _chosen(request, sign_in)
    last = request.COOKIES.get(LAST_MEANS, "")
    means = [(one, one.suffices(sign_in.assurance)) for one in Means]
    values = {
        "sign_in": sign_in,
        "last": [pair for pair in means if pair[0] == last],
        "others": [pair for pair in means if pair[0] != last],
        "session": _session(request, sign_in),
        "straight": {means: reverse(page, args=[sign_in.handle]) for means, page in STRAIGHT.items()},
    }
    return render(request, "node/choose.html", values)


def _chosen(request: HttpRequest, sign_in: SignIn) -> HttpResponse:
    if request.POST.get("means") not in Means.values:
        raise Http404
    means = Means(request.POST["means"])
    if means in ELSEWHERE:
        host, view = ELSEWHERE[means]
        answer = HttpResponseRedirect(address(host, view, handle=sign_in.handle))
    else:
        if means in {Means.MOBYWATEL, Means.CARD}:
            approvals.ask(sign_in, means)
        answer = HttpResponseRedirect(reverse(PAGES[means], args=[sign_in.handle]))
    return _remembered(request, answer, means)


def _remembered(request: HttpRequest, answer: HttpResponse, means: Means) -> HttpResponse:
    """The means goes first the next time."""
    answer.set_cookie(
        LAST_MEANS, means.value, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return answer


def _session(request: HttpRequest, sign_in: SignIn) -> NodeSession | None:
    """Who is signed in here already; not if the service wants it proved again."""
    session = None if sign_in.force else operations.live_session(request.session.get(SESSION, ""))
    return session if session and Means(session.means).suffices(sign_in.assurance) else None


@require_POST
@of_a_sign_in
def go_on(request: HttpRequest, sign_in: SignIn) -> HttpResponse:
    """Somebody already signed in at the node agrees to be so at the service."""
    session = _session(request, sign_in)
    if session is None:
        return HttpResponseRedirect(reverse("node:choose", args=[sign_in.handle]))
    artifact, session = operations.answer(sign_in, Means(session.means), operations.Identity(**session.identity))
    return _signed_in(request, sign_in, artifact, session)


@require_POST
@of_a_sign_in
def cancel(request: HttpRequest, sign_in: SignIn) -> HttpResponse:
    """„Anuluj”: the service learns that nobody signed in."""
    return send_back(request, sign_in, operations.cancel(sign_in))


@require_http_methods(["GET", "POST"])
@of_a_sign_in
def demo(request: HttpRequest, sign_in: SignIn) -> HttpResponse:
    """„Osoby demonstracyjne”: one click and one is somebody else."""
    try:
        people = read(current().people)
    except RosterError as error:
        return render(request, "node/demo.html", {"sign_in": sign_in, "problem": str(error)}, status=503)
    if request.method == "POST":
        entry = next((entry for entry in people if entry.sub == request.POST.get("sub")), None)
        if entry is None:
            raise Http404
        born = str(pesel.get_birth_date(entry.pesel))
        identity = operations.Identity(entry.given_name, entry.family_name, born, entry.pesel)
        return _signed_in(request, sign_in, *operations.answer(sign_in, Means.DEMO, identity))
    search = request.GET.get("szukaj", "")
    values = {"sign_in": sign_in, "groups": grouped(people, search), "search": search}
    return _remembered(request, render(request, "node/demo.html", values), Means.DEMO)


@require_http_methods(["GET", "POST"])
@of_a_sign_in
def foreign(request: HttpRequest, sign_in: SignIn) -> HttpResponse:
    """USE eID: a country, and whoever it says one is."""
    chosen = country(request.POST.get("country", ""))
    if request.method == "POST" and chosen:
        return _signed_in(request, sign_in, *operations.answer(sign_in, Means.FOREIGN, chosen.identity()))
    values = {"sign_in": sign_in, "countries": COUNTRIES, "missing": request.method == "POST"}
    answer = render(request, "node/foreign.html", values, status=400 if values["missing"] else 200)
    return _remembered(request, answer, Means.FOREIGN)


@require_http_methods(["GET", "POST"])
@of_a_sign_in
def telephone(request: HttpRequest, sign_in: SignIn) -> HttpResponse:
    """A code for the telephone; a POST makes a new one. The page goes on when the telephone has confirmed."""
    approval = approvals.of(sign_in)
    if approval is None:
        return HttpResponseRedirect(reverse("node:choose", args=[sign_in.handle]))
    if request.method == "POST":
        approvals.ask(sign_in, Means(approval.means))
        return HttpResponseRedirect(request.path)
    link = address("telefon", "phone:approve", code=approval.code)
    values = {
        "sign_in": sign_in,
        "approval": approval,
        "is_open": approvals.is_open(approval),
        "is_refused": approval.state == ApprovalState.REFUSED,
        "is_approved": approval.state == ApprovalState.APPROVED,
        "means": Means(approval.means),
        "link": link,
        "picture": mark_safe(segno.make_qr(link, error="m").svg_inline(border=4, omitsize=True)),  # noqa: S308  our own link
    }
    return render(request, "node/telephone.html", values)


@require_GET
@of_a_sign_in
def telephone_state(request: HttpRequest, sign_in: SignIn) -> HttpResponse:
    """Where the page that shows the code should go next."""
    approval = approvals.of(sign_in)
    if approval and approval.state == ApprovalState.APPROVED:
        return JsonResponse({"next": reverse("node:back", args=[sign_in.handle])})
    over = approval is None or not approvals.is_open(approval)
    return JsonResponse({"next": reverse("node:telephone", args=[sign_in.handle]) if over else None})


@require_GET
@of_a_sign_in
def back(request: HttpRequest, sign_in: SignIn) -> HttpResponse:
    """Back from a means, with its ticket or the telephone's word. It is a redirect, hence a GET, and works once."""
    ticket = request.GET.get("bilet", "")
    artifact, session = operations.redeem(sign_in, ticket) if ticket else approvals.take_up(sign_in)
    return _signed_in(request, sign_in, artifact, session)


def _signed_in(request: HttpRequest, sign_in: SignIn, artifact: str, session: NodeSession) -> HttpResponse:
    if request.session.session_key:
        request.session.cycle_key()
    request.session[SESSION] = session.index
    return send_back(request, sign_in, artifact)
