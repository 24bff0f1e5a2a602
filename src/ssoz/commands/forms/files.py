# SPDX-License-Identifier: EUPL-1.2
"""Form files on disk, read with the code lists of `seeds/`; a form may also be named: MZ-29/2024."""

import errno
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from django.conf import settings
from rich.console import Console
from rich.text import Text

from engine.checks import Names
from engine.definitions import DefinitionError, FormDefinition, Problem, UnknownForm, load
from engine.publication import seal
from shared.caller import given
from ssoz.catalogue.passed import FORMS
from ssoz.registers import seeds
from ssoz.registers.enums import unit_names

ROOT = Path(__file__).resolve().parents[4]
Lists = Mapping[str, Mapping[str, str]]
Outcome = FormDefinition | tuple[Problem, ...]
EDITION = re.compile(r"(.+)/([0-9]{4})")
SYMBOL = re.compile(r"""^form: *["']?([A-Z0-9][A-Za-z0-9 /-]*)""", re.MULTILINE)
REASONS: Mapping[object, str] = {
    errno.ELOOP: "dowiązania wskazują na siebie w kółko",
    errno.ENAMETOOLONG: "nazwa jest za długa",
    FileNotFoundError: "nie ma takiego pliku",
    IsADirectoryError: "to jest folder",
    PermissionError: "brak prawa do odczytu",
    UnicodeDecodeError: "to nie jest tekst w UTF-8",
}


def published_files() -> list[Path]:
    """Forms of all years; the tiny ones of forms/features belong to the engine's tests."""
    return sorted(ROOT.glob("forms/[0-9]*/*.yaml"))


def is_published(path: Path) -> bool:
    return _real(path) in published_files()


def editions() -> set[tuple[str, int]]:
    """Forms and years of all these files, sound or not; one without a symbol of its own has that of its namesakes."""
    files = published_files()
    found = ((path.stem, SYMBOL.search(path.read_text(encoding="utf-8", errors="replace"))) for path in files)
    symbols = {stem: symbol[1].strip() for stem, symbol in found if symbol}
    return {(symbols.get(path.stem, path.stem.upper()), int(path.parent.name)) for path in files}


def file_of(form: str, year: int) -> Path:
    """Where the edition of a form lies."""
    return ROOT / "forms" / str(year) / f"{form.lower().replace('/', '-').replace(' ', '-')}.yaml"


def path_of(name: str) -> Path:
    """A path as it is, or the file of „MZ-29/2024”."""
    edition, path = EDITION.fullmatch(name), given(name)
    return path if edition is None or os.path.exists(path) else file_of(edition[1], int(edition[2]))


def code_lists() -> dict[str, dict[str, str]]:
    """The code lists of `seeds/`, as the database has them once they are loaded."""
    return seeds.code_lists()


def polish_names() -> Names:
    """What a unit's codes are called, in the words of the source: these commands do without a site of Django."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    return unit_names("pl")


def shown(path: Path) -> str:
    absolute = _real(path)
    return str(absolute.relative_to(ROOT)) if absolute.is_relative_to(ROOT) else str(path)


def _real(path: Path) -> Path:
    """Where a file lies; of links that go round in circles, and of names too long, the name itself."""
    return Path(os.path.realpath(path))


@dataclass
class Shelf:
    """Reads each file once, and finds what stands beside it."""

    read: dict[Path, Outcome] = field(default_factory=dict)

    @cached_property
    def lists(self) -> Lists:
        return code_lists()

    def form(self, path: Path) -> Outcome:
        place = _real(path)
        if place not in self.read:
            self.read[place] = self._load(path)
        return self.read[place]

    def _load(self, path: Path) -> Outcome:
        try:
            read = partial(other_text, folder=_real(path).parents[1])
            return load(path.read_text(encoding="utf-8"), path=shown(path), code_lists=self.lists, read=read)
        except DefinitionError as error:
            return error.problems
        except (OSError, UnicodeDecodeError) as error:
            reason = REASONS.get(getattr(error, "errno", None)) or REASONS.get(type(error), str(error))
            return (Problem(shown(path), 1, f"Nie można odczytać pliku: {reason}."),)

    def beside(self, definition: FormDefinition) -> dict[str, FormDefinition]:
        """Forms its checks may read: those read already, or lying among the forms of its year."""
        found = {}
        for name in definition.beside:
            own = (form for form in self.read.values() if isinstance(form, FormDefinition))
            known = next((form for form in own if (form.form, form.edition) == (name, definition.edition)), None)
            other = known or self._at(name, definition.edition)
            if other is not None:
                found[name] = other
        return found

    def previous(self, definition: FormDefinition) -> FormDefinition | None:
        """The edition its crosswalk starts from, else that of the year before."""
        year = definition.crosswalk.previous if definition.crosswalk else definition.edition - 1
        return self._at(definition.form, year)

    def seal(self, definition: FormDefinition) -> str:
        """What it is known under once it has passed the gate."""
        return seal(definition, self.beside(definition), self.previous(definition))

    def _at(self, form: str, year: int) -> FormDefinition | None:
        path = file_of(form, year)
        found = self.form(path) if path.exists() else None
        return found if isinstance(found, FormDefinition) else None


def other_text(name: str, folder: Path = FORMS) -> str:
    """The text of a form another one extends: „MZ-29/2024”, or a form file of the same folder or one beside it."""
    edition = EDITION.fullmatch(name)
    path = file_of(edition[1], int(edition[2])) if edition else ROOT / name
    if path.suffix not in {".yaml", ".yml"} or not _real(path).is_relative_to(folder if edition is None else FORMS):
        raise FileNotFoundError(name)
    if not path.exists() and edition:
        raise UnknownForm(name, (f"{form}/{year}" for form, year in editions()))
    if not path.exists():
        raise UnknownForm(path.stem, (file.stem for file in path.parent.glob("*.yaml")))
    return path.read_text(encoding="utf-8")


def one_form(shelf: Shelf, name: str, console: Console) -> FormDefinition | None:
    """A form that has to be sound; its problems are printed where it is not."""
    found = shelf.form(path_of(name))
    if isinstance(found, FormDefinition):
        return found
    print_problems(console, found)
    return None


def print_problems(console: Console, problems: Sequence[Problem], style: str = "red") -> None:
    for problem in problems:
        console.print(Text(str(problem)), style=style, soft_wrap=True)


def summary(definition: FormDefinition) -> str:
    checks, cells, sections = len(definition.checks), len(definition.addresses), len(definition.sections)
    return f"{definition.form} za {definition.edition} r. – działy: {sections}, pola stałe: {cells}, kontrole: {checks}"
