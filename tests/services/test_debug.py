"""One route for a paste and a key: it answers with what goes furthest."""

from __future__ import annotations

import json

import pytest

from tests.jose.making import LIMITS, encrypted, jwk, new_key, signed
from webapp.jose.jwt.expectations import Expectations
from webapp.services.debug import debug
from webapp.services.questions import Question
from webapp.services.results import DecryptionResult, InspectionResult, VerificationResult

JWS = signed("HS256", new_key("HS256"))
JWE = encrypted("A128KW", "A128GCM", new_key("A128KW"))
KEY = json.dumps(jwk(new_key("HS256")))


@pytest.mark.parametrize(
    ("paste", "key", "answer"),
    [
        (JWS, KEY, VerificationResult),
        (f"{JWS}~", KEY, VerificationResult),
        (JWE, KEY, DecryptionResult),
        (f"{JWE} {JWS}", KEY, VerificationResult),
        (JWS, "", InspectionResult),
        (JWE, "", InspectionResult),
        (JWS, " \n", InspectionResult),
        (KEY, KEY, InspectionResult),
        ("hello there", KEY, InspectionResult),
        ("", KEY, InspectionResult),
    ],
)
def test_it_verifies_or_decrypts_with_a_key_and_describes_without(paste: str, key: str, answer: type) -> None:
    assert isinstance(debug(Question(input=paste, key=key, expected=Expectations(at=0)), LIMITS), answer)
