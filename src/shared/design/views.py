# SPDX-License-Identifier: EUPL-1.2
"""The language switch and the page that shows every component in every state."""

from typing import Any

from django.contrib.messages import constants
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.i18n import set_language

from shared import clock
from shared.design import samples


def language(request: HttpRequest) -> HttpResponseBase:
    """Change the language of the interface and go back; a GET changes nothing."""
    return set_language(request)


def gallery(request: HttpRequest) -> HttpResponse:
    """All components, for those who build pages and for the tests."""
    page = Paginator(range(1, 1235), 25).get_page(request.GET.get("page"))
    values: dict[str, Any] = {
        "page": page,
        "empty_form": samples.SamplePageForm(),
        "wrong_form": samples.SamplePageForm({"nip": "123", "beds": "dużo"}),
        "today": clock.today(),
        "dates": samples.dates(clock.today()),
        "tones": constants.DEFAULT_TAGS.values(),
        "rows": samples.ROWS,
        "tabs": samples.TABS,
        "findings": samples.FINDINGS,
        "swatches": samples.SWATCHES,
    }
    return render(request, "design/gallery.html", values)
