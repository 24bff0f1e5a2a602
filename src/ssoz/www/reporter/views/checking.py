# SPDX-License-Identifier: EUPL-1.2
"""The checks of an edition for the page's script, under an address that names their digest: kept for good."""

import json
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from engine.checks import CompiledForm
from engine.checks.browser import browser_form
from engine.checks.phrases import Language
from shared.packing import packed, takes_packed
from ssoz.access.views import permission_required
from ssoz.catalogue.errors import UnknownEdition
from ssoz.reports.queries import compiled_edition
from ssoz.www.reporter.presentation.rules import rules
from ssoz.www.reporter.presentation.words import language
from ssoz.www.reporter.views.listing import ANY_LIST

FOR_GOOD = "private, max-age=31536000, immutable"
KEPT = 64


@permission_required(*ANY_LIST)
@require_safe
def checks(request: HttpRequest, edition: int, digest: str) -> HttpResponse:
    """Another digest than today's is gone: the page that asks for it has to ask anew."""
    try:
        compiled = compiled_edition(edition)
    except UnknownEdition:
        raise Http404 from None
    if compiled.digest != digest:
        raise Http404
    pack = takes_packed(request)
    content = (_packed if pack else _written)(compiled, language())
    response = HttpResponse(content, content_type="application/json")
    response["Cache-Control"] = FOR_GOOD
    if pack:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


@lru_cache(maxsize=KEPT)
def _packed(compiled: CompiledForm, language: Language) -> bytes:
    return packed(_written(compiled, language))


def _written(compiled: CompiledForm, language: Language) -> bytes:
    form = browser_form(compiled) | {"rules": rules(compiled, language)}
    return json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()
