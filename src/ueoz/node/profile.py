# SPDX-License-Identifier: EUPL-1.2
"""UEOZ as SAML knows it."""

from functools import lru_cache
from typing import cast

from django.conf import settings

from shared.saml import Reason, SamlError, ServiceProvider, SigningKey, load_certificates, load_key
from ueoz.node.configuration import NodeConfiguration

SETTING = "NODE"  # by name: the type checker knows the settings of another site


def configuration() -> NodeConfiguration:
    """What the settings were made from; a test may change it."""
    return cast(NodeConfiguration, getattr(settings, SETTING))


def service() -> ServiceProvider:
    """The service provider, with the keys that lie in the files now: they may be changed while it runs."""
    known = configuration()
    try:
        stamps = tuple(path.stat().st_mtime_ns for path in known.files)
        return _service(known, stamps)
    except OSError as error:
        raise SamlError(Reason.CONFIGURATION, f"no such key: {error.filename}") from error


@lru_cache(maxsize=4)
def _service(known: NodeConfiguration, stamps: tuple[int, ...]) -> ServiceProvider:
    return ServiceProvider(
        entity_id=known.entity_id,
        provider_name=known.provider_name,
        acs_url=known.acs_url,
        assurance=known.assurance,
        sp_type=known.sp_type,
        signing=SigningKey.load(known.signing_key.read_bytes(), known.signing_certificate.read_bytes()),
        decryption_keys=tuple(load_key(path.read_bytes()) for path in known.decryption_keys),
        node=known.node,
        sso_url=known.sso_url,
        ars_url=known.ars_url,
        slo_url=known.slo_url,
        certificates=load_certificates(*(path.read_bytes() for path in known.certificates)),
    )
