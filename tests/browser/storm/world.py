# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL and the web server as processes of their own, to be killed and started again; what the database holds."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from shared.postgres.server import Server, free_port, port_taken

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 120.0
Pair = tuple[str, int]  # a cell and what was written into it


@dataclass
class World:
    """All that the page speaks to."""

    home: Path
    sessions: int
    database: Server = field(init=False)
    port: int = field(default_factory=free_port)
    web: subprocess.Popen[bytes] | None = None
    ground: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.database = Server(self.home / "database", durable=True)

    @property
    def url(self) -> str:
        return f"http://ssoz.localhost:{self.port}"

    def start(self) -> None:
        self.database.start()
        words = [sys.executable, "-m", "tests.browser.storm.ground", str(self.sessions)]
        made = subprocess.run(words, cwd=ROOT, env=self._environment(owner=True), check=True, capture_output=True)
        self.ground = json.loads(made.stdout.splitlines()[-1])
        self.start_web()

    def start_web(self) -> None:
        listening = ["--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "4", "--no-control-socket"]
        words = [sys.executable, "-m", "gunicorn", *listening, "ssoz.conf.wsgi:application"]
        with (self.home / "web.log").open("ab") as log:
            self.web = subprocess.Popen(
                words, cwd=ROOT, env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )
        self.wait_for_web()

    def wait_for_web(self) -> None:
        end = time.monotonic() + PATIENCE
        while not port_taken(self.port):
            assert time.monotonic() < end, (self.home / "web.log").read_text(encoding="utf-8")[-3000:]
            time.sleep(0.1)

    def kill_web(self) -> None:
        """Master and workers at once, in the middle of whatever they do."""
        assert self.web is not None
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()

    def kill_worker(self) -> None:
        """One of them; the master starts another."""
        assert self.web is not None
        task = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children")
        children = task.read_text(encoding="ascii").split()
        if children:
            os.kill(int(children[0]), signal.SIGKILL)

    def freeze_web(self, seconds: float) -> None:
        """It answers nothing and loses nothing."""
        assert self.web is not None
        os.killpg(self.web.pid, signal.SIGSTOP)
        time.sleep(seconds)
        os.killpg(self.web.pid, signal.SIGCONT)

    def kill_database(self) -> None:
        os.kill(self.database.pid, signal.SIGKILL)
        time.sleep(0.2)
        self.database.start()

    def end_session(self, key: str) -> None:
        with psycopg.connect(self.database.url, autocommit=True) as server:
            server.execute("DELETE FROM access_session WHERE session_key = %s", [key])

    def stop(self) -> None:
        if self.web is not None and self.web.poll() is None:
            os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait()
        self.database.stop()

    def history(self) -> list[tuple[dict[str, list[int | None]], list[UUID]]]:
        """Every save: cells with both values, names of its edits."""
        with psycopg.connect(self.database.url) as server:
            return server.execute("SELECT cells, ids FROM reports_celledit ORDER BY version").fetchall()

    def answers(self) -> dict[str, int]:
        with psycopg.connect(self.database.url) as server:
            row = server.execute("SELECT answers->'cells' FROM reports_report").fetchone()
        return {address: value for address, value in (row or ({},))[0].items() if ".w01." not in address}

    def _environment(self, *, owner: bool = False) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "ssoz.conf.testing",
            "DATABASE_URL": self.database.url if owner else self.database.application_url,
            "SSOZ_URL": self.url,
            "SSOZ_LOG_LEVEL": "WARNING",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        }
