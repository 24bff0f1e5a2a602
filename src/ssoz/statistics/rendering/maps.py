# SPDX-License-Identifier: EUPL-1.2
"""A map of voivodeships: one Vega-Lite description, drawn on the server, so it needs no script and no network."""

import json
from functools import lru_cache
from typing import Any

import vl_convert
from django.utils.translation import gettext as _

from engine.tabulation import COUNTRY, TOTAL
from shared.design.formatting import is_polish
from ssoz.registers.queries import outlines
from ssoz.statistics.queries import TableData
from ssoz.statistics.rendering.figures import SECRET, shown, told

BLUES = ["#dbe7f5", "#a9c6e6", "#6f9ed1", "#3b74b3", "#174a85"]
GREY = "#d7dce2"
DARK, LIGHT = "#14263b", "#ffffff"
PRECISION = 2  # hundredths of a degree: half a pixel


def svg(data: TableData, column: str, group: str = TOTAL) -> str:
    """The picture of one measure."""
    text: str = vl_convert.vegalite_to_svg(specification(data, column, group), vl_version="5.20")
    return text


def specification(data: TableData, code: str, group: str = TOTAL) -> dict[str, Any]:
    """What the picture shows, as data; a page where people explore can draw the same."""
    column = data.table.column(code)
    values = {area: data.value(area, code, group) for area in data.areas if area != COUNTRY}
    known = [value for area, value in values.items() if value is not None and not data.is_secret(area, group)]
    limit = _dark_from(known)
    features = [_feature(area, outline, data, (code, group), limit) for area, outline in _outlines() if area in values]
    filled = {
        "condition": {"test": "datum.properties.known", **_colour(told(column.unit or column.title))},
        "value": GREY,
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 560,
        "height": 540,
        "background": "transparent",
        "config": {"font": "Fira Sans, sans-serif", "view": {"stroke": None}, "legend": _legend()},
        "title": {"text": told(column.title), "anchor": "start", "fontSize": 15, "fontWeight": 600, "color": DARK},
        "projection": {"type": "mercator"},
        "data": {"values": features},
        "layer": [
            {"mark": {"type": "geoshape", "stroke": "#ffffff", "strokeWidth": 1}, "encoding": {"color": filled}},
            _label("label", 0, 600),
            _label("name", 13, 400),
        ],
    }


def _legend() -> dict[str, Any]:
    return {
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": 400,
        "titleLimit": 300,
        "orient": "bottom",  # below the country, not over it
    }


def _colour(title: str) -> dict[str, Any]:
    return {
        "field": "properties.value",
        "type": "quantitative",
        "scale": {"type": "quantize", "range": BLUES, "zero": False},
        "legend": {
            "title": title,
            "direction": "horizontal",
            "gradientLength": 320,
            "labelExpr": f"replace(replace(datum.label, /,/g, '\u00a0'), '.', '{',' if is_polish() else '.'}')",
            "format": ",.4~r",
        },
    }


def _label(field: str, lower: int, weight: int) -> dict[str, Any]:
    return {
        "mark": {"type": "text", "fontSize": 11 if lower == 0 else 9.5, "fontWeight": weight, "dy": lower},
        "encoding": {
            "longitude": {"field": "properties.x", "type": "quantitative"},
            "latitude": {"field": "properties.y", "type": "quantitative"},
            "text": {"field": f"properties.{field}"},
            "color": {"condition": {"test": "datum.properties.dark", "value": LIGHT}, "value": DARK},
        },
    }


def _dark_from(known: list[float | int]) -> float:
    """From this value on the colour is dark and the writing white."""
    return min(known) + (max(known) - min(known)) * 0.6 if known else 0.0


def _feature(area: str, outline: Any, data: TableData, what: tuple[str, str], limit: float) -> dict[str, Any]:
    code, group = what
    secret = data.is_secret(area, group)
    value = None if secret else data.value(area, code, group)
    x, y = _middle(outline)
    properties = {
        "name": data.areas[area],
        "label": SECRET if secret else shown(value, data.table.column(code)),
        "value": value,
        "known": value is not None,
        "dark": value is not None and value >= limit and bool(value),
        "x": x,
        "y": y,
    }
    return {"type": "Feature", "geometry": outline, "properties": properties}


@lru_cache(maxsize=1)
def _simplified(stored: tuple[tuple[str, str], ...]) -> tuple[tuple[str, Any], ...]:
    return tuple((area, _simplify(json.loads(geometry))) for area, geometry in stored)


def _outlines() -> tuple[tuple[str, Any], ...]:
    """Simplified once for as long as the register says the same."""
    return _simplified(tuple(sorted((area, json.dumps(outline)) for area, outline in outlines().items())))


def _simplify(geometry: Any) -> dict[str, Any]:
    """Points that fall on the one before are left out; rings run the way the projection expects."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return {
        "type": "MultiPolygon",
        "coordinates": [[_ring(ring, hole=index > 0) for index, ring in enumerate(polygon)] for polygon in polygons],
    }


def _ring(ring: list[list[float]], *, hole: bool) -> list[list[float]]:
    points: list[list[float]] = []
    for x, y in ring:
        point = [round(x, PRECISION), round(y, PRECISION)]
        if not points or point != points[-1]:
            points.append(point)
    clockwise = _area(points) < 0
    return points if clockwise != hole else points[::-1]


def _area(points: list[list[float]]) -> float:
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def _middle(outline: Any) -> tuple[float, float]:
    """Centre of gravity of the largest part; it lies inside each of the voivodeships."""
    ring = max((polygon[0] for polygon in outline["coordinates"]), key=lambda points: abs(_area(points)))
    area = _area(ring)
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * area)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * area)
    return x, y


def description(data: TableData, column: str, group: str = TOTAL) -> str:
    """What the map shows, in words, for whoever cannot see it."""
    spec = data.table.column(column)
    values = {
        area: value
        for area in data.areas
        if area != COUNTRY
        and not data.is_secret(area, group)
        and (value := data.value(area, column, group)) is not None
    }
    if not values:
        return told(spec.title)
    most, least = max(values, key=lambda area: values[area]), min(values, key=lambda area: values[area])
    return _("%(title)s: najwięcej %(most)s (%(high)s), najmniej %(least)s (%(low)s).") % {
        "title": told(spec.title),
        "most": data.areas[most],
        "high": shown(values[most], spec),
        "least": data.areas[least],
        "low": shown(values[least], spec),
    }
