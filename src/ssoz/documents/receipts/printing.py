# SPDX-License-Identifier: EUPL-1.2
"""The receipt as PDF: the same bytes for the same sending, with the report in it as JSON and XML."""

from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils.translation import override

from shared.clock import WARSAW
from shared.rendering import qr
from shared.rendering.typst import pdf
from ssoz.documents.receipts import enclosed
from ssoz.documents.receipts.facts import Facts, grouped
from ssoz.rounds.periods import period_words

TEMPLATE = "ssoz/documents/receipts/receipt.typ"
CHECKING = "/potwierdzenie/"
Pairs = tuple[tuple[str, str], ...]


def printed(facts: Facts) -> bytes:
    """Always in Polish: a paper of an office."""
    with override("pl"):
        data = {
            "number": facts.number,
            "seal": grouped(facts.seal),
            "facts": tuple(_facts(facts)),
            "unit": tuple(_unit(facts)),
            "digest": facts.sending.digest,
            "again": facts.sending.number > 1,
            "address": urlsplit(settings.BASE_URL).netloc + CHECKING,
            "link": checking_link(facts),
            "code": qr.svg(checking_link(facts)),
            "json": enclosed.as_json(facts).decode(),
            "xml": enclosed.as_xml(facts).decode(),
            "site": urlsplit(settings.BASE_URL).netloc,
        }
        return pdf(TEMPLATE, data, moment=facts.sending.at)


def checking_link(facts: Facts) -> str:
    return f"{settings.BASE_URL}{CHECKING}?{urlencode({'numer': facts.number, 'skrot': facts.seal})}"


def _facts(facts: Facts) -> Iterator[tuple[str, str]]:
    sent, round, form = facts.sending, facts.report.round, facts.definition
    yield "Formularz", f"{round.form} – {form.title.pl}"
    yield "Okres sprawozdawczy", period_words(round.period_start, round.period_end)
    yield "Data i godzina złożenia", f"{sent.at.astimezone(WARSAW):%d.%m.%Y, %H:%M:%S}"
    yield "Złożone przez", sent.person_name
    yield "Wysłanie", f"{sent.number}. wysłanie tego sprawozdania"
    yield "Zawartość", "sprawozdanie zerowe" if sent.is_zero else f"wypełnione pola: {len(facts.sheet.cells)}"


def _unit(facts: Facts) -> Iterator[tuple[str, str]]:
    unit = facts.report.unit
    yield "Nazwa jednostki", unit.name
    yield "NIP", unit.nip
    yield "REGON", unit.regon
    yield "Numer Księgi Rejestrowej", unit.register_number
