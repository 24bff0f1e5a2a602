# SPDX-License-Identifier: EUPL-1.2
"""`{% load design %}`: components and formatting for every page."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.paginator import Page
from django.forms import BoundField
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

from shared import clock
from shared.design import formatting
from shared.design.bundles import parts

register = template.Library()
MARKDOWN = MarkdownIt("commonmark", {"html": False})

# Colour only with a meaning: blue waits for somebody else, amber wants work again, green is done.
STATUSES = {
    "to_fill": (_("Do wypełnienia"), "neutral"),
    "to_verify": (_("Do weryfikacji"), "info"),
    "to_correct": (_("Do korekty"), "warning"),
    "accepted": (_("Zatwierdzone"), "success"),
}
ICONS = {"success": "check", "warning": "warning", "error": "error", "info": "info"}
TONES = {"debug": "info", "danger": "error"}

register.filter("number", formatting.number)
register.filter("percent", formatting.percent)
register.filter("plural", formatting.plural)
register.filter("counted", formatting.counted)
register.filter("day", formatting.day)
register.filter("moment", formatting.moment)


@register.filter
def due(value: date | None, waits: object = True) -> str:
    """`25 lutego 2026 (za 6 dni)`; the day alone where nothing waits any more."""
    return formatting.due(value, clock.today()) if waits else formatting.day(value)


@register.filter
def is_late(value: date | None) -> bool:
    """Whether the due date has passed."""
    return value is not None and value < clock.today()


@register.filter
def current(here: str, url: str) -> bool:
    """Whether a link leads to this page or to the part of the site it belongs to.

    A part with several pages is linked by its first: `/zarzadzanie/rundy/` stands for all of `/zarzadzanie/`.
    """
    area, _slash, _first = url.rstrip("/").rpartition("/")
    return here == url or (url != "/" and here.startswith(f"{area}/" if area else url))


@register.inclusion_tag("design/status.html")
def status(code: str) -> dict[str, Any]:
    """The status of a report as a tag."""
    label, colour = STATUSES[code]
    return {"label": label, "colour": colour}


@register.inclusion_tag("design/tag.html")
def tag(label: str, colour: str = "neutral") -> dict[str, Any]:
    """A tag: neutral, info, success, warning, danger."""
    return {"label": label, "colour": colour}


@register.inclusion_tag("design/icon.html")
def icon(name: str) -> dict[str, Any]:
    """An icon that stands beside its words, so a reader skips it."""
    return {"name": name}


@register.inclusion_tag("design/breadcrumbs.html")
def breadcrumbs(*steps: str) -> dict[str, Any]:
    """Title, address, title, address, …, title of this page."""
    *links, here = steps
    return {"links": list(zip(links[::2], links[1::2], strict=True)), "here": here}


@register.inclusion_tag("design/button.html")
def button(label: str, **options: Any) -> dict[str, Any]:
    """A button (`name`, `value`, `variant`, `size`, `colour`, `opens`), or a link that looks like one (`href`)."""
    return {"label": label, **options}


@register.inclusion_tag("design/field.html")
def field(bound: BoundField, kind: str = "") -> dict[str, Any]:
    """Label, hint, input and error of one field of a Django form; `short` for numbers and dates."""
    widget = bound.field.widget
    described = [f"{bound.auto_id}_hint"] if bound.help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    attributes: dict[str, str | bool] = {
        "class": "ds-input",
        **({"aria-describedby": " ".join(described)} if described else {}),
    }
    if bound.errors:
        attributes["aria-invalid"] = "true"
    grouped = bool(getattr(widget, "use_fieldset", False))
    ticked = getattr(widget, "input_type", "") == "checkbox" and not grouped
    shown = {"choices": grouped_choices(bound, attributes)} if grouped else {"input": bound.as_widget(attrs=attributes)}
    return {"field": bound, "kind": kind, "grouped": grouped, "ticked": ticked, **shown}


def grouped_choices(bound: BoundField, attributes: dict[str, str | bool]) -> list[tuple[str, str, SafeString]]:
    """Id, label and input of each radio button or box of a group."""
    choices = []
    for choice in bound.subwidgets:
        choice.data["attrs"].update(attributes)
        choices.append((choice.data["attrs"]["id"], choice.choice_label, choice.tag(wrap_label=False)))
    return choices


@register.inclusion_tag("design/progress.html")
def progress(filled: int, expected: int, label: str = "") -> dict[str, Any]:
    """How much is filled in."""
    return {"filled": filled, "expected": expected, "label": label, "done": expected > 0 and filled >= expected}


@register.inclusion_tag("design/steps.html")
def steps(here: int, *titles: str) -> dict[str, Any]:
    """Steps of a longer task; `here` counts from 1."""
    return {"here": here, "titles": titles}


@register.inclusion_tag("design/tabs.html")
def tabs(label: str, items: Sequence[Any], here: str) -> dict[str, Any]:
    """Tabs as links: items with `title`, `url` and, if it says something, `count`."""
    return {"label": label, "items": items, "here": here}


@register.inclusion_tag("design/findings.html")
def findings(items: Sequence[Any]) -> dict[str, Any]:
    """Findings: items with `severity`, `href`, `place`, `message`."""
    return {"items": items}


@register.inclusion_tag("design/counts.html")
def counts(items: Sequence[Any]) -> dict[str, Any]:
    """What waits: items with `title`, `url`, `count` and perhaps `tone`."""
    return {"items": items}


@register.inclusion_tag("design/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any], noun: str = "") -> dict[str, Any]:
    """Pages of a list; keeps the rest of the query. `noun` follows „z”: `sprawozdania|sprawozdań`."""
    near = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"request": context["request"], "page": page, "numbers": near, "noun": noun}


@register.inclusion_tag("design/sort.html", takes_context=True)
def sort(context: RequestContext, title: str, key: str, kind: str = "") -> dict[str, Any]:
    """A column head that sorts by `?sort=key`, again `?sort=-key`."""
    now = context["request"].GET.get("sort", "")
    target = f"-{key}" if now == key else key
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return {"request": context["request"], "title": title, "target": target, "order": order, "kind": kind}


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: str = "", level: int = 3) -> SafeString:
    """`{% alert "success" "Sprawozdanie jest poprawne" %}…{% endalert %}`."""
    kind = TONES.get(tone, tone)
    kind = kind if kind in ICONS else "info"
    values = {"content": content, "tone": kind, "icon": ICONS[kind], "title": title, "level": f"h{level}"}
    return render_to_string("design/alert.html", values)


@register.simple_block_tag
def card(content: str, title: str = "", level: int = 2, id: str = "", kind: str = "") -> SafeString:
    """`{% card _("Twoje obowiązki") %}…{% endcard %}`."""
    values = {"content": content, "title": title, "level": f"h{level}", "id": id, "kind": kind}
    return render_to_string("design/card.html", values)


@register.simple_block_tag
def scroll(content: str, label: str) -> SafeString:
    """A frame in which a wide table scrolls, also by keyboard."""
    return render_to_string("design/scroll.html", {"content": content, "label": label})


@register.filter
def text(value: Any) -> str:
    """What a pair of Polish and English says in the language of the page; Polish where there is no English."""
    return str(value.pl if formatting.is_polish() else value.en or value.pl)


@register.filter
def markdown(value: str) -> SafeString:
    """Notes of forms as they are written; HTML in them stays text."""
    return SafeString(MARKDOWN.render(value))  # the renderer escapes HTML


@register.filter
def iso(value: date | datetime | None) -> str:
    """For `<time datetime>`."""
    return value.isoformat() if value else ""


@register.simple_tag
def stylesheet(name: str) -> SafeString:
    """Links to a stylesheet: to its bundle where it is published, to its parts where the sources are looked at."""
    is_published = isinstance(staticfiles_storage, ManifestFilesMixin)
    links = ((name, ""),) if is_published else parts(name)
    shown = ((static(part), format_html(' media="{}"', media) if media else "") for part, media in links)
    return format_html_join("\n", '<link rel="stylesheet" href="{}"{}>', shown)
