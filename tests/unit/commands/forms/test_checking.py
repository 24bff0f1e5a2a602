# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from engine.definitions import FormDefinition
from engine.publication import work
from ssoz.catalogue.passed import passed_seals, write_seals
from ssoz.commands.forms import checking, files, main, published_files
from ssoz.commands.forms.files import Shelf, editions

GOOD = """\
form: MZ-1
edition: 2025
title: Próba
reasons: {inne: Inna przyczyna}
sections:
- code: d1
  title: Łóżka
  table:
    columns:
    - {code: k1, title: Razem}
    - {code: k2, title: W tym dla dzieci}
    - {code: k3, title: Reszta, computed: "d1[., k1] - d1[., k2]"}
    rows:
    - {code: w01, title: Łóżka}
checks:
- id: 1-1
  severity: warning
  check: d1[w01, k2] <= d1[w01, k1]
  explain: [inne]
  examples:
    pass: {d1.w01.k1: 2, d1.w01.k2: 1}
    fail: {d1.w01.k1: 1, d1.w01.k2: 2}
"""

SECOND = """\
- id: 1-1
  check: d1[w01, k1] >= 0
  examples: {pass: {d1.w01.k1: 1}, fail: {d1.w01.k2: 1}}
"""

IDLE = """\
checks:
- id: 1-0
  severity: warning
  check: d1[w01, k2] <= d1[w01, k1] + 5
  examples:
    pass: {d1.w01.k1: 2, d1.w01.k2: 1}
    fail: {d1.w01.k1: 1, d1.w01.k2: 8}
"""

BAD = [
    ("a wrong reference", GOOD.replace("d1[w01, k2] <=", "d1[w07, k2] <="), 18, "nie ma wiersza „w07”"),
    ("a cycle of computed cells", GOOD.replace("title: Razem}", 'title: Razem, computed: "d1[., k3]"}'), 10, "w kółko"),
    ("a duplicate check id", GOOD + SECOND, 23, "„1-1” powtarza się"),
    ("an unknown key", GOOD.replace("sections:", "sekcje:"), 5, "Nieznany klucz „sekcje”"),
    ("a text compared with a number", GOOD.replace("<= d1[w01, k1]", '<= "tak"'), 18, "tekst"),
    ("an example that fails", GOOD.replace("d1.w01.k1: 2,", "d1.w01.k1: 0,"), 21, "Kontrola zatrzymuje ten przykład"),
    ("an example that passes", GOOD.replace("d1.w01.k2: 2}", "d1.w01.k2: 0}"), 22, "Kontrola przepuszcza ten przykład"),
    ("an example of an unknown cell", GOOD.replace("d1.w01.k2: 2}", "d1.w09.k2: 2}"), 22, "d1.w09.k2"),
    ("a check without examples", GOOD[: GOOD.index("  examples:")], 16, "Brak przykładu, który kontrola przepuszcza"),
    ("a reason without a name", GOOD.replace("explain: [inne]", "explain: [remont]"), 19, "Powód „remont”"),
    ("no YAML at all", "form: ]\n", 1, "YAML"),
]


def _file(folder: Path, text: str) -> Path:
    path = folder / "mz-1.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_published_forms_are_sound(capsys: pytest.CaptureFixture[str]) -> None:
    """Proofs and all: every check can fail and hold, or is proven not to."""
    assert main(["check", "--notes"]) == 0
    told = capsys.readouterr().out
    assert told.count("✓ forms/") == len(published_files())
    assert f"Formularze: {len(published_files())}, odrzucone: 0" in told
    assert "nie zbadano" not in told


def test_what_passed_is_written_down(tmp_path: Path) -> None:
    """Whoever changes a form has it checked, else publishing it takes longer: ./ssoz forms check."""
    shelf = Shelf()
    forms = [form for path in published_files() if isinstance(form := shelf.form(path), FormDefinition)]
    assert passed_seals() == {shelf.seal(form) for form in forms}
    path = tmp_path / "passed.txt"
    for _ in range(2):
        write_seals([("a1", "x.yaml"), ("b2", "y z.yaml")], path)
        assert path.read_text(encoding="utf-8") == "a1 x.yaml\nb2 y z.yaml\n"
    assert passed_seals(path) == {"a1", "b2"}


def test_a_sound_file_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(_file(tmp_path, GOOD))]) == 0
    assert "MZ-1 za 2025 r. – działy: 1, pola stałe: 3, kontrole: 1" in capsys.readouterr().out


@pytest.mark.parametrize(("text", "line", "words"), [pytest.param(*case[1:], id=case[0]) for case in BAD])
def test_a_bad_file_is_refused_with_path_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, words: str
) -> None:
    path = _file(tmp_path, text)
    assert main(["check", str(path)]) == 1
    told = capsys.readouterr().out
    assert f"{path}:{line}:" in told
    assert words in told


def test_a_file_that_cannot_be_read_is_said_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "mz-2.yaml"
    picture.write_bytes(b"\x89PNG\xff")
    assert main(["check", str(tmp_path / "brak.yaml"), str(tmp_path), str(picture)]) == 1
    told = capsys.readouterr().out
    assert "brak.yaml:1: Nie można odczytać pliku: nie ma takiego pliku." in told
    assert "to jest folder" in told
    assert "to nie jest tekst w UTF-8" in told


def test_one_bad_file_among_good_ones_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = _file(tmp_path, "form: [")
    assert main(["check", str(published_files()[0]), str(bad)]) == 1


