# SPDX-License-Identifier: EUPL-1.2
"""Every form of the catalogue, and the cards, filed by keyboard alone and on a phone, from the list to the receipt.

Each run takes some of them; SSOZ_EVERY_FORM=1 takes all. Without JavaScript all of them are filed in every run:
tests/integration/www/reporter/test_every_form_without_javascript.py.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from ssoz.access.models import Profile
from ssoz.cards.models import Card
from ssoz.catalogue.queries import definition, other_forms
from ssoz.reports.models import Report
from ssoz.reports.operations import send
from ssoz.reports.queries.findings import context_of
from tests.browser.conftest import NARROW, WIDE, look, overflow
from tests.browser.hands import Answers, Finger, Hand, Keyboard
from tests.factories import access, cards, registers
from tests.factories.answers import clean, doubtful
from tests.factories.catalogue import form_names, real_edition
from tests.factories.reports import TO_VERIFY, blank_report, fill, filler

pytestmark = pytest.mark.django_db(transaction=True)
CARDS = "mz-szp-11b.yaml"
FORMS = [name for name in form_names() if name != CARDS]
USUAL = {("mz-30.yaml", Keyboard), ("mz-06.yaml", Finger)}  # rows that are added, codes, texts, many columns
ROLES = ("reporter_nonfinancial", "reporter_financial", "reporter_psychiatric")
LISTS = {"nonfinancial": "niefinansowe", "financial": "finansowe"}
Check = Callable[[Page], None]
Picture = Callable[[Page, str], None]
Work = Callable[[type, Profile, str], Any]


def ways() -> list[Any]:
    everything = "SSOZ_EVERY_FORM" in os.environ
    pairs = [(name, hand) for name in FORMS for hand in (Keyboard, Finger)]
    return [
        pytest.param(name, hand, id=f"{name.removesuffix('.yaml')}-{hand.__name__.lower()}")
        for name, hand in pairs
        if everything or (name, hand) in USUAL
    ]


@pytest.fixture
def work(people: Callable[..., BrowserContext], live_server: Any) -> Work:
    """Somebody signed in, at a page, with a keyboard or with a phone in their hand."""

    def begin(hand: type, profile: Profile, path: str) -> Hand:
        phone = hand is Finger
        context = people(NARROW if phone else WIDE, phone=phone)
        cookie = access.signed_in(Client(), profile).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}{path}")
        made: Hand = hand(page)
        return made

    return begin


def answers_to(report: Report) -> Answers:
    """In the order of the form, an added row by its key first; something in it that the checks warn of."""
    form = definition(report.round.edition_id)
    others, context = other_forms(form), context_of(report)
    given = doubtful(form, clean(form, others, context), others, context)
    keys = {f"{one.code}.{one.table.dynamic.key.code}" for one in form.sections if one.table.dynamic}
    places = {section.code: number for number, section in enumerate(form.sections)}

    def order(address: str) -> tuple[int, int, bool]:
        section, row, column = address.split(".")
        added = int(row[1:]) if f"{section}.{column}" in keys or form.cell(address).row_id else 0
        return places[section], added, f"{section}.{column}" not in keys

    return dict(sorted(given.items(), key=lambda item: order(item[0])))


def report_on(name: str) -> Report:
    """A blank report of a unit that owes the form; what comes before it is sent."""
    edition = real_edition(name)
    form = definition(edition.pk)
    kinds = [kind for kind in form.owed_by if kind != "*"]
    unit = registers.unit(*kinds[:1])
    for symbol in form.after:
        before = blank_report(unit, real_edition(f"{symbol.lower()}.yaml"))
        filled = fill(before, clean(definition(before.round.edition_id), {}, context_of(before)))
        send(by=filler(unit), report=filled.public_id, version=filled.version)
    return blank_report(unit, edition)


def explain(hand: Hand) -> int:
    """Each open warning in its place, with a reason from the list where there is one."""
    told, warnings = 0, hand.page.locator("#kontrole li[data-severity='warning']")
    while left := warnings.count():
        hand.press("Wyjaśnij")
        reason = warnings.first.locator("select[name=kod]")
        code = reason.locator("option").nth(1).get_attribute("value") if reason.count() else None
        hand.fill({**({"kod": code} if code else {}), "tekst": "Potwierdzone w dokumentacji."})
        hand.press("Zapisz wyjaśnienie")
        expect(warnings).to_have_count(left - 1)
        told += 1
    return told


@pytest.mark.parametrize(("name", "hand"), ways())
def test_a_form_is_filed(work: Work, name: str, hand: type, is_accessible: Check, picture: Picture) -> None:
    report = report_on(name)
    edition, answers = report.round.edition, answers_to(report)
    profile = access.profile(*ROLES, unit=report.unit)
    hands = work(hand, profile, f"/sprawozdania/{LISTS[edition.kind]}/do-wypelnienia/")
    page = hands.page
    hands.press(f"Wypełnij {edition.form}")
    page.wait_for_selector("#arkusz[data-live]")
    hands.fill(answers)
    hands.press("Weryfikuj bez wysyłania")
    page.wait_for_url("**/?kontrole=1**")
    page.wait_for_selector("#arkusz[data-live]")
    assert overflow(page) <= 0
    picture(page, f"filed-{name.removesuffix('.yaml')}")
    explain(hands)
    expect(page.locator("#kontrole .ready")).to_be_visible()
    is_accessible(page)
    hands.press("Wyślij")
    page.wait_for_url("**/wyslij/")
    hands.press("Wyślij")
    expect(page.locator(".messages")).to_contain_text("Sprawozdanie wysłane do weryfikacji.")
    report.refresh_from_db()
    assert report.status == TO_VERIFY
    assert {address for address in answers if address not in report.answers["cells"]} == set()


@pytest.mark.parametrize("hand", [Keyboard, Finger])
def test_a_card_is_filed(work: Work, hand: type, is_accessible: Check, picture: Picture) -> None:
    unit = cards.hospital()
    cards.card_round()
    hands = work(hand, access.profile(*ROLES, unit=unit), "/karty/")
    page = hands.page
    hands.press("Nowa karta")
    page.wait_for_url("**/nowa/")
    hands.fill({**cards.ADMISSION, "d3.przyjety.k1": "1999-02-01"})
    hands.press("Otwórz kartę")
    expect(page.locator("main")).to_contain_text("jest otwarta")
    page.wait_for_selector("#arkusz[data-ready]")
    hands.fill(cards.WHOLE)
    hands.press("Sprawdź kartę")
    page.wait_for_url("**/?kontrole=1**")
    page.wait_for_selector("#arkusz[data-ready]")
    assert explain(hands) == 1
    expect(page.locator("main")).to_contain_text("Karta jest poprawna")
    look(page, "card-filed", is_accessible, picture)
    hands.press("Zamknij kartę")
    expect(page.locator("main")).to_contain_text("Karta zamknięta.")
    page.goto(page.url.partition("/karty/")[0] + "/karty/")
    hands.press("Rok 2025: stan i przekazanie")
    page.wait_for_url("**/rok/2025/")
    hands.press("Przekaż karty (1)")
    expect(page.locator("main")).to_contain_text("Przekazano karty do weryfikacji: 1.")
    assert Card.objects.get().status == cards.TO_VERIFY
