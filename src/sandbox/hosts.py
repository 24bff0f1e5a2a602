# SPDX-License-Identifier: EUPL-1.2
"""One site under several names: each host has its own pages, cookies and languages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from sandbox.environment import current
from shared.design.site import Site

Handler = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Host:
    """What differs from host to host."""

    urlconf: str
    site: Site
    languages: tuple[str, ...] = ("pl", "en")


HOSTS: dict[str, Host] = {
    "login": Host("sandbox.urls", Site(short="login.gov.pl (piaskownica)", name=_("Węzeł krajowy na niby"))),
    "pz": Host(
        "sandbox.profiles.urls",
        Site(short="pz.gov.pl (piaskownica)", name=_("Profil zaufany na niby")),
        languages=("pl", "uk"),
    ),
    "telefon": Host("sandbox.phone.urls", Site(short="Telefon (piaskownica)", name=_("Telefon na niby"))),
    "bank": Host("sandbox.bank.urls", Site(short="Bank (piaskownica)", name=_("Bankowość na niby"))),
    "poczta": Host("sandbox.mailbox.urls", Site(short="Poczta (piaskownica)", name=_("Poczta na niby"))),
}


def host_of(request: HttpRequest) -> Host:
    """The host by the first word of its name; servers call the node by its number."""
    name = request.get_host().partition(".")[0]
    return HOSTS.get(name, HOSTS["login"])


def address(host: str, view: str, **arguments: str) -> str:
    """The whole address of a page that may be on another host."""
    return current().site(host) + reverse(view, urlconf=HOSTS[host].urlconf, kwargs=arguments or None)


def by_host(get_response: Handler) -> Handler:
    """Middleware: choose the pages, and no language that the host does not speak."""

    def handle(request: HttpRequest) -> HttpResponse:
        host = host_of(request)
        request.urlconf = host.urlconf
        if translation.get_language() not in host.languages:
            translation.activate(settings.LANGUAGE_CODE)
        return get_response(request)

    return handle


def context(request: HttpRequest) -> dict[str, object]:
    """Context processor: name and languages of the host, and where the other ones are."""
    host = host_of(request)
    names = {name: current().site(name) for name in HOSTS}
    return {"site": host.site, "languages": host.languages, "hosts": names}
