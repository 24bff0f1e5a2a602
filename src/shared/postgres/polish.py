# SPDX-License-Identifier: EUPL-1.2
"""The C library's Polish order, compiled beside the server's data: the wheel has no ICU."""

import os
import shutil
import subprocess
from pathlib import Path


def compile_locale(folder: Path) -> bool:
    """Make `pl_PL.UTF-8` in the folder; False where the machine has no `localedef` or no source of the locale."""
    target = folder / "pl_PL.UTF-8"
    if target.exists():
        return True
    localedef = shutil.which("localedef", path=f"{os.environ.get('PATH', '')}:/usr/bin")
    if localedef is None:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    done = subprocess.run(  # noqa: S603  fixed words
        [localedef, "--no-archive", "-i", "pl_PL", "-f", "UTF-8", str(target)], capture_output=True, check=False
    )
    for path in (target, *target.rglob("*")):
        if path.exists():
            path.chmod(0o755 if path.is_dir() else 0o644)
    return done.returncode == 0 and target.exists()
