"""Tokens of other kinds, by how they begin: only their issuer can look into them, or another library.

Prefixes are those that the issuers document for secret scanning, or that the formats themselves prescribe.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class OpaqueToken:
    """One kind: the code's cause, a regular expression for all of it, whose it is, and what to do with it."""

    cause: str
    pattern: str
    name: str
    remedy: str


_ASK: Final = "Nothing in it can be decoded; ask its API who it belongs to"
_REVOKE: Final = "It is a live secret: if it was pasted by mistake, revoke it"

OPAQUE_TOKENS: Final = (
    OpaqueToken(
        "github",
        r"(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})",
        "a GitHub token",
        f"{_ASK} (GET /user). {_REVOKE}",
    ),
    OpaqueToken(
        "gitlab",
        r"gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas)-[A-Za-z0-9_.-]{16,}",
        "a GitLab token",
        f"{_ASK} (GET /personal_access_tokens/self). {_REVOKE}",
    ),
    OpaqueToken("slack", r"x(?:ox[abeoprs]|app)-[A-Za-z0-9-]{10,}", "a Slack token", f"{_ASK} (auth.test). {_REVOKE}"),
    OpaqueToken(
        "google",
        r"ya29\.[A-Za-z0-9_.-]{10,}",
        "a Google access token",
        "It is opaque: ask https://oauth2.googleapis.com/tokeninfo what it is for, or use its ID token",
    ),
    OpaqueToken(
        "google-refresh",
        r"1//[A-Za-z0-9_-]{20,}",
        "a Google refresh token",
        "Exchange it at the token endpoint; it is never sent to an API",
    ),
    OpaqueToken("google-key", r"AIza[A-Za-z0-9_-]{30,}", "a Google API key", _REVOKE),
    OpaqueToken(
        "aws",
        r"A(?:KIA|SIA|ROA|IDA)[A-Z0-9]{16}",
        "an AWS access key ID",
        "It names a key and is no token; requests are signed with the secret key (Signature Version 4)",
    ),
    OpaqueToken("stripe", r"(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,}", "a Stripe API key", _REVOKE),
    OpaqueToken("npm", r"npm_[A-Za-z0-9]{30,}", "an npm access token", _REVOKE),
    OpaqueToken("pypi", r"pypi-[A-Za-z0-9_-]{40,}", "a PyPI API token, a macaroon", _REVOKE),
    OpaqueToken("sendgrid", r"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}", "a SendGrid API key", _REVOKE),
    OpaqueToken(
        "vault",
        r"(?:hv[sbr]\.|[sbr]\.)[A-Za-z0-9_-]{20,}",
        "a HashiCorp Vault token",
        "Ask Vault with: vault token lookup",
    ),
    OpaqueToken("digitalocean", r"do[oprt]_v1_[a-f0-9]{40,}", "a DigitalOcean token", _REVOKE),
    OpaqueToken("hugging-face", r"hf_[A-Za-z0-9]{20,}", "a Hugging Face token", _REVOKE),
    OpaqueToken("api-key", r"sk-[A-Za-z0-9_-]{20,}", "an API key", _REVOKE),
    OpaqueToken(
        "kubernetes-bootstrap",
        r"[a-z0-9]{6}\.[a-z0-9]{16}",
        "a Kubernetes bootstrap token",
        "It is looked up in the cluster's kube-system secrets; a service account's token is a JWT",
    ),
    OpaqueToken(
        "paseto",
        r"v[1-4]\.(?:public|local)\.[A-Za-z0-9_.-]+",
        "a PASETO, which is not JOSE",
        "It has its own keys and rules: use a PASETO library to read it",
    ),
    OpaqueToken(
        "fernet",
        r"gAAAAA[A-Za-z0-9_-]{60,}={0,2}",
        "a Fernet token",
        "It is encrypted with a Fernet key, which is not JOSE: use the library cryptography with that key",
    ),
    OpaqueToken(
        "biscuit",
        r"(?:biscuit:)?E[nosr][A-Za-z0-9_-]{60,}={0,2}",
        "a biscuit",
        "Use a biscuit library with the issuer's public key",
    ),
    OpaqueToken(
        "macaroon",
        r"(?:MDAx|AgEC?)[A-Za-z0-9_+/-]{30,}={0,2}",
        "a macaroon",
        "Use a macaroon library with the service's root key; its caveats can be read without it",
    ),
    OpaqueToken(
        "saml",
        r"(?:PHNhbW[wx]|PD94bWwg|PEFzc2VydGlvbi|PFJlc3BvbnNl)[A-Za-z0-9+/\s]{20,}={0,2}",
        "a SAML assertion in base64",
        "SAML is XML with XML Signature, not JOSE: decode the base64 and use a SAML tool",
    ),
    OpaqueToken(
        "kerberos",
        r"(?:Negotiate )?YI[IGJ][A-Za-z0-9+/]{60,}={0,2}",
        "a Kerberos ticket (SPNEGO)",
        "Only the service's keytab opens it; klist shows what it is for",
    ),
    OpaqueToken(
        "ntlm",
        r"(?:NTLM )?TlRMTVNTUA[A-Za-z0-9+/]{10,}={0,2}",
        "an NTLM message",
        "It is a challenge-response message of Windows authentication, not a token",
    ),
    OpaqueToken(
        "cwt",
        r"(?:0[oQ][A-Za-z0-9_-]|2D3S)[A-Za-z0-9_-]{40,}",
        "a CWT or other COSE message",
        "COSE is CBOR (RFC 9052), not JOSE: use a COSE library",
    ),
    OpaqueToken(
        "django-signed",
        r"\.?[A-Za-z0-9_-]{10,}:[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{27,43}",
        "a value signed by Django",
        "Its key is derived from SECRET_KEY: use django.core.signing.loads with the right salt",
    ),
    OpaqueToken(
        "basic",
        r"(?:Basic )[A-Za-z0-9+/]{8,}={0,2}",
        "HTTP Basic credentials",
        "They are a user name and a password in base64: nothing is signed. Change the password if they were shared",
    ),
)
