# SPDX-License-Identifier: EUPL-1.2
"""What the Python drivers share."""

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.peers.timing import milliseconds

Answers = dict[str, int]


def read(name: str) -> Any:
    return json.loads((Path(sys.argv[1]) / f"{name}.json").read_text())


def rows_of(rules: list[Any], violated: Callable[[Answers], list[int]]) -> dict[str, Any]:
    """What every engine for single reports is asked: verdicts on all reports, and the size of its rules."""
    case = read("case")
    packed = json.dumps(rules, separators=(",", ":")).encode()
    return {
        "violated": [violated(report["answers"]) for report in case["full"]],
        "blank": [violated(report["answers"]) for report in case["blank"]],
        "payload": len(gzip.compress(packed)),
    }


def tell(**found: Any) -> None:
    print(json.dumps(found))


__all__ = ["Answers", "milliseconds", "read", "rows_of", "tell"]
