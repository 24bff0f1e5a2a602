# SPDX-License-Identifier: EUPL-1.2
"""What is said of each mistake in full: the file, the line, the place, the sentence, the expression and its caret.

The tests beside the mistakes say what must be told; here nothing else of it can change unread.
"""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from engine.checks import CompiledForm
from engine.definitions import DefinitionError, load
from engine.publication.named import Edition, named_problems
from tests.unit.engine import forms
from tests.unit.engine.broken.expressions import CHECKS, COMPUTED, LOOPS, MESSAGES, TARGETS
from tests.unit.engine.broken.files import FILES
from tests.unit.engine.broken.form import LISTS
from tests.unit.engine.broken.mistakes import LOOP_MISTAKES, MISTAKES
from tests.unit.engine.broken.named import EDITIONS, NAMED, no_other

FOLDER = Path(__file__).resolve().parent / "refused"
LONGEST = 400  # signs of a line

Lists = Mapping[str, Mapping[str, str]]
Case = tuple[str, Lists] | tuple[str, Lists, Set[Edition]]


def documents() -> Mapping[str, str]:
    """Files of tests/spec/refused and their texts."""
    return {
        f"{group}.txt": "\n".join(f"# {name}\n{refusal(*case)}\n" for name, case in cases.items())
        for group, cases in GROUPS.items()
    }


def approved(group: str) -> Mapping[str, str]:
    """What is approved, by the name of the mistake."""
    parts = (FOLDER / f"{group}.txt").read_text(encoding="utf-8").removeprefix("# ").split("\n# ")
    return {name: said.rstrip("\n") for name, _, said in (part.partition("\n") for part in parts)}


def refusal(text: str, lists: Lists, editions: Set[Edition] | None = None) -> str:
    """What is told of a form that is wrong, or names what is none of the editions there are."""
    try:
        definition = load(text, path="mz-29.yaml", code_lists=lists, read=no_other)
        CompiledForm(definition, {})
    except DefinitionError as error:
        return "\n".join(line[:LONGEST] for line in str(error).splitlines())
    named = named_problems(definition, {}, None, lambda: editions) if editions else ()
    return "\n".join(map(str, named)) or "taken"


def with_check(form: str, **keys: str) -> Case:
    """A form with one check; each text stands in a block of its own, so that nothing need be quoted."""
    blocks = (f"\n  {key}: |-\n    " + text.replace("\n", "\n    ") for key, text in keys.items())
    return f"{form}checks:\n- id: A{''.join(blocks)}\n", forms.CODES


def named(texts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Mistakes without a name are called what they are."""
    return ((text.replace("\n", " ") or "nothing", text) for text, _ in texts)


def with_formula(text: str) -> str:
    escaped = text.replace('"', '\\"')
    return f"{forms.FORM.replace('d2[., k1] + d2[., k2]', escaped)}checks: []\n"


LOOPED = {"foreach": "r in d2.rows", "check": "d2[r,k1] > 0"}
GROUPS: Mapping[str, Mapping[str, Case]] = {
    "files": {name: (broken.text, LISTS) for name, broken in FILES.items()},
    "named": {name: (broken.text, LISTS, EDITIONS) for name, broken in NAMED.items()},
    "checks": {name: with_check(forms.FORM, **{**LOOPED, "check": one.text}) for name, one in CHECKS.items()},
    "loops": {name: with_check(forms.FORM, **{**LOOPED, "foreach": one.text}) for name, one in LOOPS.items()},
    "messages": {name: with_check(forms.FORM, **LOOPED, message=one.text) for name, one in MESSAGES.items()},
    "targets": {name: with_check(forms.FORM, **LOOPED, target=one.text) for name, one in TARGETS.items()},
    "formulas": {
        **{name: (with_formula(one.text), forms.CODES) for name, one in COMPUTED.items()},
        "of a row": (forms.FORM.replace("sum(d2[*, .])", "sum(d2[*, k9])") + "checks: []\n", forms.CODES),
    },
    "mistakes": {name: with_check(forms.READING, check=text) for name, text in named(MISTAKES)},
    "loop-mistakes": {
        name: with_check(forms.READING, check="d2[w01,k1] > 3", foreach=text) for name, text in named(LOOP_MISTAKES)
    },
}
