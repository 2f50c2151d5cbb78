"""What is no JOSE token is named, with what to do; a JOSE token never is."""

from __future__ import annotations

import re

import pytest

from tests.vectors import rfc_examples
from webapp.jose.artefact import Kind
from webapp.jose.detect import detect
from webapp.jose.limits import Limits
from webapp.jose.registry.opaque_tokens import OPAQUE_TOKENS

# Made up, in the form that each issuer documents.
EXAMPLES = {
    "github": "ghp_" + "a1B2" * 9,
    "gitlab": "glpat-" + "x" * 20,
    "slack": "xoxb-123456789012-abcdefABCDEF",
    "google": "ya29.a0AfH6SMBxxxxxxxxxxxx",
    "google-refresh": "1//0gabcdefghijklmnopqrstuv",
    "google-key": "AIza" + "b" * 35,
    "aws": "AKIAABCDEFGHIJKLMNOP",
    "stripe": "sk_test_abcdefghijkl",
    "npm": "npm_" + "c" * 36,
    "pypi": "pypi-AgEIcHlwaS5vcmc" + "d" * 40,
    "sendgrid": "SG." + "e" * 22 + "." + "f" * 43,
    "vault": "hvs." + "g" * 24,
    "digitalocean": "dop_v1_" + "0a" * 32,
    "hugging-face": "hf_" + "h" * 34,
    "api-key": "sk-" + "i" * 40,
    "kubernetes-bootstrap": "abcdef.0123456789abcdef",
    "paseto": "v4.public.eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIn0",
    "fernet": "gAAAAABmZ" + "j" * 90 + "==",
    "biscuit": "En0KEwoEMTIzNBgDIgkKBwgKEgMYgAgSJAgAEiBk" + "k" * 40,
    "macaroon": "MDAxY2xvY2F0aW9uIGh0dHA6Ly9teWJhbmsv" + "l" * 30,
    "saml": "PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxwPSJ1cm46b2FzaXM6bmFtZXM6dGM=",
    "kerberos": "YIIGKwYGKwYBBQUCoIIGHzCCBhugMDAuBgkqhkiC9xIBAgIGCSqGSIb3EgECAgYKKwYB",
    "ntlm": "TlRMTVNTUAABAAAAB4IIogAAAAA=",
    "cwt": "0oRDoQEmoFhRpQF4GWNvYXA6Ly9hcy5leGFtcGxlLmNvbQJlZXJpa3cDdWNvYXA6",
    "django-signed": ".eJxrYEouyk8pTUotKtZLrUjMLchJ1UutSAIAYgQIlw:1rBDnz:bJQ0PYvT1Y0d2x2tS0bF9rS7xG0nXoYp3m1lJqPz0aA",
    "basic": "Basic YWxhZGRpbjpvcGVuc2VzYW1l",
}


@pytest.mark.parametrize("cause", [kind.cause for kind in OPAQUE_TOKENS])
def test_each_kind_is_named_with_what_to_do(cause: str) -> None:
    detection = detect(EXAMPLES[cause], Limits())

    assert [problem.code for problem in detection.problems] == [f"paste.{cause}"]
    assert [found.kind for found in detection.found] == [Kind.OPAQUE]
    assert detection.problems[0].message.count(".") >= 2


@pytest.mark.parametrize("example", rfc_examples("/verify") + rfc_examples("/decrypt"), ids=lambda e: e.source)
def test_a_token_of_an_rfc_is_never_taken_for_another_kind(example: object) -> None:
    token = example.token  # type: ignore[attr-defined]

    assert not any(re.fullmatch(kind.pattern, token) for kind in OPAQUE_TOKENS)
