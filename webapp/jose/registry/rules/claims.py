"""Claims of any JWT (RFC 7519 section 4, RFC 8725)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="C01",
        code="claims.iss-missing",
        severity=Severity.LOW,
        title="The token does not say who issued it",
        why=(
            'Without "iss" a verifier cannot tell whose key must have signed it, and may accept one issuer\'s '
            "token as another's."
        ),
        remedy='Have the issuer set "iss", and compare it with the one whose key you trust.',
        reference="RFC 8725 section 3.8",
        example='{"sub":"alice","aud":"api"}',
    ),
    Rule(
        id="C02",
        code="claims.iss-other",
        severity=Severity.HIGH,
        title="The token is from another issuer",
        why=(
            "The key that verifies a token must be that of its issuer, and only the issuer you expect may speak"
            " for your users. Every character counts, a slash at the end too."
        ),
        remedy="Get the token from the issuer you expect, or correct the expectation.",
        reference="RFC 8725 section 3.8; OpenID Connect Core 1.0 section 3.1.3.7 step 2",
        example='"iss": "https://op.example/" where "https://op.example" is expected',
        is_told_by_verdict=True,
    ),
    Rule(
        id="C03",
        code="claims.aud-missing",
        severity=Severity.MEDIUM,
        title="The token does not say whom it is for",
        why='Without "aud" a token for one service is good at every other that trusts the same issuer.',
        remedy='Have the issuer set "aud" to the service that shall accept it, and check it there.',
        reference="RFC 8725 section 3.9",
        example='{"iss":"https://op.example","sub":"alice"}',
    ),
    Rule(
        id="C04",
        code="claims.aud-other",
        severity=Severity.HIGH,
        title="The token is for somebody else",
        why=(
            'A recipient that is not named in "aud" must reject the token: else one service could use its '
            "users' tokens at another."
        ),
        remedy="Ask the issuer for a token for this audience.",
        reference="RFC 7519 section 4.1.3; OpenID Connect Core 1.0 section 3.1.3.7 step 3",
        example='"aud": "billing" where "orders" is expected',
        is_told_by_verdict=True,
    ),
    Rule(
        id="C05",
        code="claims.type",
        severity=Severity.HIGH,
        title="A claim has the wrong type",
        why=(
            "What one library refuses, another reads in its own way: a number or list in place of a text slips "
            "through comparisons."
        ),
        remedy="Write iss, sub, jti, azp and nonce as a text, aud as a text or a list of texts.",
        reference="RFC 7519 section 4.1",
        example='"sub": 12345',
    ),
    Rule(
        id="C06",
        code="claims.sub-missing",
        severity=Severity.INFO,
        title="The token does not say whom it is about",
        why='Without "sub" the token speaks of nobody in particular, which is right for some and an oversight in most.',
        remedy='Set "sub" where the token is about a user or a client.',
        reference="RFC 8725 section 3.8",
        example='{"iss":"https://op.example","aud":"api"}',
    ),
    Rule(
        id="C07",
        code="claims.no-uri",
        severity=Severity.LOW,
        title="A name with a colon is no URI",
        why="A StringOrURI that has a colon must be a URI, and strict libraries refuse others.",
        remedy="Leave the colon out, or write a URI.",
        reference="RFC 7519 section 2 (StringOrURI)",
        example='"iss": "our: issuer"',
    ),
    Rule(
        id="C08",
        code="claims.secret",
        severity=Severity.HIGH,
        title="A secret stands among the claims, for all to read",
        why="A signed token is only encoded: whoever sees it, in a log, a browser or a proxy, reads every claim.",
        remedy="Take it out and change the secret, since it has been shown; what must travel belongs into a JWE.",
        reference="OWASP JSON Web Token Cheat Sheet; RFC 7519 section 12",
        example='"password": "correct horse"',
    ),
    Rule(
        id="C09",
        code="claims.injection",
        severity=Severity.MEDIUM,
        title="A claim looks like an attack",
        why=(
            "Claims are input from outside. This value does harm where it is put into a page, a query, a path "
            "or a template as it is."
        ),
        remedy="Escape claims where they are used, use parameters in queries, and find out who wrote this value.",
        reference="RFC 8725 section 3.10",
        example='"name": "<script>alert(1)</script>"',
    ),
    Rule(
        id="C10",
        code="claims.address",
        severity=Severity.MEDIUM,
        title="A claim is an address that must not be fetched",
        why=(
            "A server that fetches what a claim names can be led to its own network or to a metadata service, "
            "or over a connection that anybody can change."
        ),
        remedy="Fetch only https addresses that are on a list of your own.",
        reference="RFC 8725 section 2.9, section 3.10",
        example='"picture": "https://169.254.169.254/latest/"',
    ),
    Rule(
        id="C11",
        code="claims.scope",
        severity=Severity.LOW,
        title='"scope" is not a text of scopes',
        why=(
            "Scopes are one text, separated by spaces. A check for a word in a list, or for a list in a word, "
            "goes wrong unnoticed."
        ),
        remedy='Write "scope": "read write"; some servers put lists into "scp" instead.',
        reference="RFC 8693 section 4.2; RFC 9068 section 2.2.3",
        example='"scope": ["read", "write"]',
    ),
    Rule(
        id="C13",
        code="claims.aud-several",
        severity=Severity.LOW,
        title="The token is for several audiences",
        why="Each of them can use the token at the others, so it is as safe as the least of them.",
        remedy="Ask for one token for each service.",
        reference="RFC 8725 section 3.9",
        example='"aud": ["orders", "billing"]',
    ),
)
