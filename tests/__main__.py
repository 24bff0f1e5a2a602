# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests`: everything the tests need, then all of them. Further words go to pytest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-dejavu-core")
# Playwright keeps an event loop in its process, in which jobs could not start one: the browser's tests run apart.
PARTS = (["tests", "--ignore=tests/browser"], ["tests/browser"])


def say(sentence: str) -> None:
    print(sentence, flush=True)


def main(arguments: list[str]) -> int:
    """Find or install a browser, then run pytest: all tests, or what the words name."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ssoz.conf.testing"
    if not arguments or any("browser" in word for word in arguments):
        browser = find_chromium() or install_chromium()
        if browser is None:
            say("Nie udało się zainstalować przeglądarki Chromium; zainstaluj ją i uruchom ponownie.")
            return 1
        os.environ["SSOZ_CHROMIUM"] = browser
        say(f"Przeglądarka: {browser}")
    return run(arguments) if arguments else max(run(words) for words in PARTS)


def run(arguments: list[str]) -> int:
    """Run pytest in as many processes as there are cores, two at least; returns its exit code."""
    spread = (
        [] if any(word.startswith("-n") for word in arguments) else ["-n", str(max(2, min(os.cpu_count() or 2, 8)))]
    )
    command = [sys.executable, "-m", "pytest", *spread, "--dist", "loadgroup", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def find_chromium() -> str | None:
    """Return the browser named by SSOZ_CHROMIUM, on the PATH, or among Playwright's own."""
    named = os.environ.get("SSOZ_CHROMIUM")
    candidates = [named] if named else [*map(shutil.which, NAMES), playwright_chromium()]
    return next((path for path in candidates if path and Path(path).exists()), None)


def playwright_chromium() -> str | None:
    """Return where Playwright keeps its browser, whether or not it is there."""
    program = (
        "from playwright.sync_api import sync_playwright as p\nwith p() as play: print(play.chromium.executable_path)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def install_chromium() -> str | None:
    """Install by apt when we are root, else (or where apt cannot) by Playwright into its own folder."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Instaluję przez apt-get: {', '.join(PACKAGES)} …")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
            subprocess.run(["apt-get", "-qq", *words], env=quiet, check=False)
        if found := find_chromium():
            return found
    say("Pobieram przeglądarkę Chromium (playwright install chromium) …")
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find_chromium()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
