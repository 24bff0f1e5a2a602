# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz forms rehearse` and `./ssoz checks run` as the shell starts them: a process of their own, a real database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories.registers import unit
from tests.factories.reports import ACCEPTED, TINY, report_at, tiny

MANY = {"d1.w02.k1": "10", "d1.w02.k2": "4", "d1.w03.k1": "20"}
EDITION = TINY.format(year=2026, kind="nonfinancial", subject="general").partition("checks:")[0] + (
    'checks:\n- {id: T-03, severity: warning, check: "d1[w02,k1] <= 5", message: "Łóżek jest {d1[w02,k1]}."}\n'
)


def started(module: str, *words: str, **names: str) -> "subprocess.CompletedProcess[str]":
    unwanted = {"DATABASE_URL", "SSOZ_HOME", "DJANGO_SETTINGS_MODULE", "COLUMNS"}
    inherited = {name: value for name, value in os.environ.items() if name not in unwanted}
    environment = {**inherited, "DJANGO_SETTINGS_MODULE": "ssoz.conf.settings", "PYTHONPATH": "src", **names}
    command = [sys.executable, "-m", f"ssoz.commands.{module}", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def address(name: str = "") -> str:
    known = settings.DATABASES["default"]
    where = f"{known['HOST']}:{known['PORT']}"
    return f"postgresql://{known['USER']}:{known['PASSWORD']}@{where}/{name or known['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_an_edition_is_rehearsed_and_a_round_checked(tmp_path: Path) -> None:
    report_at(ACCEPTED, unit(name="Szpital Duży"), tiny(2025), MANY)
    file = tmp_path / "t-1.yaml"
    file.write_text(EDITION, encoding="utf-8")
    rehearsed = started("forms", "rehearse", str(file), "--on", "T-1/2025", DATABASE_URL=address(), COLUMNS="200")
    assert rehearsed.returncode == 0, rehearsed.stderr
    assert "ostrzeżenia: 1 (100,0%)" in rehearsed.stdout
    assert "Szpital Duży: Łóżek jest 10." in rehearsed.stdout
    checked = started("checks", "run", "--form", "T-1", "--round", "2025", DATABASE_URL=address())
    assert checked.returncode == 0, checked.stderr
    assert "sprawozdań 1, " in checked.stdout
    assert "zmienionych od poprzedniego razu: 1." in checked.stdout


@pytest.mark.parametrize(
    ("module", "words"),
    [("forms", ["rehearse", "MZ-29/2025", "--on", "MZ-29/2025"]), ("checks", ["run", "--all"])],
)
def test_where_there_is_no_system_that_is_said_in_one_sentence(module: str, words: list[str], tmp_path: Path) -> None:
    for names, sentence in (
        ({"SSOZ_HOME": str(tmp_path)}, f"w folderze {tmp_path} nie ma bazy systemu"),
        ({"DATABASE_URL": address("postgres")}, "w bazie nie ma tabel tej wersji systemu"),
        ({"DATABASE_URL": "postgresql://nikt@127.0.0.1:1/nic"}, "baza danych nie odpowiada"),
    ):
        done = started(module, *words, **names)
        assert done.returncode != 0
        assert sentence in done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []
