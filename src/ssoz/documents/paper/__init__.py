# SPDX-License-Identifier: EUPL-1.2
"""A form on paper, blank or filled in, laid out as the printed one."""
