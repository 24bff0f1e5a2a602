# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench [NAME …]`: all measurements, or the named ones. Each is a module here with a function `main`."""

import sys
from importlib import import_module
from pathlib import Path


def main(wanted: list[str]) -> int:
    known = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    if unknown := [name for name in wanted if name not in known]:
        print(f"Nieznany pomiar: {', '.join(unknown)}. Są: {', '.join(known)}.")
        return 2
    for name in wanted or known:
        print(f"\n{name}")
        import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
