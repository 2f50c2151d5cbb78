"""Access tokens, DPoP proofs, client assertions and request objects (OAuth)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="A02",
        code="access-token.required",
        severity=Severity.HIGH,
        title="The access token lacks a claim that it must have",
        why=(
            "A resource server needs each of them to decide; without audience or expiry a token is good "
            "anywhere or forever."
        ),
        remedy="Have the authorization server set iss, exp, aud, sub, client_id, iat and jti.",
        reference="RFC 9068 section 2.2",
        example='{"typ":"at+jwt"} without "client_id"',
    ),
    Rule(
        id="A03",
        code="access-token.symmetric",
        severity=Severity.LOW,
        title="The access token is signed with a shared secret",
        why="Whoever can check it can make it: each resource server could issue tokens for all others.",
        remedy="Sign with RS256, PS256, ES256 or Ed25519, and publish the public key.",
        reference="RFC 9068 section 2.1",
        example='{"alg":"HS256","typ":"at+jwt"}',
    ),
    Rule(
        id="A04",
        code="access-token.id-token-claims",
        severity=Severity.MEDIUM,
        title="The access token has claims of an ID Token",
        why="Where the two look alike, a client may be made to take an access token for a login.",
        remedy='Leave nonce, at_hash and c_hash out of access tokens; tell the kinds apart by "typ" and "aud".',
        reference="RFC 8725 section 2.8; RFC 8725 section 3.12",
        example='"nonce": "n-0S6" in an access token',
    ),
    Rule(
        id="D02",
        code="dpop.required",
        severity=Severity.HIGH,
        title="The DPoP proof lacks a claim that it must have",
        why="Without method, address, time and identifier the proof is good for more than one request.",
        remedy="Set jti, htm, htu and iat in each proof.",
        reference="RFC 9449 section 4.2, section 4.3 item 3",
        example='a proof without "jti"',
    ),
    Rule(
        id="D03",
        code="dpop.alg",
        severity=Severity.HIGH,
        title="The DPoP proof is not made with a private key",
        why=(
            "A proof must be made with a private key. A shared secret or no signature at all shows possession "
            "of no key."
        ),
        remedy="Sign proofs with ES256, Ed25519 or another asymmetric algorithm.",
        reference="RFC 9449 section 4.3 item 5",
        example='{"alg":"HS256","typ":"dpop+jwt"}',
    ),
    Rule(
        id="D04",
        code="dpop.jwk",
        severity=Severity.HIGH,
        title="The DPoP proof has no key",
        why='The public key in "jwk" is what the proof is checked with and the access token is bound to.',
        remedy='Put the public key into the header as "jwk".',
        reference="RFC 9449 section 4.2, section 4.3 item 6",
        example='{"alg":"ES256","typ":"dpop+jwt"}',
    ),
    Rule(
        id="D06",
        code="dpop.htm",
        severity=Severity.HIGH,
        title="The proof is for another HTTP method",
        why="A proof is good for one method at one address; a server must refuse it elsewhere.",
        remedy="Make a new proof for each request, with its method in capitals.",
        reference="RFC 9449 section 4.3 item 8",
        example='"htm": "GET" with a POST',
    ),
    Rule(
        id="D07",
        code="dpop.htu",
        severity=Severity.HIGH,
        title="The proof is for another address",
        why="A proof is good for one method at one address; else one server could use it at another.",
        remedy=(
            'Set "htu" to the address of the request without query and fragment; behind a proxy compare with '
            "the address that the client sees."
        ),
        reference="RFC 9449 section 4.3 item 9",
        example='"htu": "https://api.example/users" at /orders',
    ),
    Rule(
        id="D08",
        code="dpop.iat",
        severity=Severity.HIGH,
        title="The proof is too old, or from the future",
        why="The shorter a proof is good for, the less a stolen one is worth; servers allow seconds to a few minutes.",
        remedy="Make a new proof for each request; correct the clocks or use a nonce of the server.",
        reference="RFC 9449 section 4.3 item 11",
        example='"iat" more than five minutes away',
    ),
    Rule(
        id="D09",
        code="dpop.nonce",
        severity=Severity.HIGH,
        title="The nonce is not that of the server",
        why="The server asked for its own nonce, so that no proof can be made in advance.",
        remedy="Repeat the request with the nonce of the last DPoP-Nonce header.",
        reference="RFC 9449 section 4.3 item 10",
        example='a proof without "nonce"',
    ),
    Rule(
        id="D10",
        code="dpop.ath",
        severity=Severity.HIGH,
        title='"ath" is not the hash of the access token',
        why="With an access token the proof must carry its SHA-256 hash; else it can be used with another token.",
        remedy='Set "ath" to the base64url of the SHA-256 of the access token\'s text.',
        reference="RFC 9449 section 4.3 item 12",
        example='a proof without "ath"',
    ),
    Rule(
        id="D11",
        code="dpop.bound",
        severity=Severity.CRITICAL,
        title="The access token is bound to another key",
        why=(
            '"cnf.jkt" names the key that may use this token, and this proof is made with another: the token '
            "may be stolen."
        ),
        remedy="Refuse the request; make the proof with the key that asked for the token.",
        reference="RFC 9449 section 4.3 item 12, section 6.1",
        example='"cnf": {"jkt": "…"} of another key',
    ),
    Rule(
        id="F01",
        code="client-assertion.required",
        severity=Severity.HIGH,
        title="The client assertion lacks a claim, or names two clients",
        why="It must say which client it authenticates, as both iss and sub, where, until when, and be usable once.",
        remedy="Set iss and sub to the client_id, aud to the server, and exp and jti.",
        reference="RFC 7523 section 3; OpenID Connect Core 1.0 section 9",
        example='"iss": "client-1", "sub": "x"',
    ),
    Rule(
        id="F02",
        code="fapi.alg",
        severity=Severity.HIGH,
        title="The algorithm is not one that FAPI allows",
        why="FAPI 2.0 allows PS256, ES256 and EdDSA with Ed25519 alone; others are weaker or less well tested.",
        remedy="Sign with PS256, ES256 or Ed25519.",
        reference="FAPI 2.0 Security Profile section 5.4.1",
        example='{"alg":"RS256"}',
    ),
    Rule(
        id="F03",
        code="fapi.aud",
        severity=Severity.HIGH,
        title='The assertion\'s "aud" is not the issuer',
        why=(
            "FAPI 2.0 takes the issuer identifier as a single text. An endpoint or a list lets one server use "
            "the assertion at another."
        ),
        remedy='Set "aud" to the issuer of the authorization server, as its metadata writes it.',
        reference="FAPI 2.0 Security Profile section 5.3.2.1; draft-ietf-oauth-rfc7523bis",
        example='"aud": "https://as.example/token"',
    ),
    Rule(
        id="R01",
        code="request-object.nested",
        severity=Severity.HIGH,
        title="A request object holds another request",
        why='A request object must not hold "request" or "request_uri", which would be read in its place.',
        remedy="Leave both out of the request object.",
        reference="RFC 9101 section 4",
        example='"request_uri": "https://…"',
    ),
)
