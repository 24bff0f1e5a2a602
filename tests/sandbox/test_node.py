# SPDX-License-Identifier: EUPL-1.2
"""The node: a request comes in, somebody is chosen, an answer goes back once."""

import base64
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sandbox.environment import Environment
from sandbox.node.models import Artifact, NodeSession, SignIn
from shared import clock
from shared.saml import Assurance, Reason, SamlError
from tests.factories import saml
from tests.sandbox.browsing import LOGIN, Browser, Page
from tests.sandbox.service import Service

pytestmark = pytest.mark.django_db


def as_anna(browser: Browser, service: Service) -> Page:
    people = browser.click(service.send(browser), "Osoby demonstracyjne")
    return browser.click(people, "Anna Żak")


def means_on(page: Page) -> list[str]:
    return [button.get("value") for button in page.tree.iter("button") if button.get("name") == "means"]


def refusal_of(page: Page) -> str:
    assert page.heading == "Nie można dokończyć logowania"
    assert page.status == 400
    return page.text


def test_one_click_on_a_person_and_the_service_knows_who_it_is(browser: Browser, service: Service):
    page = as_anna(browser, service)
    who = service.read(page)
    born = date(1944, 5, 14)
    assert (who.given_name, who.family_name, who.pesel, who.birth_date) == ("Anna", "Żak", "44051401359", born)
    assert who.assurance is Assurance.HIGH
    assert who.authority == "demo.sandbox.wk"
    assert service.answer_of(page)["RelayState"] == "tab-1"


def test_the_way_of_a_demo_person_asks_the_database_little(browser: Browser, service: Service):
    as_anna(browser, service)
    with CaptureQueriesContext(connection) as asked:
        service.read(as_anna(browser, service))
    pages = ["INSERT", "SELECT", "SELECT", "SELECT"]  # the sign-in, on each of its pages
    answered = ["UPDATE", "INSERT", "INSERT", "SELECT", "DELETE", "INSERT"]  # and the browser's session, moved
    resolved = ["SELECT", "DELETE"]  # the artifact
    assert [query["sql"].split()[0] for query in asked if "SAVEPOINT" not in query["sql"]] == [
        *pages,
        *answered,
        *resolved,
    ]


def test_all_means_of_the_real_page_stand_in_its_order(browser: Browser, service: Service):
    page = service.send(browser)
    assert page.heading == "Zaloguj się do usługi"
    assert means_on(page) == ["pz", "mobywatel", "bank", "edowod", "eid", "demo"]
    for says in ("Użyj loginu i hasła lub bankowości elektronicznej", "Polecany", "USE eID", "Usługa: UEOZ"):
        assert says in page.text


def test_the_means_used_last_comes_first_the_next_time(browser: Browser, service: Service):
    first = service.send(browser)
    assert "Ostatnio wybrany sposób logowania" not in first.text
    browser.click(first, "e-Dowód")
    page = service.send(browser)
    assert means_on(page)[0] == "edowod"
    assert "Ostatnio wybrany sposób logowania" in page.text
    assert "Pozostałe sposoby logowania" in page.text


@pytest.mark.parametrize(("label", "means"), [("Osoby demonstracyjne", "demo"), ("USE eID", "eid")])
def test_a_button_that_leads_straight_on_is_remembered_and_says_nothing_else(
    browser: Browser, service: Service, label: str, means: str
):
    there = browser.click(service.send(browser), label)
    assert there.url.endswith(f"/?means={means}")
    assert means_on(service.send(browser))[0] == means


def test_a_made_up_last_means_is_ignored(browser: Browser, service: Service):
    browser.client("login.localhost:8001").cookies["wk_last"] = "<script>"
    assert len(means_on(service.send(browser))) == 6


def test_a_means_that_nobody_offers_is_not_found(browser: Browser, service: Service):
    assert browser.click(service.send(browser), "Profil zaufany", means="papier").status == 404


def test_cancelling_tells_the_service_that_nobody_signed_in(browser: Browser, service: Service):
    page = browser.click(service.send(browser), "Anuluj")
    with pytest.raises(SamlError) as refused:
        service.read(page)
    assert refused.value.reason is Reason.CANCELLED


