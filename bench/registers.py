# SPDX-License-Identifier: EUPL-1.2
"""The register at the size of the country: 150,000 units, found by any number or part of a name within 100 ms."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

UNITS = 150_000
TARGET = 100.0
ROUNDS = 9
FIRST = ["Anna", "Maria", "Katarzyna", "Małgorzata", "Zofia", "Jan", "Piotr", "Krzysztof", "Tomasz", "Łukasz"]
LAST = ["Nowak", "Kowalska", "Wiśniewski", "Wójcik", "Kamiński", "Woźniak", "Dąbrowski", "Żółć", "Śliwa", "Źrebiec"]
KINDS = [
    ("practice_doctor", "Indywidualna Praktyka Lekarska", 60),
    ("practice_dentist", "Prywatny Gabinet Stomatologiczny", 20),
    ("practice_nurse", "Indywidualna Praktyka Pielęgniarska", 25),
    ("practice_physiotherapist", "Gabinet Fizjoterapii", 20),
    ("entity", "Niepubliczny Zakład Opieki Zdrowotnej", 20),
    ("hospital", "Szpital", 1),
]


def main() -> None:
    from shared.postgres.server import Server

    place = Path(tempfile.mkdtemp(prefix="ssoz-bench-"))
    place.chmod(0o755)
    server = Server(place, durable=False)
    os.environ["DATABASE_URL"] = server.start()
    try:
        _measure()
    finally:
        server.stop()
        shutil.rmtree(place, ignore_errors=True)


def _measure() -> None:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    _build()
    seconds = time.perf_counter() - start
    print(f"  {UNITS} units entered in {seconds:.0f} s ({UNITS / seconds:.0f}/s)")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE registers_unit")
        cursor.execute("VACUUM ANALYZE registers_word")
    print("  one page after the other, without a total")
    worst = max(_search(name, search) for name, search in _searches().items())
    print("  pages by number, with the total: the list of the wizard")
    worst = max(worst, *(_list(name, **options) for name, options in _lists().items()))
    print(f"  {'ok  ' if worst <= TARGET else 'MISS'} slowest search {worst:.1f} ms (target {TARGET:.0f})")


def _build() -> None:
    from shared.identifiers import make_nip, make_regon
    from ssoz.access.actors import SYSTEM
    from ssoz.registers.models import Area
    from ssoz.registers.operations import NewUnit, create_units, load_seeds

    load_seeds()
    random = Random(1)
    communes = list(Area.objects.filter(level="commune").values_list("code", "name"))
    weights = [weight for *_, weight in KINDS]
    new = []
    for number in range(UNITS):
        kind, title, _ = random.choices(KINDS, weights)[0]
        teryt, city = random.choice(communes)
        new.append(
            NewUnit(
                name=f"{title} {random.choice(FIRST)} {random.choice(LAST)} {number} {city}",
                kind=kind,
                nip=make_nip(random),
                regon=make_regon(random),
                register_number=f"{number:012d}",
                teryt=teryt,
                city=city,
                activity_code="98" if kind.startswith("practice") else "",
            )
        )
    create_units(by=SYSTEM, new=new)


def _searches() -> dict[str, object]:
    from ssoz.registers.models import Unit
    from ssoz.registers.queries import UnitSearch

    one = Unit.objects.order_by("pk")[UNITS // 2]
    return {
        "NIP": UnitSearch(nip=one.nip),
        "REGON": UnitSearch(regon=one.regon),
        "register number": UnitSearch(register_number=one.register_number.lstrip("0")),
        "number in the one box": UnitSearch(text=one.nip),
        "common word": UnitSearch(name="praktyka"),
        "two common words": UnitSearch(name="nowak lekarska"),
        "part of a word": UnitSearch(name="owalsk"),
        "two letters": UnitSearch(name="zo"),
        "rare words": UnitSearch(name="Źrebiec Pyskowice"),
        "nothing": UnitSearch(name="qwertyuiop"),
        "a common word and nothing": UnitSearch(name="praktyka qwertyuiop"),
        "kind": UnitSearch(kinds=("hospital",)),
        "voivodeship and a name": UnitSearch(voivodeships=("30",), name="zrebiec"),
        "kind, voivodeship, name": UnitSearch(kinds=("entity",), voivodeships=("30",), name="zaklad kowal"),
        "everything, first page": UnitSearch(),
    }


def _search(name: str, search: object) -> float:
    from ssoz.registers.queries import UnitSearch, find_units

    assert isinstance(search, UnitSearch)
    return _timed(name, lambda: len(find_units(search).items))


def _lists() -> dict[str, dict[str, Any]]:
    """What people type in the wizard; the hard ones are words that half the country has, well spelt or not."""
    from ssoz.registers.queries import UnitSearch

    three = UnitSearch(name="indywidualna praktyka lekarska")
    return {
        **{name: {"search": search} for name, search in _searches().items() if "box" not in name},
        "three common words": {"search": three},
        "the same, by kind": {"search": three, "by_kind": True},
        "common word, last page": {"search": UnitSearch(name="praktyka"), "page": UNITS},
        "common word, misspelt": {"search": UnitSearch(name="praktka")},
        "common words, misspelt": {"search": UnitSearch(name="indywidulna praktyka lekrska")},
        "rare words, misspelt": {"search": UnitSearch(name="Zrebeic Pyskowce")},
        "a piece of many words": {"search": UnitSearch(name="ska")},
        "everything by kind": {"search": UnitSearch(), "by_kind": True},
    }


def _list(name: str, *, search: object, page: int = 1, by_kind: bool = False) -> float:
    from django.core.paginator import Paginator

    from ssoz.registers.queries import UnitSearch, unit_list

    assert isinstance(search, UnitSearch)
    sought = search

    def shown() -> int:
        units = unit_list(sought, by_kind=by_kind)
        list(Paginator(units, 10).get_page(page).object_list)
        return len(units)

    return _timed(name, shown)


def _timed(name: str, search: Callable[[], int]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = search()
        taken.append((time.perf_counter() - start) * 1000)
    print(f"  {name:28} {found:6} units {median(taken):7.1f} ms")
    return median(taken)


if __name__ == "__main__":
    main()
