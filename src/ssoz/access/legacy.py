# SPDX-License-Identifier: EUPL-1.2
"""The file with accounts of SSOZ I: each line becomes a row with its unit and roles, or a refusal with its reason."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import override

from shared import clock, passwords, tables
from shared.identifiers import IdentifierError, clean_nip, clean_register_number, clean_regon
from shared.passwords import HashRefused
from shared.tables import Refusal, RowRefused
from ssoz.access.permissions import Permission
from ssoz.access.roles import ROLES
from ssoz.registers.models import Unit

COLUMNS = {
    "login": "login",
    "haslo": "password",
    "hasło": "password",
    "imie": "given_name",
    "imię": "given_name",
    "nazwisko": "family_name",
    "email": "email",
    "e-mail": "email",
    "telefon": "phone",
    "nip": "nip",
    "regon": "regon",
    "ksiega": "register_number",
    "księga": "register_number",
    "role": "roles",
    "utworzono": "created_on",
}
NEEDED = ("login", "password", "given_name", "family_name", "email", "roles")
NUMBERS: dict[str, Callable[[str], str]] = {
    "nip": clean_nip,
    "regon": clean_regon,
    "register_number": clean_register_number,
}
LONGEST = {"login": 200, "given_name": 100, "family_name": 100}
POLISH = {"login": "login", "given_name": "imię", "family_name": "nazwisko"}
UNDATED = "brak daty utworzenia konta"
DAYS = ("%Y-%m-%d", "%d.%m.%Y")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line that can be kept."""

    line: int
    login: str
    password: str
    given_name: str
    family_name: str
    email: str
    phone: str
    unit: Unit
    roles: list[str]
    created_on: date | None
    note: str


def read(lines: Iterable[str]) -> Iterator[Row | Refusal]:
    """Read a CSV file with a heading; commas or semicolons, roles by name or code with „|” between them."""
    roles = _roles_by_name()
    for found in tables.read(lines, columns=COLUMNS, needed=NEEDED):
        if isinstance(found, Refusal):
            yield found
            continue
        try:
            yield _checked(*found, roles)
        except (RowRefused, IdentifierError, HashRefused) as error:
            yield Refusal(found[0], str(error))


def _checked(line: int, values: dict[str, str], roles: dict[str, str]) -> Row:
    tables.check_texts(values, longest=LONGEST, words=POLISH)
    if not values["password"]:
        raise RowRefused("brak skrótu hasła")
    unit = _unit(values)
    email, note = tables.email_of(values["email"])
    created_on = _day(values.get("created_on", ""))
    return Row(
        line=line,
        password=passwords.read(values["password"]),
        email=email,
        phone=values.get("phone", "")[:40],
        unit=unit,
        roles=_roles(values["roles"], unit, roles),
        created_on=created_on,
        note="; ".join(filter(None, (note, "" if created_on else UNDATED))),
        **{name: values[name] for name in LONGEST},
    )


def _unit(values: dict[str, str]) -> Unit:
    """The one unit that has all the numbers given; the register as it is today comes first."""
    numbers = {name: clean(values[name]) for name, clean in NUMBERS.items() if values.get(name)}
    if not numbers:
        raise RowRefused("brak numeru jednostki: NIP, REGON albo księgi")
    found = list(Unit.objects.filter(**numbers))
    standing = [unit for unit in found if unit.holds_on(clock.today())] or found
    if not standing:
        raise RowRefused("w rejestrze nie ma takiej jednostki")
    if len(standing) > 1:
        raise RowRefused(f"pod tymi numerami jest {len(standing)} jednostek; podaj też REGON albo numer księgi")
    return standing[0]


def _roles(text: str, unit: Unit, roles: dict[str, str]) -> list[str]:
    codes = []
    for name in filter(None, (word.strip() for word in re.split(r"[|,;]", text))):
        role = ROLES.get(roles.get(name.casefold(), ""))
        if role is None:
            raise RowRefused(f"nieznana rola „{name}”")
        if Permission.USER_MANAGE in role.permissions:
            raise RowRefused(f"rola „{role.name}” nie przenosi się: trzeba o nią złożyć wniosek")
        if not role.fits(character=unit.character, kind=unit.kind):
            raise RowRefused(f"rola „{role.name}” nie jest dostępna w jednostce „{unit.name}”")
        codes.append(role.code)
    if not codes:
        raise RowRefused("brak ról")
    return list(dict.fromkeys(codes))


def _roles_by_name() -> dict[str, str]:
    with override("pl"):
        return {word.casefold(): role.code for role in ROLES.values() for word in (role.code, str(role.name))}


def _day(text: str) -> date | None:
    for form in DAYS if text else ():
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day without an hour has no zone
        except ValueError:
            continue
    if text:
        raise RowRefused(f"„{text}” to nie jest data utworzenia, np. 2019-03-31")
    return None
