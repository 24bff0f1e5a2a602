# SPDX-License-Identifier: EUPL-1.2
"""Keys that change while people sign in."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import KeySet
from pytest_django import Settings

from shared import clock
from shared.encryption import new_key
from tests.ueoz.provider.world import entered, verified
from ueoz.provider import keys
from ueoz.provider.keys import AHEAD, BEHIND, KEPT_BY_CLIENTS, Times, published, signing
from ueoz.provider.models import ClientEvent, SigningKey
from ueoz.provider.operations import Who, rotate_key

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OLD, NEW, NEXT = (Times(kid, NOON + timedelta(days=day)) for kid, day in (("old", -30), ("new", -1), ("next", 1)))


def names(moment: datetime, *some: Times) -> list[str]:
    return [key.kid for key in published(list(some), moment)]


def test_the_newest_key_signs_whose_time_has_come() -> None:
    assert signing([OLD, NEXT, NEW], NOON) == NEW
    assert signing([NEXT], NOON) is None
    assert signing([OLD, Times("new", NEW.signs_from, NOON)], NOON) == OLD


def test_the_next_key_is_published_before_it_signs() -> None:
    assert names(NOON, NEW, NEXT) == ["next", "new"]


def test_a_key_stays_published_until_its_last_token_is_over() -> None:
    last = NEW.signs_from + BEHIND
    assert names(last - timedelta(seconds=1), OLD, NEW) == ["new", "old"]
    assert names(last, OLD, NEW) == ["new"]


def test_a_withdrawn_key_is_not_published() -> None:
    assert names(NOON, OLD, Times("new", NEW.signs_from, NOON)) == ["old"]


def test_clients_hear_of_a_key_in_time_and_keep_the_old_one_long_enough() -> None:
    assert AHEAD >= KEPT_BY_CLIENTS * 2
    assert timedelta(minutes=5) + KEPT_BY_CLIENTS <= BEHIND


def listed() -> KeySet:
    answer = Browser().get("/o/.well-known/jwks.json")
    assert answer["Cache-Control"] == "public, max-age=300"
    return KeySet.import_key_set(answer.json())


def kids(some: KeySet) -> set[str]:
    return {str(key.kid) for key in some.keys}


@pytest.mark.django_db
def test_a_rotation_is_noticed_by_nobody() -> None:
    """A system that fetches the list only as often as it is told to can verify every token at every moment."""
    ours = entered()
    known, start = listed(), clock.now()
    fetched = start
    seen = set()
    rotate_key(by=Who())
    for minute in range(0, 28, 2):
        moment = start + timedelta(minutes=minute)
        with clock.frozen(moment):
            if moment - fetched >= KEPT_BY_CLIENTS:
                known, fetched = listed(), moment
            token = verified_by(known, ours.tokens()["id_token"])
            seen.add(token.header["kid"])
    assert len(seen) == 2
    with clock.frozen(start + AHEAD + BEHIND + timedelta(minutes=1)):
        assert len(kids(listed())) == 1


def verified_by(known: KeySet, token: str) -> Any:
    from joserfc import jwt

    return jwt.decode(token, known, algorithms=["RS256"])


@pytest.mark.django_db
def test_a_leaked_key_is_shut_out_at_once() -> None:
    ours = entered()
    before = ours.tokens()["id_token"]
    leaked = kids(listed())
    rotate_key(by=Who(), withdraw=True)
    assert kids(listed()).isdisjoint(leaked)
    with pytest.raises(InvalidKeyIdError):
        verified(before)
    assert verified(ours.tokens()["id_token"]).header["kid"] not in leaked
    assert ours.browser.get("/o/logout/", {"id_token_hint": before}).status_code == 400


@pytest.mark.django_db
def test_an_old_token_still_says_who_wants_to_leave() -> None:
    ours = entered()
    before = ours.tokens()["id_token"]
    rotate_key(by=Who())
    with clock.advanced(timedelta(minutes=29)):
        assert "Twoja sesja w UEOZ" in ours.browser.get("/o/logout/", {"id_token_hint": before}).content.decode()


@pytest.mark.django_db
def test_the_command_makes_the_next_key_and_leaves_an_event() -> None:
    listed()
    said = StringIO()
    call_command("rotate_key", stdout=said)
    assert "podpisuje od" in said.getvalue()
    assert SigningKey.objects.count() == 2
    assert ClientEvent.objects.get(kind="key_made").by == "system"
    call_command("rotate_key", "--withdraw", stdout=said)
    assert len(ClientEvent.objects.get(kind="key_withdrawn").data["keys"]) == 2


@pytest.mark.django_db
def test_the_private_half_lies_encrypted_and_is_published_nowhere(settings: Settings) -> None:
    key = keys.signing_key()
    secret = key.export_private(as_dict=True)["d"]
    assert secret not in str(SigningKey.objects.values())
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(Browser().get("/o/.well-known/jwks.json").json()["keys"][0])
    settings.ENCRYPTION_KEYS = f"{new_key('nowy')},{settings.ENCRYPTION_KEYS}"
    keys._read.cache_clear()
    assert keys.signing_key().thumbprint() == key.thumbprint()


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_start_at_once_make_one_first_key() -> None:
    def start() -> None:
        keys.signing_key()
        connection.close()

    threads = [Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert SigningKey.objects.count() == 1
