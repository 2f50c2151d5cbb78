"""Claims of digital credentials and of the messages that carry them, which IANA does not list."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.claims import Claim

_PERSONAL: Final = True
_SD_JWT_VC: Final = "draft-ietf-oauth-sd-jwt-vc"
_CREDENTIALS: Final = "W3C Verifiable Credentials Data Model 2.0"
_OLD_CREDENTIALS: Final = "W3C Verifiable Credentials Data Model 1.0"
_PID: Final = "EUDI PID Rulebook"
_DIDCOMM: Final = "DIDComm Messaging 2"

# fmt: off
CREDENTIAL_CLAIMS: Final = (
    #     name, reference, description
    # SD-JWT Verifiable Credentials
    Claim("vct",           _SD_JWT_VC, "Verifiable Credential type: what kind of credential this is, as a URI"),
    Claim("vct#integrity", _SD_JWT_VC, "Integrity of the type: the digest of the document that the type points to"),
    # W3C Verifiable Credentials 2.0, secured as a JWT
    Claim("@context",          _CREDENTIALS, "Context: what the terms of this credential mean"),
    Claim("credentialSubject", _CREDENTIALS, "Credential subject: what is stated, and about whom", _PERSONAL),
    Claim("credentialSchema",  _CREDENTIALS, "Credential schema: the form that the credential must have"),
    Claim("credentialStatus",  _CREDENTIALS, "Credential status: where to look up whether it was revoked"),
    Claim("validFrom",         _CREDENTIALS, "Valid from: when the credential begins to be valid, as a date"),
    Claim("validUntil",        _CREDENTIALS, "Valid until: when the credential stops being valid, as a date"),
    Claim("issuanceDate",      _OLD_CREDENTIALS, "Issuance date: when the credential becomes valid, as a date"),
    Claim("expirationDate",    _OLD_CREDENTIALS, "Expiration date: when the credential stops being valid, as a date"),
    Claim("verifiableCredential", _CREDENTIALS, "Verifiable credentials: those that are shown", _PERSONAL),
    # Personal identification in the EU
    Claim("personal_administrative_number", _PID, "Personal administrative number: of the person", _PERSONAL),
    Claim("document_number",      _PID, "Document number: of this identification", _PERSONAL),
    Claim("issuing_authority",    _PID, "Issuing authority: who issued it"),
    Claim("issuing_country",      _PID, "Issuing country: as two letters"),
    Claim("issuing_jurisdiction", _PID, "Issuing jurisdiction: the part of the country"),
    Claim("date_of_expiry",       _PID, "Date of expiry: when the identification ends"),
    Claim("date_of_issuance",     _PID, "Date of issuance: when the identification began"),
    Claim("age_equal_or_over",    _PID, "Age equal or over: answers by age, without the birthdate", _PERSONAL),
    Claim("age_in_years",         _PID, "Age in years: of the person", _PERSONAL),
    Claim("age_birth_year",       _PID, "Birth year: of the person", _PERSONAL),
    # DIDComm
    Claim("created_time", _DIDCOMM, "Created time: when the message was written"),
    Claim("expires_time", _DIDCOMM, "Expires time: from then on the message is of no use"),
)
# fmt: on
