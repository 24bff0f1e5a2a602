# SPDX-License-Identifier: EUPL-1.2
import os
import subprocess
import sys

from tests.unit.conf.test_environment import PRODUCTION

BASE = {"PATH": os.environ["PATH"], "PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "ssoz.conf.settings"}


def django(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "django", *words]
    return subprocess.run(command, env={**BASE, **environment}, capture_output=True, text=True, check=False)


def test_djangos_own_deploy_checks_are_content_with_production() -> None:
    done = django("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr


def test_production_does_not_start_with_keys_of_the_demo() -> None:
    done = django("check", SSOZ_MODE="production")
    assert done.returncode != 0
    assert "SSOZ_SECRET_KEY musi być ustawiona" in done.stderr


def test_the_web_server_does_not_start_with_keys_of_the_demo() -> None:
    command = [sys.executable, "-c", "import ssoz.conf.wsgi"]
    done = subprocess.run(command, env={**BASE, "SSOZ_MODE": "production"}, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Zmienne środowiska wymagają poprawy" in done.stderr
