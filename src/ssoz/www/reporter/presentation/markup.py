# SPDX-License-Identifier: EUPL-1.2
"""HTML of one row of a table.

Everything else on the page is a template. Rows and cells are too many for one: through the template language a sheet
of 420 fields took five times as long as from here.
"""

from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ssoz.www.reporter.presentation.controls import Control
from ssoz.www.reporter.presentation.marks import Mark
from ssoz.www.reporter.presentation.refusals import choice_name, undecided

if TYPE_CHECKING:
    from ssoz.www.reporter.presentation.sections import CellView, RowView

BRIEF = 7  # signs of a computed value that fit its place as drawn; the page's script has the same (marks.js)


def row_html(row: "RowView") -> SafeString:
    """Its name, its number, its cells."""
    number = f'<td class="symbol" id="{row.id}-nr">{escape(row.symbol)}</td>'
    cells = "".join(map(cell_html, row.cells))
    return mark_safe(_name(row) + number + cells)  # noqa: S308  every text in it is escaped below


def _name(row: "RowView") -> str:
    if row.key is None:
        indent = f' class="in-{row.indent}"' if row.indent else ""
        return f'<th scope="row"{indent} id="{row.id}">{escape(row.title)}</th>'
    return f'<th scope="row" class="key" id="{row.id}">{_key(row.key)}</th>'


def _key(key: "CellView") -> str:
    if key.state != "field":
        return f'<span id="{key.id}">{escape(key.text)}</span> {escape(key.name)}'
    meant = f'<span class="code-name">{escape(key.name)}</span>' if key.control.element == "input" else ""
    return f"<div>{field_html(key)}{meant}</div>"


def cell_html(cell: "CellView") -> str:
    if cell.state == "closed":
        words = escape(_("nie wypełnia się"))  # not inside an f-string: there nobody finds it to be translated
        return f'<td class="closed"><span aria-hidden="true">×</span><span class="ds-sr-only">{words}</span></td>'
    kind = f' class="{cell.control.kind}"' if cell.state == "shown" else ""
    return f"<td{kind}>{answer_html(cell)}</td>"


def answer_html(cell: "CellView") -> SafeString:
    """What stands in a cell, or beside the question of a record."""
    if cell.state == "field":
        return field_html(cell)
    severity = f' class="{cell.mark.severity}"' if cell.mark.severity else ""
    if cell.state == "computed":
        shown = f'<output id="{cell.id}"{_measure(cell)}{_computed_class(cell)}>{escape(cell.text)}</output>'
    else:
        text = escape(f"{cell.text} {cell.name}".strip())
        shown = f'<span id="{cell.id}" tabindex="-1"{severity}>{text}</span>'
    return mark_safe(shown + mark_html(cell) + cell.flag)  # noqa: S308  escaped piece by piece


def _computed_class(cell: "CellView") -> str:
    names = " ".join(filter(None, ("long" if len(cell.text) > BRIEF else "", cell.mark.severity)))
    return f' class="{names}"' if names else ""


def field_html(cell: "CellView") -> SafeString:
    """An input or a list to choose from, with what is wrong with it."""
    control = cell.control
    common = (
        f'class="{control.kind}" id="{cell.id}" name="{cell.address}" aria-labelledby="{cell.labels}"'
        f"{_measure(cell)}{_state(cell.mark)}"
    )
    if control.element == "select":
        field = f'<select {common}><option value=""></option>{_options(control, cell.text)}</select>'
    else:
        field = f'<input {common} value="{escape(cell.text)}"{_attributes(control)}>'
    return mark_safe(field + mark_html(cell) + cell.flag)  # noqa: S308  escaped piece by piece


def mark_html(cell: "CellView") -> str:
    """The way to what a check says about the cell, or the reason why its text could not be saved."""
    mark = cell.mark
    if not mark.described:
        return ""
    if not mark.href:
        return _refused(cell, mark)
    sign, words = _sign(mark.severity)
    return (
        f'<a class="mark {mark.severity or "explained"}" href="{mark.href}" title="{escape(mark.message)}">'
        f'<span aria-hidden="true">{sign}</span><span class="ds-sr-only">{escape(words)}</span></a>'
    )


def _refused(cell: "CellView", mark: Mark) -> str:
    """Of a value that two people have changed both to choose from. The hidden field comes before them and says that
    nothing is chosen: of fields of one name the last counts. The page's script has buttons instead (marks.js)."""
    name, id, said = choice_name(cell.address), f"{cell.id}-p", ""
    if mark.over is not None:
        said = f'<input type="hidden" name="{name}" value="{escape(undecided(mark.over))}">'
    if mark.dispute is None:
        return f'<span class="problem" id="{id}">{escape(mark.message)}{said}</span>'
    radios = "".join(
        f'<label><input type="radio" name="{name}" value="{escape(choice.said)}"> {escape(choice.label)}</label>'
        for choice in mark.dispute.choices
    )
    return (
        f'<fieldset class="problem" id="{id}" aria-describedby="{cell.labels}">'
        f"<legend>{escape(mark.message)}</legend>{said}{radios}</fieldset>"
    )


def _sign(severity: str) -> tuple[str, str]:
    if severity == "error":
        return "!", _("Błąd: przejdź do opisu")
    if severity == "warning":
        return "!", _("Ostrzeżenie: przejdź do opisu")
    return "✓", _("Wyjaśnione: przejdź do opisu")


def _measure(cell: "CellView") -> str:
    """What the script has to know of a cell: decimal places, and whether it may stay blank."""
    scale = f' data-scale="{cell.scale}"' if cell.scale else ""
    return scale + (' aria-required="true"' if cell.required else "")


def _state(mark: Mark) -> str:
    if not mark.described:
        return ""
    severity = f' data-severity="{mark.severity}"' if mark.severity else ""
    invalid = ' aria-invalid="true"' if mark.severity == "error" else ""
    return f'{severity}{invalid} aria-describedby="{mark.described}"'


def _attributes(control: Control) -> str:
    mode = f' inputmode="{control.mode}"' if control.mode else ""
    hint = f' placeholder="{escape(control.hint)}"' if control.hint else ""
    suggestions = f' list="{control.suggestions}"' if control.suggestions else ""
    size = f' size="{control.size}"' if control.size else ""
    return mode + hint + suggestions + size


def _options(control: Control, chosen: str) -> str:
    return "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{escape(f'{value} {name}' if control.kind == 'code' else name)}</option>"
        for value, name in control.choices
    )
