# SPDX-License-Identifier: EUPL-1.2
"""Every check of every form, on its own two examples."""

import pytest

from engine.checks import compile_form
from engine.checks.examples import example_findings
from engine.definitions import Check, FormDefinition
from tests.unit.catalogue.conftest import read_forms

FORMS = read_forms()
CHECKS = [
    pytest.param(definition, check, id=f"{definition.form} {check.id}")
    for definition in FORMS.values()
    for check in definition.checks
]


@pytest.mark.parametrize(("definition", "check"), CHECKS)
def test_a_check_lets_its_good_example_pass(definition: FormDefinition, check: Check) -> None:
    assert check.examples is not None
    assert (
        example_findings(compile_form(definition, _others(definition)), check.id, check.examples.passing, FORMS) == ()
    )


@pytest.mark.parametrize(("definition", "check"), CHECKS)
def test_a_check_finds_its_bad_example_and_says_so(definition: FormDefinition, check: Check) -> None:
    assert check.examples is not None
    compiled = compile_form(definition, _others(definition))
    found = example_findings(compiled, check.id, check.examples.failing, FORMS)
    assert found
    assert all(finding.severity == check.severity for finding in found)
    assert all("{" not in finding.message and finding.message.endswith(".") for finding in found)
    assert all(finding.target.count(".") == 2 for finding in found)


@pytest.mark.parametrize(("definition", "check"), CHECKS)
def test_a_warning_offers_reasons_with_names_and_an_error_none(definition: FormDefinition, check: Check) -> None:
    assert bool(check.explain) == (check.severity == "warning")
    assert set(check.explain) <= definition.reasons.keys()


def _others(definition: FormDefinition) -> dict[str, FormDefinition]:
    return {name: FORMS[name] for name in definition.after}
