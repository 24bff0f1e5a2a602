# SPDX-License-Identifier: EUPL-1.2
"""Prints docs/checks/forms: all checks of every form in words, with formula and examples."""

from collections.abc import Iterator, Mapping

from engine.checks import CompiledForm, compile_form, example_findings
from engine.definitions import Check, Example, FormDefinition
from engine.publication.changes import SEVERITY
from ssoz.commands.forms.files import Shelf, published_files
from ssoz.registers.enums import unit_names

LEVELS = ("budowa sprawozdania", "w sprawozdaniu", "poprzednie okresy", "rejestr", "inne formularze")
HEAD = """# Kontrole formularzy

Te strony drukują się z plików `forms/` i są sprawdzane przy każdej zmianie. Zdanie mówi, czego kontrola wymaga;
błąd zatrzymuje wysłanie, ostrzeżenie trzeba poprawić albo wyjaśnić. Kontrola dotyczy tylko pól, które są wypełnione:
brak danych to nie zero. Język wzorów opisuje [language.md](../language.md).

| formularz | za rok | kontrole | błędy | ostrzeżenia |
|---|---|---|---|---|
"""


def documents() -> Mapping[str, str]:
    """Files of docs/checks/forms and their texts."""
    shelf = Shelf()
    forms = [form for path in published_files() if isinstance(form := shelf.form(path), FormDefinition)]
    pages = {name_of(form): "\n".join(_page(form, shelf.beside(form))) for form in forms}
    return {"README.md": HEAD + "".join(map(_line, forms)), **pages}


def name_of(form: FormDefinition) -> str:
    return f"{form.form.lower().replace('/', '-').replace(' ', '-')}-{form.edition}.md"


def _line(form: FormDefinition) -> str:
    errors = sum(check.severity == "error" for check in form.checks)
    cells = (f"[{form.form}]({name_of(form)}) {form.title}", form.edition, len(form.checks), errors)
    return f"| {' | '.join(map(str, cells))} | {len(form.checks) - errors} |\n"


def _page(form: FormDefinition, others: Mapping[str, FormDefinition]) -> Iterator[str]:
    compiled = compile_form(form, others)
    demands = compiled.demands("pl", unit_names("pl"))
    levels = {instance.check.id: instance.level for instance in compiled.instances}
    yield f"# {form.form} za {form.edition} r.: kontrole\n"
    yield f"{form.title}\n"
    for check in form.checks:
        yield f"## {check.id}\n"
        yield f"{demands[check.id]}\n"
        yield f"{SEVERITY[check.severity].capitalize()}; {LEVELS[levels[check.id]]}."
        yield from _rest(compiled, check)
        yield from _examples(compiled, check, others)
        yield ""


def _rest(compiled: CompiledForm, check: Check) -> Iterator[str]:
    if check.explain:
        reasons = "; ".join(compiled.definition.reason(code).pl for code in check.explain)
        yield f"Powody do wyboru: {reasons}."
    if check.note:
        yield f"\n> {check.note}"
    loops = f"foreach {', '.join(check.foreach)}: " if check.foreach else ""
    yield f"\n```\n{loops}{' '.join(check.check.split())}\n```\n"


def _examples(compiled: CompiledForm, check: Check, others: Mapping[str, FormDefinition]) -> Iterator[str]:
    if check.examples is None:
        return
    found = example_findings(compiled, check.id, check.examples.failing, others, unit_names("pl"))
    yield f"- przepuszcza: {_cells(check.examples.passing)}"
    yield f"- zatrzymuje: {_cells(check.examples.failing)}"
    yield from (f"  – {finding.message}" for finding in found[:1])


def _cells(example: Example) -> str:
    """Values as people type them, those from elsewhere named."""
    parts = [_listed("", example.cells), _listed("w poprzednim okresie ", example.prior)]
    parts += [_listed(f"{form}: ", cells) for form, cells in example.forms.items()]
    parts += [_listed("jednostka: ", example.unit)]
    parts += [_listed("okres: ", {str(k): day for k, day in example.period.items()})]
    return "; ".join(filter(None, parts)) or "pusty arkusz"


def _listed(before: str, values: Mapping[str, object]) -> str:
    return before + ", ".join(f"`{name}` = {value}" for name, value in values.items()) if values else ""
