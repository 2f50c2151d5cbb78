from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jose.jwk.containers import PRIVATE_KEYS
from tests.vectors.published_keys import RFC7515_OCT, RFC7517_EC, RFC7638_RSA, RFC8037_ED25519
from webapp.jose.base64url import encode
from webapp.jose.crypto import pyca
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.select import Purpose, Selection, select_keys
from webapp.jose.limits import Limits
from webapp.jose.text import Problem
from webapp.jose.trace import Outcome

EC = {name: RFC7517_EC[name] for name in ("kty", "crv", "x", "y", "d")}
RSA = {name: RFC7638_RSA[name] for name in ("kty", "n", "e")}


def read(*jwks: dict[str, Any]) -> tuple[Key, ...]:
    return read_keys(json.dumps({"keys": jwks}), limits=Limits()).keys


def members_of(name: str) -> dict[str, str]:
    members = pyca.public_members(PRIVATE_KEYS[name].public_key())
    assert not isinstance(members, Problem)
    return members


def secret(octets: int, **about: Any) -> dict[str, Any]:
    return {"kty": "oct", "k": encode(bytes(octets)), **about}


def select(
    *jwks: dict[str, Any], alg: str, kid: str | None = None, purpose: Purpose = Purpose.VERIFY, enc: str | None = None
) -> Selection:
    return select_keys(read(*jwks), alg=alg, kid=kid, purpose=purpose, enc=enc)


def chosen(selection: Selection) -> list[int]:
    return [candidate.key.index for candidate in selection.candidates]


@pytest.mark.parametrize(
    ("jwk", "alg", "purpose", "enc", "code"),
    [
        ({"kty": "EC"}, "ES256", Purpose.VERIFY, None, "key.unusable"),
        (EC, "RS256", Purpose.VERIFY, None, "key.type"),
        (RSA, "ES256", Purpose.VERIFY, None, "key.type"),
        (RFC7515_OCT, "RS256", Purpose.VERIFY, None, "key.secret-for-asymmetric"),
        (RSA, "HS256", Purpose.VERIFY, None, "key.asymmetric-for-secret"),
        (EC, "dir", Purpose.DECRYPT, "A128GCM", "key.asymmetric-for-secret"),
        (EC, "ES384", Purpose.VERIFY, None, "key.curve"),
        (EC, "ES256K", Purpose.VERIFY, None, "key.curve"),
        (RFC8037_ED25519, "Ed448", Purpose.VERIFY, None, "key.curve"),
        (members_of("X25519"), "EdDSA", Purpose.VERIFY, None, "key.curve"),
        (RFC8037_ED25519, "ECDH-ES", Purpose.DECRYPT, "A128GCM", "key.curve"),
        (members_of("ML-DSA-44"), "ML-DSA-65", Purpose.VERIFY, None, "key.curve"),
        (RSA, "RSA-OAEP", Purpose.DECRYPT, "A128GCM", "key.public"),
        (RSA, "RS256", Purpose.SIGN, None, "key.public"),
        (secret(16), "A256KW", Purpose.DECRYPT, "A128GCM", "key.size"),
        (secret(16), "A192GCMKW", Purpose.DECRYPT, "A128GCM", "key.size"),
        (secret(16), "dir", Purpose.DECRYPT, "A128CBC-HS256", "key.size"),
    ],
)
def test_a_key_of_the_wrong_kind_is_never_computed_with(
    jwk: dict[str, Any], alg: str, purpose: Purpose, enc: str | None, code: str
) -> None:
    selection = select(jwk, alg=alg, purpose=purpose, enc=enc)

    assert selection.candidates == ()
    assert [reason.code for reason in selection.others[0].reasons] == [code]
    assert selection.others[0].reasons[0].message in selection.summary


@pytest.mark.parametrize(
    ("jwk", "alg", "purpose", "enc"),
    [
        (secret(1), "HS512", Purpose.VERIFY, None),
        (secret(9), "PBES2-HS256+A128KW", Purpose.DECRYPT, "A128GCM"),
        (secret(32), "dir", Purpose.DECRYPT, "A128CBC-HS256"),
        (secret(16, alg="A128GCM", use="enc", key_ops=["decrypt"]), "dir", Purpose.DECRYPT, "A128GCM"),
        (EC, "ECDH-ES+A128KW", Purpose.DECRYPT, "A128GCM"),
        (members_of("X448"), "ECDH-ES", Purpose.ENCRYPT, "A128GCM"),
        ({**members_of("X25519"), "key_ops": []}, "ECDH-ES", Purpose.ENCRYPT, "A128GCM"),
        ({**RFC8037_ED25519, "alg": "EdDSA"}, "Ed25519", Purpose.VERIFY, None),
        ({**RFC8037_ED25519, "alg": "Ed25519"}, "EdDSA", Purpose.VERIFY, None),
        ({**EC, "use": "sig", "key_ops": ["sign"]}, "ES256", Purpose.VERIFY, None),
        ({**RSA, "use": "enc", "key_ops": ["wrapKey"]}, "RSA-OAEP", Purpose.ENCRYPT, "A128GCM"),
        (members_of("ML-DSA-44"), "ML-DSA-44", Purpose.VERIFY, None),
    ],
)
def test_a_key_that_fits_has_nothing_against_it(
    jwk: dict[str, Any], alg: str, purpose: Purpose, enc: str | None
) -> None:
    selection = select(jwk, alg=alg, purpose=purpose, enc=enc)

    assert [candidate.reasons for candidate in selection.candidates] == [()]


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"alg": "ES384"}, "key.alg"),
        ({"use": "enc"}, "key.use"),
        ({"key_ops": ["deriveKey"]}, "key.key-ops"),
        ({"key_ops": []}, "key.key-ops"),
    ],
)
def test_the_only_key_is_computed_with_although_it_must_not_be_used(about: dict[str, Any], code: str) -> None:
    selection = select({**EC, **about}, alg="ES256")

    (candidate,) = selection.candidates
    assert [reason.code for reason in candidate.objections] == [code]
    assert candidate.warnings == ()


