"""ID tokens and logout tokens (OpenID Connect)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="O01",
        code="id-token.required",
        severity=Severity.HIGH,
        title="The ID Token lacks a claim that it must have",
        why=(
            "Without issuer, subject, audience and times a client cannot tell who logged in, where and when, "
            "and must refuse it."
        ),
        remedy="Have the OpenID Provider set iss, sub, aud, exp and iat.",
        reference="OpenID Connect Core 1.0 section 2",
        example='{"iss":"https://op.example","aud":"client-1"}',
    ),
    Rule(
        id="O02",
        code="id-token.azp-missing",
        severity=Severity.MEDIUM,
        title='Several audiences, and no "azp"',
        why=(
            'With several audiences "azp" tells which client the ID Token was issued to; without it one client '
            "may take another's login for its own."
        ),
        remedy='Ask for an ID Token with this client alone as "aud", or have "azp" set.',
        reference="OpenID Connect Core 1.0 section 3.1.3.7 step 4",
        example='"aud": ["client-1", "api"]',
    ),
    Rule(
        id="O03",
        code="id-token.azp",
        severity=Severity.HIGH,
        title="The ID Token was issued to another client",
        why=(
            '"azp" names the client that the ID Token was made for. Taken from another, somebody\'s login there'
            " becomes one here."
        ),
        remedy='Accept ID Tokens only from your own login flow; compare "azp" with your client_id.',
        reference="OpenID Connect Core 1.0 section 3.1.3.7 step 5",
        example='"azp": "client-2"',
    ),
    Rule(
        id="O04",
        code="id-token.nonce",
        severity=Severity.HIGH,
        title="The nonce is not that of the request",
        why=(
            "The nonce ties the ID Token to this browser's login; without the comparison a stolen one can be "
            "played back."
        ),
        remedy="Send a new nonce with each request and refuse an ID Token without exactly that one.",
        reference="OpenID Connect Core 1.0 section 3.1.3.7 step 11",
        example='"nonce": "old"',
    ),
    Rule(
        id="O05",
        code="id-token.at-hash",
        severity=Severity.HIGH,
        title='"at_hash" is not that of the access token',
        why="The two do not belong together: somebody may have put another access token in its place.",
        remedy=(
            'Refuse both. Look whether the hash fits the algorithm: it is the left half of the hash that "alg" names.'
        ),
        reference="OpenID Connect Core 1.0 section 3.1.3.8, section 3.2.2.9",
        example='"at_hash" of another access token',
    ),
    Rule(
        id="O06",
        code="id-token.c-hash",
        severity=Severity.HIGH,
        title='"c_hash" is not that of the code',
        why="The code does not belong to this ID Token: somebody may have put another in its place.",
        remedy="Refuse both and begin the login anew.",
        reference="OpenID Connect Core 1.0 section 3.3.2.10",
        example='"c_hash" of another code',
    ),
    Rule(
        id="O07",
        code="id-token.auth-time",
        severity=Severity.MEDIUM,
        title="The login is too old, or nobody says when it was",
        why=(
            'With max_age the user must have logged in not longer ago than that, and "auth_time" is how the '
            "client knows."
        ),
        remedy=(
            "Send the user to log in again (prompt=login); an ID Token for a request with max_age must have "
            '"auth_time".'
        ),
        reference="OpenID Connect Core 1.0 section 3.1.3.7 step 13",
        example='"auth_time": 1767221600 with a max_age of 300',
    ),
    Rule(
        id="O08",
        code="id-token.acr",
        severity=Severity.MEDIUM,
        title="The user logged in another way than asked",
        why='"acr" tells how strongly the user was authenticated, and it is not what was asked for.',
        remedy='Ask for "acr" as an essential claim and refuse the ID Token when it is another.',
        reference="OpenID Connect Core 1.0 section 3.1.3.7 step 12",
        example='"acr": "0" where "1" was asked for',
    ),
    Rule(
        id="O09",
        code="id-token.alg",
        severity=Severity.MEDIUM,
        title="The ID Token is not signed with the registered algorithm",
        why=(
            "A client accepts the one algorithm it registered (RS256 when it registered none); others open the "
            "way to confusion."
        ),
        remedy="Correct the registration or the expectation; never take the algorithm from the token.",
        reference="OpenID Connect Core 1.0 section 3.1.3.7 step 7",
        example='"alg": "RS256" where PS256 is registered',
    ),
    Rule(
        id="O10",
        code="id-token.sub",
        severity=Severity.MEDIUM,
        title='"sub" is no subject that clients can keep',
        why="A subject has at most 255 ASCII characters. Databases cut longer ones short, and two users become one.",
        remedy="Use a short identifier that never changes.",
        reference="OpenID Connect Core 1.0 section 2",
        example='"sub": "ünal"',
    ),
    Rule(
        id="O11",
        code="id-token.header-key",
        severity=Severity.MEDIUM,
        title="The ID Token brings its own key",
        why=(
            "ID Tokens should not carry x5u, x5c, jku or jwk: a client knows the provider's keys from its "
            "metadata, and one that looks here can be given any key."
        ),
        remedy='Leave the parameter out, and use "kid" with the provider\'s jwks_uri.',
        reference="OpenID Connect Core 1.0 section 2",
        example='{"alg":"RS256","jku":"https://keys.example/"}',
    ),
    Rule(
        id="O13",
        code="id-token.audience",
        severity=Severity.MEDIUM,
        title="The ID Token is also for somebody the client does not trust",
        why="An audience besides the client can use this ID Token as well.",
        remedy="Refuse it, or name the audience among those that the client trusts.",
        reference="OpenID Connect Core 1.0 section 3.1.3.7 step 3",
        example='"aud": ["client-1", "stranger"]',
    ),
    Rule(
        id="O15",
        code="id-token.not-encrypted",
        severity=Severity.MEDIUM,
        title="The ID Token is not encrypted, though that was agreed",
        why=(
            "What was to be kept from browser and proxies can be read by them, and a plain token may have been "
            "slipped in."
        ),
        remedy="Refuse ID Tokens that are not encrypted when the client registered encryption.",
        reference="OpenID Connect Core 1.0 section 3.1.3.7 step 1",
        example="three parts where five are due",
    ),
    Rule(
        id="L01",
        code="logout-token.nonce",
        severity=Severity.HIGH,
        title="The logout token has a nonce",
        why='"nonce" is forbidden here, so that a logout token can never pass for an ID Token.',
        remedy="Have the OpenID Provider leave it out; refuse the token.",
        reference="OpenID Connect Back-Channel Logout 1.0 section 2.4",
        example='"nonce": "n-0S6"',
    ),
    Rule(
        id="L02",
        code="logout-token.event",
        severity=Severity.HIGH,
        title="The logout token does not say that somebody logged out",
        why=(
            '"events" must have the member http://schemas.openid.net/event/backchannel-logout with an object as'
            " its value; else any token of the provider could log users out."
        ),
        remedy="Refuse it; have the provider send the event.",
        reference="OpenID Connect Back-Channel Logout 1.0 section 2.4",
        example='"events": {}',
    ),
    Rule(
        id="L03",
        code="logout-token.subject",
        severity=Severity.HIGH,
        title="The logout token does not say who logged out",
        why='Neither "sub" nor "sid" is there, so no session can be ended.',
        remedy="Have the OpenID Provider set one of them.",
        reference="OpenID Connect Back-Channel Logout 1.0 section 2.4",
        example='{"iss":"https://op.example","events":{}}',
    ),
    Rule(
        id="L04",
        code="logout-token.required",
        severity=Severity.HIGH,
        title="The logout token lacks a claim that it must have",
        why="Without issuer, audience, times and identifier it cannot be checked, nor be told from one played back.",
        remedy="Have the OpenID Provider set iss, aud, iat, exp and jti.",
        reference="OpenID Connect Back-Channel Logout 1.0 section 2.4",
        example='a logout token without "jti"',
    ),
)
