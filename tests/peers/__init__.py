# SPDX-License-Identifier: EUPL-1.2
"""Other people's implementations of OpenID, each against ours: `oidc-provider` and `openid-client`, both certified."""
