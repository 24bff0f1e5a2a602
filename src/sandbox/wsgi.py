# SPDX-License-Identifier: EUPL-1.2
"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from shared.garbage import settle
from shared.plain_text import PlainTextRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox.settings")

application = get_wsgi_application()
application.request_class = PlainTextRequest

from sandbox.profiles.operations import warm_up  # noqa: E402  needs the site

warm_up()
settle()
