# SPDX-License-Identifier: EUPL-1.2
"""Where services speak to the node: the addresses of the real one."""

import base64
import binascii
from collections.abc import Callable

from cryptography.hazmat.primitives.serialization import Encoding
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from sandbox.node import operations
from sandbox.node.errors import NodeError
from sandbox.node.flow import cookie_name, problem
from sandbox.node.provider import provider
from shared import clock
from shared.saml import MAX_BYTES, SamlError

XML = "text/xml; charset=utf-8"
LONGEST_RELAY_STATE = 200


@csrf_exempt
@never_cache
@require_POST
def single_sign_on(request: HttpRequest) -> HttpResponse:
    """Take a service's request. It comes from another site, so without cookies: on to a GET which has them."""
    relay_state = request.POST.get("RelayState", "")
    try:
        raw = _decoded(request.POST.get("SAMLRequest", ""))
        asked = provider().read_authn_request(raw, now=clock.now())
        if len(relay_state) > LONGEST_RELAY_STATE:
            raise NodeError(_("Za długi RelayState."))
    except SamlError as error:
        return problem(request, _("Żądanie usługi jest niepoprawne."), detail=str(error))
    except NodeError as error:
        return problem(request, error.sentence)
    sign_in, binder = operations.begin(asked, relay_state)
    answer = HttpResponseRedirect(reverse("node:choose", args=[sign_in.handle]), status=303)
    age = int(operations.LASTS.total_seconds())
    answer.set_cookie(
        cookie_name(sign_in.handle),
        binder,
        max_age=age,
        path="/login",
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


def _decoded(text: str) -> bytes:
    if len(text) > 2 * MAX_BYTES:
        raise NodeError(_("Żądanie usługi jest za duże."))
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NodeError(_("Żądanie usługi jest niepoprawne.")) from error


@csrf_exempt
@require_POST
def artifact_resolution(request: HttpRequest) -> HttpResponse:
    """A service asks, past the browser, what an artifact stands for."""
    return _answered(request, operations.resolve)


@csrf_exempt
@require_POST
def single_logout(request: HttpRequest) -> HttpResponse:
    """A service ends a session it was given."""
    return _answered(request, operations.log_out)


def _answered(request: HttpRequest, operation: Callable[[bytes], bytes]) -> HttpResponse:
    if request.content_type == "multipart/form-data":
        return HttpResponse("no message", status=400, content_type="text/plain")
    if len(request.body) > MAX_BYTES:
        return HttpResponse("too large", status=413, content_type="text/plain")
    try:
        return HttpResponse(operation(request.body), content_type=XML)
    except (SamlError, NodeError) as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")


@require_GET
def metadata(request: HttpRequest) -> HttpResponse:
    """Certificate and addresses, for whoever sets up a service."""
    try:
        node = provider()
    except (NodeError, SamlError) as error:
        return problem(request, str(error), status=503)
    certificate = base64.b64encode(node.signing.certificate.public_bytes(Encoding.DER)).decode()
    return render(request, "node/metadata.xml", {"node": node, "certificate": certificate}, content_type=XML)
