# SPDX-License-Identifier: EUPL-1.2
"""Units of a made-up country: the same every time, with numbers that are valid and belong to nobody we know."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import yaml
from faker import Faker

from shared.identifiers import make_nip, make_register_number, make_regon
from shared.names import key
from ssoz.registers.enums import AreaLevel, UnitKind
from ssoz.registers.operations import NewUnit
from ssoz.registers.queries import areas

SEED = 2025
K = UnitKind
TOWN = "1"  # last digit of a commune that is a town
PATRONS = (
    "św. Łukasza",
    "Mikołaja Kopernika",
    "Marii Skłodowskiej-Curie",
    "Jana Pawła II",
    "św. Rafała",
    "Rudolfa Weigla",
)
ENTITIES = ("Przychodnia „Zdrowie”", "Centrum Medyczne „Pod Lipami”", "NZOZ „Medyk”", "Przychodnia Rodzinna „Źródło”")
PRACTICES = (
    (K.PRACTICE_DOCTOR, 3, "Indywidualna Praktyka Lekarska", "98"),
    (K.PRACTICE_DENTIST, 2, "Indywidualna Praktyka Stomatologiczna", "98"),
    (K.PRACTICE_NURSE, 1, "Indywidualna Praktyka Pielęgniarki", "98"),
    (K.PRACTICE_MIDWIFE, 1, "Indywidualna Praktyka Położnej", "98"),
    (K.PRACTICE_PHYSIOTHERAPIST, 1, "Gabinet Fizjoterapii", "98"),
)
CELLS = {
    K.HOSPITAL: ("4000", "4100", "4220", "4260", "4450", "4500", "4700", "4900"),
    K.ENTITY: ("0010", "0040", "1100", "1160", "1200", "1270", "1450", "1700", "2730", "5160"),
}
CENTRAL = (
    (K.EHEALTH_CENTRE, "Centrum e-Zdrowia"),
    (K.MINISTRY, "Ministerstwo Zdrowia"),
    (K.PSYCHIATRY_INSTITUTE, "Instytut Psychiatrii i Neurologii"),
    (K.ADDICTION_CENTRE, "Krajowe Centrum Przeciwdziałania Uzależnieniom"),
    (K.STATISTICAL_OFFICE, "Urząd Statystyczny w Krakowie"),
)


ASKED = {K.PSYCHIATRY_INSTITUTE: "ipin", K.ADDICTION_CENTRE: "kcpu"}  # who answers questions beside the offices


@dataclass(frozen=True)
class Voivodeship:
    """What the names of its units are made of."""

    code: str
    office: str
    capital: str
    where: str
    area: str
    teryt: str
    towns: tuple[tuple[str, str], ...]


@cache
def invented() -> tuple[NewUnit, ...]:
    """All units of the country."""
    random = Random(SEED)  # noqa: S311  made-up data, the same each time
    faker = Faker("pl_PL")
    faker.seed_instance(SEED)
    warsaw = {"city": "Warszawa", "teryt": "1465011"}
    central = [
        _unit(random, faker, kind=kind, name=name, **warsaw, **(_contact("22", ASKED[kind]) if kind in ASKED else {}))
        for kind, name in CENTRAL
    ]
    return (*central, *(unit for place in voivodeships() for unit in _units_of(place, random, faker)))


def voivodeships() -> Iterator[Voivodeship]:
    """The sixteen, with a few of their towns."""
    source = yaml.safe_load((Path(__file__).parent / "country.yaml").read_text(encoding="utf-8"))
    towns: dict[str, list[tuple[str, str]]] = {}
    for entry in areas(AreaLevel.COMMUNE, date(2025, 12, 31)):
        if entry.code.endswith(TOWN):
            towns.setdefault(entry.code[:2], []).append((entry.name, entry.code))
    for code, values in source.items():
        others = [town for town in towns[code] if town[1] != values["teryt"]]
        yield Voivodeship(code=code, towns=tuple(others), **values)


def _units_of(place: Voivodeship, random: Random, faker: Faker) -> Iterable[NewUnit]:
    capital = {"city": place.capital, "teryt": place.teryt}
    seat = "-".join(key(place.capital))
    yield _unit(
        random, faker, kind=K.VOIVODESHIP_OFFICE, name=place.office, **capital, **_contact(place.area, f"uw-{seat}")
    )
    yield _unit(random, faker, kind=K.HOSPITAL, name=f"Wojewódzki Szpital Zespolony {place.where}", **capital)
    yield _unit(random, faker, kind=K.BLOOD_CENTRE, name=_centre("Krwiodawstwa i Krwiolecznictwa", place), **capital)
    yield _unit(random, faker, kind=K.OCCUPATIONAL_CENTRE, name=f"Ośrodek Medycyny Pracy {place.where}", **capital)
    for town, teryt in random.sample(place.towns, 2):
        patron = random.choice(PATRONS)
        yield _unit(random, faker, kind=K.HOSPITAL, name=f"Szpital im. {patron} – {town}", city=town, teryt=teryt)
    for name in random.sample(ENTITIES, 4):
        town, teryt = random.choice(place.towns)
        yield _unit(random, faker, kind=K.ENTITY, name=f"{name} – {town}", city=town, teryt=teryt)
    for kind, count, title, activity in PRACTICES:
        for _ in range(count):
            town, teryt = random.choice(place.towns)
            name = f"{title} {faker.first_name()} {faker.last_name()}"
            yield _unit(random, faker, kind=kind, name=name, city=town, teryt=teryt, activity_code=activity)


def _contact(area: str, host: str) -> dict[str, str]:
    """No subscriber's number begins with a zero, and nobody can own a name under `example`: both are nobody's."""
    return {"phone": f"{area} 000 {sum(map(ord, host)) % 100:02} 00", "email": f"sprawozdania@{host}.example"}


def _centre(of: str, place: Voivodeship) -> str:
    return f"Regionalne Centrum {of} {place.where}"


def _cells(kind: UnitKind, regon: str) -> dict[str, list[str]]:
    """Departments of the register, by their ministry codes: from them the questionnaire suggests its answers."""
    if kind not in CELLS:
        return {}
    random = Random(f"{SEED}:{regon}")  # noqa: S311  made-up data, the same each time
    return {"cells": sorted(random.sample(CELLS[kind], 4))}


def _unit(random: Random, faker: Faker, *, kind: UnitKind, name: str, **place: str) -> NewUnit:
    nip, regon = make_nip(random), make_regon(random)
    return NewUnit(
        kind=kind,
        name=name,
        nip=nip,
        regon=regon,
        attributes=_cells(kind, regon),
        register_number=make_register_number(random),
        street=faker.street_name(),
        building=str(random.randrange(1, 120)),
        postal_code=faker.postcode(),
        **place,  # type: ignore[arg-type]  # city, teryt and activity code are texts
    )
