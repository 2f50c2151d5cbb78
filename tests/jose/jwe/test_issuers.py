"""JWEs that nobody but their maker can read are named, with what to do."""

from __future__ import annotations

import json

import pytest

from webapp.jose.base64url import encode
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.limits import Limits
from webapp.services.decrypt import decrypt
from webapp.services.inspect import inspect
from webapp.services.questions import Question


def _question(**header: object) -> Question:
    token = f"{encode(json.dumps({'alg': 'dir', **header}).encode())}..AAAAAAAAAAAAAAAA.Zm9v.AAAAAAAAAAAAAAAAAAAAAA"
    return Question(input=token, expected=Expectations(at=0))


@pytest.mark.parametrize(
    ("header", "code", "words"),
    [
        ({"enc": "A256GCM", "iss": "https://tenant.eu.auth0.com/"}, "jwe.auth0-opaque", "audience"),
        ({"enc": "A256GCM", "iss": "https://login.example.com/"}, "jwe.auth0-opaque", "audience"),
        ({"enc": "A256GCM", "uat": 1, "iat": 1, "exp": 2}, "jwe.express-session", "JWE CEK"),
        ({"enc": "A256CBC-HS512", "kid": "x"}, "jwe.authjs-session", "Auth.js Generated Encryption Key"),
        ({"enc": "A256GCM"}, "jwe.nextauth-session", "NextAuth.js Generated Encryption Key"),
    ],
)
def test_a_token_that_only_its_maker_reads_is_named_with_how_to_get_the_key(
    header: dict[str, object], code: str, words: str
) -> None:
    question = _question(**header)

    found = inspect(question, Limits())

    assert [finding.code for finding in found.artefacts[0].findings] == [code]
    assert words in found.explanation
    assert words in decrypt(question, Limits()).explanation


def test_any_other_jwe_is_not() -> None:
    assert inspect(_question(enc="A128GCM", kid="x"), Limits()).artefacts[0].findings == ()
