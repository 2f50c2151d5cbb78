"""Header Parameters that IANA does not list, of vendors and standards. Their reference is who defines them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.header_parameters import HeaderParameter

_ALB: Final = "Amazon Elastic Load Balancing"
_JADES: Final = "ETSI TS 119 182-1"
_OPEN_BANKING: Final = "UK Open Banking"
_ENTRA: Final = "Microsoft Entra ID"
_SD_JWT: Final = "RFC 9901 section 8.1"
_HPKE: Final = "draft-ietf-jose-hpke-encrypt"
_ISSUANCE: Final = "OpenID for Verifiable Credential Issuance 1.0"

# fmt: off
_ROWS: Final = (
    #               name             in a JWS       in a JWE  description
    HeaderParameter("signer",        _ALB,          None,     "Signer: the load balancer; compare it with your own"),
    HeaderParameter("client",        _ALB,          None,     "Client: the load balancer's own OAuth client"),
    HeaderParameter("sigT",          _JADES,        None,     "Signing time: as the signer claims it; older than iat"),
    HeaderParameter("sigD",          _JADES,        None,     "Signed data: what else is signed, and where it is"),
    HeaderParameter("sigPl",         _JADES,        None,     "Signature place: where the signer claims to be"),
    HeaderParameter("sigPId",        _JADES,        None,     "Signature policy: by which rules it was signed"),
    HeaderParameter("srCms",         _JADES,        None,     "Signer commitments: what the signature means to say"),
    HeaderParameter("srAts",         _JADES,        None,     "Signer attributes: roles of the signer"),
    HeaderParameter("adoTst",        _JADES,        None,     "Time stamp: on the data, from before the signature"),
    HeaderParameter("x5t#o",         _JADES,        None,     "X.509 certificate thumbprint: with a named digest"),
    HeaderParameter("sigX5ts",       _JADES,        None,     "X.509 certificate thumbprints: of the signer's chain"),
    HeaderParameter("etsiU",         _JADES,        None,     "Unsigned properties: added later, such as time stamps"),
    HeaderParameter("http://openbanking.org.uk/iat", _OPEN_BANKING, None, "Issued at: when the message was signed"),
    HeaderParameter("http://openbanking.org.uk/iss", _OPEN_BANKING, None, "Issuer: who signed the message"),
    HeaderParameter("http://openbanking.org.uk/tan", _OPEN_BANKING, None, "Trust anchor: whose directory has the key"),
    HeaderParameter("ctx",           _ENTRA,        _ENTRA,   "Context: the random value that derives the session key"),
    HeaderParameter("kdf_ver",       _ENTRA,        _ENTRA,   "Key derivation version: how the session key is derived"),
    HeaderParameter("pi.atm",        "PingFederate", None,    "Access token manager: which one of the server made it"),
    HeaderParameter("skid",          None, "DIDComm Messaging 2", "Sender key ID: the sender's key of the agreement"),
    HeaderParameter("type",          "RFC 7515 section 4.1.9", None, "Type: not registered; readers look for typ"),
    HeaderParameter("disclosures",   _SD_JWT,       None,     "Disclosures: of an SD-JWT in JSON, not signed"),
    HeaderParameter("kb_jwt",        _SD_JWT,       None,     "Key Binding JWT: the holder's proof, not signed here"),
    HeaderParameter("ek",            None,          _HPKE,    "Encapsulated key: the sender's half of the agreement"),
    HeaderParameter("psk_id",        None,          _HPKE,    "Pre-shared key ID: of a key that both sides have"),
    HeaderParameter("clevis",        None,          "Clevis", "Clevis: how the machine gets the key by itself"),
    HeaderParameter("key_attestation", _ISSUANCE,   None,     "Key attestation: proof of how well the key is kept"),
)
# fmt: on

UNREGISTERED_HEADER_PARAMETERS: Final[Mapping[str, HeaderParameter]] = MappingProxyType(
    {row.name: row for row in _ROWS}
)
