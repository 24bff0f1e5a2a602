# SPDX-License-Identifier: EUPL-1.2
import os
import socket
import sys
import time
from pathlib import Path

import pytest

from ssoz.demo.__main__ import CANNOT, main
from ssoz.demo.errors import DemoError
from ssoz.demo.supervisor import Child, Supervisor
from ssoz.demo.surroundings import Surroundings, examine
from tests.factories.ports import quiet_port


def test_four_ports_and_the_addresses_of_all_sites_follow_from_one_number(tmp_path: Path) -> None:
    place = Surroundings(tmp_path, 8100)
    assert (place.login_port, place.account_port, place.mail_port) == (8101, 8102, 8125)
    told = place.environment("postgresql://x/y")
    assert told["SSOZ_OIDC_ISSUER"] == told["UEOZ_URL"] == "http://ueoz.localhost:8102"
    assert told["SANDBOX_URL"] == "http://login.localhost:8101"
    assert place.outside("telefon") == "http://telefon.localhost:8101"


def test_every_site_can_be_started_with_what_the_demo_tells_it(tmp_path: Path) -> None:
    from sandbox.environment import read as read_sandbox
    from ssoz.conf.environment import read as read_ssoz
    from ueoz.conf.environment import read as read_ueoz

    told = Surroundings(tmp_path, 8100).environment("postgresql://ssoz@127.0.0.1:1/ssoz")
    ssoz, ueoz, sandbox = read_ssoz(told), read_ueoz(told), read_sandbox(told)
    assert (ssoz.oidc_issuer, ssoz.oidc_backchannel) == (ueoz.url, "http://127.0.0.1:8102")
    assert (ueoz.ssoz_url, ueoz.ssoz_backchannel) == (ssoz.url, "http://127.0.0.1:8100")
    assert ueoz.node.sso_url == f"{sandbox.url}/login/SingleSignOnService"
    assert (ueoz.node.node, ueoz.node.entity_id) == (sandbox.issuer, sandbox.service)
    renamed = {**told, "WK_ENTITY_ID": "https://node.example", "WK_ISSUER": "https://ueoz.example"}
    ueoz, sandbox = read_ueoz(renamed), read_sandbox(renamed)
    assert (ueoz.node.node, ueoz.node.entity_id) == (sandbox.issuer, sandbox.service)
    names = {ssoz.database_url, ueoz.database_url, sandbox.database_url}
    assert len(names) == 3, "three databases of one server"


def test_a_taken_port_gets_a_sentence_with_another_port(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(DemoError, match=rf"Port {port} jest zajęty .*--port {port + 100}"):
            examine(tmp_path, port)


@pytest.mark.parametrize("port", [0, -5, 65_535, 99_999])
def test_a_number_that_is_no_port_is_refused(tmp_path: Path, port: int) -> None:
    with pytest.raises(DemoError, match="Numer portu"):
        examine(tmp_path, port)


def test_a_home_nobody_can_write_to_gets_a_sentence_with_another_home(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DemoError, match=r"Nie można zapisywać w katalogu .*SSOZ_HOME=/tmp/ssoz"):
        examine(tmp_path / "file", quiet_port())


def test_what_is_wrong_becomes_a_sentence_and_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["--home", str(tmp_path / "file"), "--port", str(quiet_port())]) == CANNOT
    assert "Nie można zapisywać" in capsys.readouterr().out


def test_fresh_does_not_touch_a_database_of_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ktos@127.0.0.1:1/cudza")
    assert main(["--fresh", "--home", str(tmp_path), "--port", str(quiet_port())]) == CANNOT
    assert "--fresh nie usuwa danych" in capsys.readouterr().out


def child(tmp_path: Path, program: str) -> Child:
    return Child("próba", [sys.executable, "-c", program], tmp_path / "log")


def test_a_child_that_ends_by_itself_is_told_with_its_last_words(tmp_path: Path) -> None:
    supervisor = Supervisor()
    supervisor.start(child(tmp_path, "print('ostatnie słowa')"))
    with pytest.raises(DemoError, match="ostatnie słowa"):
        supervisor.watch()


def test_an_errand_may_end_by_itself_but_not_badly(tmp_path: Path) -> None:
    supervisor = Supervisor()
    good, bad = child(tmp_path, "pass"), child(tmp_path, "raise SystemExit('nie wyszło')")
    good.is_errand = bad.is_errand = True
    supervisor.start(good)
    supervisor.wait_for_errands()
    supervisor.start(bad)
    with pytest.raises(DemoError, match="nie wyszło"):
        supervisor.wait_for_errands()


def test_children_are_ended_with_all_they_started(tmp_path: Path) -> None:
    program = (
        "import subprocess, sys, time; c = subprocess.Popen(['sleep', '60']); print(c.pid, flush=True); time.sleep(60)"
    )
    supervisor = Supervisor()
    supervisor.start(child(tmp_path, program))
    while not (tmp_path / "log").read_text():
        supervisor.check()
    grandchild = Path("/proc") / (tmp_path / "log").read_text().strip()
    supervisor.stop()
    end = time.monotonic() + 10
    while (grandchild / "cmdline").exists() and (grandchild / "cmdline").read_bytes():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_child_deaf_to_politeness_is_ended_firmly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssoz.demo.supervisor.PATIENCE", 0.2)
    program = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"
    )
    stubborn = child(tmp_path, program)
    stubborn.start()
    while not (tmp_path / "log").read_text():
        assert not stubborn.has_ended
    stubborn.stop()
    assert stubborn.has_ended


def test_the_environment_of_this_process_is_not_needed_by_children(tmp_path: Path) -> None:
    one = Child("próba", [sys.executable, "-c", "import os; print(os.environ['GREETING'])"], tmp_path / "log")
    one.environment = {"GREETING": "dzień dobry"}
    one.start()
    assert one.process
    one.process.wait()
    assert one.last_words() == "dzień dobry"
    assert "GREETING" not in os.environ
