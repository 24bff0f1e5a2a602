# SPDX-License-Identifier: EUPL-1.2
"""Collecting texts for translation."""

from pathlib import Path

import pytest

from shared import translation


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('{% translate "Wyślij" %}', ["Wyślij"]),
        ("{% trans 'Wyślij' as label %}", ["Wyślij"]),
        ('{% card _("Kolory") id="kolory" %}', ["Kolory"]),
        ('{{ count|counted:_("błąd|błędy|błędów") }}', ["błąd|błędy|błędów"]),
        ('{% breadcrumbs _("Start") start _("Pomoc") %}', ["Start", "Pomoc"]),
        ("{% blocktranslate %}Błąd {{ status }}{% endblocktranslate %}", ["Błąd %(status)s"]),
        ("{% blocktranslate with x=1 %}{{ x }} %{% endblocktranslate %}", ["%(x)s %%"]),
        ("{% blocktranslate trimmed %}\n a\n b\n{% endblocktranslate %}", ["a b"]),
        (
            "{% blocktranslate count n=n %}{{ n }} błąd{% plural %}{{ n }} błędów{% endblocktranslate %}",
            [("%(n)s błąd", "%(n)s błędów")],
        ),
        ("<p>Zwykły tekst _(„nie”)</p>", []),
        ('{% url "public:start" as start %}', []),
    ],
)
def test_texts_are_read_from_templates(template: str, said: list[object]):
    assert list(translation.in_template(template)) == said


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "sandbox"
    folder.mkdir()
    (folder / "views.py").write_text('from x import gettext as _\n_("Wyślij %(n)s")\n', encoding="utf-8")
    (folder / "page.html").write_text('{% translate "Zapisz" %}', encoding="utf-8")
    return tmp_path


def translate(root: Path, **texts: str) -> None:
    path = translation.catalogue_path("sandbox", root)
    text = path.read_text(encoding="utf-8")
    for polish, english in texts.items():
        text = text.replace(f'msgid "{polish}', f'msgid "{polish}', 1)
        head, _, tail = text.partition(f'msgid "{polish}')
        text = head + f'msgid "{polish}' + tail.replace('msgstr ""', f'msgstr "{english}"', 1)
    path.write_text(text, encoding="utf-8")


def test_a_text_without_a_translation_is_told(project: Path):
    translation.update("sandbox", project)

    assert list(translation.problems("sandbox", project)) == [
        "sandbox: „Zapisz” is not translated",
        "sandbox: „Wyślij %(n)s” is not translated",
    ]


def test_translations_stay_when_the_catalogue_is_brought_up_to_date(project: Path):
    translation.update("sandbox", project)
    translate(project, Zapisz="Save", Wyślij="Send %(n)s")
    translation.update("sandbox", project)

    assert not list(translation.problems("sandbox", project))


def test_a_translation_that_lost_its_placeholder_is_told(project: Path):
    translation.update("sandbox", project)
    translate(project, Zapisz="Save", Wyślij="Send it")

    assert list(translation.problems("sandbox", project)) == [
        "sandbox: „Wyślij %(n)s” has other placeholders in English"
    ]


def test_a_translation_of_nothing_is_told(project: Path):
    translation.update("sandbox", project)
    translate(project, Zapisz="Save", Wyślij="Send %(n)s")
    (project / "sandbox" / "page.html").write_text("", encoding="utf-8")

    assert list(translation.problems("sandbox", project)) == ["sandbox: „Zapisz” is not said any more"]


def test_the_same_texts_make_the_same_file(project: Path):
    translation.update("sandbox", project)
    first = translation.catalogue_path("sandbox", project).read_bytes()
    translation.update("sandbox", project)

    assert translation.catalogue_path("sandbox", project).read_bytes() == first
