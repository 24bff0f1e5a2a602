# SPDX-License-Identifier: EUPL-1.2
"""Lines of a file that somebody sends: CSV as Excel and LibreOffice write it, or the first sheet of a workbook."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from ssoz.cards.errors import BadRequest

ZIP = b"PK\x03\x04"
UNPACKED = 400 * 1024 * 1024
PARTS = 200
MOST = 200_000  # lines
WIDEST = 200  # columns
Line = tuple[int, list[str]]


def lines(data: bytes) -> Iterator[Line]:
    """Number of the line and its texts; blank lines are left out. Content decides, not the name of the file."""
    found = _of_workbook(data) if data.startswith(ZIP) else _of_csv(data)
    for count, (number, texts) in enumerate(found):
        if count > MOST:
            raise BadRequest(_("Plik ma więcej niż %(most)d wierszy. Podziel go.") % {"most": MOST})
        if any(texts):
            yield number, texts


def _of_csv(data: bytes) -> Iterator[Line]:
    text = _decoded(data)
    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for texts in reader:
            yield reader.line_num, [one.strip() for one in texts]
    except csv.Error as error:
        raise BadRequest(_("Wiersz %(line)d nie jest poprawnym CSV.") % {"line": reader.line_num}) from error


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise BadRequest(_("To nie jest plik CSV ani XLSX."))
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadRequest(_("Nie udało się odczytać znaków pliku. Zapisz go jako CSV UTF-8."))


def _of_workbook(data: bytes) -> Iterator[Line]:
    """Values as they stand: a formula's last result, a date as a date."""
    from openpyxl import load_workbook  # heavy, and wanted here only

    _check_package(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=WIDEST), 1):
            yield number, [_text(value) for value in row]
    except BadRequest:
        raise
    except Exception as error:  # whatever is wrong with a stranger's file, openpyxl raises as it comes
        raise BadRequest(_("Nie udało się odczytać skoroszytu. Zapisz go ponownie jako XLSX.")) from error


def _check_package(data: bytes) -> None:
    """A workbook is a zip: one that unpacks to far too much, or brings macros, is not read."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        raise BadRequest(_("Nie udało się odczytać skoroszytu. Zapisz go ponownie jako XLSX.")) from error
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise BadRequest(_("Skoroszyt jest za duży. Podziel go albo wczytaj jako CSV."))
    if any(part.filename.casefold().endswith("vbaproject.bin") for part in parts):
        raise BadRequest(_("Skoroszyt zawiera makra. Zapisz go jako XLSX bez makr."))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
