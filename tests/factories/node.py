# SPDX-License-Identifier: EUPL-1.2
"""The outside world as a process of its own: the node, the trusted profile, telephones, banks, mail."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from sandbox.environment import ROOT, beside
from shared.postgres.server import free_port

ANNA = {
    "sub": "demo-0001",
    "given_name": "Anna",
    "family_name": "Żak",
    "pesel": "44051401359",
    "email": "anna@przyklad.localhost",
    "role": "Wypełniający sprawozdania niefinansowe",
    "unit": "Szpital Powiatowy w Mławie",
    "hint": "wypełnia MZ-29",
}
BOB = {
    **ANNA,
    "sub": "demo-0002",
    "given_name": "Bogdan",
    "family_name": "Łyś",
    "pesel": "02070803628",
    "email": "bogdan@przyklad.localhost",
    "role": "Administrator UW",
    "unit": "Mazowiecki Urząd Wojewódzki",
    "hint": "",
}


@dataclass(frozen=True)
class Outside:
    """Where it answers."""

    port: int

    @property
    def url(self) -> str:
        return self.host("login")

    def host(self, name: str) -> str:
        return f"http://{name}.localhost:{self.port}"


@contextmanager
def running_outside(place: Path, people: list[dict[str, Any]], **settings: str) -> Iterator[Outside]:
    """The sandbox under gunicorn with a database of its own; folders, keys and logs in `place`."""
    outside = Outside(free_port())
    (place / "people.json").write_text(json.dumps(people), encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "sandbox.settings",
        "SSOZ_HOME": str(place),
        "SANDBOX_URL": outside.url,
        "SANDBOX_PEOPLE": str(place / "people.json"),
        "SANDBOX_DATABASE_URL": beside(os.environ["DATABASE_URL"], f"outside_{os.getpid()}_{outside.port}"),
        **settings,
    }
    subprocess.run([sys.executable, "-m", "django", "prepare"], env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "sandbox.wsgi", "--bind", f"127.0.0.1:{outside.port}"]
    with (
        (place / "sandbox.log").open("w") as log,
        subprocess.Popen([*command, "--threads", "4"], env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{outside.port}/login/metadata", process)
            yield outside
        finally:
            process.terminate()


def _wait_for(address: str, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    until, said = time.monotonic() + seconds, ""
    while time.monotonic() < until and process.poll() is None:
        try:
            requests.get(address, timeout=20).raise_for_status()
            return
        except requests.RequestException as error:
            said = str(error)
            time.sleep(0.1)
    raise TimeoutError(f"{address}: {said or 'the process has ended'}")
