# SPDX-License-Identifier: EUPL-1.2
"""The order in which the country comes to be."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings

from shared import clock, events
from ssoz.access.actors import SYSTEM
from ssoz.access.models import Person
from ssoz.access.operations import follow_issuer, import_legacy_accounts
from ssoz.access.operations.local import ISSUER_PATH
from ssoz.catalogue.operations import load_forms
from ssoz.catalogue.queries import unreadable
from ssoz.demo import people
from ssoz.demo.applications import applicants, apply_all
from ssoz.demo.cards import CardHistory
from ssoz.demo.country import invented
from ssoz.demo.errors import DemoError
from ssoz.demo.history import History
from ssoz.demo.questionnaires import answer_all, ask_all
from ssoz.demo.steps import Step, run
from ssoz.demo.surroundings import Surroundings
from ssoz.registers.models import Unit
from ssoz.registers.operations import create_units, load_seeds
from ssoz.registers.queries import voivodeships
from ssoz.rounds.operations import load_questionnaires
from ssoz.statistics.operations import build_all

SEEDS = Path(__file__).resolve().parents[3] / "seeds" / "sandbox"
CITIZENS, EPLOZ = SEEDS / "citizens.json", SEEDS / "eploz.csv"
LEGACY = SEEDS.parent / "demo" / "ssoz1.csv"
ACCOUNTS = "konta"  # from here on the account platform may read the people file


def builders(place: Surroundings) -> Iterator[str]:
    """Do what is not done yet, telling each piece before it is begun."""
    yield "słowniki"
    load_seeds()
    yield "formularze"
    load_forms(by=SYSTEM)
    load_questionnaires()
    refuse_older_forms()
    yield "jednostki"
    run(Step("units", "jednostki", _units))
    known = {unit.pk: unit for unit in Unit.objects.order_by("pk")}
    inhabitants = tuple(people.Registry().employed(known.values()))
    yield "ludzie"
    main = tuple(one for one in inhabitants if one.featured)
    run(Step("featured", "ludzie do wypróbowania", lambda: _people(main, known)))
    wishing = applicants(known.values())
    people.write((*inhabitants, *wishing), place.people)
    yield "konta SSOZ I"
    run(Step("ssoz1", "konta SSOZ I", _legacy_accounts))
    yield ACCOUNTS
    run(Step("people", "ludzie", lambda: _people(inhabitants, known)))
    yield "wnioski o role"
    run(Step("applications", "wnioski o role", lambda: apply_all(wishing, known)))
    left_alone = frozenset(unit for one in main for unit in one.units)
    asked = frozenset(unit for one in main if one.hint == people.ASKED for unit in one.units)
    yield "ankiety"
    run(Step("questionnaires", "ankiety", lambda: answer_all(known.values(), left_alone, asked)))
    shown_first = sorted(voivodeships(clock.today()), key=lambda code: (code != people.SHOWN, code))
    with events.silence():
        for step in chain(History(shown_first, left_alone).steps(), CardHistory(left_alone).steps()):
            yield step.title
            run(step)
    yield "zgłoszenia do nadzorujących"
    run(Step("petitions", "zgłoszenia do nadzorujących", lambda: ask_all(left_alone)))
    yield "zbiory danych"
    run(Step("data-sets", "zbiory danych", _data_sets))


def refuse_older_forms() -> None:
    """Reports already stand on the forms of an earlier demo; where we cannot read those, nothing can go on."""
    if names := unreadable():
        raise DemoError(
            f"Dane zostawiła starsza wersja systemu, a ta nie czyta już jej formularzy: {', '.join(names)}. "
            "Zacznij od nowa: ./ssoz demo --fresh"
        )


def _legacy_accounts() -> None:
    """Accounts of the newcomers in SSOZ I; their units are always the same."""
    with LEGACY.open(encoding="utf-8", newline="") as lines:
        done = import_legacy_accounts(by=SYSTEM, lines=lines)
    if done.refused:
        raise DemoError(f"Konta SSOZ I z {LEGACY.name}: {'; '.join(map(str, done.refused))}")


def _units() -> None:
    create_units(by=SYSTEM, new=invented())


def _data_sets() -> None:
    build_all(by=SYSTEM)


def follow_port() -> None:
    """The account platform of a demo moves with --port; nobody must become a stranger."""
    elsewhere = Person.objects.filter(issuer__contains=".localhost:").exclude(issuer=settings.OIDC_ISSUER)
    elsewhere = elsewhere.exclude(issuer__endswith=ISSUER_PATH)
    for before in elsewhere.order_by().values_list("issuer", flat=True).distinct():
        follow_issuer(by=SYSTEM, before=before, after=settings.OIDC_ISSUER)


def _people(inhabitants: tuple[people.Inhabitant, ...], units: dict[int, Unit]) -> None:
    for one in inhabitants:
        people.settle(one, units)


def featured(place: Surroundings) -> list[dict[str, Any]]:
    """People for the table, as the list for the sandbox has them."""
    rows = json.loads(place.people.read_text(encoding="utf-8"))
    return [{**row, "name": f"{row['given_name']} {row['family_name']}"} for row in rows if row["featured"]]


def newcomers() -> list[dict[str, Any]]:
    """People whom neither system knows yet, as the sandbox's own list has them."""
    rows = json.loads(CITIZENS.read_text(encoding="utf-8"))
    return [{**row, "name": f"{row['given_name']} {row['family_name']}"} for row in rows]
