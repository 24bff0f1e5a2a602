# SPDX-License-Identifier: EUPL-1.2
"""The people of the demo, as the people file names them."""
