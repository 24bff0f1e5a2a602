# SPDX-License-Identifier: EUPL-1.2
"""SAML: what a sign-in costs the two sides, in processor time. Wanted: reading the node's answer ≤ 5 ms."""

import time
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from tests.factories.saml import HALINA, NOW, exchange, key_pair, node, service

ROUNDS = 200
LIMIT_MS = 5.0


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Processor time of one round."""
    work()
    begun = time.process_time()
    for _ in range(rounds):
        work()
    return (time.process_time() - begun) * 1000 / rounds


def measured() -> dict[str, float]:
    """Each step of a sign-in, by name."""
    asking, answering, answer = service(), node(), exchange()
    request = asking.authn_request(now=NOW)
    read = answering.read_authn_request(request.xml, now=NOW)
    resolve = asking.artifact_resolve(answering.new_artifact(), now=NOW)
    response = answering.response(read, HALINA, now=NOW)
    return {
        "usługa: żądanie": milliseconds(lambda: asking.authn_request(now=NOW)),
        "usługa: pytanie o artefakt": milliseconds(lambda: asking.artifact_resolve("AAQA", now=NOW)),
        "usługa: odczyt odpowiedzi": milliseconds(answer.read),
        "węzeł: odczyt żądania": milliseconds(lambda: answering.read_authn_request(request.xml, now=NOW)),
        "węzeł: odczyt pytania": milliseconds(lambda: answering.read_artifact_resolve(resolve.xml, now=NOW)),
        "węzeł: zaszyfrowana asercja": milliseconds(lambda: answering.response(read, HALINA, now=NOW)),
        "węzeł: odpowiedź": milliseconds(lambda: answering.artifact_response(resolve.id, response, now=NOW)),
    }


def signature() -> float:
    """Checking one bare ECDSA signature: what the machine can do today."""
    key, algorithm = key_pair("node-sign").key, ECDSA(SHA256())
    signed, public = key.sign(b"x", algorithm), key.public_key()
    return milliseconds(lambda: public.verify(signed, b"x", algorithm))


def main() -> None:
    """Print the table."""
    steps = measured()
    for name, took in steps.items():
        print(f"{name:30} {took:6.2f} ms")
    print(f"{'razem':30} {sum(steps.values()):6.2f} ms")
    print(f"{'dla miary: sam podpis ECDSA':30} {signature():6.2f} ms (sprawdzenie; odczyt odpowiedzi ma dwa)")
    verdict = "tak" if steps["usługa: odczyt odpowiedzi"] <= LIMIT_MS else "NIE"
    print(f"odczyt odpowiedzi ≤ {LIMIT_MS:g} ms: {verdict}")


if __name__ == "__main__":
    main()
