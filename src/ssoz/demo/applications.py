# SPDX-License-Identifier: EUPL-1.2
"""People who ask for roles in the voivodeship that is shown; most have attached a signed paper, so one can decide."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from random import Random

import pypdfium2
from faker import Faker

from shared import clock
from shared.identifiers import make_pesel
from ssoz.access.actors import SYSTEM, Actor
from ssoz.access.operations import create_person
from ssoz.applications import operations
from ssoz.applications.documents import paper
from ssoz.attachments.operations import attach, scan
from ssoz.demo.country import SEED
from ssoz.demo.people import PREFIX, SHOWN, Inhabitant
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit

FIRST = 9001  # numbers of people apart from those who work already
HINT = "Twój wniosek czeka: zobacz go w „Moje konto”; gdy administrator go zatwierdzi, zacznij pracę"
K = UnitKind


@dataclass(frozen=True)
class Wish:
    """How many days it has waited, where, for which roles, and what is attached."""

    days: int
    kind: UnitKind
    roles: tuple[str, ...]
    attached: str = "pdf"


WISHES = (
    Wish(41, K.ENTITY, ("reporter_nonfinancial",), attached=""),
    Wish(16, K.HOSPITAL, ("reporter_psychiatric",)),
    Wish(9, K.HOSPITAL, ("reporter_nonfinancial", "reporter_financial")),
    Wish(6, K.PRACTICE_DOCTOR, ("reporter_nonfinancial",), attached="jpg"),
    Wish(3, K.BLOOD_CENTRE, ("reporter_financial",)),
    Wish(1, K.ENTITY, ("reporter_nonfinancial", "reporter_financial"), attached="jpg"),
    Wish(0, K.VOIVODESHIP_OFFICE, ("supervisor_nonfinancial",)),
)


def applicants(units: Iterable[Unit]) -> tuple[Inhabitant, ...]:
    """The same people each time; each wants to work in a unit of the voivodeship that is shown."""
    here = [unit for unit in units if unit.voivodeship == SHOWN]
    return tuple(_people(here))


def _people(here: list[Unit]) -> Iterator[Inhabitant]:
    random, faker = Random(SEED + 1), Faker("pl_PL")  # noqa: S311  made-up data, the same each time
    faker.seed_instance(SEED + 1)
    for number, wish in enumerate(WISHES, FIRST):
        unit = [unit for unit in here if unit.kind == wish.kind][-1]
        yield Inhabitant(
            sub=f"{PREFIX}{number}",
            given_name=faker.first_name_female(),
            family_name=faker.last_name_female(),
            email=f"osoba{number}@przyklad.localhost",
            pesel=make_pesel(random, born=date(1970, 1, 1) + timedelta(days=random.randrange(9000)), female=True),
            roles=(),
            unit=unit.name,
            units=(unit.pk,),
            voivodeship=unit.voivodeship,
            hint=HINT,
            featured=number == FIRST + 2,
        )


def apply_all(people: Iterable[Inhabitant], units: dict[int, Unit]) -> None:
    """Hand in what each of them wishes, as many days ago as it has waited."""
    for one, wish in zip(people, WISHES, strict=True):
        person = create_person(by=SYSTEM, identity=one.identity)
        by = Actor(person_id=person.pk, person_name=person.name)
        with clock.frozen(clock.now() - timedelta(days=wish.days)):
            _apply(by, one, wish, units[one.units[0]])


def _apply(by: Actor, one: Inhabitant, wish: Wish, unit: Unit) -> None:
    operations.choose_unit(by=by, unit=unit.public_id)
    operations.choose_roles(by=by, roles=wish.roles, phone="501 369 856", email=one.email)
    draft = operations.begin(by=by)
    saved = operations.save(by=by, submission=draft.public_id, confirmed=True)
    operations.note_download(by=by, submission=saved.public_id)
    if wish.attached:
        printed = paper(saved)
        content = printed if wish.attached == "pdf" else _scanned(printed)
        name = f"wniosek.{wish.attached}"
        attachment = attach(by=by, collection=saved.public_id, name=name, stream=BytesIO(content))
        scan(attachment=attachment.pk)
    operations.finish(by=by, submission=saved.public_id)


def _scanned(printed: bytes) -> bytes:
    """The first page as a scanner would see it, a little askew."""
    document = pypdfium2.PdfDocument(printed)
    picture = document[0].render(scale=2).to_pil().convert("RGB").rotate(0.7, fillcolor="white")
    document.close()
    drawn = BytesIO()
    picture.save(drawn, "JPEG", quality=80)
    return drawn.getvalue()
