# SPDX-License-Identifier: EUPL-1.2
"""Turns a form, a sheet and findings into plain rows and cells for the templates. Pure: no request, no database."""
