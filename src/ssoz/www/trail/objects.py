# SPDX-License-Identifier: EUPL-1.2
"""What events are about, by names instead of numbers: one question for each kind of object on a page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ssoz.access.actors import SYSTEM
from ssoz.access.queries import profile_names
from ssoz.audit.queries import names
from ssoz.catalogue.queries import editions
from ssoz.registers.queries import unit_names
from ssoz.reports.queries import reports_for
from ssoz.rounds.queries import rounds

TYPES = (
    ("person", _("Osoba")),
    ("profile", _("Profil")),
    ("submission", _("Wniosek z załącznikami")),
    ("application", _("Wniosek o rolę")),
    ("attachment", _("Plik")),
    ("legacy_account", _("Konto SSOZ I")),
    ("unit", _("Jednostka")),
    ("round", _("Okres sprawozdawczy")),
    ("report", _("Sprawozdanie")),
    ("card", _("Karta psychiatryczna")),
    ("questionnaire", _("Ankieta")),
    ("petition", _("Zgłoszenie do nadzorującego")),
    ("archived_report", _("Archiwum sprawozdań")),
    ("edition", _("Formularz")),
    ("data_set", _("Zbiór danych")),
    ("local_account", _("Konto lokalne")),
    ("people", _("Lista osób")),
    ("users", _("Lista użytkowników")),
    ("applications", _("Kolejka wniosków")),
    ("trail", _("Dziennik zdarzeń")),
    ("page", _("Strona")),
    ("sign_in", _("Logowanie")),
    ("demo", _("Demonstracja")),
)
Key = tuple[str, str]


def named(keys: Iterable[Key]) -> dict[Key, str]:
    """Names of the objects, as far as there are any; the others are called by their kind."""
    by_type: dict[str, set[str]] = defaultdict(set)
    for kind, identifier in keys:
        by_type[kind].add(identifier)
    found = {(kind, one): name for kind, ids in by_type.items() for one, name in _names(kind, ids).items()}
    kinds = dict(TYPES)
    return {key: found.get(key) or str(kinds.get(key[0], key[0])) for key in keys}


def _names(kind: str, ids: set[str]) -> Mapping[str, str]:
    ask = _ASK.get(kind)
    return ask(ids) if ask else {}


def _numbered(ask: Callable[[Iterable[int]], Mapping[int, str]]) -> Callable[[set[str]], dict[str, str]]:
    return lambda ids: {str(key): name for key, name in ask([int(one) for one in ids if one.isdigit()]).items()}


def _uuids(ids: Iterable[str]) -> list[UUID]:
    found = []
    for one in ids:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _reports(ids: set[str]) -> dict[str, str]:
    rows = reports_for(SYSTEM).filter(public_id__in=_uuids(ids))
    return {str(row.public_id): f"{row.round.form}, {row.unit.name}" for row in rows}


def _rounds(ids: set[str]) -> dict[str, str]:
    rows = rounds().filter(public_id__in=_uuids(ids))
    return {str(row.public_id): str(row) for row in rows}


def _editions(ids: set[str]) -> dict[str, str]:
    rows = editions().filter(public_id__in=_uuids(ids))
    return {str(row.public_id): str(row) for row in rows}


_ASK: dict[str, Callable[[set[str]], Mapping[str, str]]] = {
    "person": _numbered(names),
    "profile": _numbered(profile_names),
    "unit": lambda ids: unit_names(_uuids(ids)),
    "report": _reports,
    "round": _rounds,
    "edition": _editions,
}
