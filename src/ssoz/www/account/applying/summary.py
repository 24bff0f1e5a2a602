# SPDX-License-Identifier: EUPL-1.2
"""Step 3, „Podsumowanie i zapisanie wniosku”: everything once more, the declaration, then the numbers."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ssoz.access.roles import ROLES
from ssoz.access.views import ActorRequest, signed_in
from ssoz.applications import operations
from ssoz.applications.enums import Step
from ssoz.applications.errors import ApplicationError, BadFields
from ssoz.applications.queries import Submission
from ssoz.www.account.applying import steps
from ssoz.www.account.applying.forms import DeclarationPageForm
from ssoz.www.account.applying.typed import again, onward, typed


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def confirm(request: ActorRequest) -> HttpResponse:
    draft = steps.draft_of(request)
    if draft is None or not steps.reached(draft, Step.SUMMARY):
        return steps.where_it_stands(draft)
    if request.method == "GET":
        return _page(request, draft)
    if not DeclarationPageForm(request.POST).is_valid():
        return again(request, Step.SUMMARY)
    try:
        operations.save(by=request.actor, submission=draft.public_id, confirmed=True)
    except BadFields as error:
        return again(request, Step.SUMMARY, {"refusal": " ".join(error.problems.values())})
    except ApplicationError as error:
        return again(request, Step.SUMMARY, {"refusal": error.sentence})
    return onward(request, steps.ROUTES[Step.DOWNLOAD])


def _page(request: ActorRequest, draft: Submission) -> HttpResponse:
    kept = typed(request, Step.SUMMARY)
    form = DeclarationPageForm(kept.data)
    values = {
        "form": form,
        "is_refused": bool(form.errors),
        "refusal": kept.problems.get("refusal"),
        "roles": [ROLES[code] for code in draft.roles],
        "other_unit": None if draft.adds_roles else steps.address(Step.UNIT),
        "other_roles": steps.address(Step.ROLES),
    }
    return steps.page(request, Step.SUMMARY, draft, **values)