def test_a_form_may_be_named_by_symbol_and_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--quick", "MZ-29/2025", "STR-ZOB UW/2025"]) == 0
    told = capsys.readouterr().out
    assert "✓ forms/2025/mz-29.yaml" in told
    assert "✓ forms/2025/str-zob-uw.yaml" in told


def test_a_check_that_does_nothing_is_refused_unless_in_a_hurry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(tmp_path, GOOD.replace("checks:\n", IDLE))
    assert main(["check", "--quick", str(path)]) == 0
    assert main(["check", str(path)]) == 1
    assert f"{path}:18: checks[0].check: Kontrola „1-0” jest zbędna" in capsys.readouterr().out


def test_checks_that_were_too_much_to_look_into_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "MOST", 0)
    path = str(_file(tmp_path, GOOD.replace("Próba", "Za długi")))
    assert main(["check", path]) == 0
    assert "uwagi: 5, niezbadane kontrole: 1, " in capsys.readouterr().out
    assert main(["check", "--notes", path]) == 0
    assert f"{path}:18: checks[0].check: Kontroli „1-1” nie zbadano: za mało czasu." in capsys.readouterr().out


def test_notes_are_counted_or_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(_file(tmp_path, GOOD))
    assert main(["check", path]) == 0
    assert "uwagi: 2" in capsys.readouterr().out
    assert main(["check", "--notes", path]) == 0
    assert "Teksty bez tłumaczenia na angielski" in capsys.readouterr().out


def test_without_a_command_the_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])
    assert "./ssoz forms" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["check", "--loud"], ["show"], ["diff", "MZ-29/2024"], ["rehearse", "MZ-29/2025"], ["print"]]
)
def test_wrong_arguments_are_told_with_the_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(arguments)
    assert refused.value.code == 2
    assert "usage: ./ssoz forms" in capsys.readouterr().err


def test_a_name_that_cannot_be_a_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    assert main(["check", "MZ-29/²", "x" * 5000 + "/2025", "x" * 5000, str(loop), f"MZ-29/{'9' * 5000}"]) == 1
    told = capsys.readouterr().out
    assert "MZ-29/²:1: Nie można odczytać pliku: nie ma takiego pliku." in told
    assert told.count("nazwa jest za długa") == 3
    assert "dowiązania wskazują na siebie w kółko" in told


def test_a_path_is_of_the_folder_the_caller_is_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSOZ_CALLER", str(tmp_path))
    _file(tmp_path, GOOD)
    (tmp_path / "mz-2.yaml").write_text("extends: mz-1.yaml\nedition: 2026\n", encoding="utf-8")
    assert main(["check", "mz-1.yaml", "mz-2.yaml"]) == 0
    assert f"✓ {tmp_path / 'mz-1.yaml'}" in capsys.readouterr().out


@pytest.mark.parametrize("other", ["../../../../../../../../../etc/passwd", "/etc/passwd", "../../../../../etc/x.yaml"])
def test_only_forms_are_extended(tmp_path: Path, capsys: pytest.CaptureFixture[str], other: str) -> None:
    path = _file(tmp_path, f"extends: {other}\nedition: 2026\n")
    assert main(["check", str(path)]) == 1
    assert "Nie ma formularza" in capsys.readouterr().out


def test_in_the_catalogue_what_a_file_names_has_to_be_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    year = tmp_path / "forms" / "2025"
    year.mkdir(parents=True)
    for module in (files, checking):
        monkeypatch.setattr(module, "published_files", lambda: sorted(year.glob("*.yaml")))
    naming = GOOD.replace("reasons:", "after: [MZ-8, MZ-88]\ncrosswalk: {from: 2024}\nreasons:")
    path = _file(year, naming)
    (year / "mz-88.yaml").write_text("form: 'MZ-88' # ]", encoding="utf-8")
    assert main(["check", "--quick", str(path)]) == 1
    told = capsys.readouterr().out
    assert f"{path}:4: after[0]: Nie ma formularza „MZ-8” za 2025 r. Czy chodzi o „MZ-88”?" in told
    assert f"{path}:5: crosswalk.from: Nie ma formularza „MZ-1” za 2024 r." in told
    assert "after[1]" not in told


def test_of_a_file_that_lies_elsewhere_it_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _file(tmp_path, GOOD.replace("reasons:", "after: [MZ-8, MZ-88]\nreasons:"))
    assert main(["check", "--quick", "--notes", str(path)]) == 0
    told = capsys.readouterr().out
    assert f"{path}:4: after[0]: Nie sprawdzono, czy jest formularz „MZ-8” za 2025 r." in told
    assert "after[1]" not in told


@pytest.mark.parametrize(
    ("other", "near"),
    [("MZ-29/2014", "MZ-29/2024"), ("MZ-BFA W/2025", "MZ-BFA UW/2025"), ("mz-11.yaml", "mz-1"), ("dane.yml", "")],
)
def test_what_is_extended_and_not_there_is_told_with_what_is_near(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], other: str, near: str
) -> None:
    _file(tmp_path, GOOD)
    own = tmp_path / "own.yaml"
    own.write_text(f"extends: {other}\nedition: 2026\n", encoding="utf-8")
    assert main(["check", str(own)]) == 1
    told = capsys.readouterr().out
    assert f"{own}:1: extends: Nie ma formularza „" in told
    assert (f"{near}”?" in told) if near else ("Czy chodzi" not in told)


def test_editions_are_known_by_their_files() -> None:
    forms = [form for path in published_files() if isinstance(form := Shelf().form(path), FormDefinition)]
    assert editions() == {(form.form, form.edition) for form in forms}
