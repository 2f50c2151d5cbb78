"""What holds for all experiments on a JWE: no text makes them raise, and no wrong key is taken for a right one."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jose.diagnose.sealing import (
    TEXT,
    oct_jwk,
    opened,
    opens_when_corrected,
    part,
    private,
    proof,
    reason,
    sealed,
)
from tests.jose.making import LIMITS, encrypted, fresh_key, jwk, new_key, secret, with_header
from webapp.jose.base64url import encode
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS
from webapp.services.results import Verdict

ALGORITHMS: Final = [row.name for row in JWE_ALGORITHMS.values() if row.supported]
ENCRYPTIONS: Final = [row.name for row in JWE_ENCRYPTIONS.values() if row.supported]
_NAMES: Final = ("alg", "enc", "epk", "p2s", "p2c", "apu", "apv", "iv", "tag", "zip", "kid", "crit", "iss", "x5c")
_SCALARS: Final = st.none() | st.booleans() | st.integers(-5, 3000) | st.floats() | st.text(max_size=8)
_VALUES: Final = (
    st.sampled_from([*ALGORITHMS, *ENCRYPTIONS, "DEF", "AAAA"])
    | _SCALARS
    | st.lists(_SCALARS, max_size=2)
    | st.dictionaries(st.sampled_from(["kty", "crv", "x", "y", "generate"]), _SCALARS | st.just("P-256"), max_size=4)
)
_TOKENS: Final = tuple(
    encrypted(alg, "A256GCM", new_key("A256GCM" if alg == "dir" else alg), TEXT)
    for alg in ("dir", "A128KW", "A256GCMKW", "ECDH-ES", "ECDH-ES+A128KW", "RSA-OAEP", "RSA1_5")
)
_KEYS: Final = tuple(
    private(new_key(spec)) for spec in ("A256GCM", "A128KW", "ECDH-ES", "RSA-OAEP", "HS512", "ECDH-ES:X25519")
)


def _key(alg: str, enc: str, make: Any) -> Any:
    return secret("a password") if alg.startswith("PBES2") else make(enc if alg == "dir" else alg)


@pytest.mark.parametrize("enc", ["A128GCM", "A256CBC-HS512"])
@pytest.mark.parametrize("alg", ALGORITHMS)
def test_nothing_is_proven_with_a_plainly_wrong_key(alg: str, enc: str) -> None:
    token = encrypted(alg, enc, _key(alg, enc, new_key), TEXT)
    wrong = "another password" if alg.startswith("PBES2") else private(_key(alg, enc, fresh_key))

    result = opened(token, wrong)

    assert result.verdict is Verdict.FAILED
    assert {one.code for one in result.diagnoses} & {"jwe.wrong-key", "jwe.wrong-key-or-damaged"}
    assert not proof(token, wrong)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(_TOKENS),
    st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=6),
    st.sampled_from(_KEYS) | st.text(max_size=40),
)
def test_no_header_makes_the_experiments_raise(token: str, members: dict[str, Any], key: str) -> None:
    header = {**json.loads(part(token, 0)), **members}

    opened(with_header(token, json.dumps(header)), key)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(_TOKENS), st.text(max_size=20), st.integers(0, 400), st.sampled_from(_KEYS))
def test_no_damage_makes_the_experiments_raise(token: str, text: str, at: int, key: str) -> None:
    opened(token[:at] + text + token[at + 3 :], key)


def test_a_budget_that_is_too_small_is_told() -> None:
    token = sealed({"alg": "dir", "enc": "A256GCM"}, bytes(32))

    assert "another encoding of this secret" in opened(token, "x" * 32, limits=replace(LIMITS, diagnosis=100)).untried


def test_what_was_ruled_out_is_told() -> None:
    token = sealed({"alg": "dir", "enc": "A256GCM"}, bytes(32))

    result = opened(token, "a secret")

    assert "another encoding of this secret" in result.ruled_out
    assert all(result.ruled_out)


def test_without_a_key_nothing_is_said_about_a_key() -> None:
    token = encrypted("A256KW", "A256GCM", new_key("A256KW"), TEXT)

    assert not opened(token).diagnoses


def test_a_token_in_json_is_explained_too() -> None:
    aad = encode(b"more")
    compact = sealed({"alg": "dir", "enc": "A256GCM"}, bytes(range(32)), bound=lambda header: header.encode())
    header, _, vector, text, tag = compact.split(".")
    token = json.dumps({"protected": header, "iv": vector, "ciphertext": text, "tag": tag, "aad": aad})

    found = reason(token, oct_jwk(bytes(range(32))))

    assert found.code == "jwe.associated-data"
    assert '"aad"' in found.title


def test_the_recipient_that_came_furthest_is_explained() -> None:
    wide = new_key("A256KW")
    compact = encrypted("A256KW", "A256GCM", wide, TEXT)
    header, wrapped, vector, text, tag = compact.split(".")
    recipients = [{"encrypted_key": encode(bytes(40))}, {"encrypted_key": wrapped}]
    members = {
        "protected": header,
        "recipients": recipients,
        "iv": vector,
        "ciphertext": text,
        "tag": encode(bytes(16)),
    }

    assert tag
    assert proof(json.dumps(members), private(wide)) == "jwe.header-or-tag-changed"


def test_the_first_proven_reason_is_the_explanation() -> None:
    token = encrypted("RSA-OAEP", "A256GCM", new_key("RSA-OAEP"), TEXT, kid="old")
    keys = json.dumps({"keys": [jwk(fresh_key("RSA-OAEP"), kid="old"), jwk(new_key("RSA-OAEP"), kid="new")]})

    result = opened(token, keys)

    assert result.explanation.casefold() == f"because {result.diagnoses[0].title}.".casefold()
    assert opens_when_corrected(token, keys, result.diagnoses[0])
