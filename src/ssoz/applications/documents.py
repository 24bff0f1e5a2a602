# SPDX-License-Identifier: EUPL-1.2
"""The application on paper: one PDF for all roles of a submission, made once and kept as it was made."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import override

from shared.clock import WARSAW
from shared.rendering import qr
from shared.rendering.typst import pdf
from ssoz.access.roles import ROLES
from ssoz.applications.errors import ApplicationNotFound
from ssoz.applications.models import Submission
from ssoz.attachments.operations import keep_paper
from ssoz.attachments.queries import paper as kept_paper
from ssoz.registers.models import Area, Unit

TEMPLATE = "ssoz/applications/paper.typ"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class AppliedRole:
    name: str
    description: str
    number: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What stands on the paper, in the words and order of the manual."""

    office: Pairs
    person: Pairs
    unit: Pairs
    roles: tuple[AppliedRole, ...]

    @property
    def check(self) -> str:
        """Digest of the data, so that a paper that comes back can be matched with what was saved."""
        return sha256(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def paper(submission: Submission) -> bytes:
    """The PDF of a saved submission: printed the first time, byte for byte the same ever after."""
    if submission.saved_at is None:
        raise ApplicationNotFound
    kept = kept_paper(submission.public_id)
    if kept is not None:
        return kept
    made = printed(contents(submission), submission.saved_at)
    keep_paper(collection=submission.public_id, content=BytesIO(made))
    Submission.objects.filter(pk=submission.pk).update(paper_digest=sha256(made).hexdigest())
    return made


def printed(contents: Paper, moment: datetime) -> bytes:
    numbers = ",".join(role.number for role in contents.roles)
    data = {
        **asdict(contents),
        "check": f"{contents.check[:16]}",
        "code": qr.svg(f"SSOZ wniosek {numbers} sha256:{contents.check}"),
        "site": urlsplit(settings.BASE_URL).netloc,
        "printed": f"{moment.astimezone(WARSAW):%d.%m.%Y %H:%M}",
    }
    return pdf(TEMPLATE, data, moment=moment)


def contents(submission: Submission) -> Paper:
    """Gather what the paper says; always in Polish, whatever language the page is in."""
    if submission.unit is None:
        raise ApplicationNotFound
    with override("pl"):
        return Paper(
            office=tuple((name, value) for name, value in office() if value),
            person=tuple(_person(submission)),
            unit=tuple(unit_pairs(submission.unit)),
            roles=tuple(
                AppliedRole(
                    name=str(ROLES[application.role].name),
                    description=str(ROLES[application.role].description),
                    number=application.number,
                )
                for application in submission.applications.order_by("year", "ordinal")
            ),
        )


def office() -> Iterator[tuple[str, str]]:
    yield "Nazwa jednostki", settings.APPLICATION_OFFICE
    yield "Adres e-mail", settings.APPLICATION_OFFICE_EMAIL
    yield "Adres", settings.APPLICATION_OFFICE_ADDRESS


def _person(submission: Submission) -> Iterator[tuple[str, str]]:
    person = submission.person
    yield "Login", person.email or person.subject
    yield "Nazwisko", person.family_name
    yield "Imię", person.given_name
    yield "Telefon", submission.phone
    yield "Adres e-mail", submission.email


def unit_pairs(unit: Unit) -> Iterator[tuple[str, str]]:
    parts = [unit.teryt[:2], unit.teryt[:4], unit.teryt]
    names = dict(Area.objects.filter(code__in=parts).order_by("valid_from").values_list("code", "name"))
    yield "Rodzaj jednostki", unit.get_kind_display()
    yield "Nazwa jednostki", unit.name
    yield "NIP", unit.nip
    yield "REGON", unit.regon
    yield "Numer Księgi Rejestrowej", unit.register_number
    yield "Kod TERYT", unit.teryt
    yield from zip(("Województwo", "Powiat", "Gmina"), (names.get(code, "") for code in parts), strict=True)
    yield "Miejscowość", unit.city
    yield "Kod pocztowy", unit.postal_code
    yield "Ulica", unit.street
    yield "Numer budynku", "/".join(part for part in (unit.building, unit.apartment) if part)
    yield "Telefon", unit.phone
    yield "Adres e-mail", unit.email
