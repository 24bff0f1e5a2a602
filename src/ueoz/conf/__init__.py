# SPDX-License-Identifier: EUPL-1.2
"""Settings of UEOZ."""
