# SPDX-License-Identifier: EUPL-1.2
"""The C library's Polish order, compiled for the server: the wheel has no ICU."""

import os
import shutil
import subprocess
from pathlib import Path

NAME = "pl_PL.UTF-8"


def compile_locale(folder: Path) -> bool:
    """Make the locale in the folder, once; False where the machine has no `localedef` or no source of the locale."""
    target = folder / NAME
    if target.exists():
        return True
    localedef = shutil.which("localedef", path=f"{os.environ.get('PATH', '')}:/usr/bin")
    if localedef is None:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    unfinished = folder / f".{NAME}-{os.getpid()}"
    done = subprocess.run(  # noqa: S603  fixed words
        [localedef, "--no-archive", "-i", "pl_PL", "-f", "UTF-8", str(unfinished)], capture_output=True, check=False
    )
    for path in (unfinished, *unfinished.rglob("*")):
        if path.exists():
            path.chmod(0o755 if path.is_dir() else 0o644)
    if done.returncode == 0:
        _place(unfinished, target)
    shutil.rmtree(unfinished, ignore_errors=True)
    return target.exists()


def _place(unfinished: Path, target: Path) -> None:
    try:
        unfinished.rename(target)
    except OSError:  # another start was faster
        if not target.exists():
            raise
