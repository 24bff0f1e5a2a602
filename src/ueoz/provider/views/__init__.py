# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the provider: where browsers are sent, and where systems ask."""