def test_after_the_answer_the_sign_in_is_over_whatever_page_one_goes_back_to(browser: Browser, service: Service):
    start = service.send(browser)
    people = browser.click(start, "Osoby demonstracyjne")
    browser.click(people, "Anna Żak")
    for page in (browser.open(start.url), browser.click(people, "Bogdan Łyś"), browser.click(start, "Anuluj")):
        assert "już się skończyło" in refusal_of(page)
    assert Artifact.objects.count() == NodeSession.objects.count() == 1


def test_two_tabs_sign_two_people_in(browser: Browser, service: Service):
    one, other = service.send(browser, relay_state="one"), service.send(browser, relay_state="two")
    second = browser.click(browser.click(other, "Osoby demonstracyjne"), "Bogdan Łyś")
    first = browser.click(browser.click(one, "Osoby demonstracyjne"), "Anna Żak")
    assert service.read(first, request=0).given_name == "Anna"
    assert service.read(second, request=1).given_name == "Bogdan"
    assert [service.answer_of(page)["RelayState"] for page in (first, second)] == ["one", "two"]


def test_an_address_carried_to_another_browser_leads_nowhere(browser: Browser, service: Service):
    page = service.send(browser)
    assert "w innej przeglądarce" in refusal_of(Browser().open(page.url))


def test_nobody_signs_in_after_a_quarter_of_an_hour(browser: Browser, service: Service):
    page = service.send(browser)
    with clock.advanced(timedelta(minutes=15)):
        refusal_of(browser.open(page.url))


def test_an_unknown_sign_in_is_refused(browser: Browser):
    refusal_of(browser.open(f"{LOGIN}/login/usluga/{'x' * 43}/"))
    refusal_of(browser.open(f"{LOGIN}/login/usluga/x/"))


def test_forms_without_their_token_are_refused(browser: Browser, service: Service):
    page = service.send(browser)
    assert browser.post(page.url, {"means": "demo"}).status == 403


def test_an_artifact_works_once(browser: Browser, service: Service):
    page = as_anna(browser, service)
    service.read(page)
    with pytest.raises(SamlError):
        service.read(page)
    assert Artifact.objects.count() == 0


def test_an_artifact_works_for_a_minute(browser: Browser, service: Service):
    early, late = as_anna(browser, service), as_anna(browser, service)
    with clock.advanced(timedelta(seconds=59)):
        assert service.read(late).given_name == "Anna"
    with clock.advanced(timedelta(seconds=60)), pytest.raises(SamlError):
        service.read(early, request=0)


def test_an_artifact_is_no_good_to_a_stranger_nor_lost_by_his_asking(browser: Browser, service: Service):
    page = as_anna(browser, service)
    stranger = saml.service(signing=saml.key_pair("stranger"))
    resolve = stranger.artifact_resolve(service.answer_of(page)["SAMLart"], now=clock.now())
    answer = service.soap("/login-services/idpArtifactResolutionService", resolve.xml)
    assert answer.status_code == 400
    assert service.read(page).given_name == "Anna"


def test_an_artifact_nobody_gave_stands_for_nothing(service: Service):
    resolve = service.provider.artifact_resolve(saml.node().new_artifact(), now=clock.now())
    answer = service.soap("/login-services/idpArtifactResolutionService", resolve.xml)
    assert answer.status_code == 200
    assert b"EncryptedAssertion" not in answer.content


