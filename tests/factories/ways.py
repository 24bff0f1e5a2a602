# SPDX-License-Identifier: EUPL-1.2
"""Ways through the chain, step by step as a person takes them, without a script."""

import re
import time

from tests.factories.chain import Chain
from tests.factories.wanderer import Wanderer

CODE = re.compile(r"\b(\d{6,8})\b")


def to_the_node(wanderer: Wanderer, door: str) -> Wanderer:
    """From a page of SSOZ that wants somebody signed in to „Zaloguj się do usługi”."""
    wanderer.open(door).follow("Zaloguj się przez login.gov.pl")
    return wanderer.send("//*[@name='SAMLRequest']")


def as_demo_person(wanderer: Wanderer, sub: str) -> Wanderer:
    """One click on a person; back over the node's answer."""
    wanderer.send("[@id='straight-demo']", means="demo").send("//*[@name='sub']", sub=sub)
    return back_from_the_node(wanderer)


def by_trusted_profile(wanderer: Wanderer, chain: Chain, name: str, password: str, phone: str) -> Wanderer:
    """Name, password, the code from the telephone."""
    wanderer.send("//*[@name='means']", means="pz").send("//*[@name='password']", name=name, password=password)
    wanderer.send("//*[@name='code']", code=sms_code(chain, phone))
    return back_from_the_node(wanderer)


def back_from_the_node(wanderer: Wanderer) -> Wanderer:
    """The page that sends itself, where a script runs."""
    return wanderer.send("//*[@name='SAMLart']")


def enter(wanderer: Wanderer, chain: Chain, sub: str, path: str = "/zaloguj/") -> Wanderer:
    """The whole way of a person of the demo: from a page of SSOZ back to it."""
    return as_demo_person(to_the_node(wanderer, chain.url + path), sub)


def sms_code(chain: Chain, phone: str) -> str:
    """The newest code on the telephone."""
    page = Wanderer().open(f"{chain.outside('telefon')}/{phone}/")
    newest = page.document.xpath("//ul[contains(@class, 'bubbles')]/li[1]//p")[0].text_content()
    found = CODE.search(newest)
    assert found, newest
    return found[1]


def letter_to(chain: Chain, address: str, patience: float = 30) -> str:
    """The text of the newest letter in the mailbox; the account platform's worker may be sending it yet."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        inbox = Wanderer().open(f"{chain.outside('poczta')}/{address}/")
        letters = inbox.document.xpath("//ul[contains(@class, 'choices-list')]//a")
        if letters:
            return (
                inbox.open(letters[0].get("href")).document.xpath("//*[contains(@class, 'letter')]")[0].text_content()
            )
        time.sleep(0.2)
    raise TimeoutError(address)
