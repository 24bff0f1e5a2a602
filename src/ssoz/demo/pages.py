# SPDX-License-Identifier: EUPL-1.2
"""Static files, then the web server, in one process, so that Django is loaded once: `… ssoz.demo.pages ARGUMENTS`."""

import os

import django
from django.core.management import call_command
from gunicorn.app.wsgiapp import run

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ssoz.conf.settings")
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    run()
