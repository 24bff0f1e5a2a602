# SPDX-License-Identifier: EUPL-1.2
"""Two people of the demo, and what an address carries."""

from urllib.parse import parse_qs, urlsplit

ANNA = {
    "sub": "anna",
    "given_name": "Anna",
    "family_name": "Żak",
    "pesel": "44051401359",
    "email": "anna@example.test",
    "role": "Wypełniający sprawozdania niefinansowe",
    "unit": "Szpital Powiatowy w Mławie",
    "hint": "wypełnia MZ-29",
}
BOB = {
    "sub": "bogdan",
    "given_name": "Bogdan",
    "family_name": "Łyś",
    "pesel": "02070803628",
    "email": "bogdan@example.test",
    "role": "Administrator UW",
    "unit": "Mazowiecki Urząd Wojewódzki",
    "hint": "",
}


def query_of(address: str) -> dict[str, str]:
    """The query of an address, one value each."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
