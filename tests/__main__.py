# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests`: everything the tests need, then all of them. Further words go to pytest."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOTHING_FOUND = 5  # as pytest says it; `-k` may name tests of one part only
PACKAGES = ("chromium", "fonts-dejavu-core")


@dataclass(frozen=True)
class Part:
    """Tests that run together: one Django site is set up in a process, so each site's tests run apart.

    Playwright keeps an event loop in its process, in which jobs could not start one: the browser's run apart, too.
    """

    folder: str
    settings: str

    def bears(self, word: str) -> bool:
        """Whether the word names a test that lies in this part's folder."""
        return place(word).is_relative_to(ROOT / self.folder)

    def words(self) -> list[str]:
        """The whole part, without what lies in it and belongs to another."""
        inner = [part.folder for part in PARTS if part is not self and part.folder.startswith(f"{self.folder}/")]
        return [self.folder, *(f"--ignore={folder}" for folder in inner)]


PARTS = (
    Part("tests", "ssoz.conf.testing"),
    Part("tests/sandbox", "sandbox.testing"),
    Part("tests/ueoz", "ueoz.conf.testing"),
    Part("tests/browser", "ssoz.conf.testing"),
)


def place(word: str) -> Path:
    """Where the test lies that a word names, as `pytest` reads it: `tests/unit/test_x.py::test_y`."""
    return ROOT / word.partition("::")[0]


def say(sentence: str) -> None:
    print(sentence, flush=True)


def main(arguments: list[str]) -> int:
    """Find or install a browser, then run pytest: all tests, or what the words name."""
    if not arguments or any("browser" in word for word in arguments):
        browser = find_chromium() or install_chromium()
        if browser is None:
            say("Nie udało się zainstalować przeglądarki Chromium; zainstaluj ją i uruchom ponownie.")
            return 1
        os.environ["SSOZ_CHROMIUM"] = browser
        say(f"Przeglądarka: {browser}")
    codes = {run(part, words) for part, words in divided(arguments)}
    return max(codes - {NOTHING_FOUND} or codes)


def divided(words: list[str]) -> list[tuple[Part, list[str]]]:
    """What each part runs: the tests named in its folder, else the whole of it; further words go to all that run."""
    whole = [part for part in PARTS if (ROOT / part.folder).is_dir()]
    named = [word for word in words if word != "tests" and not word.startswith("-") and place(word).exists()]
    options = [word for word in words if word not in (*named, "tests")]
    if not named:
        return [(part, [*part.words(), *options]) for part in whole]
    owner = {
        word: max((part for part in PARTS if part.bears(word)), key=lambda part: len(part.folder)) for word in named
    }
    chosen = [(part, [word for word in named if owner[word] is part]) for part in whole]
    return [(part, [*tests, *options]) for part, tests in chosen if tests]


def run(part: Part, arguments: list[str]) -> int:
    """Run pytest in as many processes as there are cores, two at least; returns its exit code."""
    spread = (
        [] if any(word.startswith("-n") for word in arguments) else ["-n", str(max(2, min(os.cpu_count() or 2, 8)))]
    )
    command = [sys.executable, "-m", "pytest", *spread, "--dist", "loadgroup", *arguments]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": part.settings}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


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
