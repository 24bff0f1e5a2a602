# SPDX-License-Identifier: EUPL-1.2
"""What each check demands in words, and the reasons a warning may be explained with: said before any value is known."""

from typing import Any

from engine.checks import CompiledForm
from engine.checks.phrases import Language


def rules(compiled: CompiledForm, language: Language) -> dict[str, dict[str, Any]]:
    demands = compiled.demands(language)
    definition = compiled.definition
    return {
        check.id: {
            "text": demands.get(check.id, ""),
            "reasons": [(code, definition.reason(code)) for code in check.explain],
        }
        for check in definition.checks
    }
