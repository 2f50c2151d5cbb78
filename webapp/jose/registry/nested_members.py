"""Members within claims and Header Parameters that a standard defines. Each stands in its table by its path."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.claims import Claim

_PERSONAL: Final = True
_ADDRESS: Final = "OpenID Connect Core 1.0 section 5.1.1"
_ELSEWHERE: Final = "OpenID Connect Core 1.0 section 5.6.2"
_REQUESTED: Final = "OpenID Connect Core 1.0 section 5.5"
_BIRTH: Final = "OpenID Connect for Identity Assurance Claims Registration 1.0 section 4"
_ASSURANCE: Final = "OpenID Identity Assurance Schema Definition 1.0 section 5"
_ACTOR: Final = "RFC 8693 section 4.1"
_MAY_ACT: Final = "RFC 8693 section 4.4"
_DETAILS: Final = "RFC 9396 section 2.2"
_STATUS: Final = "draft-ietf-oauth-status-list-21 section 6.2"
_SUBJECT: Final = "RFC 9493 section 3.2"
_CAEP: Final = "OpenID CAEP 1.0"
_RISC: Final = "OpenID RISC 1.0"
_SIGNALS: Final = "OpenID Shared Signals Framework 1.0"
_CREDENTIAL: Final = "W3C Verifiable Credentials Data Model 1.0"
_STATUS_OF: Final = "W3C Bitstring Status List 1.0"
_FEDERATION: Final = "OpenID Federation 1.0"
_CALLER: Final = "RFC 8225 section 5.2.1"
_RICH: Final = "RFC 9795"
_PLACE: Final = "RFC 9711"

# fmt: off
STANDARD_MEMBERS: Final = (
    #     path ("*" is any name or index), reference, description
    Claim("/address/formatted",      _ADDRESS, "Formatted address: as it is written on an envelope", _PERSONAL),
    Claim("/address/street_address", _ADDRESS, "Street address: street, house and the like, also in lines", _PERSONAL),
    Claim("/address/locality",       _ADDRESS, "Locality: the city or village", _PERSONAL),
    Claim("/address/region",         _ADDRESS, "Region: the state or province", _PERSONAL),
    Claim("/address/postal_code",    _ADDRESS, "Postal code: of the address", _PERSONAL),
    Claim("/address/country",        _ADDRESS, "Country: its name, not necessarily a code", _PERSONAL),
    Claim("/place_of_birth/country",  _BIRTH, "Country: where the person was born", _PERSONAL),
    Claim("/place_of_birth/region",   _BIRTH, "Region: where the person was born", _PERSONAL),
    Claim("/place_of_birth/locality", _BIRTH, "Locality: the city or village where the person was born", _PERSONAL),
    # Identity assurance
    Claim("/verified_claims/verification",                 _ASSURANCE, "Verification: how the identity was made sure"),
    Claim("/verified_claims/verification/trust_framework", _ASSURANCE, "Trust framework: the rules of the check"),
    Claim("/verified_claims/verification/assurance_level", _ASSURANCE, "Assurance level: how sure the identity is"),
    Claim("/verified_claims/verification/time",            _ASSURANCE, "Time: when the identity was checked"),
    Claim("/verified_claims/verification/verification_process", _ASSURANCE, "Verification process: names this check"),
    Claim("/verified_claims/verification/evidence",        _ASSURANCE, "Evidence: what the check rests on"),
    Claim("/verified_claims/claims",                       _ASSURANCE, "Claims: those that were verified", _PERSONAL),
    # Claims that are elsewhere, and that a request asks for
    Claim("/_claim_names/*",                _ELSEWHERE, "Source: the name of the source that has this claim"),
    Claim("/_claim_sources/*",              _ELSEWHERE, "Claim source: where claims are"),
    Claim("/_claim_sources/*/JWT",          _ELSEWHERE, "JWT: the token that holds the claims"),
    Claim("/_claim_sources/*/endpoint",     _ELSEWHERE, "Endpoint: the address where the claims can be fetched"),
    Claim("/_claim_sources/*/access_token", _ELSEWHERE, "Access token: with it the claims can be fetched; a secret"),
    Claim("/claims/id_token",               _REQUESTED, "ID Token: claims that are wanted in it"),
    Claim("/claims/userinfo",               _REQUESTED, "UserInfo: claims that are wanted in its response"),
    # Confirmation
    Claim("/cnf/jwk",      "RFC 7800 section 3.2", "JSON Web Key: whose private key the sender must prove to hold"),
    Claim("/cnf/jwe",      "RFC 7800 section 3.3", "Encrypted key: a shared secret that the sender must prove to know"),
    Claim("/cnf/kid",      "RFC 7800 section 3.4", "Key ID: of the key that the sender must prove to hold"),
    Claim("/cnf/jku",      "RFC 7800 section 3.5", "JWK Set URL: where the sender's key is said to be"),
    Claim("/cnf/jkt",      "RFC 9449 section 6.1",
          "JWK SHA-256 thumbprint: of the key that must sign the DPoP proof of each request"),
    Claim("/cnf/x5t#S256", "RFC 8705 section 3.1",
          "X.509 certificate SHA-256 thumbprint: of the client certificate that the connection must use"),
    Claim("/cnf/osc",      "RFC 9203",             "OSCORE input material: the security context to be set up"),
    # Who acts for whom
    Claim("/act/sub",     _ACTOR,   "Actor's subject: who acts"),
    Claim("/act/iss",     _ACTOR,   "Actor's issuer: within which the actor's subject is a name"),
    Claim("/act/act",     _ACTOR,   "Earlier actor: who acted before; told for the record, it decides nothing"),
    Claim("/may_act/sub", _MAY_ACT, "Authorized actor's subject: who may act"),
    Claim("/may_act/iss", _MAY_ACT, "Authorized actor's issuer: within which that subject is a name"),
    # Authorization details
    Claim("/authorization_details/*/type",       _DETAILS, "Type: decides which other members there are"),
    Claim("/authorization_details/*/locations",  _DETAILS, "Locations: the resource servers that it is for"),
    Claim("/authorization_details/*/actions",    _DETAILS, "Actions: what may be done"),
    Claim("/authorization_details/*/datatypes",  _DETAILS, "Data types: which kinds of data may be asked for"),
    Claim("/authorization_details/*/identifier", _DETAILS, "Identifier: the one resource that it is for"),
    Claim("/authorization_details/*/privileges", _DETAILS, "Privileges: the levels of access"),
    # Status
    Claim("/status/status_list",     _STATUS, "Status list: the list that tells whether the token was revoked"),
    Claim("/status/status_list/idx", _STATUS, "Index: the place of this token in the list, from 0"),
    Claim("/status/status_list/uri", _STATUS, "URI: where the list can be fetched; it must be the list's sub"),
    # Subject identifiers
    Claim("/sub_id/format",       _SUBJECT, "Format: which kind of identifier it is"),
    Claim("/sub_id/iss",          _SUBJECT, "Issuer: within which the subject is a name"),
    Claim("/sub_id/sub",          _SUBJECT, "Subject: whom it is about"),
    Claim("/sub_id/id",           _SUBJECT, "ID: an identifier that both sides know"),
    Claim("/sub_id/uri",          _SUBJECT, "URI: of the subject"),
    Claim("/sub_id/url",          _SUBJECT, "URL: of the subject, a DID"),
    Claim("/sub_id/email",        _SUBJECT, "E-mail address: of the subject", _PERSONAL),
    Claim("/sub_id/phone_number", _SUBJECT, "Phone number: of the subject", _PERSONAL),
    Claim("/sub_id/identifiers",  _SUBJECT, "Identifiers: several for the same subject"),
    # Security events
    Claim("/events/*/subject",              "RFC 8417 section 2.2", "Subject: whom the event is about", _PERSONAL),
    Claim("/events/*/subject/format",       _SUBJECT, "Format: which kind of identifier it is"),
    Claim("/events/*/subject/subject_type", _RISC,    "Subject type: in old drafts what format is now"),
    Claim("/events/*/subject/iss",          _SUBJECT, "Issuer: within which the subject is a name"),
    Claim("/events/*/subject/sub",          _SUBJECT, "Subject: whom the event is about"),
    Claim("/events/*/subject/email",        _SUBJECT, "E-mail address: of the subject", _PERSONAL),
    Claim("/events/*/subject/phone_number", _SUBJECT, "Phone number: of the subject", _PERSONAL),
    Claim("/events/*/event_timestamp",      _CAEP,    "Event timestamp: when it happened"),
    Claim("/events/*/initiating_entity",    _CAEP,    "Initiating entity: admin, user, policy or system"),
    Claim("/events/*/reason_admin",         _CAEP,    "Reason for administrators: for the log, not for the person"),
    Claim("/events/*/reason_user",          _CAEP,    "Reason for the person: may be shown"),
    Claim("/events/*/credential_type",      f"{_CAEP}; {_RISC}", "Credential type: such as password, pin or x509"),
    Claim("/events/*/change_type",          _CAEP,    "Change type: create, revoke, update or delete"),
    Claim("/events/*/friendly_name",        _CAEP,    "Friendly name: of the credential"),
    Claim("/events/*/x509_issuer",          _CAEP,    "Certificate issuer: of the changed credential"),
    Claim("/events/*/x509_serial",          _CAEP,    "Certificate serial number: of the changed credential"),
    Claim("/events/*/fido2_aaguid",         _CAEP,    "Authenticator model: of the changed FIDO2 credential"),
    Claim("/events/*/namespace",            _CAEP,    "Namespace: the scale that the levels are of"),
    Claim("/events/*/current_level",        _CAEP,    "Current level: how strong the login is now"),
    Claim("/events/*/previous_level",       _CAEP,    "Previous level: how strong the login was"),
    Claim("/events/*/change_direction",     _CAEP,    "Change direction: increase or decrease"),
    Claim("/events/*/current_status",       _CAEP,    "Current status: whether the device follows the rules now"),
    Claim("/events/*/previous_status",      _CAEP,    "Previous status: whether the device followed the rules before"),
    Claim("/events/*/claims",               _CAEP,    "Claims: the new values of those that changed"),
    Claim("/events/*/reason",               f"{_RISC}; {_SIGNALS}", "Reason: why, such as hijacking or bulk-account"),
    Claim("/events/*/new-value",            _RISC,    "New value: the identifier that the person has now", _PERSONAL),
    Claim("/events/*/state",                _SIGNALS, "State: what the receiver sent to ask for this test"),
    Claim("/events/*/status",               _SIGNALS, "Status: of the stream: enabled, paused or disabled"),
    # Verifiable credentials
    *(Claim(f"/vc/{name}", _CREDENTIAL, text) for name, text in (
        ("@context",             "Context: what the terms of this credential mean"),
        ("id",                   "ID: names the credential; the same as jti"),
        ("type",                 "Type: what kind of credential this is"),
        ("issuer",               "Issuer: who states it; the same as iss"),
        ("issuer/id",            "Issuer: who states it; the same as iss"),
        ("issuanceDate",         "Issuance date: when it becomes valid; the same as nbf"),
        ("expirationDate",       "Expiration date: when it stops being valid; the same as exp"),
        ("credentialSubject/id", "Subject: whom it is about; the same as sub"),
        ("credentialStatus",     "Credential status: where to look up whether it was revoked"),
        ("credentialSchema",     "Credential schema: the form that the credential must have"),
        ("evidence",             "Evidence: what the issuer's statement rests on"),
        ("termsOfUse",           "Terms of use: what may be done with the credential"),
        ("refreshService",       "Refresh service: where a newer one can be had"),
    )),
    Claim("/vc/credentialSubject",       _CREDENTIAL, "Credential subject: what is stated, and about whom", _PERSONAL),
    Claim("/vp/@context",                _CREDENTIAL, "Context: what the terms of this presentation mean"),
    Claim("/vp/type",                    _CREDENTIAL, "Type: what kind of presentation this is"),
    Claim("/vp/id",                      _CREDENTIAL, "ID: names the presentation; the same as jti"),
    Claim("/vp/holder",                  _CREDENTIAL, "Holder: who shows the credentials; the same as iss"),
    Claim("/vp/verifiableCredential",    _CREDENTIAL, "Verifiable credentials: those that are shown", _PERSONAL),
    Claim("/credentialSubject/id",       _CREDENTIAL, "Subject: whom it is about"),
    *(Claim(f"{path}/{name}", _STATUS_OF, text) for path in ("/credentialStatus", "/vc/credentialStatus")
      for name, text in (
        ("id",                   "ID: names this entry; nothing is to be fetched there"),
        ("type",                 "Type: which kind of list tells the status"),
        ("statusPurpose",        "Status purpose: what the list tells, such as revocation or suspension"),
        ("statusListIndex",      "Status list index: the place of this credential in the list, from 0"),
        ("statusListCredential", "Status list credential: where the list can be fetched"),
    )),
    # Federation
    Claim("/metadata/openid_provider",            f"{_FEDERATION} section 5.1.3", "OpenID Provider: which it is"),
    Claim("/metadata/openid_relying_party",       f"{_FEDERATION} section 5.1.2", "Relying Party: which it is"),
    Claim("/metadata/oauth_authorization_server", f"{_FEDERATION} section 5.1.4", "Authorization server: which it is"),
    Claim("/metadata/oauth_client",               f"{_FEDERATION} section 5.1.5", "OAuth client: which it is"),
    Claim("/metadata/oauth_resource",             f"{_FEDERATION} section 5.1.6", "Protected resource: which it is"),
    Claim("/metadata/federation_entity",          f"{_FEDERATION} section 5.1.1", "Federation entity: which it is"),
    Claim("/constraints/max_path_length",         f"{_FEDERATION} section 6.2.1",
          "Maximum path length: how many authorities may stand between this one and the entity"),
    Claim("/constraints/naming_constraints",      f"{_FEDERATION} section 6.2.2",
          "Naming constraints: which names those below may have"),
    Claim("/constraints/allowed_entity_types",    f"{_FEDERATION} section 6.2.3",
          "Allowed entity types: what those below may be"),
    Claim("/trust_marks/*/trust_mark_type",       f"{_FEDERATION} section 3.2", "Trust mark type: which seal this is"),
    Claim("/trust_marks/*/trust_mark",            f"{_FEDERATION} section 3.2", "Trust mark: the seal, a token itself"),
    # Telephone calls
    Claim("/orig/tn",  _CALLER, "Telephone number: of the caller, in digits", _PERSONAL),
    Claim("/orig/uri", _CALLER, "URI: of the caller", _PERSONAL),
    Claim("/dest/tn",  _CALLER, "Telephone numbers: that are called", _PERSONAL),
    Claim("/dest/uri", _CALLER, "URIs: that are called", _PERSONAL),
    Claim("/div/tn",   "RFC 8946", "Telephone number: that the call was forwarded from", _PERSONAL),
    Claim("/div/uri",  "RFC 8946", "URI: that the call was forwarded from", _PERSONAL),
    Claim("/mky/*/alg", "RFC 8225 section 5.2.2", "Algorithm: the hash of this fingerprint"),
    Claim("/mky/*/dig", "RFC 8225 section 5.2.2", "Digest: the fingerprint of the key of the call"),
    Claim("/rcd/nam",  _RICH, "Name: of the caller, to be shown", _PERSONAL),
    Claim("/rcd/apn",  _RICH, "Alternate number: to be shown instead of the calling one", _PERSONAL),
    Claim("/rcd/icn",  _RICH, "Icon: the address of a picture of the caller"),
    Claim("/rcd/jcd",  _RICH, "Card: of the caller, as a jCard", _PERSONAL),
    Claim("/rcd/jcl",  _RICH, "Card link: the address of the card of the caller"),
    # Devices
    Claim("/location/latitude",  _PLACE, "Latitude: of the device, in degrees", _PERSONAL),
    Claim("/location/longitude", _PLACE, "Longitude: of the device, in degrees", _PERSONAL),
    Claim("/location/altitude",  _PLACE, "Altitude: of the device, in metres", _PERSONAL),
    Claim("/location/accuracy",  _PLACE, "Accuracy: of latitude and longitude, in metres"),
)
# fmt: on
