# SPDX-License-Identifier: EUPL-1.2
"""From the lines of a file to cards that wait: read, checked many at once, sealed, written down in pieces."""

import base64
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection
from django.utils.translation import gettext as _

from engine.answers import Sheet, format_cell
from engine.definitions import FormDefinition
from shared.clock import today
from ssoz.cards.columns import Read, Reader, Told
from ssoz.cards.enums import CardKind, CardStatus
from ssoz.cards.errors import BadRequest
from ssoz.cards.fields import ADMITTED, DISCHARGED, KIND, NAME, NUMBER, SEX, SURNAME
from ssoz.cards.judging import Judge
from ssoz.cards.models import Card, Upload
from ssoz.cards.reading import Line, lines
from ssoz.cards.sealing import Content, digest_of, duplicate_key, pseudonym, seal

AT_ONCE = 4096
MOST_TOLD = 2000  # lines whose problems are told; the others are counted
NEEDED = {SURNAME: "nazwisko", NAME: "imie", SEX: "plec", ADMITTED: "przyjety"}
COLUMNS = (
    *("upload_id", "line", "public_id", "kind", "book_year", "number", "status", "year"),
    *("admitted_on", "discharged_on"),
    *("sealed", "digest", "duplicate_key", "pseudonym", "errors", "warnings", "doubtful"),
)
COPY = f"COPY cards_stagedcard ({', '.join(COLUMNS)}) FROM STDIN"
Numbered = tuple[str, int, int]  # kind, year of numbering, number


@dataclass(frozen=True, slots=True)
class Draft:
    """A line on its way to become a card."""

    line: int
    sheet: Sheet
    kind: str
    problems: tuple[Told, ...]

    @property
    def lasts(self) -> bool:
        """The stay goes on: the card will be open."""
        return self.kind == CardKind.DISCHARGE and DISCHARGED not in self.sheet.cells

    @property
    def number(self) -> int | None:
        found = self.sheet.cells.get(NUMBER)
        return None if found is None else int(found)

    def asked(self) -> Sheet:
        """As the checks are to see it: without a number of its own one will be given; an open card has no kind yet."""
        return self.sheet.with_cells({KIND: None if self.lasts else self.kind, NUMBER: self.number or 1})


