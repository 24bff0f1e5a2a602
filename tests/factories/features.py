# SPDX-License-Identifier: EUPL-1.2
"""One tiny form for each feature of the engine (`forms/features`): the same for unit, browser and load tests.

feature("08-record")                the definition
compiled("12-other-forms")          ready to verify, with the forms it reads
earlier("15-crosswalk")             the edition before, None where there is none
"""

from functools import cache
from pathlib import Path

from engine.checks import CompiledForm, compile_form
from engine.definitions import FormDefinition, load

FOLDER = Path(__file__).parents[2] / "forms" / "features"
NAMES = tuple(path.stem for path in sorted(FOLDER.glob("*.yaml")))
CODE_LISTS = {
    "ministry-codes-8": {
        "1000": "Poradnia",
        "2000": "Oddział dzienny",
        "2700": "Oddział dzienny psychiatryczny",
        "4000": "Oddział chorób wewnętrznych",
        "4500": "Oddział chirurgiczny",
        "4700": "Oddział psychiatryczny",
    },
    "icd-10": {"F10": "Alkohol", "F11": "Opiaty", "F32": "Epizod depresyjny", "X70": "Powieszenie"},
    "sexes": {"1": "mężczyzna", "2": "kobieta"},
}


def text(name: str) -> str:
    return (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


def read(path: str) -> str:
    """A form that another one extends, by its file."""
    return (FOLDER / Path(path).name).read_text(encoding="utf-8")


@cache
def feature(name: str) -> FormDefinition:
    return load(text(name), path=f"forms/features/{name}.yaml", code_lists=CODE_LISTS, read=read)


def features() -> tuple[FormDefinition, ...]:
    return tuple(feature(name) for name in NAMES)


def others(name: str) -> dict[str, FormDefinition]:
    """The feature forms that checks of this one may read."""
    wanted = feature(name).beside
    return {form.form: form for form in features() if form.form in wanted}


def compiled(name: str) -> CompiledForm:
    return compile_form(feature(name), others(name))


def earlier(name: str) -> FormDefinition | None:
    """The edition before, of those that are here."""
    form = feature(name)
    before = [one for one in features() if one.form == form.form and one.edition < form.edition]
    return max(before, key=lambda one: one.edition, default=None)
