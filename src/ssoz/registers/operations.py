# SPDX-License-Identifier: EUPL-1.2
"""Writing the registers. Who may is asked above, where permissions live; what is right is asked here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from psycopg import Error as DatabaseError

from ssoz.audit.operations import Who, record
from ssoz.registers import queries, seeds
from ssoz.registers.errors import InvalidUnit, InvalidUnits, UnitRegistered
from ssoz.registers.models import (
    BEGINNING,
    Area,
    CodeEntry,
    CodeList,
    Correspondence,
    NamedModel,
    Population,
    Seed,
    Unit,
)
from ssoz.registers.names import digits
from ssoz.registers.policies import check_unit

BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """What the register says of a unit; numbers as people write them, with spaces or hyphens."""

    name: str
    kind: str
    teryt: str
    character: str = ""
    nip: str = ""
    regon: str = ""
    register_number: str = ""
    activity_code: str = ""
    street: str = ""
    building: str = ""
    apartment: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    parent_id: int | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    valid_from: date = BEGINNING
    valid_to: date | None = None

    def unit(self) -> Unit:
        values = {name: getattr(self, name) for name in self.__slots__}
        for number in ("nip", "regon", "register_number", "teryt"):
            values[number] = digits(values[number])
        values["name"] = " ".join(self.name.split())
        unit = Unit(**values)
        unit.prepare()
        return unit


@transaction.atomic
def create_unit(*, by: Who, new: NewUnit) -> Unit:
    """Enter one unit; all that is wrong with it is said at once."""
    unit = new.unit()
    problems = check_unit(unit, queries.communes([unit.teryt]))
    if problems:
        raise InvalidUnit(unit.name, problems)
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as error:
        raise UnitRegistered(unit.name, _constraint(error)) from error
    record(by=by, action="unit.created", object_type="unit", object_id=str(unit.public_id), data={"name": unit.name})
    return unit


@transaction.atomic
def create_units(*, by: Who, new: Sequence[NewUnit]) -> list[Unit]:
    """Enter many units in bulk: all or none."""
    units = [one.unit() for one in new]
    communes = queries.communes({unit.teryt for unit in units})
    errors = tuple(InvalidUnit(unit.name, found) for unit in units if (found := check_unit(unit, communes)))
    if errors:
        raise InvalidUnits(errors)
    try:
        with transaction.atomic():
            created = Unit.objects.bulk_create(units, batch_size=BATCH)
    except IntegrityError as error:
        raise UnitRegistered(_first_registered(units), _constraint(error)) from error
    record(by=by, action="units.created", object_type="unit", object_id="", data={"count": len(created)})
    return created


def _constraint(error: IntegrityError) -> str:
    cause = error.__cause__
    return (cause.diag.constraint_name or "") if isinstance(cause, DatabaseError) else ""


def _first_registered(units: Sequence[Unit]) -> str:
    """The first of them that the register, or the same list, has already."""
    seen: set[tuple[str, str]] = set()
    known = set(Unit.objects.filter(regon__in={unit.regon for unit in units}).values_list("regon", "name_key"))
    for unit in units:
        key = (unit.regon, unit.name_key)
        if key in known or key in seen:
            return unit.name
        seen.add(key)
    return units[0].name


@transaction.atomic
def load_seeds(*, root: Path = seeds.SEEDS) -> tuple[str, ...]:
    """Take in the reference data that changed since the last time; returns the files taken in."""
    known = dict(Seed.objects.values_list("path", "digest"))
    taken = [
        *_take(known, [root / "territory.csv"], root, _load_territory),
        *_take(known, [root / "populations.csv"], root, _load_populations),
        *_take(known, seeds.files("code-lists", root), root, _load_code_list),
        *_take(known, seeds.files("correspondences", root), root, _load_correspondence),
    ]
    return tuple(taken)


Loader = Callable[[seeds.SeedFile, Path], None]


def _take(known: dict[str, str], paths: Iterable[Path], root: Path, load: Loader) -> list[str]:
    taken = []
    for path in paths:
        file = seeds.read(path, root)
        if known.get(file.path) == file.digest:
            continue
        load(file, root)
        Seed.objects.update_or_create(path=file.path, defaults={"digest": file.digest})
        taken.append(file.path)
    return taken


def _load_territory(file: seeds.SeedFile, root: Path) -> None:
    outlines = seeds.outlines(root)
    wanted = [
        Area(
            code=row["code"],
            level=row["level"],
            kind=row["kind"],
            name=row["name"],
            parent_code=row["parent"],
            outline=outlines.get(row["code"]),
        )
        for row in file.rows
    ]
    _write(Area.objects.all(), wanted, ("code",), ("level", "kind", "name", "name_key", "parent_code", "outline"))


def _load_populations(file: seeds.SeedFile, root: Path) -> None:
    wanted = [
        Population(area=row["area"], on=date.fromisoformat(row["on"]), people=int(row["people"])) for row in file.rows
    ]
    _write(Population.objects.all(), wanted, ("area", "on"), ("people",))


def _load_code_list(file: seeds.SeedFile, root: Path) -> None:
    code_list, _ = CodeList.objects.update_or_create(
        name=Path(file.path).stem, defaults={"title": file.heading["tytuł"], "source": file.heading["źródło"]}
    )
    wanted = [
        CodeEntry(
            code_list=code_list,
            code=row["code"],
            name=row["name"],
            name_en=row.get("name_en", ""),
            position=position,
        )
        for position, row in enumerate(seeds.with_children(file))
    ]
    _write(code_list.entries.all(), wanted, ("code", "valid_from"), ("name", "name_key", "name_en", "position"))


def _load_correspondence(file: seeds.SeedFile, root: Path) -> None:
    source, target = (CodeList.objects.get(name=name) for name in Path(file.path).stem.split("."))
    wanted = [
        Correspondence(source=source, target=target, source_code=row["code"], target_code=row["group"])
        for row in file.rows
    ]
    _write(Correspondence.objects.filter(source=source, target=target), wanted, ("source_code",), ("target_code",))


def _write(present: QuerySet[Any], wanted: Sequence[Any], key: tuple[str, ...], fields: tuple[str, ...]) -> None:
    """Add what is new and change what differs; what people added beside the file stays."""
    known = {attrgetter(*key)(row): row for row in present}
    added, changed = [], []
    for row in wanted:
        if isinstance(row, NamedModel):
            row.prepare()
        old = known.get(attrgetter(*key)(row))
        if old is None:
            added.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in fields):
            row.pk = old.pk
            changed.append(row)
    present.model._default_manager.bulk_create(added, batch_size=BATCH)
    present.model._default_manager.bulk_update(changed, fields, batch_size=BATCH)
