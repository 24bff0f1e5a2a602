# SPDX-License-Identifier: EUPL-1.2
"""A site's own preparations, then its web server, in one process, so that Django is loaded once.

`python -m ssoz.demo.pages COMMAND,COMMAND=ARGUMENT ARGUMENTS-OF-GUNICORN`
"""

import os
import sys

import django
from django.core.management import call_command
from gunicorn.app.wsgiapp import run

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ssoz.conf.settings")
    django.setup()
    for word in sys.argv.pop(1).split(","):
        command, *argument = word.split("=", 1)
        call_command(command, *argument, verbosity=0, **({"interactive": False} if command == "collectstatic" else {}))
    run()
