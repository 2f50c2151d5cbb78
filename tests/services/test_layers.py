"""Tokens in tokens: every layer is judged where it stands, with the keys that were given."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.jose.making import LIMITS, encrypted, fresh_key, jwk, new_key, secret, signed
from webapp.jose.base64url import encode
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.trace import Outcome
from webapp.services.decrypt import decrypt
from webapp.services.questions import Question
from webapp.services.results import DecryptionResult, Verdict, VerificationResult
from webapp.services.verify import verify

SECRET = "a secret of more than thirty-two octets"
SIGNER = secret(SECRET)
OPENER = new_key("RSA-OAEP-256")
OCT = json.dumps({"kty": "oct", "k": encode(SECRET.encode())})
RSA = json.dumps(jwk(OPENER))
BOTH = f"{RSA}\n{OCT}"


def _signed(payload: str, **header: object) -> str:
    return signed("HS256", SIGNER, payload.encode(), **header)


def _sealed(plaintext: str) -> str:
    return encrypted("RSA-OAEP-256", "A256GCM", OPENER, plaintext.encode(), cty="JWT")


def _question(token: str, key: str) -> Question:
    return Question(input=token, key=key, expected=Expectations(at=1_700_000_000))


CLAIMS = '{"sub":"alice"}'


def test_a_jwe_in_a_jws_in_a_jwe_is_opened_to_the_claims_with_the_keys_of_all_layers() -> None:
    token = _sealed(_signed(_sealed(_signed(CLAIMS))))

    outer = decrypt(_question(token, BOTH), LIMITS)

    assert outer.verdict is Verdict.DECRYPTED
    assert isinstance(outer.inner, VerificationResult)
    assert outer.inner.verdict is Verdict.VALID
    assert isinstance(outer.inner.inner, DecryptionResult)
    assert outer.inner.inner.verdict is Verdict.DECRYPTED
    innermost = outer.inner.inner.inner
    assert isinstance(innermost, VerificationResult)
    assert innermost.verdict is Verdict.VALID
    assert innermost.artefact is not None
    assert innermost.artefact.claims == {"sub": "alice"}
    assert outer.explanation == (
        "Inside: signature verified › decrypted, a signed JWT was inside › signature verified."
    )


def test_a_jwe_in_a_jws_is_decrypted_when_the_jws_is_verified() -> None:
    result = verify(_question(_signed(_sealed(CLAIMS)), BOTH), LIMITS)

    assert result.verdict is Verdict.VALID
    assert isinstance(result.inner, DecryptionResult)
    assert result.inner.plaintext is not None
    assert result.inner.plaintext.text == CLAIMS
    assert result.artefact is not None
    assert result.artefact.label == "Nested JWT"


def test_a_layer_whose_key_is_not_there_is_not_called_wrong() -> None:
    signed_alone = decrypt(_question(_sealed(_signed(CLAIMS)), RSA), LIMITS)
    sealed_alone = verify(_question(_signed(_sealed(CLAIMS)), OCT), LIMITS)

    assert isinstance(signed_alone.inner, VerificationResult)
    assert signed_alone.inner.verdict is Verdict.UNVERIFIABLE
    assert signed_alone.inner.key_trust.outcome is Outcome.UNCHECKED
    assert "beside the others" in signed_alone.inner.explanation
    assert signed_alone.verification is None
    assert isinstance(sealed_alone.inner, DecryptionResult)
    assert sealed_alone.inner.verdict is Verdict.UNDECRYPTABLE
    assert "beside the others" in sealed_alone.inner.explanation


def test_the_key_of_the_layer_around_it_is_no_wrong_key_of_a_signature_inside() -> None:
    opener = fresh_key("ES256")
    inside = signed("ES256", fresh_key("ES256"), CLAIMS.encode())
    token = encrypted("ECDH-ES", "A256GCM", opener, inside.encode(), cty="JWT")
    key = json.dumps(jwk(opener))

    result = decrypt(_question(token, key), LIMITS)
    named = decrypt(replace(_question(token, key), inner_key=key), LIMITS)

    assert isinstance(result.inner, VerificationResult)
    assert result.inner.verdict is Verdict.UNVERIFIABLE
    assert result.inner.signature.outcome is Outcome.UNCHECKED
    assert "key of the layer around it" in result.inner.explanation
    assert not [step for step in result.inner.steps if step.outcome is Outcome.FAILED]
    # Who gives it for the token inside is told that it is the wrong one.
    assert isinstance(named.inner, VerificationResult)
    assert named.inner.verdict is Verdict.INVALID


def test_a_signature_inside_of_a_signed_token_is_verified_with_the_key_for_what_is_inside() -> None:
    key = fresh_key("ES256")
    token = _signed(signed("ES256", key, CLAIMS.encode()), cty="JWT")

    result = verify(replace(_question(token, SECRET), inner_key=json.dumps(jwk(key))), LIMITS)

    assert result.verdict is Verdict.VALID
    assert isinstance(result.inner, VerificationResult)
    assert result.inner.verdict is Verdict.VALID


def test_a_token_inside_that_a_published_secret_made_is_not_called_wrong_but_told() -> None:
    token = _signed(signed("HS256", secret("secret"), CLAIMS.encode()), cty="JWT")

    result = verify(_question(token, SECRET), LIMITS)

    assert isinstance(result.inner, VerificationResult)
    assert result.inner.verdict is Verdict.UNVERIFIABLE
    assert result.inner.headline == "Anybody can make this token"
    assert result.inner.diagnoses[0].code == "key.published"


def test_a_signature_inside_that_names_the_key_of_the_layer_around_it_is_held_to_it() -> None:
    inside = _signed(CLAIMS, kid="ours")
    tampered = f"{inside[:-4]}AAAA"
    token = signed("HS256", SIGNER, tampered.encode(), cty="JWT")
    key = json.dumps({"kty": "oct", "k": encode(SECRET.encode()), "kid": "ours"})

    result = verify(_question(token, key), LIMITS)

    assert result.verdict is Verdict.VALID
    assert isinstance(result.inner, VerificationResult)
    assert result.inner.verdict is Verdict.INVALID


def test_what_is_inside_is_opened_even_where_the_outer_layer_is_not_verified() -> None:
    result = verify(_question(_signed(_sealed(CLAIMS)), RSA), LIMITS)

    assert result.verdict is Verdict.INVALID
    assert isinstance(result.inner, DecryptionResult)
    assert result.inner.verdict is Verdict.DECRYPTED


@pytest.mark.parametrize("written", [json.dumps, str])
def test_a_token_that_is_written_as_a_json_string_is_a_nested_token(written: Callable[[str], str]) -> None:
    token = _signed(written(_signed(CLAIMS)), cty="JWT")

    result = verify(_question(token, SECRET), LIMITS)

    assert result.artefact is not None
    assert result.artefact.payload is not None
    assert result.artefact.payload.media == "jwt"
    assert isinstance(result.inner, VerificationResult)
    assert result.inner.verdict is Verdict.VALID


def test_layers_are_judged_as_deep_as_the_limit_and_no_deeper() -> None:
    token = _signed(CLAIMS)
    for _ in range(5):
        token = _signed(token)

    result: VerificationResult | DecryptionResult | None = verify(_question(token, SECRET), replace(LIMITS, nesting=3))

    depth = 0
    while result is not None:
        depth, result = depth + 1, result.inner
    assert depth == 3


def test_all_layers_share_the_iterations_of_one_request() -> None:
    password = secret("correct horse")
    inner = encrypted("PBES2-HS256+A128KW", "A128GCM", password, b"hello", p2c=3000)
    token = encrypted("PBES2-HS256+A128KW", "A128GCM", password, inner.encode(), p2c=3000, cty="JWT")

    enough = decrypt(_question(token, "correct horse"), replace(LIMITS, pbes2_iterations=12_000))
    short = decrypt(_question(token, "correct horse"), replace(LIMITS, pbes2_iterations=5_000))

    assert isinstance(enough.inner, DecryptionResult)
    assert enough.inner.verdict is Verdict.DECRYPTED
    assert isinstance(short.inner, DecryptionResult)
    assert short.inner.verdict is Verdict.FAILED
    assert short.inner.steps[1].reason == "limit.pbes2-iterations"


def test_the_nearest_recipient_and_its_reason_are_told_when_none_is_decrypted() -> None:
    token = json.loads('{"ciphertext":"AA","iv":"AAAAAAAAAAAAAAAA","tag":"AAAAAAAAAAAAAAAAAAAAAA"}')
    token["protected"] = encode(b'{"enc":"A128GCM"}')
    token["recipients"] = [
        {"header": {"alg": "RSA-OAEP"}, "encrypted_key": "AA"},
        {"header": {"alg": "A128KW"}, "encrypted_key": encode(bytes(24))},
    ]

    result = decrypt(_question(json.dumps(token), '{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAA"}'), LIMITS)

    assert result.index == 1
    assert result.explanation.startswith("None of the 2 recipients. The nearest is number 2: ")
    assert [recipient.summary for recipient in result.recipients] == [
        "RSA-OAEP needs a key of type RSA; this is a shared secret",
        "A128KW does not open the encrypted key with this key: it was encrypted to another one, or was changed",
    ]


def test_of_several_encrypted_tokens_the_one_that_the_key_opens_is_shown() -> None:
    other = encrypted("RSA-OAEP-256", "A256GCM", new_key("RSA-OAEP-256:2048"), b"other")
    mine = encrypted("A128KW", "A128GCM", new_key("A128KW"), b"mine")

    result = decrypt(_question(f"a={other} b={mine}", json.dumps(jwk(new_key("A128KW")))), LIMITS)

    assert result.plaintext is not None
    assert result.plaintext.text == "mine"
    assert [problem.code for problem in result.problems] == ["paste.several"]
