# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz bench [NAME …]`: all measurements, or the named ones. Each is a module here with a function `main`.

`./ssoz bench engine` sets our engine beside others, see bench/README.md: `--quick` (small sizes, a minute and a half),
`--only NAME` (one of the others, or ours, country, postgres, fuzz), `--write` (the table of README.md and results/).
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module
from pathlib import Path


def main(arguments: list[str]) -> int:
    known = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    parser = ArgumentParser(prog="./ssoz bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--quick", action="store_true", help="engine: małe rozmiary, do półtorej minuty")
    parser.add_argument("--only", default="", metavar="NAME", help="engine: tylko ten silnik albo ta część")
    parser.add_argument("--write", action="store_true", help="engine: zapisz tabelę w bench/README.md i bench/results/")
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.names if name not in known]:
        print(f"Nieznany pomiar: {', '.join(unknown)}. Są: {', '.join(known)}.")
        return 2
    os.environ["DJANGO_SETTINGS_MODULE"] = "ssoz.conf.testing"  # forms made to be measured bring no examples
    code = 0
    for name in asked.names or known:
        print(f"\n{name}", flush=True)
        if name == "engine":
            code = _engine(asked) or code
        else:
            import_module(f"bench.{name}").main()
    return code


def _engine(asked: Namespace) -> int:
    """Ours alone first, then beside the others."""
    from bench import browser, engine
    from bench.peers import runner, table

    if asked.only and asked.only not in runner.NAMES:
        print(f"Nieznana część: {asked.only}. Są: {', '.join(runner.NAMES)}.")
        return 2
    if asked.write and (asked.quick or asked.only):
        print("Do README trafia tylko pełny pomiar: bez --quick i --only.")
        return 2
    if not asked.only:
        engine.main()
        browser.main()
    results = runner.run(asked.quick, asked.only)
    print(f"\n{table.report(results)}")
    if asked.quick:
        print("\nSmall sizes: a country is one of 1,000 reports here.")
    if asked.write:
        table.write(results)
    return int(any(told != "equal" for told in results.equal.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
