"""Decrypting, stage by stage, with every guard that the library lacks."""

from __future__ import annotations

from typing import Any

import pytest
from jwcrypto.jwk import JWK

from tests.jose.making import LIMITS, encrypted, jwe, jwk, keys_of, new_key, secret, with_header
from webapp.jose.base64url import encode
from webapp.jose.jwe.decrypt import Decryption, decrypt
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.publish import Half
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS
from webapp.jose.trace import Outcome

ALGORITHMS = [row.name for row in JWE_ALGORITHMS.values() if row.supported]
ENCRYPTIONS = [row.name for row in JWE_ENCRYPTIONS.values() if row.supported]
CURVES = ["P-256", "P-384", "P-521", "secp256k1", "X25519", "X448"]


def open_with(token: str, keys: tuple[Key, ...], limits: Limits) -> Decryption:
    """The decryption of a compact JWE."""
    parsed = jwe(token)
    return decrypt(parsed, parsed.recipients[0], keys, limits)


def _key_for(alg: str, enc: str) -> Any:
    if alg.startswith("PBES2"):
        return secret("entrap_o_peter_long_credit_tun")
    return new_key(enc if alg == "dir" else alg)


def _failed(decryption: Decryption) -> list[str]:
    return [step.code for step in decryption.steps if step.outcome is Outcome.FAILED]


def _reasons(decryption: Decryption) -> list[str | None]:
    return [step.reason for step in decryption.steps if step.outcome is Outcome.FAILED]


@pytest.mark.parametrize("enc", ENCRYPTIONS)
@pytest.mark.parametrize("alg", ALGORITHMS)
def test_every_algorithm_opens_what_it_closed(alg: str, enc: str) -> None:
    key = _key_for(alg, enc)

    decryption = open_with(encrypted(alg, enc, key), (key,), LIMITS)

    assert decryption.plaintext == b"hello", decryption.steps[-1].summary
    assert decryption.key == key


