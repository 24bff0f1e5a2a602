# SPDX-License-Identifier: EUPL-1.2
"""The trusted profile (`pz.localhost`): name and password, a code by SMS each time, and how one gets all that."""
