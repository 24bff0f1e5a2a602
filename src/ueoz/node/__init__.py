# SPDX-License-Identifier: EUPL-1.2
"""The national node: SAML service provider."""
