# SPDX-License-Identifier: EUPL-1.2
"""Messages that have not gone out: a mail server that is down is seen here, and nothing is lost meanwhile."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ssoz.access.permissions import Permission
from ssoz.access.views import ActorRequest, permission_required
from ssoz.attachments.queries import unscanned
from ssoz.notifications.operations import send_again
from ssoz.notifications.queries import GIVE_UP_AFTER, unsent

PAGE = 50


@permission_required(Permission.MESSAGE_VIEW)
@require_http_methods(["GET", "POST"])
def messages_page(request: ActorRequest) -> HttpResponse:
    """GET lists them, POST tries all of a page once more."""
    page = Paginator(unsent(), PAGE).get_page(request.GET.get("page"))
    if request.method == "POST":
        for message in page:
            send_again(message_id=message.pk)
        messages.success(request, _("Wiadomości wysyłane są ponownie: %(count)d.") % {"count": len(page)})
        return HttpResponseRedirect(reverse("administrator:messages"))
    context = {"page": page, "limit": GIVE_UP_AFTER, "tab": "messages", "unscanned": unscanned()[:PAGE]}
    return render(request, "administrator/users/messages.html", context)
