# SPDX-License-Identifier: EUPL-1.2
import sys

from ssoz.commands.forms.console import main

sys.exit(main())
