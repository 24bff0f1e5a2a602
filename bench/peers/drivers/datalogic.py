# SPDX-License-Identifier: EUPL-1.2
"""datalogic-py: JSONLogic in Rust. Its fastest way: rules compiled once, one handle a report, one call for all."""

import json
from typing import Any

import datalogic_py

from bench.peers.drivers.asking import Answers, milliseconds, read, rows_of, tell


def main() -> None:
    written = read("datalogic")
    engine = datalogic_py.Engine()
    session = engine.session()
    rules = [engine.compile(rule) for rule in written]

    def verdicts(handle: Any) -> list[int]:
        return [number for number, told in enumerate(session.evaluate_many(rules, handle)) if told == "false"]

    def violated(answers: Answers) -> list[int]:
        return verdicts(datalogic_py.DataHandle(answers))

    reports = [report["answers"] for report in read("case")["full"]]
    spoilt = json.dumps(reports[1])
    handle = datalogic_py.DataHandle(reports[0])
    texts = [json.dumps(rule) for rule in written]
    large = [json.dumps(rule) for rule in read("large")["datalogic"]]
    tell(
        version=datalogic_py.__version__,
        **rows_of(written, violated),
        checks=milliseconds(lambda: verdicts(handle)),
        report=milliseconds(lambda: violated(reports[0])),
        json=milliseconds(lambda: verdicts(datalogic_py.DataHandle(spoilt))),
        load=milliseconds(lambda: [engine.compile(text) for text in texts]),
        large=milliseconds(lambda: [engine.compile(text) for text in large], 1.0),
    )


if __name__ == "__main__":
    main()
