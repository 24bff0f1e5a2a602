# SPDX-License-Identifier: EUPL-1.2
"""Step 4, „Pobranie wniosku”: the numbers, the PDF, the signed copy now or later, „Zakończ”."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ssoz.access.views import ActorRequest, signed_in
from ssoz.applications import documents, operations
from ssoz.applications.enums import Step
from ssoz.applications.errors import ApplicationNotFound, BadFields
from ssoz.applications.queries import Submission
from ssoz.attachments.queries import attachments_of
from ssoz.www.account.applying import steps
from ssoz.www.account.applying.forms import FinishPageForm
from ssoz.www.account.applying.typed import again, onward, typed

ATTACHING = "now"


@never_cache
@require_safe
@signed_in
def resume(request: ActorRequest) -> HttpResponse:
    """„Składam wniosek”: at the first step, or where one has left off."""
    return steps.where_it_stands(steps.draft_of(request))


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def finish(request: ActorRequest) -> HttpResponse:
    draft = steps.draft_of(request)
    if draft is None or not steps.reached(draft, Step.DOWNLOAD):
        return steps.where_it_stands(draft)
    if request.method == "GET":
        kept = typed(request, Step.DOWNLOAD)
        form = FinishPageForm(kept.data, initial=_usual(draft))
        refused = bool(form.errors or kept.problems)
        return steps.page(request, Step.DOWNLOAD, draft, form=form, problems=kept.problems, is_refused=refused)
    form = FinishPageForm(request.POST)
    if not form.is_valid():
        return again(request, Step.DOWNLOAD)
    try:
        attached = form.cleaned_data["when"] == ATTACHING
        operations.finish(by=request.actor, submission=draft.public_id, attached=attached)
    except BadFields as error:
        return again(request, Step.DOWNLOAD, error.problems)
    messages.success(request, _("Wniosek został złożony i oczekuje na weryfikację."))
    return onward(request, "account:account")


def _usual(draft: Submission) -> dict[str, str]:
    """Whoever has attached a file attaches now."""
    return {"when": ATTACHING} if attachments_of(draft.public_id) else {}


@never_cache
@require_POST
@signed_in
def paper(request: ActorRequest, collection: UUID) -> HttpResponse:
    """The PDF for all roles of a submission; POST, because from now on the draft can be finished."""
    try:
        found = operations.note_download(by=request.actor, submission=collection)
    except ApplicationNotFound as error:
        raise Http404 from error
    name = "-".join(application.number.replace("/", "-") for application in found.applications.all()[:2])
    headers = {"Content-Disposition": f'attachment; filename="wniosek-{name}.pdf"'}
    return HttpResponse(documents.paper(found), content_type="application/pdf", headers=headers)


@never_cache
@require_POST
@signed_in
def cancel(request: ActorRequest) -> HttpResponse:
    """„Anuluj”, or „Zrezygnuj z wniosku” once there are numbers."""
    operations.abandon(by=request.actor)
    messages.success(request, _("Wniosek został anulowany."))
    return onward(request, "account:profiles")
