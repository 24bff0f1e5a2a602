# SPDX-License-Identifier: EUPL-1.2
"""What goes into the workbook of a report, empty or filled."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import override

from engine.answers import Sheet, format_cell
from shared.clock import WARSAW, now
from ssoz.documents.workbook.formulas import formulas_of
from ssoz.documents.workbook.identity import Identity
from ssoz.documents.workbook.layout import BookLayout, rows_with_free
from ssoz.documents.workbook.writing import Contents, workbook
from ssoz.reports.queries import ReportDetails, prior_values
from ssoz.reports.queries.prior import prior
from ssoz.rounds.periods import period_words


def made(details: ReportDetails, *, empty: bool) -> bytes:
    """Always in Polish. An empty one has only the added rows that are blank, and the same identity."""
    with override("pl"):
        return workbook(_contents(details, empty=empty))


def _contents(details: ReportDetails, *, empty: bool) -> Contents:
    report, form = details.report, details.definition
    round = report.round
    sheet = _blank(details.sheet) if empty else details.sheet
    layout = BookLayout(form, rows_with_free(form, sheet, prior(report, 1)))
    words = period_words(round.period_start, round.period_end)
    moment = now().astimezone(WARSAW)
    identity = Identity(
        report=str(report.public_id),
        form=form.form,
        edition=form.edition,
        definition=form.digest,
        round=str(round.public_id),
        period=words,
        unit=report.unit.name,
        made_at=moment.isoformat(),
        rows=layout.rows,
        base={address: format_cell(form.cell(address), value) for address, value in sheet.cells.items()},
    )
    return Contents(
        layout=layout,
        values=sheet.cells,
        prior={address: value.scaled for address, value in prior_values(report).items() if address in layout.places},
        formulas=formulas_of(details, layout),
        identity=identity,
        title=f"{round.form} – {form.title.pl}",
        facts=(
            ("Formularz", f"{round.form}, {form.title.pl}"),
            ("Jednostka", report.unit.name),
            ("Okres sprawozdawczy", words),
            ("Termin złożenia", f"{report.obligation.due_on:%d.%m.%Y}"),
            ("Pobrano", f"{moment:%d.%m.%Y, %H:%M}, {details.actor.person_name}"),
            ("System", urlsplit(settings.BASE_URL).netloc),
        ),
        earlier="Rok poprzedni",
        made_at=moment,
    )


def _blank(sheet: Sheet) -> Sheet:
    filled = {tuple(address.split(".")[:2]) for address in sheet.cells}
    rows = {
        section: tuple(row for row in codes if (section, row) not in filled) for section, codes in sheet.rows.items()
    }
    return Sheet({}, rows)
