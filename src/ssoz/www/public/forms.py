# SPDX-License-Identifier: EUPL-1.2
"""Forms as people outside see them: who files what and when, and what is checked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engine.definitions import FormDefinition
from engine.definitions.models import Check
from shared.design.templatetags.design import text
from ssoz.catalogue.queries import definition_of, editions
from ssoz.registers.enums import UnitKind

PERIODS: dict[str, str | Promise] = {
    "year": _("rok"),
    "half_year": _("półrocze"),
    "quarter": _("kwartał"),
    "month": _("miesiąc"),
    "school_year": _("rok szkolny"),
    "event": _("zdarzenie"),
}
EVERYBODY = "*"
ASIDE = re.compile(r"\s*\({[^}]*}\)")
VALUE = re.compile(r"{[^}]*}")


@dataclass(frozen=True)
class FormEntry:
    """One line of the public list."""

    definition: FormDefinition
    kind: str

    @property
    def title(self) -> str:
        return text(self.definition.title)

    @property
    def due_on(self) -> date | None:
        return self.definition.due_of().unit

    @property
    def period(self) -> str | Promise:
        return PERIODS[self.definition.period]

    @property
    def filers(self) -> list[str | Promise]:
        return list(filers(self.definition.owed_by))

    @property
    def is_reconstructed(self) -> bool:
        return self.definition.status == "reconstructed"

    @property
    def checks(self) -> list["CheckEntry"]:
        return [CheckEntry(check) for check in self.definition.checks]


@dataclass(frozen=True)
class CheckEntry:
    """A check in words, with its expression for those who want it exactly."""

    check: Check

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


def entries() -> list[FormEntry]:
    """Newest edition of every form, the next due date first."""
    newest = {edition.form: edition for edition in reversed(editions())}
    found = [FormEntry(definition_of(edition), str(edition.get_kind_display())) for edition in newest.values()]
    return sorted(found, key=lambda entry: (entry.due_on or date.max, entry.definition.form))


def entry(form: str, year: int) -> FormEntry | None:
    """One edition, None where there is none."""
    found = editions(year).filter(form=form).first()
    return FormEntry(definition_of(found), str(found.get_kind_display())) if found else None


def filers(owed_by: Iterable[str]) -> Iterator[str | Promise]:
    """Names of the kinds of units that owe a form."""
    for kind in owed_by:
        yield _("każdy podmiot i każda praktyka") if kind == EVERYBODY else UnitKind(kind).label