@pytest.mark.parametrize("alg", ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW"])
@pytest.mark.parametrize("crv", CURVES)
def test_keys_are_agreed_on_every_curve(crv: str, alg: str) -> None:
    key = new_key(f"{alg}:{crv}")
    token = encrypted(alg, "A256GCM", key, apu="QWxpY2U", apv="Qm9i")

    assert open_with(token, (key,), LIMITS).plaintext == b"hello"


@pytest.mark.parametrize("enc", ENCRYPTIONS)
def test_compressed_content_is_inflated(enc: str) -> None:
    key = new_key(enc)
    token = encrypted("dir", enc, key, plaintext=b"hello " * 1000, zip="DEF")

    decryption = open_with(token, (key,), LIMITS)

    assert decryption.plaintext == b"hello " * 1000
    assert decryption.steps[-1].code == "jwe.inflate"


def test_an_empty_plaintext_is_a_plaintext() -> None:
    key = new_key("A256GCM")

    assert open_with(encrypted("dir", "A256GCM", key, plaintext=b""), (key,), LIMITS).plaintext == b""


@pytest.mark.parametrize("alg", [a for a in ALGORITHMS if a not in ("dir", "ECDH-ES", "RSA1_5")])
def test_where_the_algorithm_lets_one_tell_a_wrong_key_is_told_from_a_changed_token(alg: str) -> None:
    key = _key_for(alg, "A128GCM")
    token = encrypted(alg, "A128GCM", key)
    tag = token.rsplit(".", 1)[1]
    changed = token[: -len(tag)] + ("A" if tag[0] != "A" else "B") + tag[1:]

    decryption = open_with(changed, (key,), LIMITS)

    assert _failed(decryption) == ["jwe.tag"]
    assert "the key was right" in decryption.steps[-1].summary


@pytest.mark.parametrize("alg", ["dir", "ECDH-ES", "RSA1_5"])
def test_where_it_does_not_the_trace_says_so(alg: str) -> None:
    key = _key_for(alg, "A128GCM")
    token = encrypted(alg, "A128GCM", key)
    tag = token.rsplit(".", 1)[1]
    changed = token[: -len(tag)] + ("A" if tag[0] != "A" else "B") + tag[1:]

    decryption = open_with(changed, (key,), LIMITS)

    assert _failed(decryption) == ["jwe.tag"]
    assert "cannot tell" in decryption.steps[-1].summary


@pytest.mark.parametrize(
    ("alg", "spec", "code"),
    [
        ("RSA-OAEP", "A128KW", "key.secret-for-asymmetric"),
        ("RSA-OAEP", "ECDH-ES", "key.type"),
        ("A128KW", "RSA-OAEP", "key.asymmetric-for-secret"),
        ("A128KW", "A256KW", "key.size"),
        ("dir", "A256GCM", "key.size"),
        ("ECDH-ES", "Ed25519", "key.curve"),
    ],
)
def test_each_way_in_which_a_key_cannot_fit_has_its_own_code(alg: str, spec: str, code: str) -> None:
    token = encrypted(alg, "A128GCM", _key_for(alg, "A128GCM"))

    assert _reasons(open_with(token, (new_key(spec),), LIMITS)) == [code]


@pytest.mark.parametrize("alg", ["RSA-OAEP-256", "ECDH-ES"])
def test_a_public_key_decrypts_nothing(alg: str) -> None:
    key = new_key(alg)
    public = keys_of(jwk(key, Half.PUBLIC))

    assert _reasons(open_with(encrypted(alg, "A128GCM", key), public, LIMITS)) == ["key.public"]


def test_a_key_made_for_another_padding_is_not_used() -> None:
    key = new_key("RSA-OAEP")
    token = encrypted("RSA1_5", "A128GCM", key)

    assert _reasons(open_with(token, (key,), LIMITS)) == ["key.alg"]


def test_a_key_made_for_signing_is_used_and_objected_to() -> None:
    key = new_key("RS256")
    token = encrypted("RSA-OAEP", "A128GCM", key)

    decryption = open_with(token, (key,), LIMITS)

    assert decryption.plaintext == b"hello"
    assert ("key.alg", Outcome.WARNING) in [(step.reason, step.outcome) for step in decryption.steps]


def test_an_epk_that_asks_for_a_key_to_be_generated_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    key = new_key("ECDH-ES")
    token = with_header(
        encrypted("ECDH-ES", "A128GCM", key),
        {
            "alg": "ECDH-ES",
            "enc": "A128GCM",
            "epk": {"generate": "RSA", "size": 16384, "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
        },
    )
    asked: list[object] = []
    monkeypatch.setattr(JWK, "generate_key", lambda _self, **members: asked.append(members))

    decryption = open_with(token, (key,), LIMITS)

    assert _failed(decryption) == ["jwe.key-management"]
    assert asked == []


AGREED = {"alg": "ECDH-ES", "enc": "A128GCM"}


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"enc": "A128GCM"}, "jwe.algorithm"),
        ({"alg": "dir"}, "jwe.algorithm"),
        ({"alg": "dir", "enc": 1}, "jwe.algorithm"),
        ({"alg": "dir", "enc": "A128CBC"}, "jwe.algorithm"),
        ({"alg": "HS256", "enc": "A128GCM"}, "jwe.algorithm"),
        ({"alg": "dir", "enc": "A128GCM", "zip": "GZ"}, "jwe.header"),
        ({"alg": "dir", "enc": "A128GCM", "crit": ["zip"], "zip": "DEF"}, "jwe.header"),
        ({"alg": "dir", "enc": "A128GCM", "crit": ["unknown"], "unknown": 1}, "jwe.header"),
        ({"alg": "ECDH-ES", "enc": "A128GCM"}, "jwe.header"),
        ({"alg": "ECDH-ES", "enc": "A128GCM", "epk": "key"}, "jwe.header"),
        ({**AGREED, "epk": {"kty": "OKP", "crv": "P-256", "x": "AA", "y": "AA"}}, "jwe.header"),
        ({**AGREED, "epk": {"kty": "EC", "crv": "P-256", "x": "AA"}}, "jwe.header"),
        ({**AGREED, "epk": {"kty": "EC", "crv": "P-256", "x": "AA==", "y": "AA"}}, "jwe.header"),
        ({"alg": "A128GCMKW", "enc": "A128GCM", "tag": "AAAAAAAAAAAAAAAAAAAAAA"}, "jwe.header"),
        ({"alg": "A128GCMKW", "enc": "A128GCM", "iv": "AA", "tag": "AAAAAAAAAAAAAAAAAAAAAA"}, "jwe.header"),
        ({"alg": "PBES2-HS256+A128KW", "enc": "A128GCM", "p2c": 1000}, "jwe.header"),
        ({"alg": "PBES2-HS256+A128KW", "enc": "A128GCM", "p2s": "AAAAAAAAAAA", "p2c": "1000"}, "jwe.header"),
        ({"alg": "PBES2-HS256+A128KW", "enc": "A128GCM", "p2s": "AAAAAAAAAAA", "p2c": 0}, "jwe.header"),
        ({"alg": "PBES2-HS256+A128KW", "enc": "A128GCM", "p2s": "AAAAAAAAAAA", "p2c": 10**9}, "jwe.header"),
    ],
)
def test_a_header_against_the_rules_stops_before_any_work(header: dict[str, object], code: str) -> None:
    token = with_header(encrypted("dir", "A128GCM", new_key("A128GCM")), header)

    decryption = open_with(token, (secret("a password"), new_key("A128GCM")), LIMITS)

    assert code in _failed(decryption)
    assert decryption.plaintext is None


