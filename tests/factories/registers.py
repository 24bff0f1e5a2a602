# SPDX-License-Identifier: EUPL-1.2
"""Units for tests: `unit(kind=UnitKind.HOSPITAL, voivodeship="14")` has numbers that hold and a name of its own."""

from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any

from shared.identifiers import make_nip, make_regon
from ssoz.registers.enums import PRACTICES, AreaLevel, UnitKind
from ssoz.registers.models import Area, Unit
from ssoz.registers.operations import NewUnit

SEATS = {
    "02": ("0264011", "Wrocław"),
    "04": ("0461011", "Bydgoszcz"),
    "06": ("0663011", "Lublin"),
    "08": ("0861011", "Gorzów Wielkopolski"),
    "10": ("1061011", "Łódź"),
    "12": ("1261011", "Kraków"),
    "14": ("1465011", "Warszawa"),
    "16": ("1661011", "Opole"),
    "18": ("1863011", "Rzeszów"),
    "20": ("2061011", "Białystok"),
    "22": ("2261011", "Gdańsk"),
    "24": ("2469011", "Katowice"),
    "26": ("2661011", "Kielce"),
    "28": ("2862011", "Olsztyn"),
    "30": ("3064011", "Poznań"),
    "32": ("3262011", "Szczecin"),
}
_numbers = count(1)


def seats() -> list[Area]:
    """The communes where units of these factories lie, without the rest of the country."""
    made = [
        Area(code=code, level=AreaLevel.COMMUNE, kind="gmina miejska", name=city, parent_code=code[:4])
        for code, city in SEATS.values()
    ]
    for area in made:
        area.prepare()
    return Area.objects.bulk_create(made)


def new_unit(kind: str = UnitKind.HOSPITAL, voivodeship: str = "14", **fields: Any) -> NewUnit:
    """What one enters in the register."""
    number = next(_numbers)
    random = Random(number)
    teryt, city = SEATS[voivodeship]
    usual = {
        "name": f"{UnitKind(kind).label} nr {number}",
        "nip": make_nip(random),
        "regon": make_regon(random),
        "register_number": f"{number:012d}",
        "activity_code": "98" if kind in PRACTICES else "",
        "teryt": teryt,
        "city": city,
        "street": "Zdrowa",
        "building": str(number),
        "postal_code": "00-001",
    }
    return NewUnit(kind=str(kind), **{**usual, **fields})


def unit(kind: str = UnitKind.HOSPITAL, voivodeship: str = "14", **fields: Any) -> Unit:
    """A unit in the database, entered without ceremony."""
    made = new_unit(kind, voivodeship, **fields).unit()
    made.save()
    return made


@dataclass(frozen=True)
class Clerk:
    """Somebody who writes the registers."""

    person_id: int | None = None
    person_name: str = "Anna Rejestrowa"
    profile_id: int | None = None
    roles: tuple[str, ...] = ()
    address: str | None = None


CLERK = Clerk()
