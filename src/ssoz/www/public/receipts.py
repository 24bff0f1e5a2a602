# SPDX-License-Identifier: EUPL-1.2
"""„Sprawdź potwierdzenie złożenia”: is a receipt genuine? By what stands on it or by the file, never with content."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ssoz.access.views import public
from ssoz.attachments.operations import too_large as too_large_sentence
from ssoz.attachments.uploads import too_large
from ssoz.documents.queries import Genuine, genuine, genuine_file

LONGEST = 200


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Words come by GET, so that the code on the paper leads here; a file by POST. It is only hashed, never opened."""
    if request.method == "POST":
        return _of_file(request)
    number, digest = (request.GET.get(name, "").strip()[:LONGEST] for name in ("numer", "skrot"))
    if not number and not digest:
        return _page(request)
    if not number or not digest:
        missing = _("Podaj numer potwierdzenia.") if not number else _("Podaj skrót potwierdzenia.")
        return _page(request, number=number, digest=digest, missing=missing, status=422)
    return _page(request, genuine(number, digest), number=number, digest=digest, asked="words")


def _of_file(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("plik")  # reads the request, and finds what is too large
    if too_large(request):
        return _page(request, file_problem=too_large_sentence(), status=413)
    if file is None:
        return _page(request, file_problem=_("Wybierz plik."), status=422)
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return _page(request, genuine_file(digest.hexdigest()), asked="file", name=file.name)


def _page(request: HttpRequest, found: Genuine | None = None, *, status: int = 200, **more: object) -> HttpResponse:
    limit = settings.ATTACHMENT_LIMIT // (1024 * 1024)
    return render(request, "public/receipt.html", {"found": found, "limit": limit, **more}, status=status)
