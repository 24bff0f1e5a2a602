# SPDX-License-Identifier: EUPL-1.2
"""Keys are made once, whole, and for their owner's eyes only."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shared import keys
from shared.saml import SigningKey, load_certificates

NAMES = ["node-sign", "ueoz-encrypt", "ueoz-sign"]


def test_pairs_are_made_and_fit(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    assert sorted(keys.make(folder)) == NAMES
    for name in NAMES:
        assert SigningKey.load((folder / f"{name}.key").read_bytes(), (folder / f"{name}.pem").read_bytes())
        assert (folder / f"{name}.key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert sorted(path.suffix for path in folder.iterdir()) == [".key"] * 3 + [".pem"] * 3


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    keys.make(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert keys.make(tmp_path) == []
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_lost_certificate_is_made_again_for_the_same_key(tmp_path: Path) -> None:
    keys.make(tmp_path, ["ueoz-sign"])
    key = (tmp_path / "ueoz-sign.key").read_bytes()
    (tmp_path / "ueoz-sign.pem").unlink()
    assert keys.make(tmp_path, ["ueoz-sign"]) == []
    assert SigningKey.load(key, (tmp_path / "ueoz-sign.pem").read_bytes())


def test_processes_that_race_end_with_the_same_pairs(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: keys.make(tmp_path), range(8)))
    assert sorted(name for names in made for name in names) == NAMES
    for name in NAMES:
        assert SigningKey.load((tmp_path / f"{name}.key").read_bytes(), (tmp_path / f"{name}.pem").read_bytes())


@pytest.mark.parametrize(("mode", "expected"), [("demo", NAMES), ("production", NAMES[1:])])
def test_the_command_says_what_to_send(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mode: str, expected: list[str]
) -> None:
    source = {"SSOZ_HOME": str(tmp_path), "SSOZ_MODE": mode, "UEOZ_URL": "https://ueoz.example.pl"}
    assert keys.main([], source) == 0
    said = capsys.readouterr().out
    assert sorted(path.stem for path in (tmp_path / "keys").glob("*.key")) == expected
    assert "https://ueoz.example.pl/wk/acs/" in said
    assert said.count("SHA-256") == len(expected)
    assert "PRIVATE" not in said
    certificate = load_certificates((tmp_path / "keys" / "ueoz-sign.pem").read_bytes())[0]
    assert keys.is_of_demo(certificate) == (mode == "demo")


def test_a_key_for_the_time_after_is_made_beside_the_old_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys.make(tmp_path, demo=False)
    keys.main([str(tmp_path), "--only", "ueoz-sign-2"], {})
    assert "utworzono" in capsys.readouterr().out
    assert (tmp_path / "ueoz-sign-2.key").read_bytes() != (tmp_path / "ueoz-sign.key").read_bytes()


@pytest.mark.parametrize("order", [("--only", "ueoz-sign-2", "{}"), ("{}", "--only", "ueoz-sign-2")])
def test_the_folder_may_stand_on_either_side_of_the_names(tmp_path: Path, order: tuple[str, ...]) -> None:
    source = {"SSOZ_HOME": str(tmp_path / "home")}
    assert keys.main([word.format(tmp_path / "keys") for word in order], source) == 0
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["ueoz-sign-2.key", "ueoz-sign-2.pem"]
    assert (tmp_path / "keys" / "ueoz-sign-2.key").exists()


def test_several_names_are_several_pairs(tmp_path: Path) -> None:
    assert keys.main(["--only", "a", "--only", "b", str(tmp_path)], {}) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.key", "a.pem", "b.key", "b.pem"]


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "/a", "a/b", "a\\b", ".hidden", "-a", "a\0b", "a\n"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        keys.main([f"--only={name}", str(tmp_path / "keys")], {})
    assert refused.value.code == 2
    assert "nazwa pary" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
