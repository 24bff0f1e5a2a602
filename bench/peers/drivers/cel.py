# SPDX-License-Identifier: EUPL-1.2
"""cel-expr-python: the Common Expression Language of Google, its C++ runtime. One activation serves all rules."""

import json
from importlib.metadata import version
from typing import Any

from cel_expr_python import cel
from cel_expr_python.ext import ext_math

from bench.peers.drivers.asking import Answers, milliseconds, read, rows_of, tell


def environment(names: list[str]) -> Any:
    return cel.NewEnv(variables=dict.fromkeys(names, cel.Type.INT), extensions=[ext_math.ExtMath()])


def main() -> None:
    written, case = read("cel"), read("case")
    names = [*case["cells"], *case["before"]]
    env = environment(names)
    rules = [env.compile(rule) for rule in written]

    def verdicts(activation: Any) -> list[int]:
        return [number for number, rule in enumerate(rules) if rule.eval(activation).value() is False]

    def violated(answers: Answers) -> list[int]:
        return verdicts(env.Activation(answers))

    def load(texts: list[str], known: list[str]) -> None:
        fresh = environment(known)
        for text in texts:
            fresh.compile(text)

    reports = [report["answers"] for report in case["full"]]
    spoilt = json.dumps(reports[1])
    activation = env.Activation(reports[0])
    large = read("large")
    tell(
        version=version("cel-expr-python"),
        **rows_of(written, violated),
        checks=milliseconds(lambda: verdicts(activation)),
        report=milliseconds(lambda: violated(reports[0])),
        json=milliseconds(lambda: violated(json.loads(spoilt))),
        load=milliseconds(lambda: load(written, names)),
        large=milliseconds(lambda: load(large["cel"], large["cells"]), 1.0),
    )


if __name__ == "__main__":
    main()
