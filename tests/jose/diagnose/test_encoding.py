"""A signature that is right, but written in another way than JOSE has it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Final

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from tests.jose.diagnose.asking import asked, corrected, mac, proof, reason
from tests.jose.making import fresh_key, jwk, new_key, signed
from webapp.jose.base64url import encode
from webapp.jose.finding import Certainty
from webapp.jose.jwk.publish import Half
from webapp.jose.trace import Outcome

SECRET: Final = "a secret of thirty-two octets or so"


def _public(alg: str) -> str:
    return json.dumps(jwk(new_key(alg), Half.PUBLIC))


def _rewritten(token: str, change: Callable[[bytes], bytes]) -> str:
    head, _, tail = token.rpartition(".")
    return f"{head}.{encode(change(_octets(tail)))}"


def _octets(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _halves(raw: bytes) -> tuple[bytes, bytes]:
    return raw[: len(raw) // 2], raw[len(raw) // 2 :]


def _der(raw: bytes) -> bytes:
    return encode_dss_signature(*(int.from_bytes(half, "big") for half in _halves(raw)))


def _sloppy(raw: bytes) -> bytes:
    r, s = _halves(raw)
    return b"\x30\x7f\x02" + bytes([len(r)]) + r + b"\x02" + bytes([len(s)]) + s + b"\x00\x00"


# fmt: off
SHAPES = [
    ("ES256",   _der,                                        "signature.der"),
    ("ES384",   _der,                                        "signature.der"),
    ("ES512",   _der,                                        "signature.der"),
    ("ES256K",  _der,                                        "signature.der"),
    ("ES256",   _sloppy,                                     "signature.der"),
    ("ES256",   lambda raw: _halves(raw)[1] + _halves(raw)[0], "signature.swapped"),
    ("ES256",   lambda raw: b"".join(half[::-1] for half in _halves(raw)), "signature.little-endian"),
    ("ES256",   lambda raw: raw[::-1],                       "signature.little-endian"),
    ("ES256",   lambda raw: b"".join(b"\0" + half for half in _halves(raw)), "signature.integer-length"),
    ("ES256",   lambda raw: b"".join(half.rjust(66, b"\0") for half in _halves(raw)), "signature.integer-length"),
    ("ES256",   lambda raw: _der(raw).hex().encode(),        "signature.der"),
    ("RS256",   lambda raw: raw[::-1],                       "signature.little-endian"),
    ("RS256",   lambda raw: b"\0" + raw,                     "signature.integer-length"),
    ("RS256",   lambda raw: raw.hex().encode(),              "signature.hex-text"),
    ("RS256",   base64.encodebytes,                          "signature.base64-text"),
    ("PS256",   lambda raw: raw + b"\n",                     "signature.too-long"),
    ("Ed25519", lambda raw: encode(raw).encode(),            "signature.base64-text"),
    ("Ed25519", lambda raw: raw + raw,                       "signature.doubled"),
    ("Ed25519", lambda raw: b"\0\0" + raw,                   "signature.too-long"),
    ("EdDSA",   lambda raw: raw.decode("latin-1").encode(),  "signature.utf-8"),
]
# fmt: on


@pytest.mark.parametrize(("alg", "change", "code"), SHAPES, ids=map(str, range(len(SHAPES))))
def test_a_signature_in_another_shape_is_proven_and_put_right(
    alg: str, change: Callable[[bytes], bytes], code: str
) -> None:
    token = _rewritten(signed(alg, new_key(alg)), change)

    found = reason(token, _public(alg))

    assert (found.code, found.certainty) == (code, Certainty.PROVEN)
    assert corrected(token, _public(alg), found).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize(("alg", "change", "code"), SHAPES, ids=map(str, range(len(SHAPES))))
def test_no_shape_is_claimed_for_a_signature_of_another_key(
    alg: str, change: Callable[[bytes], bytes], code: str
) -> None:
    token = _rewritten(signed(alg, fresh_key(alg)), change)

    assert proof(token, _public(alg)) != code


@pytest.mark.parametrize("which", [0, 1])
def test_an_integer_that_lost_its_leading_zero_is_padded_again(which: int) -> None:
    alg, key = "ES256", new_key("ES256")
    tokens = (signed(alg, key, jti=str(n)) for n in range(4000))
    token = next(t for t in tokens if _halves(_octets(t.rpartition(".")[2]))[which][0] == 0)
    short = _rewritten(token, lambda raw: b"".join(half.lstrip(b"\0") for half in _halves(raw)))

    found = reason(short, _public(alg))

    assert (found.code, found.certainty) == ("signature.integer-length", Certainty.PROVEN)
    assert corrected(short, _public(alg), found).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda raw: raw.hex().encode(), "signature.hex-text"),
        (base64.b64encode, "signature.base64-text"),
        (lambda raw: raw[:16], "signature.cut-short"),
        (lambda raw: raw * 2, "signature.doubled"),
    ],
)
def test_a_mac_in_another_shape_is_proven(change: Callable[[bytes], bytes], code: str) -> None:
    token = _rewritten(mac(SECRET.encode()), change)

    found = reason(token, SECRET)

    assert (found.code, found.certainty) == (code, Certainty.PROVEN)
    assert corrected(token, SECRET, found).signature.outcome is Outcome.PASSED
    assert proof(token, SECRET[::-1]) == ""


def test_hexadecimal_digits_in_place_of_base64url_are_found() -> None:
    head, _, tail = mac(SECRET.encode()).rpartition(".")

    assert proof(f"{head}.{_octets(tail).hex()}", SECRET) == "signature.hex-text"


def test_another_shape_and_another_key_of_the_set_are_found_together() -> None:
    second = fresh_key("ES256")
    keys = {"keys": [jwk(new_key("ES256"), Half.PUBLIC, kid="a"), jwk(second, Half.PUBLIC, kid="b")]}

    found = reason(_rewritten(signed("ES256", second, kid="a"), _der), json.dumps(keys))

    assert (found.code, found.certainty) == ("signature.der", Certainty.PROVEN)
    assert "key 2" in found.title
    assert found.corrected is None


def test_another_shape_and_another_reading_of_the_secret_are_found_together() -> None:
    octets = bytes(range(200, 232))
    token = _rewritten(mac(octets), lambda raw: raw.hex().encode())

    assert proof(token, base64.b64encode(octets).decode()) == "signature.hex-text"


@pytest.mark.parametrize("alg", ["ES256", "RS256", "Ed25519", "ES384"])
def test_the_last_character_is_found_by_trying(alg: str) -> None:
    token = signed(alg, new_key(alg))[:-1]

    found = reason(token, _public(alg))

    assert (found.code, found.certainty) == ("signature.cut-short", Certainty.PROVEN)
    assert corrected(token, _public(alg), found).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize("alg", ["ES256", "RS256", "HS256"])
def test_a_signature_that_lost_much_is_likely_cut_short(alg: str) -> None:
    key = SECRET if alg == "HS256" else _public(alg)

    codes = [one.code for one in asked(signed(alg, fresh_key(alg))[:-20], key).diagnoses]

    assert "signature.cut-short" in codes


def test_der_is_seen_without_any_key() -> None:
    token = _rewritten(signed("ES256", new_key("ES256")), _der)

    assert [one.code for one in asked(token).diagnoses] == ["signature.der"]


def test_standard_base64_is_told_from_a_wrong_signature() -> None:
    tokens = (signed("ES256", new_key("ES256"), jti=str(n)) for n in range(40))
    token = next(t for t in tokens if {"-", "_"} & set(t.rpartition(".")[2]))
    head, _, tail = token.rpartition(".")
    standard = f"{head}.{tail.replace('-', '+').replace('_', '/')}=="

    found = reason(standard, _public("ES256"))

    assert (found.code, found.certainty) == ("signature.standard-base64", Certainty.PROVEN)
    assert corrected(standard, _public("ES256"), found).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize("tail", ["A", "%0A", "ABCDEFGH"])
def test_characters_behind_the_signature_are_dropped(tail: str) -> None:
    token = signed("ES256", new_key("ES256")) + tail

    found = reason(token, _public("ES256"))

    assert found.certainty is Certainty.PROVEN
    assert found.code in ("signature.too-long", "signature.foreign-character")


@pytest.mark.parametrize("alg", ["RS256", "ES256", "Ed25519", "HS256"])
def test_a_signature_that_is_not_there_is_said_to_be_missing(alg: str) -> None:
    key = new_key(alg)
    bare = signed(alg, key).rpartition(".")[0] + "."

    codes = [one.code for one in asked(bare, json.dumps(jwk(key, Half.PRIVATE))).diagnoses]

    assert codes == ["signature.missing"]
    assert "signature.missing" not in [
        one.code for one in asked(f"{bare}AAAA", json.dumps(jwk(key, Half.PRIVATE))).diagnoses
    ]


def test_standard_base64_whose_plus_signs_became_spaces_is_mended_as_a_whole() -> None:
    for n in range(8):
        head, _, tail = signed("ES256", new_key("ES256"), kid=str(n)).rpartition(".")
        token = f"{head}.{base64.b64encode(_octets(tail)).decode().replace('+', ' ')}"
        if " " in token:
            found = reason(token, _public("ES256"))

            assert corrected(token, _public("ES256"), found).signature.outcome is Outcome.PASSED
