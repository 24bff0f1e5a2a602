# SPDX-License-Identifier: EUPL-1.2
"""English is whole: every text of the interface has its translation, with the same placeholders."""

import pytest

from shared import translation
from ssoz.www.public.prose import PAGES
from tests.architecture.sources import ROOT


@pytest.mark.parametrize("package", translation.CATALOGUES)
def test_every_text_has_its_english(package: str):
    assert list(translation.problems(package)) == [], "python -m shared.translation brings the catalogues up to date"


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_of_running_text_is_in_both_languages(page, language: str):
    templates = ROOT / "src" / "ssoz" / "www" / "public" / "templates" / "public"

    assert (templates / language / f"{page.name}.html").exists()
