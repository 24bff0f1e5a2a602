# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class DesignConfig(AppConfig):
    """The look that all sites share: stylesheets, page frame, component partials, formatting."""

    name = "shared.design"
    label = "design"
