# SPDX-License-Identifier: EUPL-1.2
"""Nobody is signed in as somebody else, or led elsewhere; nothing a stranger sends is an error of ours."""

import base64
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client as Browser

from shared import clock
from tests.ueoz.node.played import PlayedNode, begin
from tests.ueoz.node.test_way import whom
from ueoz.node.models import Flow, SeenAssertion

pytestmark = pytest.mark.django_db


def test_a_victim_is_not_signed_in_as_the_attacker(client: Browser, node: PlayedNode) -> None:
    """The attacker signs in, keeps the artifact, and lets the victim's browser post it."""
    attacker = begin(Browser())
    page = client.get(attacker.arrive(node.sign_in(attacker.raw))["Location"], follow=True)
    assert page.status_code == 403
    assert "To logowanie zaczęło się w innym miejscu" in page.content.decode()
    assert whom(client) is None
    assert node.artifacts, "the node is not even asked"


def test_nor_when_the_victim_has_begun_too(client: Browser, node: PlayedNode) -> None:
    victim, attacker = begin(client), begin(Browser())
    page = victim.finish(attacker.arrive(node.sign_in(attacker.raw)))
    assert page.status_code == 403
    assert whom(client) is None


def test_the_attackers_artifact_in_the_victims_way_answers_another_request(client: Browser, node: PlayedNode) -> None:
    victim, attacker = begin(client), begin(Browser())
    page = victim.finish(victim.arrive(node.sign_in(attacker.raw)))
    assert page.status_code == 400
    assert whom(client) is None


def test_the_cookie_of_one_way_does_not_open_another(client: Browser, node: PlayedNode) -> None:
    victim, attacker = begin(client), begin(Browser())
    parked = attacker.arrive(node.sign_in(attacker.raw))
    own = client.cookies[f"ueoz_way_{victim.relay[:16]}"].value
    client.cookies[f"ueoz_way_{attacker.relay[:16]}"] = own
    assert client.get(parked["Location"], follow=True).status_code == 403
    assert whom(client) is None


def test_an_artifact_is_not_taken_twice(client: Browser, node: PlayedNode) -> None:
    way = begin(client)
    artifact = node.sign_in(way.raw)
    way.finish(way.arrive(artifact))
    again = begin(client)
    assert again.arrive(artifact).status_code == 409
    assert way.arrive(artifact).status_code == 400


def test_an_artifact_the_node_gave_out_before_stands_for_nothing(client: Browser, node: PlayedNode) -> None:
    way = begin(client)
    artifact = node.sign_in(way.raw)
    node.artifacts.clear()
    assert way.finish(way.arrive(artifact)).status_code == 400
    assert whom(client) is None


def test_an_assertion_is_not_taken_twice_even_if_the_node_repeats_it(client: Browser, node: PlayedNode) -> None:
    way = begin(client)
    first = node.sign_in(way.raw)
    response = node.artifacts[first]
    binder = client.cookies[f"ueoz_way_{way.relay[:16]}"].value
    way.finish(way.arrive(first))
    second = node.provider.new_artifact()
    node.artifacts[second] = response
    Flow.objects.update(used_at=None, artifact="")  # as if the row of the way had been lost and written again
    client.cookies[f"ueoz_way_{way.relay[:16]}"] = binder
    assert way.finish(way.arrive(second)).status_code == 400
    assert SeenAssertion.objects.count() == 1


def test_a_way_is_finished_once(client: Browser, node: PlayedNode) -> None:
    way = begin(client)
    parked = way.arrive(node.sign_in(way.raw))
    binder = client.cookies[f"ueoz_way_{way.relay[:16]}"].value
    assert way.finish(parked).status_code == 302
    assert way.finish(parked).status_code == 403, "the cookie is gone"
    client.cookies[f"ueoz_way_{way.relay[:16]}"] = binder
    assert way.finish(parked).status_code == 409


def test_a_second_artifact_does_not_take_the_place_of_the_first(client: Browser, node: PlayedNode) -> None:
    way = begin(client)
    parked = way.arrive(node.sign_in(way.raw))
    assert way.arrive(node.sign_in(way.raw)).status_code == 400
    assert way.finish(parked).status_code == 302


@pytest.mark.parametrize("relay", ["", "x", "a" * 5000, "ż", "../..", "x\r\nSet-Cookie: a=b", "' OR 1=1 --"])
def test_an_unknown_relay_state_is_refused(client: Browser, node: PlayedNode, relay: str) -> None:
    way = begin(client)
    page = way.arrive(node.sign_in(way.raw), relay)
    assert page.status_code == 400
    assert client.get("/wk/powrot/", {"state": relay}, follow=True).status_code == 400


ARTIFACTS = {
    "none": "",
    "no_base64": "żółć",
    "short": "AAQA",
    "of_another_type": base64.b64encode(b"\x00\x01" + bytes(42)).decode(),
    "of_another_node": base64.b64encode(b"\x00\x04\x00\x00" + bytes(40)).decode(),
    "xml": "<saml2p:Artifact/>",
    "long": "A" * 100_000,
}


@pytest.mark.parametrize("name", ARTIFACTS)
def test_what_is_no_artifact_of_the_node_is_refused(client: Browser, node: PlayedNode, name: str) -> None:
    assert begin(client).arrive(ARTIFACTS[name]).status_code == 400


def test_the_source_of_another_node_is_refused(client: Browser, node: PlayedNode, settings: Any) -> None:
    way = begin(client)
    artifact = node.sign_in(way.raw)
    settings.NODE = replace(settings.NODE, node="inny.wk")
    assert way.arrive(artifact).status_code == 400


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
    ],
)
def test_nobody_is_led_elsewhere(client: Browser, node: PlayedNode, target: str) -> None:
    way = begin(client, target)
    assert way.finish(way.arrive(node.sign_in(way.raw)))["Location"] == "/przyjecie/"


def test_who_takes_more_than_half_an_hour_begins_anew(client: Browser, node: PlayedNode) -> None:
    way = begin(client)
    artifact = node.sign_in(way.raw)
    with clock.advanced(timedelta(minutes=29)):
        parked = way.arrive(artifact)
    with clock.advanced(timedelta(minutes=31)):
        assert way.finish(parked).status_code == 410
    late = begin(client)
    with clock.advanced(timedelta(minutes=31)):
        assert late.arrive(node.provider.new_artifact()).status_code == 400


def test_an_answer_by_another_key_is_refused(client: Browser, node: PlayedNode) -> None:
    node.signing = "evil"
    way = begin(client)
    assert way.finish(way.arrive(node.sign_in(way.raw))).status_code == 400
    assert whom(client) is None


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_the_address_of_the_answer_takes_posts_only(client: Browser, method: str) -> None:
    assert getattr(client, method)("/wk/acs/").status_code == 405


def test_strangers_make_no_sessions(client: Browser, node: PlayedNode) -> None:
    begin(client)
    client.get("/wk/powrot/", {"state": "x"})
    client.post("/wk/acs/", {"SAMLart": "x", "RelayState": "x"})
    assert Session.objects.count() == 0
