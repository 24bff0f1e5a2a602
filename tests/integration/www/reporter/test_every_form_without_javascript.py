# SPDX-License-Identifier: EUPL-1.2
"""All forms of the catalogue, and the cards, from the opening of their round to the decision, with JavaScript off.

A person who fills in forms has nothing but their pages: a list, links, fields and buttons.
"""

from collections.abc import Iterator

import pytest

from ssoz.access.actors import Actor
from ssoz.access.models import Profile
from ssoz.access.queries import profile_actor
from ssoz.cards.models import Card
from ssoz.catalogue.enums import FormKind
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import definition, other_forms
from ssoz.demo.plans import Plan
from ssoz.registers.enums import UnitKind
from ssoz.reports import operations
from ssoz.reports.models import Report
from ssoz.reports.queries import report_for
from ssoz.reports.queries.findings import context_of
from ssoz.rounds.operations import plan_round
from tests.factories import access, cards, registers
from tests.factories.answers import Answers, clean, doubtful
from tests.factories.plain import Browser, Page
from tests.factories.reports import central, round_of, supervisor

pytestmark = pytest.mark.django_db
FILLERS = ("reporter_nonfinancial", "reporter_financial", "reporter_psychiatric")
OWING = (
    UnitKind.HOSPITAL,
    UnitKind.ENTITY,
    UnitKind.BLOOD_CENTRE,
    UnitKind.OCCUPATIONAL_CENTRE,
    UnitKind.PRACTICE_DOCTOR,
)
LISTS = {FormKind.NONFINANCIAL: "niefinansowe", FormKind.FINANCIAL: "finansowe"}
WARNED = {"MZ-11", "MZ-29", "MZ-29A", "MZ-42"}  # elsewhere a warning needs last year, or brings an error along


def judge(report: Report) -> Actor:
    """Reports are decided on in the office of the voivodeship."""
    return supervisor(report.unit.voivodeship, role=f"supervisor_{report.round.edition.kind}")


@pytest.fixture
def people(published: None) -> dict[int, Profile]:
    """Somebody in each kind of unit; the seeds and forms of all years are loaded."""
    units = [registers.unit(kind) for kind in OWING]
    return {unit.pk: access.profile(*FILLERS, unit=unit) for unit in units}


def opened() -> Iterator[tuple[Edition, Report]]:
    """One report of each form, in an order in which none waits for another."""
    editions = Edition.objects.filter(year=2025)
    for edition in sorted(editions, key=lambda one: (len(definition(one.pk).after), one.form)):
        version = next(iter(definition(edition.pk).versions), "")
        plan = Plan(edition.form, version=version)
        round = plan_round(by=central(), edition=edition.pk, dates=plan.dates, version=version)
        operations.open_round(by=central(), round=round.public_id)
        if edition.kind == FormKind.CARD:
            assert (round.obligations.count() > 0, round.reports.count()) == (True, 0)
            continue
        report = Report.objects.filter(round=round).select_related("unit", "round__edition").order_by("unit_id").first()
        assert report, edition.form
        yield edition, report


def somebody(profile: Profile) -> Browser:
    browser = Browser()
    access.signed_in(browser.client, profile)
    return browser


def answers_to(report: Report) -> Answers:
    """What holds, with something the checks warn of."""
    form = definition(report.round.edition_id)
    others, context = other_forms(form), context_of(report)
    return doubtful(form, clean(form, others, context), others, context)


def fill_in(browser: Browser, page: Page, report: Report, answers: Answers) -> Page:
    """Rows are added by their key, one by one; then everything is typed and verified at once."""
    typed = dict(answers)
    for section in definition(report.round.edition_id).sections:
        if section.table.dynamic is None:
            continue
        key = section.table.dynamic.key.code
        for address in [one for one in answers if one.startswith(f"{section.code}.r") and one.endswith(f".{key}")]:
            if not page.has_field(address):
                label = "Dodaj oddział" if key == "oddzial" else "Dodaj wiersz"
                page = browser.press(page, label, {f"nowy-{section.code}": typed.pop(address)})
    return browser.press(page, "Weryfikuj bez wysyłania", typed)


def explain(browser: Browser, page: Page) -> tuple[Page, int]:
    """Each open warning, with its reason from the list where it has one."""
    told = 0
    while open_ones := page.tree.xpath("//*[@id='kontrole']//li[@data-severity='warning']"):
        assert told < 20, page.text
        typed = {"tekst": "Potwierdzone w dokumentacji."}
        for reason in open_ones[0].iter("select"):
            typed["kod"] = reason.xpath("option/@value")[1]
        page = browser.press(page, "Zapisz wyjaśnienie", typed, within=open_ones[0])
        told += 1
    return page, told


def filed(profile: Profile, report: Report) -> int:
    """From the list to the sent report; returns how many warnings were explained."""
    browser, form = somebody(profile), report.round.edition
    list_page = browser.open(f"/sprawozdania/{LISTS[FormKind(form.kind)]}/do-wypelnienia/")
    page = browser.follow(list_page, f"Wypełnij {form.form}")
    page = fill_in(browser, page, report, answers_to(report))
    page, explained = explain(browser, page)
    assert "Sprawozdanie jest poprawne" in page.text, form.form
    page = browser.press(browser.follow(page, "Wyślij"), "Wyślij")
    assert "Sprawozdanie wysłane do weryfikacji." in page.text, form.form
    return explained


def test_cards_are_opened_filled_in_explained_closed_and_handed_in(published: None) -> None:
    round_of(Edition.objects.get(form="MZ/Szp-11B", year=2025))
    browser = somebody(access.profile("reporter_psychiatric", unit=cards.hospital()))
    early = {"d3.przyjety.k1": "1999-02-01"}
    page = browser.follow(browser.open("/karty/"), "Nowa karta")
    page = browser.press(page, "Otwórz kartę", {**cards.ADMISSION, **early})
    page = browser.press(page, "Sprawdź kartę", cards.WHOLE)
    page, explained = explain(browser, page)
    assert explained == 1
    assert "Karta jest poprawna" in page.text
    page = browser.press(page, "Zamknij kartę")
    assert "Karta zamknięta." in page.text
    page = browser.follow(browser.open("/karty/"), "Rok 2025: stan i przekazanie")
    page = browser.press(page, "Przekaż karty (1)")
    assert "Przekazano karty do weryfikacji: 1." in page.text
    assert Card.objects.get().status == cards.TO_VERIFY


def test_every_form_is_filled_in_explained_sent_and_accepted(people: dict[int, Profile]) -> None:
    done, warned = {}, set()
    for edition, blank in opened():
        profile = people[blank.unit_id]
        if filed(profile, blank):
            warned.add(edition.form)
        sent = report_for(profile_actor(profile, "192.0.2.1"), blank.public_id)
        assert sent.sheet.cells, edition.form
        accepted = operations.accept(by=judge(blank), report=blank.public_id, version=sent.report.version)
        done[edition.form] = accepted.status
    assert len(done) == 19
    assert set(done.values()) == {"accepted"}
    assert warned == WARNED
