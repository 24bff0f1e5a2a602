# SPDX-License-Identifier: EUPL-1.2
"""The page frame and the components, rendered."""

import re
from pathlib import Path

import pytest
from csp.utils import build_policy
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import Context, RequestContext, Template
from django.test import Client, RequestFactory
from django.test.utils import override_settings
from django.utils import translation

from shared.design import parts
from shared.design.finders import PackageFinder
from shared.design.policy import PolicyMiddleware
from shared.design.samples import SamplePageForm
from shared.design.site import Site

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
SRC = Path(__file__).parents[3] / "src"


def rendered(source: str, path: str = "/", **values: object) -> str:
    context = RequestContext(RequestFactory().get(path))
    context.push(site=Site(), **values)
    return Template("{% load design %}" + source).render(context)


def test_the_gallery_shows_every_component(client: Client):
    page = client.get("/design/", headers={"accept-language": "pl"})

    assert page.status_code == 200
    for part in (
        "alert",
        "card",
        "counts",
        "crumbs",
        "facts",
        "field",
        "figures",
        "findings",
        "fold",
        "next",
        "pages",
        "progress",
        "steps",
        "table",
        "tabs",
    ):
        assert re.search(rf'class="[^"]*\b{part}\b', page.content.decode()), part


def test_pages_carry_no_inline_script_or_style(client: Client):
    html = client.get("/design/").content.decode()

    assert "<style" not in html
    assert not re.search(r"\sstyle=|\son\w+=|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_every_stylesheet_and_script_of_a_page_exists(client: Client):
    html = client.get("/design/").content.decode()

    for path in re.findall(r'(?:href|src)="/static/([^"]+)"', html):
        assert finders.find(path), path


def test_only_the_files_that_pages_need_are_published_from_packages():
    names = {f"{storage.prefix}/{name}" for name, storage in PackageFinder().list(None)}

    assert len(names) == 5
    assert "vendor/htmx/htmx.min.js" in names
    assert PackageFinder().find("vendor/fira-sans/fira-sans-cyrillic-400-normal.woff2") == ""


def test_what_is_kept_of_the_design_system_is_what_its_package_has() -> None:
    assert parts.TARGET.read_text(encoding="utf-8") == parts.parts()
    assert parts.TICKED.read_text(encoding="utf-8") == parts.parts(ticked=True)


def test_no_sheet_has_boxes_to_tick_and_their_rules_are_apart() -> None:
    assert "[type=checkbox]" in parts.parts(ticked=True)
    assert ".ds-input[type=checkbox]" not in parts.parts()
    templates = (SRC / "ssoz/www/reporter/templates/reporter").glob("*.html")
    assert not [path for path in templates if re.search("checkbox|radio", path.read_text(encoding="utf-8"))]


def test_no_rule_of_the_design_system_looks_into_the_whole_page() -> None:
    assert ":has(" not in parts.parts()


def test_every_class_of_the_design_system_that_pages_use_is_kept() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SRC.rglob("*.html")]
    used = set(re.findall(r"(?<![-\w])ds-(?!color|size)[a-z]+(?:-[a-z]+)*", "".join(texts)))

    assert {name for name in used if f".ds-{name.removeprefix('ds-')}" not in parts.parts()} == set()


def test_the_language_changes_by_a_post_and_never_by_a_link(client: Client):
    client.get("/jezyk/?language=en&next=/design/")
    assert "ssoz_language" not in client.cookies

    answer = client.post("/jezyk/", {"language": "en", "next": "/design/"})
    assert answer["location"] == "/design/"
    assert client.cookies["ssoz_language"].value == "en"


def test_the_language_switch_does_not_lead_to_another_site(client: Client):
    assert client.post("/jezyk/", {"language": "en", "next": "https://example.org/"})["location"] == "/"


def test_a_field_in_error_points_at_its_message():
    form = SamplePageForm({"nip": "123"})
    html = rendered("{% field form.nip %}", form=form)

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_nip_hint id_nip_error"' in html
    assert 'id="id_nip_error"' in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    html = rendered("{% field form.answer %}", form=SamplePageForm())

    assert "<legend>" in html
    assert html.count('type="radio"') == 2
    assert html.count("<label for=") == 2


def test_what_people_typed_is_escaped():
    html = rendered('{% alert "error" title %}{{ text }}{% endalert %}', title="<b>", text="<script>")

    assert "<script>" not in html
    assert "<b>" not in html