def test_iterations_over_the_limit_name_the_limit_and_the_setting() -> None:
    header = {"alg": "PBES2-HS256+A128KW", "enc": "A128GCM", "p2s": "AAAAAAAAAAA", "p2c": 2_000_000}
    token = with_header(encrypted("dir", "A128GCM", new_key("A128GCM")), header)

    summaries = [step.summary for step in open_with(token, (secret("x"),), LIMITS).steps]

    assert any("1,200,000" in s and "TOKEN_DEBUGGER_LIMIT_PBES2_ITERATIONS" in s for s in summaries)


def test_all_keys_together_stay_within_the_iterations_of_a_request() -> None:
    token = encrypted("PBES2-HS256+A128KW", "A128GCM", secret("right"), p2c=1000)
    wrong = jwk(new_key("HS256"), use=None, alg=None)
    right = jwk(secret("right"))

    decryption = open_with(token, keys_of(wrong, wrong, right), Limits(pbes2_iterations=2000))

    assert decryption.plaintext is None


@pytest.mark.parametrize(("part", "octets"), [(2, b"\0" * 16), (2, b""), (4, b"\0" * 12), (4, b"")])
def test_an_initialization_vector_or_tag_of_another_length_is_refused(part: int, octets: bytes) -> None:
    key = new_key("A128GCM")
    parts = encrypted("dir", "A128GCM", key).split(".")
    parts[part] = encode(octets)

    decryption = open_with(".".join(parts), (key,), LIMITS)

    assert _failed(decryption) == ["jwe.tag"]
    assert "octets" in decryption.steps[-1].summary


def test_content_that_inflates_beyond_the_limit_is_not_inflated() -> None:
    key = new_key("A128GCM")
    token = encrypted("dir", "A128GCM", key, plaintext=b"\0" * 300_000, zip="DEF")

    decryption = open_with(token, (key,), LIMITS)

    assert _failed(decryption) == ["jwe.inflate"]
    assert "250,000" in decryption.steps[-1].summary


def test_the_key_with_the_kid_is_taken_from_a_set() -> None:
    key = new_key("RSA-OAEP-256")
    token = encrypted("RSA-OAEP-256", "A128GCM", key, kid="two")
    keys = keys_of(jwk(new_key("ECDH-ES"), kid="one"), jwk(key, kid="two"))

    decryption = open_with(token, keys, LIMITS)

    assert decryption.plaintext == b"hello"
    assert decryption.key is not None
    assert decryption.key.kid == "two"
