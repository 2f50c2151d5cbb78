"""Why a resource server refuses: the errors and parameters of its WWW-Authenticate header, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class ChallengeError:
    """An error code: what it says, what to do next, and where it is defined."""

    code: str
    title: str
    meaning: str
    remedy: str
    reference: str


@dataclass(frozen=True, slots=True)
class ChallengeParameter:
    """A parameter of a challenge."""

    name: str
    description: str
    reference: str


_PASTE_IT: Final = "Paste the token that was sent, with the issuer's key: what fails is told step by step"
_ROWS: Final = (
    ChallengeError(
        "invalid_token",
        "The server did not accept the token",
        "It has expired, was revoked, is malformed, or is not for this server; the code does not say which.",
        f"{_PASTE_IT}. Compare exp with the time, aud with this server, iss with the issuer that it trusts. If it has "
        "expired, get a new one with the refresh token.",
        "RFC 6750 section 3.1",
    ),
    ChallengeError(
        "insufficient_scope",
        "The token is good, but does not allow this",
        'The request needs more than the token grants; "scope" here names what is due, where the server tells it.',
        'Ask the authorization server for a token with these scopes, and compare them with "scope" or "scp" in the '
        "token that you paste. The person may have to consent first.",
        "RFC 6750 section 3.1",
    ),
    ChallengeError(
        "invalid_request",
        "The request is malformed",
        "A parameter is missing, unknown or there twice, or the token was sent in more than one way.",
        "Send the token once, as Authorization: Bearer and the token, and nowhere else.",
        "RFC 6750 section 3.1",
    ),
    ChallengeError(
        "insufficient_user_authentication",
        "The login is too weak or too old for this",
        'The token is good, but the server asks for a stronger login ("acr_values") or a newer one ("max_age").',
        "Send the person to the authorization server again, with acr_values and max_age as they stand here, and use "
        "the token that comes of it. Its acr and auth_time tell whether it will do.",
        "RFC 9470 section 3",
    ),
    ChallengeError(
        "use_dpop_nonce",
        "The server wants its nonce in the DPoP proof",
        "The token was not judged yet. The nonce stands in the header DPoP-Nonce of the same answer.",
        'Make a new proof with that value as the claim "nonce", and send the request again. Keep the nonce of each '
        "answer for the next request.",
        "RFC 9449 section 9",
    ),
    ChallengeError(
        "invalid_dpop_proof",
        "The server did not accept the DPoP proof",
        "Its signature, htm, htu, iat, ath, jti or nonce is wrong, or it is not of the key that the token is bound to.",
        "Paste the proof and the access token together: the two are compared with each other.",
        "RFC 9449 section 7.1",
    ),
)
ERRORS: Final[Mapping[str, ChallengeError]] = MappingProxyType({row.code: row for row in _ROWS})
# A challenge without an error: the request carried no token at all, or none that the server looked at.
NO_ERROR: Final = ChallengeError(
    "",
    "The server saw no token",
    "It asks for one, and names no error: so it answers a request that has none (or one in a form that it does not "
    "look for).",
    "Look whether the header Authorization is sent at all: redirects, proxies and preflight requests lose it. It must "
    "be Authorization: Bearer and the token, with one blank between them.",
    "RFC 6750 section 3",
)
UNKNOWN_ERROR: Final = ChallengeError(
    "",
    "The server refuses the request with an error of its own",
    "The code is no registered one; the server's documentation says what it means.",
    f"{_PASTE_IT}.",
    "RFC 6750 section 3",
)
PARAMETERS: Final[Mapping[str, ChallengeParameter]] = MappingProxyType(
    {
        row.name: row
        for row in (
            ChallengeParameter("realm", "Realm: the part of the server that is protected", "RFC 6750 section 3"),
            ChallengeParameter("scope", "Scope: what the token must allow for this request", "RFC 6750 section 3"),
            ChallengeParameter("error", "Error: why the request was refused", "RFC 6750 section 3"),
            ChallengeParameter(
                "error_description", "Error description: the same for developers, in words", "RFC 6750 section 3"
            ),
            ChallengeParameter("error_uri", "Error URI: a page about the error", "RFC 6750 section 3"),
            ChallengeParameter(
                "resource_metadata",
                "Resource metadata: where the server says which authorization servers and scopes it takes",
                "RFC 9728 section 5.1",
            ),
            ChallengeParameter(
                "acr_values", "Authentication contexts: how the person must have logged in", "RFC 9470 section 3"
            ),
            ChallengeParameter(
                "max_age", "Maximum age: the login may be at most so many seconds old", "RFC 9470 section 3"
            ),
            ChallengeParameter("algs", "Algorithms: how a DPoP proof may be signed", "RFC 9449 section 7.1"),
            ChallengeParameter(
                "DPoP-Nonce", 'DPoP nonce: what the next proof must have as its claim "nonce"', "RFC 9449 section 8"
            ),
        )
    }
)
