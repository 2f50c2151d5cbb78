"""JSON that holds no key, named: metadata, responses, claims and credentials that are pasted in place of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.text import Problem

_SHOWN: Final = 200
_ENDPOINTS: Final = frozenset({"authorization_endpoint", "token_endpoint", "userinfo_endpoint"})


@dataclass(frozen=True, slots=True)
class _Kind:
    """All of one group of names and one of another, or what is no key by its first names alone."""

    code: str
    all_of: frozenset[str]
    one_of: frozenset[str]
    message: str
    reference: str = "RFC 7517 section 4"


def _kind(code: str, names: str, one_of: str, message: str, reference: str = "RFC 7517 section 4") -> _Kind:
    return _Kind(code, frozenset(names.split()), frozenset(one_of.split()), message, reference)


_BOX: Final = "Paste it into the token box, and here the JWK Set of the issuer or the secret that is shared with it"
# The first that matches names it.
_KINDS: Final = (
    _kind(
        "key.json-credentials",
        "type client_secret refresh_token",
        "client_id",
        "These are a user's credentials for Google's libraries; they hold a client secret and a refresh token, no key",
    ),
    _kind(
        "key.json-token-response",
        "",
        "access_token id_token refresh_token",
        "This is a token response; it holds tokens, not keys. " + _BOX,
        "RFC 6749 section 5.1",
    ),
    _kind(
        "key.json-resource-metadata",
        "resource",
        "authorization_servers jwks_uri scopes_supported",
        "This is the metadata of a protected resource; it names its authorization servers. Paste the JWK Set of the "
        "one "
        "that issued the token: its own metadata says where that is",
        "RFC 9728 section 2",
    ),
    _kind(
        "key.json-introspection",
        "active",
        "scope client_id sub exp username token_type",
        "This is an introspection response; it says what a token means, and holds no key",
        "RFC 7662 section 2.2",
    ),
    _kind(
        "key.json-active",
        "active",
        "active",
        "This is an introspection response of a token that is not active; it holds no key",
        "RFC 7662 section 2.2",
    ),
    _kind(
        "key.json-error",
        "error",
        "error_description error_uri message status code error",
        "This is an error response in place of a key. Look at the request that fetched it",
        "RFC 6749 section 5.2",
    ),
    _kind(
        "key.json-client",
        "",
        "client_secret",
        "This is the registration of a client. Its client_secret is what HMAC tokens for this client are signed with: "
        "paste that value alone",
        "RFC 7591 section 3.2.1",
    ),
    _kind(
        "key.json-access-key",
        "AccessKey",
        "AccessKey",
        "This is an access key of AWS, which signs requests (SigV4), not tokens",
    ),
    _kind(
        "key.json-tink",
        "primaryKeyId",
        "key",
        "This is a keyset of Tink. Its JWT keys can be written as a JWK Set: JwkSetConverter.fromPublicKeysetHandle",
    ),
    _kind(
        "key.json-header",
        "alg",
        "typ enc cty crit zip epk apu apv p2s p2c b64 jku",
        'This is a JOSE Header, not a key. It only says which key it takes: look for the one with its "kid" in the '
        "JWK Set of the issuer",
        "RFC 7515 section 4",
    ),
    _kind(
        "key.json-claims",
        "",
        "iss sub aud",
        "These look like the claims of a token, which hold no key. Paste the token into the token box",
        "RFC 7519 section 4",
    ),
)


def why_none(value: JsonValue) -> Problem:
    """Why there is no key in JSON. Codes: key.json-metadata, key.json-unknown, and those of the table above."""
    if not isinstance(value, Mapping):
        return _problem("key.json-unknown", "This is JSON, but no key: only an object or an array can hold keys")
    if ("jwks_uri" in value and "resource" not in value) or ("issuer" in value and value.keys() & _ENDPOINTS):
        where = _where(value.get("jwks_uri"))
        message = f"This is the metadata of a provider; it only says where the keys are: {where}"
        return _problem("key.json-metadata", message, "RFC 8414 section 2")
    if found := named(value):
        return found
    message = 'This is JSON, but no key: it has neither "kty", as a JWK has, nor "keys", as a JWK Set has'
    return _problem("key.json-unknown", message)


def named(value: Mapping[str, JsonValue]) -> Problem | None:
    """What an object is by the names of its members; None when they say nothing."""
    inner = next((one for name in ("web", "installed") if isinstance(one := value.get(name), Mapping)), value)
    names = inner.keys()
    for kind in _KINDS:
        if kind.all_of <= names and kind.one_of & names:
            return _problem(kind.code, kind.message, kind.reference)
    return None


def _where(address: JsonValue) -> str:
    if not isinstance(address, str) or len(address) > _SHOWN:
        return 'paste what is at its "jwks_uri"'
    return f'paste what is at its "jwks_uri", {address}'


def _problem(code: str, message: str, reference: str = "RFC 7517 section 4") -> Problem:
    return Problem(code=code, message=message, reference=reference)
