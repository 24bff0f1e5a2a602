# SPDX-License-Identifier: EUPL-1.2
"""The sheets that `bench.sheet` opens, and the browser that opens them."""
