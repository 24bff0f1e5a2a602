# SPDX-License-Identifier: EUPL-1.2
"""People of the made-up country: one who reports in every unit, those who supervise and run things, and what to try."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from faker import Faker

from shared.identifiers import make_pesel
from ssoz.access.actors import SYSTEM
from ssoz.access.operations import Identity, create_person, create_profile, grant_role
from ssoz.access.roles import ROLES
from ssoz.demo.country import SEED
from ssoz.registers.enums import PRACTICES, UnitCharacter, UnitKind
from ssoz.registers.models import Unit

K = UnitKind
ASSURANCE = "http://eidas.europa.eu/LoA/substantial"
PREFIX = "demo-"
SHOWN = "10"  # the voivodeship whose people stand in the table
APPLICANT = "Wnioskujący o rolę"
ASKED = "Odpowiedz na ankietę przypisującą sprawozdania: pojawia się przy pierwszym logowaniu"
SECOND = 2
OLDEST = date(1958, 1, 1)
REPORTER = ("reporter_nonfinancial", "reporter_financial")
STAFF: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    K.VOIVODESHIP_OFFICE: (
        (("supervisor_nonfinancial", "supervisor_financial"), "Zwróć jedno sprawozdanie z powodem, zatwierdź inne"),
        (("uw_admin",), "Rozpatrz wnioski o role, zarządzaj użytkownikami województwa"),
    ),
    K.EHEALTH_CENTRE: (
        (("cez_admin",), "Otwórz okres sprawozdawczy, zobacz wszystko"),
        (("cez_staff",), "Znajdź sprawozdania (bez treści), zobacz Statystykę i mapę"),
    ),
    K.PSYCHIATRY_INSTITUTE: (
        (("ipin_admin",), "Zobacz zakres IPiN: psychiatria w całym kraju"),
        (("supervisor_psychiatric",), "Zatwierdź albo zwróć karty psychiatryczne (MZ/Szp-11B)"),
    ),
    K.ADDICTION_CENTRE: ((("kcpu_admin",), "Zobacz zakres KCPU: uzależnienia w całym kraju"),),
}
TRIES = {
    K.HOSPITAL: "Wypełnij MZ-29 szpitala, finanse (MZ-03); otwórz, zamknij i przekaż karty psychiatryczne",
    K.ENTITY: "Wypełnij MZ-11, MZ-15, MZ-30 albo wyślij je jako zerowe",
    K.BLOOD_CENTRE: "Wypełnij MZ-42 centrum krwiodawstwa",
    K.OCCUPATIONAL_CENTRE: "Wypełnij MZ-35 ośrodka medycyny pracy",
    K.PRACTICE_NURSE: "Wypełnij MZ-06 opieki nad uczniami",
    K.PRACTICE_DOCTOR: "Wypełnij MZ-88, potem MZ-89 praktyki; badania pracowników (MZ-35A)",
    K.PRACTICE_DENTIST: "Wyślij MZ-88, a MZ-89 jako zerowe",
}


@dataclass(frozen=True)
class Inhabitant:
    """A person as the outside world knows them, and where they work here."""

    sub: str
    given_name: str
    family_name: str
    email: str
    pesel: str
    roles: tuple[str, ...]
    unit: str
    units: tuple[int, ...]
    voivodeship: str
    hint: str
    featured: bool

    @property
    def identity(self) -> Identity:
        return Identity(
            issuer=settings.OIDC_ISSUER,
            subject=self.sub,
            given_name=self.given_name,
            family_name=self.family_name,
            email=self.email,
            assurance=ASSURANCE,
            pesel=self.pesel,
        )

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def role_names(self) -> str:
        return ", ".join(str(ROLES[role].name) for role in self.roles) or APPLICANT


class Registry:
    """Makes people up, the same ones each time."""

    def __init__(self) -> None:
        self.random = Random(SEED)  # noqa: S311  made-up data, the same each time
        self.faker = Faker("pl_PL")
        self.faker.seed_instance(SEED)
        self.number = self.entities = 0
        self.shown: set[str] = set()

    def employed(self, units: Iterable[Unit]) -> Iterator[Inhabitant]:
        """Everybody who works in these units."""
        for unit in units:
            if unit.kind in STAFF:
                for roles, hint in STAFF[unit.kind]:
                    yield self.person(unit, roles, hint)
            elif unit.character in {UnitCharacter.REPORTING, UnitCharacter.BOTH}:
                yield self.person(unit, self._roles(unit), self._hint(unit))

    def person(self, unit: Unit, roles: tuple[str, ...], hint: str) -> Inhabitant:
        """One more person, working in the unit."""
        self.number += 1
        given, family = self._name(unit)
        female = given.endswith("a")
        born = OLDEST + timedelta(days=self.random.randrange(45 * 365))
        return Inhabitant(
            sub=f"{PREFIX}{self.number:04}",
            given_name=given,
            family_name=family,
            email=f"osoba{self.number:04}@przyklad.localhost",
            pesel=make_pesel(self.random, born=born, female=female),
            roles=roles,
            unit=unit.name,
            units=(unit.pk,),
            voivodeship=unit.voivodeship,
            hint=hint,
            featured=self._is_featured(unit, roles) or hint == ASKED,
        )

    def _hint(self, unit: Unit) -> str:
        """What to try; the second entity of the shown voivodeship still has the questionnaire before it."""
        if unit.kind == K.ENTITY and unit.voivodeship == SHOWN:
            self.entities += 1
            if self.entities == SECOND:
                return ASKED
        return TRIES.get(K(unit.kind), "Wypełnij MZ-88")

    def _name(self, unit: Unit) -> tuple[str, str]:
        """Practices carry the name of whoever practises there."""
        if unit.kind in PRACTICES:
            given, family = unit.name.split()[-2:]
            return given, family
        sex = "female" if self.random.random() < 0.7 else "male"
        return getattr(self.faker, f"first_name_{sex}")(), getattr(self.faker, f"last_name_{sex}")()

    @staticmethod
    def _roles(unit: Unit) -> tuple[str, ...]:
        return (*REPORTER, "reporter_psychiatric") if unit.kind in {K.HOSPITAL, K.ENTITY} else REPORTER

    def _is_featured(self, unit: Unit, roles: tuple[str, ...]) -> bool:
        """The first of each sort, in the voivodeship that is shown or in the centre."""
        sort = f"{unit.kind}:{roles[0]}"
        here = unit.voivodeship == SHOWN or unit.character == UnitCharacter.CENTRAL or unit.kind in _CENTRAL_KINDS
        if not here or sort in self.shown or (unit.kind not in STAFF and unit.kind not in TRIES):
            return False
        self.shown.add(sort)
        return True


_CENTRAL_KINDS = {K.PSYCHIATRY_INSTITUTE, K.ADDICTION_CENTRE}


def settle(inhabitant: Inhabitant, units: dict[int, Unit]) -> None:
    """Make the person known, with a profile and its roles in every unit of theirs."""
    person = create_person(by=SYSTEM, identity=inhabitant.identity)
    for unit in inhabitant.units:
        profile = create_profile(by=SYSTEM, person=person, unit=units[unit], email=inhabitant.email)
        for role in inhabitant.roles:
            grant_role(by=SYSTEM, profile=profile, role=role)


def write(people: Iterable[Inhabitant], path: Path) -> None:
    """Leave the list for the sandbox's „Zaloguj jako …”: by role, those worth trying first."""
    known = list(people)
    roles = list(dict.fromkeys(one.role_names for one in known))
    known.sort(key=lambda one: (roles.index(one.role_names), not one.featured))
    rows = [{**asdict(one), "role": one.role_names} for one in known]
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    unfinished.rename(path)
