# SPDX-License-Identifier: EUPL-1.2
"""An empty form on paper, for anybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ssoz.access.views import public
from ssoz.catalogue.errors import UnknownEdition
from ssoz.catalogue.queries import edition
from ssoz.documents.paper.printing import of_edition


@public
@require_safe
def form_paper(request: HttpRequest, year: int, form: str) -> HttpResponse:
    try:
        found = edition(form, year)
    except UnknownEdition:
        raise Http404(_("Nie ma formularza %(form)s za %(year)s rok.") % {"form": form, "year": year}) from None
    response = HttpResponse(of_edition(found), content_type="application/pdf")
    name = f"{form.replace('/', '-').replace(' ', '-')}-{year}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "public, max-age=3600"
    return response
