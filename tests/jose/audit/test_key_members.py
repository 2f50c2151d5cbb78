"""Points, lengths, halves, names and uses of keys, and JWK Sets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jose.audit.asking import finding, grave, rules
from tests.jose.making import jwk, new_key
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.base64url import decode, encode
from webapp.jose.jwk.publish import Half
from webapp.jose.text import Excerpt

RFC7515_A3 = {
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}


def public(spec: str, **members: Any) -> dict[str, Any]:
    return jwk(new_key(spec), Half.PUBLIC, kid=None, alg=None, use=None, key_ops=None) | members


def text(*keys: dict[str, Any]) -> str:
    return json.dumps(keys[0] if len(keys) == 1 else {"keys": keys})


def okp(crv: str, octets: bytes) -> str:
    return text({"kty": "OKP", "crv": crv, "x": encode(octets)})


@pytest.mark.parametrize(
    "spec", ["ES256", "ES384", "ES512", "ES256K", "Ed25519", "Ed448", "ECDH-ES:X25519", "ECDH-ES:X448"]
)
def test_sound_public_keys_deserve_nothing(spec: str) -> None:
    assert rules(text(public(spec))) == set()


@pytest.mark.parametrize("spec", ["ES256", "ES384", "ES512"])
def test_a_point_off_the_curve_is_told(spec: str) -> None:
    key = public(spec)

    assert grave(text({**key, "y": key["x"]})) == {"K18"}


def test_a_coordinate_or_key_of_another_length_is_told() -> None:
    key = public("ES256")
    x = decode(Excerpt.whole(key["x"])).octets

    assert grave(text({**key, "x": encode(b"\0" + x)})) == {"K19"}
    assert grave(okp("Ed25519", b"\7" * 31)) == {"K19"}
    assert grave(okp("X448", b"\7" * 57)) == {"K19"}


@pytest.mark.parametrize("spec", ["ES256", "Ed25519", "ECDH-ES:X25519"])
def test_halves_of_two_keys_are_told(spec: str) -> None:
    own, other = jwk(new_key(spec)), jwk(new_key("ES256K" if spec == "ES256" else "Ed25519"))
    other = jwk(new_key("ECDH-ES:X25519")) if spec == "Ed25519" else other

    assert grave(text({**own, "d": other["d"]})) == {"K20"}
    assert grave(text(own)) == set()


ORDER_8 = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
SMALL = [
    ("X25519", 0, 32),
    ("X25519", 1, 32),
    ("X25519", 2**255 - 20, 32),
    ("X25519", 2**255 - 19, 32),
    ("X25519", 2**255 - 18, 32),
    ("X25519", 2**255 + 1, 32),
    ("X25519", 325606250916557431795983626356110631294008115727848805560023387167927233504, 32),
    ("X25519", 39382357235489614581723060781553021112529911719440698176882885853963445705823, 32),
    ("X448", 0, 56),
    ("X448", 1, 56),
    ("X448", 2**448 - 2**224 - 2, 56),
    ("X448", 2**448 - 2**224, 56),
    ("Ed25519", 0, 32),
    ("Ed25519", 1, 32),
    ("Ed25519", 2**255 + 1, 32),
    ("Ed25519", 2**255 - 20, 32),
    ("Ed25519", 2**255 - 18, 32),
    ("Ed25519", int.from_bytes(bytes.fromhex(ORDER_8), "little"), 32),
    ("Ed448", 0, 57),
    ("Ed448", 1, 57),
    ("Ed448", 2**448 - 2**224 - 2, 57),
]


@pytest.mark.parametrize(("crv", "number", "length"), SMALL)
def test_points_of_small_order_are_told(crv: str, number: int, length: int) -> None:
    assert "K31" in grave(okp(crv, number.to_bytes(length, "little")))


@pytest.mark.parametrize(("crv", "number", "length"), [("X25519", 9, 32), ("X448", 5, 56)])
def test_base_points_are_not_of_small_order(crv: str, number: int, length: int) -> None:
    assert "K31" not in grave(okp(crv, number.to_bytes(length, "little")))


@pytest.mark.parametrize(
    "key", [{"kty": "XYZ", "x": "AA"}, {"kty": "ec"}, {"kty": "EC", "crv": "P-192", "x": "AA", "y": "AA"}]
)
def test_unknown_names_are_remarks(key: dict[str, Any]) -> None:
    assert "K25" in rules(text(key))
    assert grave(text(key)) == set()


def test_members_that_make_a_library_generate_a_key_are_told() -> None:
    assert grave(text(public("ES256", generate="RSA", size=16384))) == {"K32"}
    assert rules('{"generate":"oct","size":256}') >= {"K25", "K32"}
    assert grave(text(public("ES256", size=256))) == set()


@pytest.mark.parametrize(
    ("members", "is_told"),
    [
        ({"key_ops": ["verify", "verify"]}, True),
        ({"use": "sig", "key_ops": ["deriveKey"]}, True),
        ({"use": "enc", "key_ops": ["verify"]}, True),
        ({"use": "sig", "key_ops": ["verify", "wrapKey"]}, True),
        ({"use": "sig", "key_ops": ["verify"]}, False),
        ({"use": "enc", "key_ops": ["deriveKey", "deriveBits"]}, False),
        ({"use": "sig", "key_ops": ["https://example/own"]}, False),
        ({"key_ops": ["sign", "verify"]}, False),
    ],
)
def test_operations_are_named_once_and_agree_with_use(members: dict[str, Any], is_told: object) -> None:
    assert ("K33" in grave(text(public("ES256", **members)))) is is_told


def test_published_private_keys_are_known_by_their_public_half() -> None:
    assert grave(text(RFC7515_A3)) == {"K27"}
    assert "RFC 7515" in finding("K27", text(RFC7515_A3)).message


def test_what_is_published_must_be_public() -> None:
    mine = jwk(new_key("ES256"), kid="1", alg="ES256")
    theirs = public("ES384", kid="2", alg="ES384")
    secret = {"kty": "oct", "k": encode(b"\x9d" * 16 + bytes(range(60, 76))), "kid": "3", "alg": "HS256"}

    assert "K21" in grave(text(mine, theirs), kind=TokenKind.PUBLIC_JWKS)
    assert "K21" in grave(text(theirs, secret), kind=TokenKind.PUBLIC_JWKS)
    assert "K21" not in rules(text(theirs, theirs | {"kid": "4"}), kind=TokenKind.PUBLIC_JWKS)
    assert "K21" not in grave(text(mine, theirs))


def test_to_verify_takes_no_private_key() -> None:
    assert grave(text(jwk(new_key("ES256"))), kind=TokenKind.VERIFY_KEY) == {"K22"}
    assert grave(text(public("ES256")), kind=TokenKind.VERIFY_KEY) == set()


def test_keys_of_a_set_have_names_of_their_own() -> None:
    one, two = public("ES256", alg="ES256"), public("RS256", alg="RS256")

    assert grave(text({**one, "kid": "a"}, {**two, "kid": "a"})) == {"K23"}
    assert grave(text({**one, "kid": "a"}, two)) == {"K24"}
    assert grave(text({**one, "kid": "a"}, {**two, "kid": "b"})) == set()
    assert "K23" not in grave(text({**one, "kid": "a"}, {**one, "kid": "a"}))


def test_a_key_of_a_set_names_its_algorithm() -> None:
    assert rules(text(public("ES256", kid="a"), public("ES384", kid="b", alg="ES384"))) == {"K30"}


def test_findings_point_at_the_key() -> None:
    paste = text(public("ES256", kid="a"), public("ES384", kid="a"))

    span = finding("K23", paste).span

    assert span is not None
    assert "P-384" in span.of(paste)
    assert "P-256" not in span.of(paste)
