# SPDX-License-Identifier: EUPL-1.2
"""Settings of sites that run as processes of their own in tests: static files as they lie, mail over SMTP."""
