# SPDX-License-Identifier: EUPL-1.2
"""What a file is and what is dangerous in it. Pure: no Django, no database; runs in a process of its own."""
