"""A token, a key, and the reasons that are given for what came of them."""

from __future__ import annotations

import hmac
import json
from typing import Any, Final

from tests.jose.making import LIMITS
from webapp.jose.base64url import encode
from webapp.jose.finding import Certainty, Diagnosis
from webapp.jose.jwt.expectations import Expectations
from webapp.services.questions import Question
from webapp.services.results import VerificationResult
from webapp.services.verify import verify

NOW: Final = 1_700_000_000
_CLAIMS: Final = b'{"sub":"alice","exp":1800000000}'
_HASHES: Final = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}


def asked(token: str, key: str = "", *, encoding: str = "auto", **expected: Any) -> VerificationResult:
    """What the product answers to a token and a key."""
    question = Question(input=token, key=key, key_encoding=encoding, expected=Expectations(at=NOW, **expected))
    return verify(question, LIMITS)


def reason(token: str, key: str = "", *, encoding: str = "auto", **expected: Any) -> Diagnosis:
    """The one reason that is given."""
    found = asked(token, key, encoding=encoding, **expected).diagnoses
    assert found, "no reason was given"
    return found[0]


def proof(token: str, key: str = "", *, encoding: str = "auto", **expected: Any) -> str:
    """The code of the reason that was proven; "" when none was."""
    found = asked(token, key, encoding=encoding, **expected).diagnoses
    return next((one.code for one in found if one.certainty is Certainty.PROVEN), "")


def corrected(token: str, key: str, diagnosis: Diagnosis) -> VerificationResult:
    """What the product answers when the form is filled in as the reason says."""
    assert diagnosis.corrected
    fields = {"input": token, "key": key, "key_encoding": "auto", diagnosis.corrected.field: diagnosis.corrected.value}
    return asked(fields["input"], fields["key"], encoding=fields["key_encoding"])


def mac(
    octets: bytes, *, alg: str = "HS256", made_with: str | None = None, claims: bytes = _CLAIMS, **header: Any
) -> str:
    """A token whose MAC is made with any octets, and with another algorithm than it says, if need be."""
    protected = encode(json.dumps({"alg": alg, **header}).encode())
    signing_input = protected + "." + encode(claims)
    digest = hmac.new(octets, signing_input.encode(), _HASHES[made_with or alg]).digest()
    return f"{signing_input}.{encode(digest)}"
