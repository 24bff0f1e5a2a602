# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests`: everything the tests need, then all of them. Further words go to pytest."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")  # half the processor time of a browser with windows
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOTHING_FOUND = 5  # as pytest says it; `-k` may name tests of one part only
PACKAGES = ("chromium-headless-shell", "fonts-dejavu-core")
AT_ONCE = 2  # a browser's tests wait, an engine's reckon: side by side they take the time of the longer


@dataclass(frozen=True)
class Part:
    """Tests that run together: one Django site is set up in a process, so each site's tests run apart.

    Playwright keeps an event loop in its process, in which jobs could not start one: the browser's run apart, too.
    """

    folders: tuple[str, ...]
    settings: str
    package: str = ""  # of which every branch has to run, when the whole part does

    def nearness(self, word: str) -> int:
        """How deep the folder lies in which this part has the test that the word names; 0: it has not."""
        bearing = (folder for folder in self.folders if place(word).is_relative_to(ROOT / folder))
        return max((len(Path(folder).parts) for folder in bearing), default=0)

    def words(self) -> list[str]:
        """The whole part, without what lies in it and belongs to another."""
        others = [folder for part in PARTS if part is not self for folder in part.folders]
        inner = [folder for folder in others if self.nearness(folder)]
        return [*self.folders, *(f"--ignore={folder}" for folder in inner)]

    def measured(self) -> list[str]:
        """What fails the part where a branch of its package did not run."""
        words = (f"--cov={self.package}", "--cov-branch", "--cov-report=term", "--cov-fail-under=100")
        return list(words) if self.package else []


ENGINE = (
    "tests/spec",
    "tests/unit/engine",
    "tests/unit/publication",
    "tests/unit/editing",
    "tests/unit/tabulation",
)
PARTS = (  # those that take longest first
    Part(("tests/browser",), "ssoz.conf.testing"),
    Part(("tests",), "ssoz.conf.testing"),
    Part(ENGINE, "ssoz.conf.testing", package="engine"),
    Part(("tests/ueoz/browser",), "ueoz.conf.testing"),
    Part(("tests/ueoz",), "ueoz.conf.testing"),
    Part(("tests/sandbox",), "sandbox.testing"),
)


def place(word: str) -> Path:
    """Where the test lies that a word names, as `pytest` reads it: `tests/unit/test_x.py::test_y`."""
    return ROOT / word.partition("::")[0]


def say(sentence: str) -> None:
    print(sentence, flush=True)


def main(arguments: list[str]) -> int:
    """Find or install a browser, then run pytest: all tests, or what the words name."""
    if not arguments or any("browser" in word for word in arguments):
        browser = find_shell() or install_chromium() or find_chromium()
        if browser is None:
            say("Nie udało się zainstalować przeglądarki Chromium; zainstaluj ją i uruchom ponownie.")
            return 1
        os.environ["SSOZ_CHROMIUM"] = browser
        say(f"Przeglądarka: {browser}")
    work = divided(arguments)
    codes = {run(*work[0])} if len(work) == 1 else side_by_side(work)
    return max(codes - {NOTHING_FOUND} or codes)


def side_by_side(work: list[tuple[Part, list[str]]]) -> set[int]:
    """Run the parts, some at a time; each one's output comes when it has ended. Returns their exit codes."""
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        return set(pool.map(lambda task: run_quietly(*task), work))
    finally:
        pool.shutdown(cancel_futures=True)  # interrupted: what has not begun does not begin


def run_quietly(part: Part, arguments: list[str]) -> int:
    name, begun = part.folders[0], time.monotonic()
    say(f"Zaczynam: {name}")
    with TemporaryFile() as output:
        code = run(part, arguments, output)
        output.seek(0)
        told = output.read().decode(errors="replace")
        say(f"{told}\nSkończone: {name} po {time.monotonic() - begun:.0f} s, kod {code}")
    return code


def divided(words: list[str]) -> list[tuple[Part, list[str]]]:
    """What each part runs: the tests named in its folder, else the whole of it; further words go to all that run."""
    whole = [part for part in PARTS if any((ROOT / folder).is_dir() for folder in part.folders)]
    named = [word for word in words if word != "tests" and not word.startswith("-") and place(word).exists()]
    options = [word for word in words if word not in (*named, "tests")]
    if not named:
        return [(part, [*part.words(), *(options or part.measured())]) for part in whole]
    owner = {word: max(PARTS, key=lambda part: part.nearness(word)) for word in named}
    chosen = [(part, [word for word in named if owner[word] is part]) for part in whole]
    return [(part, [*tests, *options]) for part, tests in chosen if tests]


def run(part: Part, arguments: list[str], output: IO[bytes] | None = None) -> int:
    """Run pytest in as many processes as there are cores, two at least; returns its exit code."""
    spread = (
        [] if any(word.startswith("-n") for word in arguments) else ["-n", str(max(2, min(os.cpu_count() or 2, 8)))]
    )
    command = [sys.executable, "-m", "pytest", *spread, "--dist", "loadfile", "--no-loadscope-reorder", *arguments]
    with TemporaryDirectory(prefix="ssoz-coverage-") as folder:
        own = {"DJANGO_SETTINGS_MODULE": part.settings, "COVERAGE_FILE": f"{folder}/measured"}
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **own}, stdout=output, stderr=subprocess.STDOUT, check=False
        )
        return done.returncode


def find_shell() -> str | None:
    """Return the browser named by SSOZ_CHROMIUM, or one without windows: on the PATH, or among Playwright's own."""
    named = os.environ.get("SSOZ_CHROMIUM")
    candidates = [named] if named else [*map(shutil.which, SHELLS), playwright_shell()]
    return next((path for path in candidates if path and Path(path).exists()), None)


def find_chromium() -> str | None:
    """Return any browser that can run the tests, best one first."""
    return find_shell() or next(filter(None, map(shutil.which, WHOLE)), None)


def playwright_shell() -> str | None:
    """Return where Playwright keeps its browser without windows, if it has one."""
    program = (
        "from playwright.sync_api import sync_playwright as p\nwith p() as play: print(play.chromium.executable_path)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    kept = next((place for place in Path(done.stdout.strip()).parents if place.name.startswith("chromium-")), None)
    return (
        next((str(path) for path in kept.parent.glob("chromium_headless_shell-*/*/*headless*shell")), None)
        if kept
        else None
    )


def install_chromium() -> str | None:
    """Install by apt when we are root, else (or where apt cannot) by Playwright into its own folder."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Instaluję przez apt-get: {', '.join(PACKAGES)} …")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
            subprocess.run(["apt-get", "-qq", *words], env=quiet, check=False)
        if found := find_shell():
            return found
    say("Pobieram przeglądarkę Chromium (playwright install --only-shell chromium) …")
    subprocess.run([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"], check=False)
    return find_shell()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
