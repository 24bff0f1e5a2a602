# SPDX-License-Identifier: EUPL-1.2
from bench.browser import main

main()
