# SPDX-License-Identifier: EUPL-1.2
"""Our theme of the design system, and the command that turns it into `static/design/theme.css`."""