def test_pages_of_a_list_keep_the_search():
    page = Paginator(range(120), 25).page(2)
    html = rendered("{% pagination page %}", "/lista/?szukaj=szpital&page=2", page=page)

    assert 'href="?szukaj=szpital&amp;page=3"' in html
    assert html.count("aria-current") == 1


def test_sorting_twice_turns_the_order_round():
    assert 'href="?sort=form"' in rendered('{% sort "Formularz" "form" %}', "/lista/?page=3")
    html = rendered('{% sort "Formularz" "form" %}', "/lista/?sort=form")
    assert 'href="?sort=-form"' in html
    assert 'aria-sort="ascending"' in html


@pytest.mark.parametrize(
    ("here", "url", "expected"),
    [
        ("/", "/", True),
        ("/statystyka/", "/", False),
        ("/statystyka/tab11/", "/statystyka/", True),
        ("/moje-konto/", "/statystyka/", False),
        ("/zarzadzanie/formularze/", "/zarzadzanie/rundy/", True),
        ("/sprawozdania/finansowe/do-korekty/", "/sprawozdania/finansowe/wszystkie/", True),
        ("/sprawozdania/karty/wszystkie/", "/sprawozdania/finansowe/wszystkie/", False),
    ],
)
def test_a_module_is_current_on_all_its_pages(here, url, expected):
    html = rendered('{% include "design/modules.html" %}', here, modules=[{"title": "Moduł", "url": url}])

    assert ("aria-current" in html) is expected


def test_a_finished_section_is_marked_as_done():
    assert "data-done" in rendered("{% progress 8 8 %}")
    assert "data-done" not in rendered("{% progress 0 0 %}")


def test_what_is_kept_is_made_once_for_each_language_and_value():
    page = Template(
        "{% load i18n kept %}{% kept what %}{% translate 'Menu główne' %}: {{ what }} {{ more }}{% endkept %}"
    )
    said = [
        page.render(Context({"what": what, "more": more}))
        for what, more in (("<a>", "first"), ("<a>", "second"), ("b", "third"))
    ]
    assert said == ["Menu główne: &lt;a&gt; first", "Menu główne: &lt;a&gt; first", "Menu główne: b third"]
    with translation.override("en"):
        assert page.render(Context({"what": "b", "more": "fourth"})).endswith(": b fourth")
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}}):
        assert page.render(Context({"what": "b", "more": "fifth"})) == "Menu główne: b fifth"


def test_the_frame_keeps_nothing_that_tells_who_asks(client: Client):
    """Two visitors at once see the same frame, each with a token and an address of their own."""
    first, second = (Client().get(f"/design/?{n}", headers={"accept-language": "pl"}).content.decode() for n in (1, 2))
    token = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
    assert len(set(token.findall(first)) | set(token.findall(second))) == 2
    assert "/design/?1" in first
    assert "/design/?2" in second
    assert "/design/?1" not in second
    alike = re.compile(r"(?<=\?)[12]")
    assert alike.sub("", token.sub("", first)) == alike.sub("", token.sub("", second))


def test_the_policy_of_a_page_is_the_sites_unless_it_has_its_own(client: Client):
    policy = client.get("/design/")["Content-Security-Policy"]
    assert policy == build_policy()
    own = HttpResponse()
    own._csp_update = {"form-action": ["https://bank.example"]}
    answer = PolicyMiddleware(lambda _: own)(RequestFactory().get("/"))
    assert "https://bank.example" in answer["Content-Security-Policy"] != policy
    sealed = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})
    assert (
        PolicyMiddleware(lambda _: sealed)(RequestFactory().get("/"))["Content-Security-Policy"] == "default-src 'none'"
    )


def test_a_page_speaks_the_language_chosen_or_asked_for(client: Client):
    """As Django's own middleware would say it, which also looks into the address."""
    asked = client.get("/design/", headers={"accept-language": "en,pl;q=0.5"})
    assert (asked["Content-Language"], '<html lang="en"' in asked.content.decode()) == ("en", True)
    assert "Accept-Language" in asked["Vary"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "pl"
    assert client.get("/design/", headers={"accept-language": "en"})["Content-Language"] == "pl"
    assert client.get("/en/design/")["Content-Language"] == "pl"
