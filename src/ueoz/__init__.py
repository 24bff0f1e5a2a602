# SPDX-License-Identifier: EUPL-1.2
"""UEOZ: accounts of people, their migration from e-PLOZ, sign-in through the national node, an OpenID provider."""
