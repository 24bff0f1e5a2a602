# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz forms check [PLIK…]` tries form files, `./ssoz forms show PLIK` prints one. Neither needs a database."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from engine.checks import compile_form
from engine.checks.examples import example_problems
from engine.definitions import CellSpec, DefinitionError, FormDefinition, Problem, Section, load
from ssoz.registers import seeds

ROOT = Path(__file__).resolve().parents[3]
STATUS = {"official": "wzór urzędowy", "reconstructed": "wzór odtworzony na podstawie publikacji"}
SEVERITY = {"error": "błąd", "warning": "ostrzeżenie"}
Lists = Mapping[str, Mapping[str, str]]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="./ssoz forms", description="Definicje formularzy.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="POLECENIE")
    checking = commands.add_parser("check", help="sprawdza pliki i przykłady wszystkich kontroli")
    checking.add_argument("files", nargs="*", type=Path, metavar="PLIK", help="bez plików: wszystkie formularze")
    showing = commands.add_parser("show", help="pokazuje formularz w terminalu")
    showing.add_argument("file", type=Path, metavar="PLIK")
    chosen = parser.parse_args(arguments)
    console = Console(highlight=False)
    if chosen.command == "show":
        return show(chosen.file, console)
    return check(chosen.files or published_files(), console)


def published_files() -> list[Path]:
    """Forms of all years; the tiny ones of forms/features belong to the engine's tests."""
    return sorted(ROOT.glob("forms/[0-9]*/*.yaml"))


def check(files: Sequence[Path], console: Console) -> int:
    """Print every problem with file and line; 1 where there is any."""
    lists = code_lists()
    outcomes = {path: _read(path, lists) for path in files}
    forms = {found.form: found for found in outcomes.values() if isinstance(found, FormDefinition)}
    failed = False
    for path, outcome in outcomes.items():
        problems = (
            outcome if isinstance(outcome, tuple) else tuple(problems_of(outcome, _beside(outcome, forms, lists)))
        )
        failed = failed or bool(problems)
        for problem in problems:
            console.print(Text(str(problem)), style="red", soft_wrap=True)
        if not problems and isinstance(outcome, FormDefinition):
            console.print(Text(f"✓ {shown(path)}: {summary(outcome)}"), style="green", soft_wrap=True)
    return int(failed)


def _read(path: Path, lists: Lists) -> FormDefinition | tuple[Problem, ...]:
    try:
        return load(path.read_text(encoding="utf-8"), path=shown(path), code_lists=lists, read=_other)
    except DefinitionError as error:
        return error.problems
    except (OSError, UnicodeDecodeError) as error:
        return (Problem(shown(path), 1, f"Nie można odczytać pliku: {_reason(error)}."),)


def _other(name: str) -> str:
    """The text of a form another one extends, by path or as „MZ-29/2024”."""
    form, _, year = name.rpartition("/")
    file = f"forms/{year}/{form.lower().replace('/', '-')}.yaml" if year.isdigit() else name
    return (ROOT / file).read_text(encoding="utf-8")


def _reason(error: OSError | UnicodeDecodeError) -> str:
    reasons = {
        FileNotFoundError: "nie ma takiego pliku",
        IsADirectoryError: "to jest folder",
        PermissionError: "brak prawa do odczytu",
        UnicodeDecodeError: "to nie jest tekst w UTF-8",
    }
    return reasons.get(type(error), str(error))


def _beside(definition: FormDefinition, forms: Mapping[str, FormDefinition], lists: Lists) -> dict[str, FormDefinition]:
    """Forms its checks may read; those not among the files lie beside it."""
    known = {name: forms[name] for name in definition.beside if name in forms}
    for name in definition.beside:
        path = ROOT / "forms" / str(definition.edition) / f"{name.lower().replace('/', '-')}.yaml"
        if name not in known and path.exists() and isinstance(found := _read(path, lists), FormDefinition):
            known[name] = found
    return known


