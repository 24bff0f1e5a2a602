# SPDX-License-Identifier: EUPL-1.2
"""Of several who finish one way at the same moment, one gets in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client as Browser

from shared import clock
from tests.ueoz.node.played import PlayedNode, begin
from ueoz.node.enums import RefusalKind
from ueoz.node.models import Refusal, SeenAssertion
from ueoz.node.operations import _seen

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_a_way_is_finished_by_one_of_those_who_try_at_once(node: PlayedNode) -> None:
    browser = Browser()
    way = begin(browser)
    parked = way.arrive(node.sign_in(way.raw))
    cookies = browser.cookies.output(attrs=[], header="", sep=";").strip()

    def finish(_number: int) -> int:
        try:
            return Browser(headers={"cookie": cookies}).get(parked["Location"]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = sorted(pool.map(finish, range(AT_ONCE)))
    assert answers == [302, *[303] * (AT_ONCE - 1)]
    assert list(Refusal.objects.values_list("kind", flat=True)) == [RefusalKind.USED] * (AT_ONCE - 1)


@pytest.mark.django_db(transaction=True)
def test_an_assertion_is_new_to_one_of_those_who_ask_at_once(node: PlayedNode) -> None:
    def ask(_number: int) -> bool:
        try:
            return _seen("ID-1", clock.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(ask, range(AT_ONCE)))
    assert answers.count(False) == 1
    assert SeenAssertion.objects.count() == 1
