# SPDX-License-Identifier: EUPL-1.2
"""Checks: what has to hold in a sheet, and what is wrong where it does not. The language: docs/checks/language.md."""

from engine.answers import format_number, place
from engine.checks.compiled import CompiledForm, compile_form
from engine.checks.examples import ExampleResult, example_findings, example_problems, run_examples
from engine.checks.findings import NO_NAMES, Context, Finding, Names, Needs, Period
from engine.checks.grammar import ExpressionError
from engine.checks.reference import check_reference

__all__ = [
    "NO_NAMES",
    "CompiledForm",
    "Context",
    "ExampleResult",
    "ExpressionError",
    "Finding",
    "Names",
    "Needs",
    "Period",
    "check_reference",
    "compile_form",
    "example_findings",
    "example_problems",
    "format_number",
    "place",
    "run_examples",
]
