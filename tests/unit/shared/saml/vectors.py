# SPDX-License-Identifier: EUPL-1.2
"""Every dishonest answer of a node that we know of, each with a name and the reason it is refused for."""

from tests.unit.shared.saml import dishonest_claims, dishonest_contents, dishonest_signatures
from tests.unit.shared.saml.listing import VECTORS
from tests.unit.shared.saml.wrapping import WRAPPINGS

__all__ = ["VECTORS", "WRAPPINGS", "dishonest_claims", "dishonest_contents", "dishonest_signatures"]
