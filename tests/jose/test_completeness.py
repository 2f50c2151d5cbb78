"""Whether a compact token is whole is told by its header and the length of its last part."""

from __future__ import annotations

import pytest

from tests.jose.making import encrypted, new_key, signed
from webapp.jose.base64url import encode
from webapp.jose.completeness import is_whole
from webapp.jose.registry.algorithms import JWE_ENCRYPTIONS, JWS_ALGORITHMS
from webapp.jose.text import Excerpt

_SIGNING = [row.name for row in JWS_ALGORITHMS.values() if row.supported and row.name not in ("none", "EdDSA")]
_SEALING = [row.name for row in JWE_ENCRYPTIONS.values() if row.supported]


def _is_whole(token: str) -> bool:
    return is_whole(Excerpt.whole(token))


@pytest.mark.parametrize("alg", _SIGNING)
def test_a_jws_is_whole_until_something_is_cut_off(alg: str) -> None:
    token = signed(alg, new_key(alg))

    assert _is_whole(token)
    assert not _is_whole(token[:-2])
    assert not _is_whole(token.rsplit(".", 1)[0])


@pytest.mark.parametrize("enc", _SEALING)
def test_a_jwe_is_whole_until_something_is_cut_off(enc: str) -> None:
    token = encrypted("dir", enc, new_key(enc))

    assert _is_whole(token)
    assert not _is_whole(token[:-2])


@pytest.mark.parametrize("curve", ["Ed25519", "Ed448"])
def test_a_signature_of_either_curve_of_eddsa_is_whole(curve: str) -> None:
    assert _is_whole(signed("EdDSA", new_key(curve)))


def test_an_unsecured_token_is_whole_without_a_signature() -> None:
    header = encode(b'{"alg":"none"}')

    assert _is_whole(f"{header}.e30.")
    assert not _is_whole(f"{header}.e30.AA")


@pytest.mark.parametrize(
    "header", [b"", b"{", b"[]", b"{}", b'{"alg":1}', b'{"alg":"HS257"}', b"[" * 10_000, b"\xff", b'{"enc":"A1"}']
)
@pytest.mark.parametrize("rest", ["", ".e30.AA", ".AA.AA.AA.AA"])
def test_what_cannot_be_told_is_not_whole(header: bytes, rest: str) -> None:
    assert not _is_whole(encode(header) + rest)
