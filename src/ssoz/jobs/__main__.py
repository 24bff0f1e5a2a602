# SPDX-License-Identifier: EUPL-1.2
"""`python -m ssoz.jobs`: the worker."""

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ssoz.conf.settings")
    django.setup()
    from shared.worker import work

    work()
