# SPDX-License-Identifier: EUPL-1.2
"""A workbook that came back: whose it is, and the text of each cell people fill in; what is wrong, at its cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_rowcol_to_cell

from engine.definitions import CellSpec
from shared.rendering.xlsx.packages import Danger, UnsafePackage
from shared.rendering.xlsx.reading import Grid, Kind, Workbook, workbook
from ssoz.documents.errors import WorkbookRefused
from ssoz.documents.workbook import identity
from ssoz.documents.workbook.cells import CellRefused, text_of
from ssoz.documents.workbook.formulas import Formulas, formulas_of
from ssoz.documents.workbook.identity import Identity, NoIdentity, identity_of
from ssoz.documents.workbook.layout import FIRST, SYMBOL, BookLayout, SectionLayout
from ssoz.documents.workbook.writing import CLOSED
from ssoz.reports.queries import ReportDetails

BEYOND = 200  # rows and columns beside the table in which something typed is noticed
MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class CellProblem:
    sheet: str
    cell: str  # „C7”
    text: str
    message: str
    address: str = ""


@dataclass
class Read:
    """What a workbook says. `texts`: by address, blank ones too; addresses of new rows have their provisional ids."""

    identity: Identity
    layout: BookLayout
    digest: str
    formulas: Formulas
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)

    def problem(self, sheet: str, place: tuple[int, int], text: object, message: str, address: str = "") -> None:
        if len(self.problems) < MOST_PROBLEMS:
            cell = xl_rowcol_to_cell(*place)
            self.problems.append(CellProblem(sheet, cell, "" if text is None else str(text)[:100], message, address))


def read(details: ReportDetails, content: bytes) -> Read:
    """Everything the workbook of this report holds; WorkbookRefused where it is not one."""
    try:
        with workbook(content) as book:
            known = _identified(book)
            _check_identity(details, known)
            layout = BookLayout(details.definition, _rows(details, known))
            found = Read(known, layout, sha256(content).hexdigest(), formulas_of(details, layout))
            _check_sheets(book, layout)
            for section in layout.sections:
                _section(book, found, section)
            return found
    except UnsafePackage as unsafe:
        raise WorkbookRefused(_reason(unsafe)) from unsafe


# whose it is


def _identified(book: Workbook) -> Identity:
    if identity.SHEET not in book.names:
        raise WorkbookRefused(
            _("To nie jest skoroszyt pobrany z tego systemu albo usunięto z niego ukryty arkusz „ssoz”.")
        )
    cells = book.grid(identity.SHEET, identity.MOST_PIECES, 1)
    try:
        return identity_of([cells[place].value for place in sorted(cells)])
    except NoIdentity:
        raise WorkbookRefused(
            _("Zapisanej w skoroszycie informacji, czyj to jest, nie można zaufać. Pobierz skoroszyt jeszcze raz.")
        ) from None


def _check_identity(details: ReportDetails, known: Identity) -> None:
    report, form = details.report, details.definition
    if known.form != form.form:
        raise WorkbookRefused(
            _("To jest skoroszyt formularza %(theirs)s, a nie %(ours)s.") % {"theirs": known.form, "ours": form.form}
        )
    if known.edition != form.edition or known.round != str(report.round.public_id):
        raise WorkbookRefused(
            _("To jest skoroszyt za inny okres: %(period)s (edycja %(year)s).")
            % {"period": known.period, "year": known.edition}
        )
    if known.report != str(report.public_id):
        raise WorkbookRefused(_("To jest skoroszyt innej jednostki: %(unit)s.") % {"unit": known.unit})
    if known.definition != form.digest:
        raise WorkbookRefused(
            _("Formularz zmieniono, odkąd pobrano ten skoroszyt. Pobierz go jeszcze raz i przepisz dane.")
        )


def _rows(details: ReportDetails, known: Identity) -> Mapping[str, tuple[str, ...]]:
    return {section: rows for section, rows in known.rows.items() if section in details.definition.added}


def _check_sheets(book: Workbook, layout: BookLayout) -> None:
    missing = [section.name for section in layout.sections if section.name not in book.names]
    if not missing:
        return
    ours = {section.name for section in layout.sections} | {identity.SHEET}
    others = [name for name in book.names if name not in ours]
    raise WorkbookRefused(
        _("W skoroszycie brakuje arkuszy: %(missing)s. Są za to: %(others)s. Nie usuwa się ich i nie nazywa inaczej.")
        % {"missing": ", ".join(missing), "others": ", ".join(others) or "–"}
    )


# what it holds


def _section(book: Workbook, found: Read, section: SectionLayout) -> None:
    grid = book.grid(section.name, section.end + BEYOND, section.prior + len(section.columns) + BEYOND)
    if not _in_place(found, section, grid):
        return
    _merged(book, found, section)
    for spec, row, column in found.layout.cells(section):
        _cell(found, section, grid, (spec, row, column))
    for place in _stray(section, grid):
        message = _("Tu nie ma pola formularza. Usuń wpis albo przenieś go do tabeli.")
        found.problem(section.name, place, grid[place].value, message)


def _in_place(found: Read, section: SectionLayout, grid: Grid) -> bool:
    """Printed symbols stand where they were written: no row or column was moved, added or removed."""
    for place, symbol in _symbols(section):
        cell = grid.get(place)
        if symbol and (cell is None or not _says(cell.value, symbol)):
            shown = "" if cell is None else cell.value
            message = _("Tu powinien być symbol „%(symbol)s”. Wiersze albo kolumny przesunięto, dodano lub usunięto.")
            found.problem(section.name, place, shown, message % {"symbol": symbol})
            return False
    return True


def _says(value: object, symbol: str) -> bool:
    """„01” comes back from some programs as the number 1."""
    return str(value) == symbol or (symbol.isdigit() and value == int(symbol))


def _symbols(section: SectionLayout) -> Iterator[tuple[tuple[int, int], str]]:
    for place, column in enumerate(section.columns):
        yield (section.symbols, FIRST + place), column.symbol
    for line in section.lines:
        yield (line.number, SYMBOL), line.symbol


def _merged(book: Workbook, found: Read, section: SectionLayout) -> None:
    last_column = FIRST + len(section.columns) - 1
    for first_row, first_column, last_row, end_column in book.merged(section.name):
        if last_row > section.symbols and first_row < section.end and first_column <= last_column:
            message = _("Scalono komórki do %(last)s. Rozdziel je: każde pole ma swoją komórkę.")
            last = xl_rowcol_to_cell(last_row, end_column)
            found.problem(section.name, (first_row, first_column), None, message % {"last": last})


def _cell(found: Read, section: SectionLayout, grid: Grid, where: tuple[CellSpec, int, int]) -> None:
    spec, row, column = where
    cell, address = grid.get((row, column)), found.layout.address(section, row, column)
    if spec.closed:
        if cell is not None and cell.value != CLOSED:
            message = _("To pole jest zamknięte (×), nie wypełnia się go.")
            found.problem(section.name, (row, column), cell.value, message, address)
        return
    if spec.computed is not None:
        if cell is not None and cell.kind is not Kind.FORMULA and found.formulas.of(*address.split(".")):
            message = _("To pole wylicza się samo. Przywróć w nim formułę: pobierz skoroszyt jeszcze raz.")
            found.problem(section.name, (row, column), cell.value, message, address)
        return
    try:
        found.texts[address] = "" if cell is None else text_of(spec, cell)
    except CellRefused as refused:
        found.problem(section.name, (row, column), cell.value if cell else None, str(refused), address)


def _stray(section: SectionLayout, grid: Grid) -> Iterator[tuple[int, int]]:
    """Typed below the table, or beside it where nothing of ours stands."""
    beside = section.prior + len(section.columns)
    for row, column in sorted(grid):
        below = row >= section.end and column < beside
        right = row > section.symbols and column == section.prior - 1
        if below or right or column >= beside:
            yield row, column


def _reason(unsafe: UnsafePackage) -> str:
    sentences = {
        Danger.NO_WORKBOOK: _("To nie jest skoroszyt XLSX."),
        Danger.OLD_OR_LOCKED: _("To stary format XLS albo plik zabezpieczony hasłem. Zapisz go jako XLSX bez hasła."),
        Danger.BINARY: _("To skoroszyt binarny XLSB. Zapisz go jako XLSX."),
        Danger.ENCRYPTED: _("Plik jest zaszyfrowany. Zapisz go jako XLSX bez hasła."),
        Danger.BROKEN: _("Plik jest uszkodzony: nie da się go odczytać w całości."),
        Danger.TOO_LARGE: _("Po rozpakowaniu plik jest za duży na skoroszyt formularza."),
        Danger.NAMES: _("Plik ma części o niedozwolonych nazwach."),
        Danger.MACROS: _("Plik zawiera makra. Zapisz go jako XLSX bez makr."),
        Danger.EMBEDDED: _("Plik zawiera osadzone obiekty albo formanty. Usuń je."),
        Danger.OUTSIDE: _("Plik odwołuje się do innych plików albo źródeł danych. Usuń te połączenia."),
        Danger.ENTITIES: _("Plik zawiera definicje encji XML, których skoroszyt nie ma."),
        Danger.ENCODING: _("Plik jest zapisany w niedozwolonym kodowaniu."),
    }
    place = f" ({unsafe.part})" if unsafe.part else ""
    return f"{sentences[unsafe.danger]}{place}"
