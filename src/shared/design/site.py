# SPDX-License-Identifier: EUPL-1.2
"""What differs from site to site in the common page frame; settings say it as `SITE = Site(…)`."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared.design.addresses import address

NAME = _("System Statystyki w Ochronie Zdrowia")


@dataclass(frozen=True)
class Link:
    """A page in the navigation of those who have not signed in."""

    title: str | Promise
    route: str

    @property
    def url(self) -> str:
        return address(self.route)


@dataclass(frozen=True)
class Site:
    """Name of the product, the templates that stand in its header and footer, the pages open to all."""

    short: str = "SSOZ"
    name: str | Promise = NAME
    home: str = "/"
    person: str = "design/nobody.html"
    footer: str = "design/footer.html"
    links: tuple[Link, ...] = ()


def site(request: HttpRequest) -> dict[str, Site]:
    """Context processor: `site` in every template."""
    return {"site": getattr(settings, "SITE", Site())}
