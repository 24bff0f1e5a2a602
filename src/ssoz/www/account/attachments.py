# SPDX-License-Identifier: EUPL-1.2
"""Attaching, following the scan, downloading and removing. Whose files these are is asked of the applications."""

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ssoz.access.navigation import safe_target
from ssoz.access.views import ActorRequest, background, signed_in
from ssoz.applications.queries import may_change, may_see
from ssoz.attachments import operations, queries
from ssoz.attachments.errors import AttachmentError, AttachmentNotReadable
from ssoz.attachments.uploads import too_large
from ssoz.www.account.templatetags.attachments import panel

SEALED = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
HOME = "/moje-konto/"


@never_cache
@require_POST
@signed_in
def attach(request: ActorRequest, collection: UUID) -> HttpResponse:
    """Take files, several at once; each is refused or taken by itself."""
    if not may_change(request.actor, collection):
        raise Http404
    files = request.FILES.getlist("files")  # reads the request, and finds what is too large
    refusals = [(name, operations.too_large()) for name in too_large(request)]
    taken = []
    for file in files:
        try:
            taken.append(
                operations.attach(by=request.actor, collection=collection, name=file.name or "", stream=file).name
            )
        except AttachmentError as error:
            refusals.append((file.name or "", error.sentence))
    if not taken and not refusals:
        refusals.append(("", _("Wybierz plik.")))
    return _answer(request, taken, refusals)


def _answer(request: ActorRequest, taken: list[str], refusals: list[tuple[str, str]]) -> HttpResponse:
    sentences = [f"{name}: {sentence}" if name else sentence for name, sentence in refusals]
    if request.headers.get("Accept", "").startswith("application/json"):
        return HttpResponse(
            "\n".join(sentences), status=422 if sentences else 204, content_type="text/plain; charset=utf-8"
        )
    for sentence in sentences:
        messages.error(request, sentence)
    for name in taken:
        messages.success(request, _("Załączono plik „{name}”. Czeka na skanowanie.").format(name=name))
    return HttpResponseRedirect(safe_target(request, request.POST.get("next", ""), HOME))


@never_cache
@background
@require_GET
@signed_in
def follow(request: ActorRequest, collection: UUID) -> HttpResponse:
    """The lists as they stand now, for a page that waits for the scan."""
    if not may_see(request.actor, collection):
        raise Http404
    return render(request, "attachments/lists.html", panel({"request": request}, collection))


@never_cache
@require_GET
@signed_in
def download(request: ActorRequest, public_id: UUID) -> FileResponse:
    """A safe file, to be saved and not to be shown."""
    try:
        attachment = queries.attachment(public_id)
        if not may_see(request.actor, attachment.collection):
            raise Http404
        stream = operations.read(by=request.actor, attachment=attachment)
    except AttachmentNotReadable as error:
        raise Http404 from error
    name, kind = attachment.name, attachment.media_type
    return FileResponse(stream, as_attachment=True, filename=name, content_type=kind, headers=SEALED)


@never_cache
@require_GET
@signed_in
def picture(request: ActorRequest, public_id: UUID, number: int) -> FileResponse:
    """One page of a safe file as a picture; nothing of the file itself reaches the browser."""
    try:
        attachment = queries.attachment(public_id)
        if not may_see(request.actor, attachment.collection):
            raise Http404
        drawn = queries.page(attachment, number)
    except AttachmentNotReadable as error:
        raise Http404 from error
    return FileResponse(BytesIO(drawn), content_type="image/png", headers=SEALED)


@never_cache
@require_POST
@signed_in
def remove(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Take a file back."""
    try:
        attachment = queries.attachment(public_id)
        if not may_change(request.actor, attachment.collection):
            raise Http404
        operations.remove(by=request.actor, attachment=public_id)
    except AttachmentNotReadable as error:
        raise Http404 from error
    messages.success(request, _("Usunięto plik „{name}”.").format(name=attachment.name))
    return HttpResponseRedirect(safe_target(request, request.POST.get("next", ""), HOME))