def test_a_key_that_must_not_be_used_gives_way_to_one_that_may() -> None:
    selection = select({**EC, "use": "enc"}, {**EC, "use": "sig"}, alg="ES256")

    assert chosen(selection) == [1]
    assert [reason.code for reason in selection.others[0].reasons] == ["key.use"]


def test_the_key_with_the_kid_comes_first_and_keys_without_one_stay() -> None:
    selection = select({**EC, "kid": "a"}, EC, {**EC, "kid": "b"}, alg="ES256", kid="b")

    assert chosen(selection) == [2, 1]
    assert [reason.code for reason in selection.others[0].reasons] == ["key.kid"]


def test_two_keys_of_one_kid_are_told_apart_by_their_use() -> None:
    selection = select({**EC, "kid": "a", "use": "enc"}, {**EC, "kid": "a", "use": "sig"}, alg="ES256", kid="a")

    assert chosen(selection) == [1]


def test_the_key_that_the_token_names_is_computed_with_although_it_must_not_be_used() -> None:
    selection = select({**EC, "kid": "a", "use": "enc"}, {**EC, "kid": "b"}, alg="ES256", kid="a")

    assert chosen(selection) == [0]


def test_a_kid_that_is_the_thumbprint_names_a_key_without_kid() -> None:
    keys = read({**EC, "kid": "a"}, EC)

    selection = select_keys(keys, alg="ES256", kid=keys[1].thumbprint, purpose=Purpose.VERIFY)

    assert chosen(selection) == [1]


def test_a_single_key_with_another_kid_is_tried_with_a_warning() -> None:
    selection = select({**EC, "kid": "a"}, alg="ES256", kid="b")

    (candidate,) = selection.candidates
    assert [reason.code for reason in candidate.warnings] == ["key.kid"]
    assert candidate.objections == ()


def test_of_several_keys_with_other_kids_none_is_tried() -> None:
    selection = select({**EC, "kid": "a"}, {**EC, "kid": "c"}, alg="ES256", kid="b")

    assert selection.candidates == ()
    assert selection.summary == "None of the 2 keys has the kid that the token names"


def test_a_key_made_for_the_algorithm_comes_before_one_that_says_nothing() -> None:
    assert chosen(select(EC, {**EC, "alg": "ES256"}, alg="ES256")) == [1, 0]


def test_no_more_keys_are_tried_than_allowed() -> None:
    selection = select_keys(
        read(EC, EC, EC), alg="ES256", kid=None, purpose=Purpose.VERIFY, limits=Limits(keys_tried=2)
    )  # fmt: skip

    assert chosen(selection) == [0, 1]
    assert len(selection.others) == 1


def test_every_key_is_told_with_its_reasons() -> None:
    selection = select(RSA, {**EC, "kid": "k", "use": "enc"}, alg="ES256", kid="k")

    first, other = selection.choices(50)

    assert (first.index, first.name, first.kid, first.outcome) == (1, "EC P-256", "k", Outcome.WARNING)
    assert first.words.startswith('chosen, although: The key says that its use is "enc"')
    assert (other.index, other.name, other.kid, other.outcome) == (0, "RSA 2,048 bits", None, Outcome.FAILED)
    assert (other.words, other.code) == ("ES256 needs a key of type EC; this one is RSA", "key.type")


def test_keys_that_fit_are_told_in_the_order_of_their_trial_before_those_that_are_not_needed() -> None:
    selection = select_keys(
        read(EC, EC, EC), alg="ES256", kid=None, purpose=Purpose.VERIFY, limits=Limits(keys_tried=2)
    )  # fmt: skip

    told = [(choice.outcome, choice.words) for choice in selection.choices(50)]

    assert told == [
        (Outcome.PASSED, "chosen"),
        (Outcome.PASSED, "tried after it"),
        (Outcome.SKIPPED, "not needed"),
    ]


def test_no_more_keys_are_told_of_than_asked_for() -> None:
    selection = select(EC, RSA, RSA, {**EC, "alg": "ES256"}, alg="ES256")

    assert [choice.index for choice in selection.choices(3)] == [3, 0, 1]
    assert [choice.index for choice in selection.choices(1)] == [3]


def test_without_keys_nothing_is_told() -> None:
    selection = select(alg="ES256")

    assert (selection.summary, selection.choices(50)) == ("No key was given", ())


@pytest.mark.parametrize("about", [{"use": 5}, {"key_ops": "verify"}, {"alg": ["HS256"]}])
def test_a_key_whose_purpose_cannot_be_read_is_used_with_a_warning(about: dict[str, Any]) -> None:
    found = select(secret(32, **about), alg="HS256")

    (candidate,) = found.candidates
    assert [reason.code for reason in candidate.warnings] == ["key.member-type"]
    assert not candidate.objections