@pytest.mark.parametrize(
    "value", ["", "!", "żółw", base64.b64encode(b"<x/>").decode(), base64.b64encode(b"\xff").decode(), "A" * 600_000]
)
def test_a_request_that_is_none_is_refused_plainly(browser: Browser, value: str):
    page = browser.post(f"{LOGIN}/login/SingleSignOnService", {"SAMLRequest": value})
    refusal_of(page)
    assert SignIn.objects.count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"signing": saml.key_pair("stranger")},
        {"entity_id": "obcy"},
        {"acs_url": "http://zly.example/wk/acs/"},
        {"provider_name": "Inna usługa"},
        {"sso_url": "http://login.example/login/SingleSignOnService"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_request_of_a_stranger_is_refused(browser: Browser, service: Service, changes: dict[str, object]):
    service.provider = saml.service(**changes)
    refusal_of(service.send(browser))
    assert SignIn.objects.count() == 0


def test_an_old_request_is_refused(browser: Browser, service: Service):
    request = service.provider.authn_request(now=clock.now() - timedelta(minutes=6))
    refusal_of(service.send(browser, raw=request.form_value))


def test_a_relay_state_longer_than_anybody_needs_is_refused(browser: Browser, service: Service):
    assert "RelayState" in refusal_of(service.send(browser, relay_state="x" * 201))


def test_a_get_begins_nothing(browser: Browser):
    assert browser.open(f"{LOGIN}/login/SingleSignOnService").status == 405
    assert browser.open(f"{LOGIN}/").heading == "Węzeł krajowy"


@pytest.mark.parametrize("path", ["idpArtifactResolutionService", "singleLogoutService"])
@pytest.mark.parametrize("body", [b"", b"<x/>", b"\x00", b"x" * 300_000], ids=["empty", "other", "binary", "large"])
def test_nonsense_past_the_browser_is_refused(service: Service, path: str, body: bytes):
    assert service.soap(f"/login-services/{path}", body).status_code in {400, 413}


def test_the_service_ends_the_session_it_was_given(browser: Browser, service: Service):
    who = service.read(as_anna(browser, service))
    request = service.provider.logout_request(who.name_id, who.session_index, now=clock.now())
    answer = service.soap("/login-services/singleLogoutService", request.xml)
    service.provider.read_logout_response(answer.content, request_id=request.id, now=clock.now())
    assert NodeSession.objects.get().ended_at == clock.now()


@pytest.mark.parametrize("wrong", ["name_id", "session_index"])
def test_a_session_is_ended_by_its_own_names_only(browser: Browser, service: Service, wrong: str):
    who = service.read(as_anna(browser, service))
    names = {"name_id": who.name_id, "session_index": who.session_index, wrong: "_inna"}
    request = service.provider.logout_request(names["name_id"], names["session_index"], now=clock.now())
    answer = service.soap("/login-services/singleLogoutService", request.xml)
    with pytest.raises(SamlError) as refused:
        service.provider.read_logout_response(answer.content, request_id=request.id, now=clock.now())
    assert refused.value.reason is Reason.STATUS
    assert NodeSession.objects.get().ended_at is None


def not_forcing(browser: Browser, service: Service) -> Page:
    """A sign-in whose service is content with whoever is signed in already."""
    page = service.send(browser)
    SignIn.objects.filter(pk=page.url.rstrip("/").rpartition("/")[2]).update(force=False)
    return browser.open(page.url)


def test_a_service_that_asks_anew_gets_nobody_without_a_means(browser: Browser, service: Service):
    as_anna(browser, service)
    page = service.send(browser)
    assert "Zalogowano już" not in page.text
    assert browser.post(f"{page.url}kontynuuj/", token(page)).heading == "Zaloguj się do usługi"


def test_a_service_that_does_not_insist_is_offered_who_is_here(browser: Browser, service: Service):
    as_anna(browser, service)
    page = not_forcing(browser, service)
    assert "Zalogowano już: Anna Żak." in page.text
    assert service.read(browser.click(page, "Kontynuuj")).given_name == "Anna"


def test_nobody_is_offered_after_the_service_ended_the_session(browser: Browser, service: Service):
    who = service.read(as_anna(browser, service))
    request = service.provider.logout_request(who.name_id, who.session_index, now=clock.now())
    service.soap("/login-services/singleLogoutService", request.xml)
    assert "Zalogowano już" not in not_forcing(browser, service).text


def test_nobody_is_offered_whose_session_is_old(browser: Browser, service: Service):
    as_anna(browser, service)
    with clock.advanced(timedelta(hours=8)):
        assert "Zalogowano już" not in not_forcing(browser, service).text


def token(page: Page) -> dict[str, str]:
    form, _button = page.form("Anuluj")
    return {"csrfmiddlewaretoken": dict(form.form_values())["csrfmiddlewaretoken"]}


def test_means_below_the_level_asked_for_cannot_be_chosen(browser: Browser, service: Service):
    service.provider = saml.service(assurance=Assurance.HIGH)
    page = service.send(browser)
    disabled = [button.get("value") for button in page.tree.iter("button") if button.get("disabled") is not None]
    assert disabled == ["pz", "bank"]
    assert "nie osiąga poziomu" in page.text


@pytest.mark.parametrize("country", ["DE", "IT"])
def test_a_foreign_means_gives_an_identifier_of_its_own_and_no_pesel(browser: Browser, service: Service, country: str):
    page = browser.click(service.send(browser), "USE eID")
    page = browser.click(page, {"DE": "Niemcy", "IT": "Włochy"}[country])
    who = service.read(page)
    assert who.pesel is None
    assert who.identifier.startswith(f"{country}/PL/")


def test_a_foreign_means_needs_a_country_of_the_list(browser: Browser, service: Service):
    page = browser.click(service.send(browser), "USE eID")
    page = browser.click(page, "Niemcy", country="XX")
    assert page.status == 400
    assert "Wybierz kraj z listy" in page.text


def test_people_of_the_demo_are_found_by_unit_and_role(browser: Browser, service: Service):
    page = browser.click(service.send(browser), "Osoby demonstracyjne")
    assert {"Anna Żak", "Bogdan Łyś"} <= {one.text for one in page.tree.iter("b")}
    found = browser.click(page, "Szukaj", szukaj="administrator urząd")
    assert "Bogdan Łyś" in found.text
    assert "Anna Żak" not in found.text
    assert "Nikt nie pasuje" in browser.click(page, "Szukaj", szukaj="Gdańsk").text


def test_a_person_whom_the_file_does_not_name_is_not_found(browser: Browser, service: Service):
    page = browser.click(service.send(browser), "Osoby demonstracyjne")
    assert browser.click(page, "Anna Żak", sub="ktoś").status == 404


def test_people_added_to_the_file_are_there_at_once(browser: Browser, service: Service, environment: Environment):
    page = browser.click(service.send(browser), "Osoby demonstracyjne")
    environment.people.write_text("[]", encoding="utf-8")
    assert "Anna Żak" not in browser.open(page.url).text


def test_a_broken_people_file_is_told(browser: Browser, service: Service, environment: Environment):
    environment.people.write_text("{", encoding="utf-8")
    page = browser.click(service.send(browser), "Osoby demonstracyjne")
    assert page.status == 503
    assert "Nie można odczytać pliku z osobami" in page.text


def test_metadata_name_the_real_paths_and_the_certificate(browser: Browser):
    page = browser.open(f"{LOGIN}/login/metadata")
    text = page.response.content.decode()
    assert page.response["Content-Type"].startswith("text/xml")
    for path in ("/login/SingleSignOnService", "/login-services/idpArtifactResolutionService"):
        assert f'Location="{LOGIN}{path}"' in text
    assert 'entityID="sandbox.wk"' in text
    assert "<ds:X509Certificate>MII" in text


def test_missing_keys_are_told_with_the_command_that_makes_them(
    browser: Browser, service: Service, environment: Environment
):
    (environment.keys / "node-sign.key").unlink()
    assert "./ssoz keys" in refusal_of(service.send(browser))
    assert browser.open(f"{LOGIN}/login/metadata").status == 503
    assert service.soap("/login-services/idpArtifactResolutionService", b"<x/>").status_code == 400


def test_new_keys_are_taken_up_without_a_restart(browser: Browser, service: Service, environment: Environment):
    from tests.sandbox.conftest import write_pair

    service.send(browser)
    write_pair(environment.keys, "ueoz-sign", saml.key_pair("ueoz-sign-new"))
    refusal_of(service.send(browser))
    service.provider = saml.service(signing=saml.key_pair("ueoz-sign-new"))
    assert service.send(browser).heading == "Zaloguj się do usługi"


def test_every_page_of_a_sign_in_stays_out_of_caches(browser: Browser, service: Service):
    page = service.send(browser)
    for shown in (page, browser.click(page, "Osoby demonstracyjne"), as_anna(browser, service)):
        assert "no-store" in shown.response["Cache-Control"]


def test_the_binder_is_hidden_from_scripts_and_other_sites(service: Service):
    client = Client()
    request = service.provider.authn_request(now=clock.now())
    client.post("/login/SingleSignOnService", {"SAMLRequest": request.form_value}, headers={"host": "login.localhost"})
    (cookie,) = client.cookies.values()
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/login")
    assert cookie.value not in SignIn.objects.get().binder
