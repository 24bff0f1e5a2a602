# SPDX-License-Identifier: EUPL-1.2
"""A map of voivodeships: one Vega-Lite description, drawn on the server, so it needs no script and no network."""

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import vl_convert
from django.utils.translation import gettext as _

from engine.tabulation import COUNTRY, TOTAL, TableColumn
from ssoz.registers.queries import outlines
from ssoz.statistics.queries import TableData
from ssoz.statistics.rendering.figures import SECRET, full_title, shown, told

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
    told_values = {area: None if data.is_secret(area, group) else value for area, value in values.items()}
    classes = Classes.of([value for value in told_values.values() if value is not None], column)
    features = [
        _feature(outline, data.areas[area], told_values[area], classes, SECRET if data.is_secret(area, group) else "")
        for area, outline in _outlines()
        if area in values
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 560,
        "height": 540,
        "background": "transparent",
        "config": {"font": "Fira Sans, sans-serif", "view": {"stroke": None}},
        "title": {"text": full_title(column), "anchor": "start", "fontSize": 15, "fontWeight": 600, "color": DARK},
        "projection": {"type": "mercator"},
        "data": {"values": features},
        "layer": [
            {
                "mark": {"type": "geoshape", "stroke": "#ffffff", "strokeWidth": 1},
                "encoding": {"color": _colour(classes, told(column.unit))},
            },
            _label("label", 0, 600),
            _label("name", 13, 400),
        ],
    }


@dataclass(frozen=True)
class Classes:
    """Values in steps of equal width, each with its colour and the words of the legend."""

    column: TableColumn
    least: float
    width: float
    labels: tuple[str, ...]

    @classmethod
    def of(cls, values: list[float | int], column: TableColumn) -> "Classes":
        least, most = (min(values), max(values)) if values else (0, 0)
        number = len(BLUES) if most > least else 1 if values else 0
        width = (most - least) / max(number, 1)
        bounds = [shown(least + width * step, column) for step in range(number + 1)]
        return cls(column, least, width, tuple(f"{low} – {high}" for low, high in pairwise(bounds)))

    def step(self, value: float) -> int:
        return min(int((value - self.least) / self.width), len(self.labels) - 1) if self.width else 0

    @property
    def colours(self) -> list[str]:
        return BLUES[-len(self.labels) :] if self.labels else []


def _colour(classes: Classes, title: str) -> dict[str, Any]:
    missing = _("brak danych lub tajemnica")
    return {
        "field": "properties.step",
        "type": "nominal",
        "scale": {"domain": [*classes.labels, missing], "range": [*classes.colours, GREY]},
        "legend": {
            "title": title or None,
            "titleFontSize": 11,
            "titleFontWeight": 400,
            "titleLimit": 400,
            "labelFontSize": 11,
            "labelLimit": 260,
            "symbolType": "square",
            "symbolSize": 160,
            "symbolStrokeWidth": 0,
            "orient": "bottom",  # below the country, not over it
            "columns": 3,
            "values": list(classes.labels),
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


def _feature(outline: Any, name: str, value: float | None, classes: Classes, secret: str) -> dict[str, Any]:
    x, y = _middle(outline)
    step = None if value is None else classes.step(value)
    properties = {
        "name": name,
        "label": secret or shown(value, classes.column),
        "step": _("brak danych lub tajemnica") if step is None else classes.labels[step],
        "dark": step is not None and classes.colours[step] in BLUES[3:],
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
        return full_title(spec)
    most, least = max(values, key=lambda area: values[area]), min(values, key=lambda area: values[area])
    return _("%(title)s: najwięcej %(most)s (%(high)s), najmniej %(least)s (%(low)s).") % {
        "title": full_title(spec),
        "most": data.areas[most],
        "high": shown(values[most], spec),
        "least": data.areas[least],
        "low": shown(values[least], spec),
    }
