# SPDX-License-Identifier: EUPL-1.2
"""Editions for tests: `edition(form="MZ-29")` is a small form, published."""

from ssoz.access.actors import SYSTEM
from ssoz.catalogue.models import Edition
from ssoz.catalogue.operations import publish

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
