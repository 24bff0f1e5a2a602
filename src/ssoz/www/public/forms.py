# SPDX-License-Identifier: EUPL-1.2
"""Forms as people outside see them: who files what and when, and what is checked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from engine.checks import CompiledForm, compile_form
from engine.checks.phrases import Language
from engine.definitions import EVERYBODY, FormDefinition
from engine.definitions.models import Check
from engine.publication.changes import Change, changes
from shared import clock
from shared.design.templatetags.design import text
from ssoz.catalogue.queries import definition_of, editions, other_forms, previous_edition
from ssoz.registers.enums import UnitKind, unit_names
from ssoz.rounds.enums import RoundVersion
from ssoz.rounds.periods import latest, period_words
from ssoz.rounds.queries import Asked, asked_of

PERIODS: dict[str, str | Promise] = {
    "year": _("rok"),
    "half_year": _("półrocze"),
    "quarter": _("kwartał"),
    "month": _("miesiąc"),
    "school_year": _("rok szkolny"),
    "event": _("zdarzenie"),
}
LEVELS: tuple[str | Promise, ...] = (
    _("budowa sprawozdania"),
    _("w sprawozdaniu"),
    _("z poprzednim okresem"),
    _("z rejestrem"),
    _("z innym formularzem"),
)
ASIDE = re.compile(r"\s*\({[^}]*}\)")
VALUE = re.compile(r"{[^}]*}")


@dataclass(frozen=True)
class FormEntry:
    """One line of the public list."""

    definition: FormDefinition
    kind: str
    rounds: Sequence[
        Asked
    ] = ()  # the first due first; the form's own dates stand for those that nobody has planned yet

    @property
    def title(self) -> str:
        return text(self.definition.title)

    @cached_property
    def round(self) -> Asked | None:
        """The one that is due next, else the last one."""
        ahead = (one for one in self.rounds if one.due_on >= clock.today())
        return next(ahead, self.rounds[-1] if self.rounds else None)

    @property
    def due_on(self) -> date | None:
        return self.round.due_on if self.round else self.definition.due_of().unit

    @property
    def is_ahead(self) -> bool:
        return self.due_on is not None and self.due_on >= clock.today()

    @property
    def period(self) -> str:
        if self.round:
            return self.round.period
        if self.definition.period == "school_year":
            return period_words(*latest(self.definition.period, self.definition.edition))
        return f"{PERIODS[self.definition.period]} {self.definition.edition}"

    @property
    def filers(self) -> list[str | Promise]:
        return list(filers(self.definition.owed_by))

    @property
    def is_reconstructed(self) -> bool:
        return self.definition.status == "reconstructed"

    @property
    def due_dates(self) -> list[tuple[str | Promise, date | None]]:
        """One, or one for each version of the data; of several rounds each with its period."""
        if self.rounds:
            several = len({one.period for one in self.rounds}) > 1
            told = ((one.period if several else "", one.version) for one in self.rounds)
            return [(", ".join(filter(None, words)), one.due_on) for words, one in zip(told, self.rounds, strict=True)]
        versions = self.definition.versions
        named: list[tuple[str | Promise, str]] = [(RoundVersion(version).label, version) for version in versions]
        return [(label, self.definition.due_of(version).unit) for label, version in named or [("", "")]]

    @cached_property
    def checks(self) -> list["CheckEntry"]:
        demands = _demands(self.compiled, "en" if (get_language() or "pl").startswith("en") else "pl")
        levels = {instance.check.id: instance.level for instance in self.compiled.instances}
        return [CheckEntry(check, demands[check.id], LEVELS[levels[check.id]]) for check in self.definition.checks]

    @cached_property
    def compiled(self) -> CompiledForm:
        return compile_form(self.definition, other_forms(self.definition))

    def sought(self, words: str) -> list["CheckEntry"]:
        """Checks in which all the words stand, of whatever they say."""
        wanted = words.casefold().split()
        return [entry for entry in self.checks if all(word in entry.all_words for word in wanted)]

    @cached_property
    def previous(self) -> FormDefinition | None:
        return previous_edition(self.definition)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What is different from the edition before, in Polish."""
        return _changes(compile_form(self.previous), self.compiled) if self.previous else ()


@dataclass(frozen=True)
class CheckEntry:
    """A check in words, with its expression for those who want it exactly."""

    check: Check
    demand: str
    level: str | Promise

    @property
    def all_words(self) -> str:
        return " ".join((self.check.id, self.demand, self.finding, self.check.note, self.expression)).casefold()

    @property
    def finding(self) -> str:
        """What it says when it does not hold, with dots where the values of a report would stand."""
        return VALUE.sub("…", ASIDE.sub("", text(self.check.message)))

    @property
    def expression(self) -> str:
        every = f"foreach {', '.join(self.check.foreach)}: " if self.check.foreach else ""
        return every + self.check.check

    @property
    def is_error(self) -> bool:
        return self.check.severity == "error"


@lru_cache(maxsize=128)
def _demands(compiled: CompiledForm, language: Language) -> Mapping[str, str]:
    return compiled.demands(language, unit_names(language))


@lru_cache(maxsize=64)
def _changes(before: CompiledForm, now: CompiledForm) -> tuple[Change, ...]:
    return changes(before.definition, now.definition, unit_names("pl"))


def entries() -> list[FormEntry]:
    """Newest edition of every form, the next due date first, those that are over last."""
    newest = {edition.form: edition for edition in reversed(editions())}
    asked = asked_of(edition.pk for edition in newest.values())
    found = [
        FormEntry(definition_of(edition), str(edition.get_kind_display()), asked.get(edition.pk, ()))
        for edition in newest.values()
    ]
    return sorted(found, key=lambda entry: (not entry.is_ahead, entry.due_on or date.max, entry.definition.form))


def entry(form: str, year: int) -> FormEntry | None:
    """One edition, None where there is none."""
    found = editions(year).filter(form=form).first()
    if found is None:
        return None
    return FormEntry(definition_of(found), str(found.get_kind_display()), asked_of([found.pk]).get(found.pk, ()))


def filers(owed_by: Iterable[str]) -> Iterator[str | Promise]:
    """Names of the kinds of units that owe a form."""
    for kind in owed_by:
        yield _("każdy podmiot i każda praktyka") if kind == EVERYBODY else UnitKind(kind).label