def problems_of(definition: FormDefinition, others: Mapping[str, FormDefinition]) -> Iterator[Problem]:
    """What is wrong with a file whose shape is right: expressions, examples, reasons without a name."""
    try:
        compile_form(definition, others)
    except DefinitionError as error:
        yield from error.problems
        return
    yield from example_problems(definition, others)
    for number, check in enumerate(definition.checks):
        for code in check.explain:
            if code not in definition.reasons:
                message = f"Powód „{code}” kontroli „{check.id}” nie ma nazwy (reasons)."
                yield definition.problem(("checks", number, "explain"), message)


def code_lists() -> dict[str, dict[str, str]]:
    """The code lists of `seeds/`, as the database has them once they are loaded."""
    return seeds.code_lists()


def shown(path: Path) -> str:
    absolute = path.resolve()
    return str(absolute.relative_to(ROOT)) if absolute.is_relative_to(ROOT) else str(path)


def summary(definition: FormDefinition) -> str:
    checks = len(definition.checks)
    cells = len(definition.addresses)
    sections = len(definition.sections)
    return f"{definition.form} za {definition.edition} r. – działy: {sections}, pola stałe: {cells}, kontrole: {checks}"


def show(path: Path, console: Console) -> int:
    """Print a form as people fill it in."""
    found = _read(path, code_lists())
    if not isinstance(found, FormDefinition):
        for problem in found:
            console.print(Text(str(problem)), style="red", soft_wrap=True)
        return 1
    console.rule(Text(f"{found.form} · {found.title}"))
    console.print(Text(f"{summary(found)}; {STATUS[found.status]}; termin: {found.due_of().unit or 'nieustalony'}"))
    console.print(Markdown(found.note))
    console.print(Text("● wymagane  ○ można zostawić puste  Σ wyliczane  × zamknięte"))
    for section in found.sections:
        console.print()
        console.print(Text(f"Dział {section.symbol}. {section.title}"), style="bold")
        console.print(section_table(found, section))
        console.print(Text(legend(section)), style="dim")
    console.print()
    console.print(check_table(found))
    return 0


def section_table(definition: FormDefinition, section: Section) -> Table:
    """One line a row, one sign a cell."""
    columns = section.table.columns
    table = Table("Wiersz", "Treść", *(column.symbol for column in columns))
    for row in section.table.rows:
        cells = [definition.cell(f"{section.code}.{row.code}.{column.code}") for column in columns]
        table.add_row(Text(row.symbol), Text("  " * row.indent + str(row.title)), *map(sign, cells))
    if section.table.dynamic:
        key = section.table.dynamic.key
        cells = [definition.cell(f"{section.code}.r1.{column.code}") for column in columns]
        allowed = f"wiersze dodawane: {key.title} ({key.type.list} {key.type.where})"
        table.add_row(Text("…"), Text(allowed), *map(sign, cells))
    return table


def legend(section: Section) -> str:
    """Titles of columns, which have no room above them."""
    titles = [
        f"{column.symbol}: {' – '.join(map(str, (*column.group, column.title)))}" for column in section.table.columns
    ]
    return "\n".join(titles)


def sign(cell: CellSpec) -> str:
    if cell.closed:
        return "×"
    if cell.computed:
        return "Σ"
    return "●" if cell.required else "○"


def check_table(definition: FormDefinition) -> Table:
    table = Table(title="Kontrole")
    for heading in ("Kontrola", "Waga", "Warunek", "Komunikat"):
        table.add_column(heading, no_wrap=heading in {"Kontrola", "Waga"})
    for check in definition.checks:
        condition = f"{', '.join(check.foreach)}: {check.check}" if check.foreach else check.check
        table.add_row(*map(Text, (check.id, SEVERITY[check.severity], condition, str(check.message))))
    return table


if __name__ == "__main__":
    sys.exit(main())
