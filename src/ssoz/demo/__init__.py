# SPDX-License-Identifier: EUPL-1.2
"""The whole system on one machine, with a made-up country in it: `./ssoz demo`."""
