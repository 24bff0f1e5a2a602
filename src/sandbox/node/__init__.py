# SPDX-License-Identifier: EUPL-1.2
"""The national node „Zaloguj się do usługi” (`login.localhost`): a SAML identity provider and the means it offers."""
