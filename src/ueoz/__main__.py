# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz ueoz COMMAND`: the commands of UEOZ, and Django's own."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = os.environ.get("UEOZ_SETTINGS_MODULE", "ueoz.conf.settings")
    command, *rest = sys.argv[1:] or ["help"]
    if command == "help":
        rest = [word.replace("-", "_") for word in rest]
    execute_from_command_line(["./ssoz ueoz", command.replace("-", "_"), *rest])
