"""Members of a JWK that IANA does not list, which vendors add to the keys that they publish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.jwk_parameters import ANY_KTY, JwkParameter, Presence, Secrecy

_ENTRA: Final = "Microsoft Entra ID"
_OKTA: Final = "Okta"

# fmt: off
_ROWS: Final = (
    ("issuer",              _ENTRA,  "Issuer: whose tokens the key signs, with {tenantid} for any tenant"),
    ("cloud_instance_name", _ENTRA,  "Cloud: the national cloud that the key is of"),
    ("endorsements",        "Microsoft Bot Framework", "Endorsements: the channels whose messages the key may sign"),
    ("status",              _OKTA,   "Status: whether the key is in use, such as ACTIVE or EXPIRED"),
    ("created",             _OKTA,   "Created: when the key was made"),
    ("lastUpdated",         _OKTA,   "Last updated: when the key was last changed"),
    ("expiresAt",           _OKTA,   "Expires at: when the key stops being valid"),
    ("crlVersion",          "SMART Health Cards", "Revocation list version: the newest list of credentials that ended"),
)
# fmt: on

UNREGISTERED_JWK_PARAMETERS: Final[Mapping[str, JwkParameter]] = MappingProxyType(
    {
        name: JwkParameter(name, ANY_KTY, Secrecy.PUBLIC, Presence.OPTIONAL, reference, description)
        for name, reference, description in _ROWS
    }
)
