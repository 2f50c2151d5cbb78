"""The documents that the product cites, with their titles and addresses. Nothing is fetched from there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.service_documents import SERVICE_DOCUMENTS
from webapp.jose.registry.vendor_documents import VENDOR_DOCUMENTS


@dataclass(frozen=True, slots=True)
class Document:
    """A document. Its name is how references begin: "RFC 7519 section 4.1.1"."""

    name: str
    url: str
    title: str


_RFC: Final = "https://www.rfc-editor.org/rfc/rfc"
_DRAFT: Final = "https://datatracker.ietf.org/doc/"
_OPENID: Final = "https://openid.net/specs/"
_SHEETS: Final = "https://cheatsheetseries.owasp.org/cheatsheets/"
_CVE: Final = re.compile(r"CVE-[0-9]{4}-[0-9]+")

# fmt: off
_RFCS: Final = (
    ("RFC 3261", "SIP: Session Initiation Protocol"),
    ("RFC 4648", "The Base16, Base32, and Base64 Data Encodings"),
    ("RFC 5639", "Elliptic Curve Cryptography (ECC) Brainpool Standard Curves and Curve Generation"),
    ("RFC 6749", "The OAuth 2.0 Authorization Framework"),
    ("RFC 6750", "The OAuth 2.0 Authorization Framework: Bearer Token Usage"),
    ("RFC 6901", "JavaScript Object Notation (JSON) Pointer"),
    ("RFC 7095", "jCard: The JSON Format for vCard"),
    ("RFC 7468", "Textual Encodings of PKIX, PKCS, and CMS Structures"),
    ("RFC 7515", "JSON Web Signature (JWS)"),
    ("RFC 7516", "JSON Web Encryption (JWE)"),
    ("RFC 7517", "JSON Web Key (JWK)"),
    ("RFC 7518", "JSON Web Algorithms (JWA)"),
    ("RFC 7519", "JSON Web Token (JWT)"),
    ("RFC 7520", "Examples of Protecting Content Using JSON Object Signing and Encryption (JOSE)"),
    ("RFC 7523", "JWT Profile for OAuth 2.0 Client Authentication and Authorization Grants"),
    ("RFC 7591", "OAuth 2.0 Dynamic Client Registration Protocol"),
    ("RFC 7636", "Proof Key for Code Exchange by OAuth Public Clients"),
    ("RFC 7638", "JSON Web Key (JWK) Thumbprint"),
    ("RFC 7643", "System for Cross-domain Identity Management: Core Schema"),
    ("RFC 7662", "OAuth 2.0 Token Introspection"),
    ("RFC 7797", "JSON Web Signature (JWS) Unencoded Payload Option"),
    ("RFC 7800", "Proof-of-Possession Key Semantics for JSON Web Tokens (JWTs)"),
    ("RFC 8017", "PKCS #1: RSA Cryptography Specifications Version 2.2"),
    ("RFC 8032", "Edwards-Curve Digital Signature Algorithm (EdDSA)"),
    ("RFC 8037", "CFRG Elliptic Curve Diffie-Hellman (ECDH) and Signatures in JOSE"),
    ("RFC 8055", "SIP Via Header Field Parameter to Indicate Received Realm"),
    ("RFC 8176", "Authentication Method Reference Values"),
    ("RFC 8225", "PASSporT: Personal Assertion Token"),
    ("RFC 8259", "The JavaScript Object Notation (JSON) Data Interchange Format"),
    ("RFC 8417", "Security Event Token (SET)"),
    ("RFC 8443", "PASSporT Extension for Resource Priority Authorization"),
    ("RFC 8485", "Vectors of Trust"),
    ("RFC 8555", "Automatic Certificate Management Environment (ACME)"),
    ("RFC 8588", "PASSporT Extension for Signature-based Handling of Asserted information using toKENs (SHAKEN)"),
    ("RFC 8688", "A SIP Response Code for Rejected Calls"),
    ("RFC 8693", "OAuth 2.0 Token Exchange"),
    ("RFC 8705", "OAuth 2.0 Mutual-TLS Client Authentication and Certificate-Bound Access Tokens"),
    ("RFC 8725", "JSON Web Token Best Current Practices"),
    ("RFC 8812", "COSE and JOSE Registrations for Web Authentication (WebAuthn) Algorithms"),
    ("RFC 8946", "PASSporT Extension for Diverted Calls"),
    ("RFC 9027", "Assertion Values for Resource Priority Header and SIP Priority Header Claims"),
    ("RFC 9068", "JSON Web Token (JWT) Profile for OAuth 2.0 Access Tokens"),
    ("RFC 9101", "The OAuth 2.0 Authorization Framework: JWT-Secured Authorization Request (JAR)"),
    ("RFC 9200", "Authentication and Authorization for Constrained Environments Using OAuth 2.0 (ACE-OAuth)"),
    ("RFC 9203", "The OSCORE Profile of the ACE Framework"),
    ("RFC 9246", "URI Signing for Content Delivery Network Interconnection (CDNI)"),
    ("RFC 9278", "JWK Thumbprint URI"),
    ("RFC 9321", "Signature Validation Token"),
    ("RFC 9396", "OAuth 2.0 Rich Authorization Requests"),
    ("RFC 9447", "ACME Challenges Using an Authority Token"),
    ("RFC 9449", "OAuth 2.0 Demonstrating Proof of Possession (DPoP)"),
    ("RFC 9470", "OAuth 2.0 Step Up Authentication Challenge Protocol"),
    ("RFC 9475", "Messaging Use Cases and Extensions for Secure Telephone Identity Revisited (STIR)"),
    ("RFC 9493", "Subject Identifiers for Security Event Tokens"),
    ("RFC 9560", "Federated Authentication for the Registration Data Access Protocol (RDAP) Using OpenID Connect"),
    ("RFC 9701", "JSON Web Token (JWT) Response for OAuth Token Introspection"),
    ("RFC 9711", "The Entity Attestation Token (EAT)"),
    ("RFC 9728", "OAuth 2.0 Protected Resource Metadata"),
    ("RFC 9782", "Entity Attestation Token (EAT) Media Types"),
    ("RFC 9795", "PASSporT Extension for Rich Call Data"),
    ("RFC 9864", "Fully-Specified Algorithms for JSON Object Signing and Encryption (JOSE) and COSE"),
    ("RFC 9901", "Selective Disclosure for JSON Web Tokens"),
    ("RFC 9964", "ML-DSA for JOSE and COSE"),
    ("RFC 9999", "Remote ATtestation procedureS (RATS) Conceptual Messages Wrapper (CMW)"),
)

_DRAFTS: Final = (
    ("draft-ietf-oauth-status-list", "Token Status List (TSL)"),
    ("draft-ietf-oauth-sd-jwt-vc", "SD-JWT-based Verifiable Digital Credentials (SD-JWT VC)"),
    ("draft-ietf-oauth-rfc7523bis", "Updates to Audience Values for OAuth 2.0 Authorization Servers"),
    ("draft-ietf-oauth-attestation-based-client-auth", "OAuth 2.0 Attestation-Based Client Authentication"),
    ("draft-ietf-oauth-transaction-tokens", "Transaction Tokens"),
    ("draft-ietf-oauth-rfc8725bis", "JSON Web Token Best Current Practices"),
    ("draft-ietf-jose-hpke-encrypt", "Use of Hybrid Public Key Encryption (HPKE) with JOSE"),
    ("draft-ietf-jose-deprecate-none-rsa15", "JOSE: Deprecate 'none' and 'RSA1_5'"),
    ("draft-ietf-stir-certificates-ocsp", "OCSP Usage for Secure Telephone Identity Certificates"),
)

_OTHERS: Final = (
    Document("OpenID Connect Core 1.0", _OPENID + "openid-connect-core-1_0.html", "OpenID Connect Core 1.0"),
    Document("OpenID Connect Front-Channel Logout 1.0", _OPENID + "openid-connect-frontchannel-1_0.html",
             "OpenID Connect Front-Channel Logout 1.0"),
    Document("OpenID Connect Back-Channel Logout 1.0", _OPENID + "openid-connect-backchannel-1_0.html",
             "OpenID Connect Back-Channel Logout 1.0"),
    Document("OpenID Connect EAP ACR Values 1.0", _OPENID + "openid-connect-eap-acr-values-1_0.html",
             "OpenID Connect Extended Authentication Profile (EAP) ACR Values 1.0"),
    Document("OpenID Identity Assurance Schema Definition 1.0", _OPENID + "openid-ida-verified-claims-1_0.html",
             "OpenID Identity Assurance Schema Definition 1.0"),
    Document("OpenID Connect for Identity Assurance Claims Registration 1.0",
             _OPENID + "openid-connect-4-ida-claims-1_0.html",
             "OpenID Connect for Identity Assurance Claims Registration 1.0"),
    Document("OpenID Federation 1.0", _OPENID + "openid-federation-1_0.html", "OpenID Federation 1.0"),
    Document("OpenID for Verifiable Presentations 1.0", _OPENID + "openid-4-verifiable-presentations-1_0.html",
             "OpenID for Verifiable Presentations 1.0"),
    Document("OpenID for Verifiable Credential Issuance 1.0",
             _OPENID + "openid-4-verifiable-credential-issuance-1_0.html",
             "OpenID for Verifiable Credential Issuance 1.0"),
    Document("Financial-grade API Security Profile 1.0 part 2", _OPENID + "openid-financial-api-part-2-1_0.html",
             "Financial-grade API Security Profile 1.0, part 2: Advanced"),
    Document("FAPI 2.0 Security Profile", _OPENID + "fapi-security-profile-2_0-final.html",
             "FAPI 2.0 Security Profile"),
    Document("OpenID JARM", _OPENID + "oauth-v2-jarm-final.html",
             "JWT Secured Authorization Response Mode for OAuth 2.0 (JARM)"),
    Document("FIPS 186-5", "https://csrc.nist.gov/pubs/fips/186-5/final", "Digital Signature Standard (DSS)"),
    Document("OWASP ASVS 5.0", "https://owasp.org/www-project-application-security-verification-standard/",
             "Application Security Verification Standard 5.0"),
    Document("OWASP JSON Web Token Cheat Sheet", _SHEETS + "JSON_Web_Token_for_Java_Cheat_Sheet.html",
             "JSON Web Token Cheat Sheet for Java"),
    Document("OWASP Password Storage Cheat Sheet", _SHEETS + "Password_Storage_Cheat_Sheet.html",
             "Password Storage Cheat Sheet"),
    Document("IANA, JSON Web Signature and Encryption Algorithms", "https://www.iana.org/assignments/jose/jose.xhtml",
             "JSON Object Signing and Encryption (JOSE)"),
    Document("OpenID CAEP 1.0", _OPENID + "openid-caep-1_0-final.html",
             "OpenID Continuous Access Evaluation Profile 1.0"),
    Document("OpenID RISC 1.0", _OPENID + "openid-risc-1_0-final.html",
             "OpenID Risk Incident Sharing and Coordination Profile 1.0"),
    Document("OpenID Shared Signals Framework 1.0", _OPENID + "openid-sharedsignals-framework-1_0-final.html",
             "OpenID Shared Signals Framework 1.0"),
    Document("W3C Web Cryptography API", "https://www.w3.org/TR/WebCryptoAPI", "Web Cryptography API"),
    Document("W3C Verifiable Credentials Data Model 1.0", "https://www.w3.org/TR/2019/REC-vc-data-model-20191119/",
             "Verifiable Credentials Data Model 1.0"),
    Document("W3C Verifiable Credentials Data Model 2.0", "https://www.w3.org/TR/vc-data-model-2.0/",
             "Verifiable Credentials Data Model 2.0"),
    Document("W3C Securing Verifiable Credentials using JOSE and COSE", "https://www.w3.org/TR/vc-jose-cose/",
             "Securing Verifiable Credentials using JOSE and COSE"),
    Document("W3C Bitstring Status List 1.0", "https://www.w3.org/TR/vc-bitstring-status-list/",
             "Bitstring Status List 1.0"),
    Document("IHE ITI DSGj", "https://profiles.ihe.net/ITI/DSGj/Volume3/ch-5.10.html",
             "IHE IT Infrastructure: JSON Advanced Electronic Signature"),
    Document("DIDComm Messaging 2", "https://identity.foundation/didcomm-messaging/spec/v2.0/",
             "DIDComm Messaging 2.0"),
)
# fmt: on

_SECTION: Final = re.compile(r"(RFC ([0-9]+))(?: sections? ([0-9A-Z]+(?:\.[0-9]+)*))?")
_VENDORS: Final = tuple(Document(name, url, title) for name, url, title in (*VENDOR_DOCUMENTS, *SERVICE_DOCUMENTS))
_BY_LENGTH: Final = tuple(sorted((*_OTHERS, *_VENDORS), key=lambda document: len(document.name), reverse=True))

DOCUMENTS: Final[Mapping[str, Document]] = MappingProxyType(
    {
        **{name: Document(name, f"{_RFC}{name[4:]}", title) for name, title in _RFCS},
        **{name: Document(name, f"{_DRAFT}{name}/", title) for name, title in _DRAFTS},
        **{document.name: document for document in (*_OTHERS, *_VENDORS)},
    }
)


def document_of(reference: str) -> Document | None:
    """The document that a reference begins with; None for an unknown one."""
    if found := _SECTION.match(reference):
        return DOCUMENTS.get(found[1])
    if reference.startswith("draft-"):
        return next((DOCUMENTS[name] for name, _ in _DRAFTS if reference.startswith(name)), None)
    return next((document for document in _BY_LENGTH if reference.startswith(document.name)), None)


def url_of(reference: str) -> str | None:
    """Where a reference can be read, at the section if the document is an RFC; None when there is no address."""
    if found := _SECTION.match(reference):
        section = found[3]
        if section is None:
            return f"{_RFC}{found[2]}"
        kind = "appendix" if section[0].isalpha() else "section"
        return f"{_RFC}{found[2]}#{kind}-{section}"
    if found := _CVE.match(reference):
        return f"https://www.cve.org/CVERecord?id={found[0]}"
    document = document_of(reference)
    return document.url if document else None
