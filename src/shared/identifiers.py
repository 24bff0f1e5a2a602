# SPDX-License-Identifier: EUPL-1.2
"""PESEL, NIP, REGON, TERYT, register numbers: checked with a Polish sentence, and made up validly for a demo.

`clean_*` returns the bare digits or raises `IdentifierError`; `make_*` takes a random generator, so what is made up is
the same each time.
"""

import re
from collections.abc import Callable
from datetime import date
from random import Random

from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError
from stdnum.pl import nip, pesel, regon

REGISTER_NUMBER = re.compile(r"[0-9]{12}")
PESEL_LENGTH = 11
TERYT = re.compile(r"[0-9]{7}")
PHONE = re.compile(
    r"(?P<plus>\+|00)?(?P<number>[\d\s\-–().]+?)(?:[\s,]*(?:wewn?\.?|w\.)\s*(?P<extension>\d{1,6}))?", re.IGNORECASE
)
POLISH_PHONE = re.compile(r"[1-9][0-9]{8}")
VOIVODESHIPS = frozenset(f"{number:02}" for number in range(2, 33, 2))
CENTURIES = {1800: 80, 1900: 0, 2000: 20, 2100: 40, 2200: 60}


class IdentifierError(ValueError):
    """What was given is not such a number; the text says why."""


def clean_pesel(text: str) -> str:
    """Return the eleven digits of a PESEL."""
    return _checked("PESEL", "11 cyfr", pesel.validate, text)


def masked_pesel(pesel: str) -> str:
    """Return a PESEL as screens show it: `740•••••842` tells one from another and is of no use to a stranger."""
    return f"{pesel[:3]}•••••{pesel[-3:]}" if len(pesel) == PESEL_LENGTH else ""


def clean_nip(text: str) -> str:
    """Return the ten digits of a NIP."""
    return _checked("NIP", "10 cyfr", nip.validate, text)


def clean_regon(text: str) -> str:
    """Return the nine or fourteen digits of a REGON."""
    return _checked("REGON", "9 albo 14 cyfr", regon.validate, text)


def clean_register_number(text: str) -> str:
    """Return the twelve digits of an entry in the register of those who do medical work (księga rejestrowa)."""
    digits = _bare(text)
    if not REGISTER_NUMBER.fullmatch(digits):
        raise IdentifierError("Numer księgi rejestrowej musi mieć 12 cyfr.")
    return digits


def clean_teryt(text: str) -> str:
    """Return the seven digits of a commune's code."""
    digits = _bare(text)
    if not TERYT.fullmatch(digits):
        raise IdentifierError("Kod TERYT gminy musi mieć 7 cyfr.")
    if digits[:2] not in VOIVODESHIPS:
        raise IdentifierError(f"Kod TERYT zaczyna się od nieznanego województwa „{digits[:2]}”.")
    return digits


def clean_phone(text: str) -> str:
    """Return a telephone number as it is kept: `+48 226009301 wew. 12`; of other countries with their plus."""
    found = PHONE.fullmatch(text.strip())
    if not found:
        raise IdentifierError("Numer telefonu może zawierać tylko cyfry, odstępy, „+” na początku i „wew.” z numerem.")
    extension = f" wew. {found['extension']}" if found["extension"] else ""
    digits = re.sub(r"\D", "", found["number"])
    if found["plus"] and not digits.startswith("48"):
        if not 8 <= len(digits) <= 15:
            raise IdentifierError("Numer telefonu z innego kraju ma razem z numerem kraju od 8 do 15 cyfr.")
        return f"+{digits}{extension}"
    national = digits[2:] if found["plus"] or (len(digits) == 11 and digits.startswith("48")) else digits
    if not POLISH_PHONE.fullmatch(national):
        raise IdentifierError("Numer telefonu ma 9 cyfr, na przykład 501 369 856 albo 22 597 09 23.")
    return f"+48 {national}{extension}"


def make_pesel(random: Random, *, born: date, female: bool) -> str:
    """Make up a PESEL of somebody born that day."""
    month = born.month + CENTURIES[born.year // 100 * 100]
    serial = f"{random.randrange(1000):03}{random.randrange(5) * 2 + (0 if female else 1)}"
    front = f"{born.year % 100:02}{month:02}{born.day:02}{serial}"
    return front + str(pesel.calc_check_digit(front))


def make_nip(random: Random) -> str:
    """Make up a NIP."""
    while True:
        front = f"{random.randrange(101, 999)}{random.randrange(10**6):06}"
        digit = nip.checksum(front + "0")
        if digit < 10:  # no NIP has a check digit of ten
            return f"{front}{digit}"


def make_regon(random: Random) -> str:
    """Make up a REGON of nine digits."""
    front = f"{random.randrange(10, 99)}{random.randrange(10**6):06}"
    return front + str(regon.calc_check_digit(front))


def make_register_number(random: Random) -> str:
    """Make up a number of the register."""
    return f"0000{random.randrange(1, 10**8):08}"


def _bare(text: str) -> str:
    return re.sub(r"[\s\-–.]", "", text)


def _checked(name: str, size: str, validate: Callable[[str], str], text: str) -> str:
    try:
        return validate(_bare(text))
    except InvalidLength as error:
        raise IdentifierError(f"{name} musi mieć {size}.") from error
    except InvalidFormat as error:
        raise IdentifierError(f"{name} może zawierać tylko cyfry ({size}).") from error
    except InvalidChecksum as error:
        raise IdentifierError(f"{name} ma niewłaściwą cyfrę kontrolną – sprawdź, czy nie ma pomyłki.") from error
    except ValidationError as error:
        raise IdentifierError(f"{name} zawiera niemożliwą datę.") from error
