# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from tests.architecture import generated, rules


@pytest.fixture
def written(tmp_path: Path):
    def write(name: str, text: str) -> list[Path]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return [path]

    return write


def test_the_project_keeps_its_own_rules() -> None:
    assert [str(finding) for finding in rules.all_findings()] == []


def test_a_module_of_401_lines_is_too_long(written) -> None:
    assert not list(rules.long_modules(written("a.py", "x = 1\n" * 400)))
    assert list(rules.long_modules(written("a.py", "x = 1\n" * 401)))


def test_functions_that_are_usually_long_are_found(written) -> None:
    long = "def f():\n" + "    x = 1\n" * 9
    assert "median function has 9 lines" in str(*rules.heavy_medians(written("a.py", long)))


def test_a_docstring_does_not_make_a_function_long() -> None:
    assert list(rules.function_sizes('def f():\n    """One.\n\n    Two.\n    """\n    return 1\n')) == [1]


def test_modules_that_are_usually_long_are_found(written) -> None:
    assert "median module has 71 lines" in str(*rules.heavy_medians(written("a.py", "x = 1\n" * 71)))


@pytest.mark.parametrize("name", ["a.py", "a.js", "a.css"])
def test_code_without_a_licence_line_is_found(written, name: str) -> None:
    assert list(rules.unlicensed(written(name, "anything\n")))
    assert not list(rules.unlicensed(written(name, f"/* {rules.LICENCE} */\nanything\n")))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("requirements/a.txt", "--index-url https://example.org/simple\n"),
        ("requirements/a.txt", "thing @ https://example.org/thing.whl\n"),
        ("package-lock.json", '{"resolved": "https://example.org/thing.tgz"}\n'),
    ],
)
def test_a_lock_file_that_names_a_registry_is_found(written, name: str, text: str) -> None:
    assert list(rules.named_registries(written(name, text)))


def test_a_lock_file_of_versions_and_hashes_is_fine(written) -> None:
    assert not list(rules.named_registries(written("requirements/a.txt", "thing==1.0 \\\n    --hash=sha256:00\n")))


def test_a_module_named_utils_is_found(written) -> None:
    assert list(rules.empty_names(written("utils.py", "")))


@pytest.mark.parametrize("excuse", ["noqa", "noqa: S603", "type: ignore[arg-type]"])
def test_an_exception_needs_a_reason(written, excuse: str) -> None:
    assert list(rules.bare_excuses(written("a.py", f"x = 1  # {excuse}\n")))
    assert not list(rules.bare_excuses(written("a.py", f"x = 1  # {excuse}  fixed words\n")))


def test_a_generated_document_that_differs_or_is_left_over_is_found(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(generated, "ROOT", tmp_path)
    monkeypatch.setattr(generated, "GENERATORS", {"docs": f"{__name__}:printed"})
    generated.write()
    assert list(generated.drift()) == []
    (tmp_path / "docs" / "a.md").write_text("changed")
    (tmp_path / "docs" / "old.md").write_text("left")
    assert [finding.path for finding in generated.drift()] == ["docs/a.md", "docs/old.md"]


def printed() -> dict[str, str]:
    return {"a.md": "# A\n"}
