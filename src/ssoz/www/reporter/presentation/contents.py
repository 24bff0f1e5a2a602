# SPDX-License-Identifier: EUPL-1.2
"""The list of sections with what each still needs."""

from dataclasses import dataclass

from engine.answers import Sheet, progress
from engine.definitions import FormDefinition
from ssoz.www.reporter.presentation.findings import VerdictView
from ssoz.www.reporter.presentation.words import words

NO_VERDICT = VerdictView()


@dataclass(frozen=True, slots=True)
class Entry:
    code: str
    symbol: str
    title: str
    filled: int
    expected: int
    errors: int
    warnings: int

    @property
    def is_complete(self) -> bool:
        return self.expected > 0 and self.filled >= self.expected


@dataclass(frozen=True, slots=True)
class Contents:
    entries: tuple[Entry, ...]

    @property
    def filled(self) -> int:
        return sum(entry.filled for entry in self.entries)

    @property
    def expected(self) -> int:
        return sum(entry.expected for entry in self.entries)


def contents(definition: FormDefinition, sheet: Sheet, verdict: VerdictView = NO_VERDICT) -> Contents:
    done = progress(definition, sheet)
    return Contents(
        tuple(
            Entry(
                section.code,
                section.symbol,
                words(section.title),
                *done.get(section.code, (0, 0)),
                *verdict.by_section.get(section.code, (0, 0)),
            )
            for section in definition.sections
        )
    )
