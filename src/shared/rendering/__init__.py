# SPDX-License-Identifier: EUPL-1.2
"""Documents from data, without a domain: a page as PDF, a code to point a telephone at."""
