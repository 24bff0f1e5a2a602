# SPDX-License-Identifier: EUPL-1.2
"""Output tables by voivodeship: page, map, files to take away."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from engine.tabulation import TOTAL
from ssoz.access.permissions import Permission
from ssoz.access.views import ActorRequest, permission_required
from ssoz.statistics import queries
from ssoz.statistics.errors import NoData, StatisticsError, UnknownColumn
from ssoz.statistics.rendering import figures, maps, separated
from ssoz.statistics.rendering.workbook import workbook as as_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
P = ParamSpec("P")


def told(
    view: Callable[Concatenate[ActorRequest, P], HttpResponse],
) -> Callable[Concatenate[ActorRequest, P], HttpResponse]:
    """What cannot be shown is said on a page of its own, with the status that fits."""

    @wraps(view)
    def wrapped(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoData as error:
            return render(request, "statistician/nothing.html", {"sentence": error.sentence})
        except StatisticsError as error:
            return render(request, "statistician/nothing.html", {"sentence": error.sentence}, status=error.status)

    return wrapped


@permission_required(Permission.STATISTICS_VIEW)
@told
def tables(request: ActorRequest) -> HttpResponse:
    return render(request, "statistician/tables.html", {"tables": queries.tables(request.actor)})


@permission_required(Permission.STATISTICS_VIEW)
@told
def table(request: ActorRequest, code: str) -> HttpResponse:
    data = queries.table_data(request.actor, code)
    group = _group(request, data)
    context = {
        **_context(data, group, reverse("statistician:table", args=[code])),
        "rows": [_cells(row, data) for row in figures.rows(data, group)],
        "headings": figures.headings(data.table.shown),
    }
    return render(request, "statistician/table.html", context)


@permission_required(Permission.STATISTICS_VIEW)
@told
def map_page(request: ActorRequest, code: str) -> HttpResponse:
    data = queries.table_data(request.actor, code)
    group, column = _group(request, data), _column(request, data)
    index = [item.code for item in data.table.shown].index(column)
    spec = data.table.column(column)
    ranked = sorted(figures.rows(data, group), key=lambda row: (not row.is_country, -(row.values[index] or 0)))
    context = {
        **_context(data, group, reverse("statistician:map", args=[code])),
        "column": spec,
        "columns": data.table.shown,
        "rows": [(row, figures.shown(row.values[index], spec, is_secret=row.is_secret)) for row in ranked],
        "description": maps.description(data, column, group),
    }
    return render(request, "statistician/map.html", context)


@permission_required(Permission.STATISTICS_VIEW)
@told
def map_picture(request: ActorRequest, code: str) -> HttpResponse:
    data = queries.table_data(request.actor, code)
    picture = maps.svg(data, _column(request, data), _group(request, data))
    return HttpResponse(picture, content_type="image/svg+xml")


@permission_required(Permission.STATISTICS_VIEW)
@told
def workbook(request: ActorRequest, code: str) -> HttpResponse:
    return _file(as_workbook(queries.table_data(request.actor, code)), XLSX, f"{code}.xlsx")


@permission_required(Permission.STATISTICS_VIEW)
@told
def spreadsheet_csv(request: ActorRequest, code: str) -> HttpResponse:
    text = separated.for_spreadsheet(queries.table_data(request.actor, code))
    return _file(text.encode(), "text/csv; charset=utf-8", f"{code}.csv")


@permission_required(Permission.STATISTICS_VIEW)
@told
def data_csv(request: ActorRequest, code: str) -> HttpResponse:
    text = separated.for_programs(queries.table_data(request.actor, code))
    return _file(text.encode(), "text/csv; charset=utf-8", f"{code}.dane.csv")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _group(request: ActorRequest, data: queries.TableData) -> str:
    """The chosen group; an unknown one is all together."""
    group = request.GET.get("grupa", TOTAL)
    return group if group in data.groups else TOTAL


def _column(request: ActorRequest, data: queries.TableData) -> str:
    """The chosen measure, the first one where nothing was chosen."""
    known = [column.code for column in data.table.shown]
    chosen = request.GET.get("miara", known[0])
    if chosen not in known:
        raise UnknownColumn
    return chosen


def _cells(row: figures.Row, data: queries.TableData) -> tuple[figures.Row, list[str]]:
    pairs = zip(data.table.shown, row.values, strict=True)
    return row, [figures.shown(value, column, is_secret=row.is_secret) for column, value in pairs]


def _context(data: queries.TableData, group: str, here: str) -> dict[str, object]:
    table = data.table
    address = {name: reverse(f"statistician:{name}", args=[table.table]) for name in ("table", "map")}
    return {
        "data": data,
        "table": table,
        "title": figures.told(table.title),
        "unit": figures.told(table.unit),
        "note": figures.told(table.note),
        "source": figures.told(table.source),
        "by": figures.told(table.by.title) if table.by else "",
        "group": group,
        "group_name": data.groups[group],
        "groups": data.groups if figures.has_groups(data) else {},
        "tabs": [{"title": _("Tablica"), "url": address["table"]}, {"title": _("Mapa"), "url": address["map"]}],
        "here": here,
    }
