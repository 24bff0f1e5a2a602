# SPDX-License-Identifier: EUPL-1.2
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shared.postgres.readiness import obstacle
from ssoz.access.views import public


@public
@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@public
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and has all migrations."""
    found = obstacle()
    return JsonResponse(
        {"status": "not ready", "waits_for": found} if found else {"status": "ok"}, status=503 if found else 200
    )
