# SPDX-License-Identifier: EUPL-1.2
"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from shared.garbage import settle
from shared.plain_text import PlainTextRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ueoz.conf.settings")

application = get_wsgi_application()
application.request_class = PlainTextRequest
get_resolver().url_patterns  # noqa: B018  imports all pages now, once, instead of at each worker's first request
settle()
