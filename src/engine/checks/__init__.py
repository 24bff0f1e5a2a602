# SPDX-License-Identifier: EUPL-1.2
"""Checks: what has to hold in a sheet, and what is wrong where it does not."""

from engine.answers import format_number, place
from engine.checks.compiled import CompiledForm, compile_form
from engine.checks.findings import Context, Finding, Needs, Period

__all__ = [
    "CompiledForm",
    "Context",
    "Finding",
    "Needs",
    "Period",
    "compile_form",
    "format_number",
    "place",
]
