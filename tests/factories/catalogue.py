# SPDX-License-Identifier: EUPL-1.2
"""Editions for tests: `edition(form="MZ-29")` is a small form, published; `real_edition("mz-29.yaml")` the real one,
`published("mz-29.yaml")` the same with the edition before, through the gate."""

from engine.definitions import load, standalone
from shared import clock
from ssoz.access.actors import SYSTEM
from ssoz.catalogue.models import Edition
from ssoz.catalogue.operations import publish
from ssoz.commands.forms import ROOT, code_lists

SMALL_FORM = """\
form: {form}
edition: {year}
title: {{pl: "Sprawozdanie próbne", en: "Trial report"}}
kind: {kind}
subject: {subject}
due: {{unit: {after}-02-25}}
zero: true
sections:
- code: d1
  title: Łóżka
  table:
    columns:
    - {{code: k1, title: Razem, type: int, required: true}}
    - {{code: k2, title: W tym dla dzieci, type: int}}
    rows:
    - {{code: w01, title: Łóżka}}
"""


def small_form(form: str = "MZ-29", year: int = 2025, kind: str = "nonfinancial", subject: str = "general") -> str:
    """Text of a form file with two cells, `d1.w01.k1` and `d1.w01.k2`."""
    return SMALL_FORM.format(form=form, year=year, after=year + 1, kind=kind, subject=subject)


def edition(form: str = "MZ-29", year: int = 2025, kind: str = "nonfinancial", subject: str = "general") -> Edition:
    """A published edition of that small form."""
    text = small_form(form, year, kind, subject)
    return publish(by=SYSTEM, text=text, path=f"forms/{year}/{form.lower()}.yaml")


def form_names(year: int = 2025) -> list[str]:
    """The files of the year's forms, cards among them."""
    return sorted(path.name for path in (ROOT / f"forms/{year}").glob("*.yaml"))


def real_edition(name: str, year: int = 2025) -> Edition:
    """A form of the catalogue with the code lists of seeds/, put in place without the registers around it."""
    path = f"forms/{year}/{name}"
    text = standalone((ROOT / path).read_text(encoding="utf-8"), path=path, read=_text_of)
    lists = {code: dict(codes) for code, codes in code_lists().items() if code in text}
    form = load(text, path=path, code_lists=lists)
    return Edition.objects.create(
        form=form.form,
        year=form.edition,
        title=form.title.pl,
        title_en=form.title.en,
        kind=form.kind,
        subject=form.subject,
        status=form.status,
        path=path,
        source=text,
        lists=lists,
        digest=form.fingerprint,
        published_at=clock.now(),
    )


def published(name: str, year: int = 2025) -> Edition:
    """A form that goes on from that of the year before, and that one; published again it stays as it is."""
    paths = [f"forms/{one}/{name}" for one in (year - 1, year)]
    return [publish(by=SYSTEM, text=_text_of(path), path=path) for path in paths][-1]


def _text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