@dataclass
class Staging:
    """One file being read."""

    upload: Upload
    form: FormDefinition
    judge: Judge
    counts: Counter[str] = field(default_factory=Counter)
    told: list[tuple[int, Told]] = field(default_factory=list)
    numbers: set[Numbered] = field(default_factory=set)
    keys: set[tuple[str, str]] = field(default_factory=set)

    def run(self, data: bytes) -> None:
        source = lines(data)
        head = next(source, None)
        if head is None:
            raise BadRequest(_("Plik jest pusty. Pobierz wzór i wpisz w nim karty."))
        reader = Reader(self.form, head[1])
        while piece := list(islice(source, AT_ONCE)):
            self._piece([self._draft(line, reader.read(line[1])) for line in piece])
        if not self.counts["rows"]:
            raise BadRequest(_("W pliku są nazwy kolumn, ale nie ma żadnej karty."))

    def _draft(self, line: Line, read: Read) -> Draft:
        cells = read.sheet.cells
        problems = [*read.problems]
        unread = {one.column for one in problems}
        problems += [
            Told(name, "", _("To pole jest wymagane."))
            for address, name in NEEDED.items()
            if address not in cells and name not in unread
        ]
        if str(cells.get(ADMITTED, "")) > today().isoformat():
            problems.append(
                Told("przyjety", self._typed(read.sheet, ADMITTED), _("Data przyjęcia jest w przyszłości."))
            )
        return Draft(line[0], read.sheet, str(cells.get(KIND, CardKind.DISCHARGE)), tuple(problems))

    def _piece(self, drafts: Sequence[Draft]) -> None:
        readable = [draft for draft in drafts if not draft.problems]
        judged = self.judge.judge([draft.asked() for draft in readable], [draft.lasts for draft in readable])
        known = self._known(readable)
        good = []
        for draft, errors, warnings in zip(readable, judged.errors, judged.warnings, strict=True):
            taken = self._number_taken(draft, known[0])
            if errors or taken:
                self._wrong(draft, [*taken, *(self._found(draft) if errors else ())])
            else:
                good.append(self._staged(draft, warnings, known[1]))
        for draft in drafts:
            if draft.problems:
                self._wrong(draft, draft.problems)
        self.counts["rows"] += len(drafts)
        with connection.cursor() as cursor, cursor.copy(COPY) as copy:
            copy.write("".join(good))

    def _found(self, draft: Draft) -> Iterator[Told]:
        """What the checks say, in words: only as often as anybody reads it."""
        if len(self.told) < MOST_TOLD:
            for finding in self.judge.told(draft.asked(), draft.lasts):
                if finding.severity == "error":
                    yield Told(_column(finding.target), self._typed(draft.sheet, finding.target), finding.message)

    def _typed(self, sheet: Sheet, address: str) -> str:
        """What stands in the cell; nothing where a check speaks of a row or of a blank."""
        value = sheet.cells.get(address)
        return "" if value is None else format_cell(self.form.cell(address), value)

    def _wrong(self, draft: Draft, problems: Iterable[Told]) -> None:
        self.counts["wrong"] += 1
        if len(self.told) < MOST_TOLD:
            self.told += [(draft.line, one) for one in problems]

    def _book(self, draft: Draft) -> int:
        year = str(draft.sheet.cells[ADMITTED])[:4]
        return int(year) if draft.kind == CardKind.DISCHARGE else self.upload.year

    def _number_taken(self, draft: Draft, known: set[Numbered]) -> list[Told]:
        if draft.number is None:
            return []
        numbered = (draft.kind, self._book(draft), draft.number)
        if numbered in known or numbered in self.numbers:
            text = _("Karta numer %(number)d z %(year)d r. już istnieje.")
            return [Told("numer", str(draft.number), text % {"number": draft.number, "year": numbered[1]})]
        self.numbers.add(numbered)
        return []

    def _known(self, drafts: Sequence[Draft]) -> tuple[set[Numbered], set[tuple[str, str]]]:
        """Numbers and stays that cards of the unit have already."""
        cards = Card.objects.filter(unit=self.upload.unit_id).order_by()
        numbers = {draft.number for draft in drafts if draft.number is not None}
        keys = {duplicate_key(self.upload.unit_id, draft.sheet) for draft in drafts} - {""}
        taken = cards.filter(number__in=numbers).values_list("kind", "book_year", "number") if numbers else ()
        there = cards.filter(duplicate_key__in=keys).exclude(status=CardStatus.VOID) if keys else Card.objects.none()
        of_year = there.filter(kind=CardKind.STOCK, year=self.upload.year) | there.filter(kind=CardKind.DISCHARGE)
        return set(taken), set(of_year.values_list("kind", "duplicate_key"))

    def _staged(self, draft: Draft, warnings: int, known: set[tuple[str, str]]) -> str:
        """One line as COPY reads it. Nothing in it needs a backslash: numbers, dates, digests, base64."""
        content = Content(Sheet.empty()).with_sheet(draft.sheet)
        public_id = uuid.uuid4()
        key = duplicate_key(self.upload.unit_id, draft.sheet)
        doubtful = bool(key) and ((draft.kind, key) in known or (draft.kind, key) in self.keys)
        self.keys.add((draft.kind, key))
        self.counts["doubtful" if doubtful else "good"] += 1
        is_open = draft.lasts or warnings > 0
        year = None if is_open and draft.kind == CardKind.DISCHARGE else self.upload.year
        values = (
            *(self.upload.pk, draft.line, public_id, draft.kind, self._book(draft), draft.number),
            *(CardStatus.OPEN.value if is_open else CardStatus.CLOSED.value, year),
            *(draft.sheet.cells[ADMITTED], draft.sheet.cells.get(DISCHARGED)),
            *(seal(public_id, content), digest_of(content), key, pseudonym(draft.sheet)),
            *(0, warnings, "t" if doubtful else "f"),
        )
        return "\t".join("\\N" if value is None else str(value) for value in values) + "\n"


def _column(target: str) -> str:
    """The column of a cell's address: of a field its code, of a stay its column and number."""
    section, _dot, rest = target.partition(".")
    row, _dot, column = rest.partition(".")
    return f"{column}{row[1:]}" if column and column != "k1" else row or section


def packed_file(data: bytes) -> str:
    return base64.b64encode(data).decode()


def unpacked_file(text: str) -> bytes:
    return base64.b64decode(text)


def problems_text(told: Iterable[tuple[int, Told]]) -> str:
    return json.dumps([[line, *one] for line, one in told], ensure_ascii=False)
