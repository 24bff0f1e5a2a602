# SPDX-License-Identifier: EUPL-1.2
"""What each check demands in words, and the reasons a warning may be explained with: said before any value is known."""

from typing import Any

from engine.checks import CompiledForm
from engine.checks.phrases import Language
from ssoz.registers.enums import unit_names


def rules(compiled: CompiledForm, language: Language) -> dict[str, dict[str, Any]]:
    demands = compiled.demands(language, unit_names(language))
    labels, definition = compiled.labels(language), compiled.definition
    return {
        check.id: {
            "text": demands.get(check.id, ""),
            "reasons": [(code, labels.reason(code)) for code in check.explain],
        }
        for check in definition.checks
    }
