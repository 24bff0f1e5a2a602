# SPDX-License-Identifier: EUPL-1.2
"""The publication gate over forms of 20,000 cells and 5,000 checks, each with both examples, in processor time.

Wanted: without proofs ≤ 5 s, with them ≤ 120 s; what they do not get to is counted.
"""

import time

from engine.definitions import FormDefinition, load
from engine.publication import examine

TABLES = 1_000
EXAMPLES = "examples: {{pass: {{{0}: {1}, {2}: 2}}, fail: {{{0}: {3}, {2}: 2}}}}"


def titled(codes: str, what: str, count: int) -> str:
    parts = (f"{{code: {codes}{n}, title: {{pl: {what} {n}, en: {what} {n}}}}}" for n in range(1, count + 1))
    return f"[{', '.join(parts)}]"


def text(tables: int = TABLES, *, hang_together: bool = False) -> str:
    """Tables of five rows and four columns; each alone, or the last check of each reads the next one, all in a ring."""
    head = "form: LONG\nedition: 2025\ntitle: {pl: Długi, en: Long}\ndue: {unit: 2026-02-25}\nsections:\n"
    table = f"{{columns: {titled('k', 'Kolumna', 4)}, rows: {titled('w', 'Wiersz', 5)}}}"
    sections = [f"- {{code: t{n}, title: {{pl: Tabela, en: Table}}, table: {table}}}\n" for n in range(tables)]
    checks = []
    for n in range(tables):
        for c in range(1, 5):
            examples = EXAMPLES.format(f"t{n}.w1.k{c}", 2, f"t{n}.w2.k{c}", 3)
            check = f"t{n}[w1, k{c}] = sum(t{n}[w2..w4, k{c}])"
            checks.append(f"- {{id: R{n}-{c}, check: '{check}', {examples}}}\n")
        other = (n + 1) % tables if hang_together else n
        examples = EXAMPLES.format(f"t{n}.w2.k1", 1, f"t{other}.w1.k2", 5)
        check = f"t{n}[w2, k1] <= nvl(t{n}[w1, k2], 0) + t{other}[w1, k2]"
        checks.append(f"- {{id: R{n}-5, check: '{check}', {examples}}}\n")
    return "".join([head, *sections, "checks:\n", *checks])


def examined(definition: FormDefinition, *, deep: bool) -> str:
    begun = time.process_time()
    found = examine(definition, deep=deep)
    took = time.process_time() - begun
    return f"{took:6.1f} s (odmowy: {len(found.refusals)}, niezbadane kontrole: {found.unexamined})"


def pace() -> float:
    """Milliseconds of a loop of 1,000 additions: how quick the machine is."""
    total, begun = 0, time.process_time()
    for number in range(1_000_000):
        total += number
    return time.process_time() - begun


def main() -> None:
    """Print the table."""
    print(f"{'1000 dodawań w Pythonie':45} {pace():6.3f} ms")
    for name, hang_together in (("tabele osobno", False), ("tabele powiązane", True)):
        definition = load(text(hang_together=hang_together), path="long.yaml")
        print(f"{name + ', bez dowodów':45} {examined(definition, deep=False)}")
        print(f"{name + ', z dowodami':45} {examined(definition, deep=True)}", flush=True)
    print(f"{'1000 dodawań w Pythonie':45} {pace():6.3f} ms")


if __name__ == "__main__":
    main()
