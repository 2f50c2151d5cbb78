"""Content whose key is right, but which was put together in another way, or changed after encryption."""

from __future__ import annotations

import gzip
import hmac
import json
import zlib
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from tests.jose.diagnose.sealing import (
    TEXT,
    oct_jwk,
    opened,
    opens_when_corrected,
    part,
    private,
    proof,
    reason,
    relabelled,
    sealed,
    with_part,
)
from tests.jose.making import encrypted, fresh_key, jwk, new_key
from webapp.jose.base64url import encode
from webapp.jose.finding import Certainty
from webapp.services.results import Verdict

GCM_KEY = bytes(range(32))
CBC_KEY = bytes(range(64))
GCM = {"alg": "dir", "enc": "A256GCM"}
CBC = {"alg": "dir", "enc": "A256CBC-HS512"}
KEYS = {"A256GCM": GCM_KEY, "A256CBC-HS512": CBC_KEY}
HEADERS = [GCM, CBC]


def _assert_proven(token: str, code: str, *, key: bytes | None = None, is_mendable: bool = False) -> None:
    """The reason is proven with the right key; none of it is with another one."""
    size = 64 if "CBC" in json.loads(part(token, 0))["enc"] else 32
    right = key if key is not None else bytes(range(size))
    found = reason(token, oct_jwk(right))

    assert (found.code, found.certainty) == (code, Certainty.PROVEN), found
    assert not proof(token, oct_jwk(bytes(255 - octet for octet in right)))
    assert bool(found.corrected) == is_mendable
    assert not is_mendable or opens_when_corrected(token, oct_jwk(right), found)
    assert "alice" not in f"{found.title} {found.explanation} {found.remedy}"


def _parts(token: str) -> tuple[bytes, bytes, bytes]:
    return part(token, 2), part(token, 3), part(token, 4)


def _token(header: str, vector: bytes, text: bytes, tag: bytes) -> str:
    return ".".join((header, "", encode(vector), encode(text), encode(tag)))


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("way", ["tag behind", "tag before", "vector before", "all in one", "swapped", "tag twice"])
def test_parts_that_stand_elsewhere_are_put_in_their_places(header: dict[str, Any], way: str) -> None:
    token = sealed(header, KEYS[header["enc"]])
    first = token.split(".")[0]
    vector, text, tag = _parts(token)
    made = {
        "tag behind": (vector, text + tag, b""),
        "tag before": (vector, tag + text, b""),
        "vector before": (b"", vector + text, tag),
        "all in one": (b"", vector + text + tag, b""),
        "swapped": (tag, text, vector),
        "tag twice": (vector, text + tag, tag),
    }[way]

    code = "jwe.parts-swapped" if way == "swapped" else "jwe.parts-joined"
    _assert_proven(_token(first, *made), code, is_mendable=True)


def test_a_vector_of_sixteen_octets_is_told() -> None:
    first = encode(json.dumps(GCM).encode())
    made = AESGCM(GCM_KEY).encrypt(bytes(16), TEXT, first.encode())

    _assert_proven(_token(first, bytes(16), made[:-16], made[-16:]), "jwe.iv-length")


def test_a_whole_hmac_in_place_of_its_half_is_told() -> None:
    token = sealed(CBC, CBC_KEY)
    first, (vector, text, _) = token.split(".")[0], _parts(token)
    whole = hmac.digest(CBC_KEY[:32], first.encode() + vector + text + (len(first) * 8).to_bytes(8, "big"), "sha512")

    _assert_proven(_token(first, vector, text, whole), "jwe.tag-length", is_mendable=True)


@pytest.mark.parametrize("header", HEADERS)
def test_a_tag_that_was_cut_is_told(header: dict[str, Any]) -> None:
    token = sealed(header, KEYS[header["enc"]])

    _assert_proven(with_part(token, 4, part(token, 4)[:12]), "jwe.tag-length")


def test_swapped_halves_of_the_content_key_are_told() -> None:
    token = sealed(CBC, CBC_KEY[32:] + CBC_KEY[:32])

    _assert_proven(token, "jwe.halves-swapped", is_mendable=True)


WRITINGS: dict[str, Any] = {
    "spaces": json.dumps,
    "pretty": lambda header: json.dumps(header, indent=2),
    "another order": lambda header: json.dumps(dict(reversed(header.items())), separators=(",", ":")),
}
MACS: dict[str, Any] = {
    "no AL": lambda aad, rest: aad + rest,
    "AL in octets": lambda aad, rest: aad + rest + len(aad).to_bytes(8, "big"),
    "AL in 32 bits": lambda aad, rest: aad + rest + (len(aad) * 8).to_bytes(4, "big"),
}


@pytest.mark.parametrize("way", MACS)
def test_a_tag_over_something_else_is_told(way: str) -> None:
    token = sealed(CBC, CBC_KEY)
    first, (vector, text, _) = token.split(".")[0], _parts(token)
    tag = hmac.digest(CBC_KEY[:32], MACS[way](first.encode(), vector + text), "sha512")[:32]

    _assert_proven(_token(first, vector, text, tag), "jwe.other-mac")


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("way", ["nothing", "decoded", "padded"])
def test_other_associated_data_is_told(header: dict[str, Any], way: str) -> None:
    def bound(protected: str) -> bytes:
        text = json.dumps(header, separators=(",", ":")).encode()
        return {"nothing": b"", "decoded": text, "padded": (protected + "=" * (-len(protected) % 4)).encode()}[way]

    header = {**header, "typ": "JWT"}
    code = "jwe.associated-data"
    if len(json.dumps(header, separators=(",", ":"))) % 3 == 0 and way == "padded":
        header["kid"] = "1"

    _assert_proven(sealed(header, KEYS[header["enc"]], bound=bound), code)


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("way", WRITINGS)
def test_a_header_that_was_written_anew_is_put_back(header: dict[str, Any], way: str) -> None:
    token = sealed(header, KEYS[header["enc"]])
    changed = ".".join((encode(WRITINGS[way](header).encode()), *token.split(".")[1:]))

    _assert_proven(changed, "jwe.header-rewritten", is_mendable=True)


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize(
    ("before", "after"), [({}, {"kid": "x"}), ({"typ": "JWT"}, {"typ": "JOSE"}), ({"cty": "JWT"}, {"cty": None})]
)
def test_a_header_with_a_member_changed_afterwards_is_put_back(
    header: dict[str, Any], before: dict[str, Any], after: dict[str, Any]
) -> None:
    token = relabelled(sealed({**header, **before}, KEYS[header["enc"]]), **after)

    _assert_proven(token, "jwe.header-edited", is_mendable=True)


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_changed_in_an_unknown_way_is_told_by_the_content_that_can_be_read(header: dict[str, Any]) -> None:
    token = relabelled(sealed({**header, "kid": "one"}, KEYS[header["enc"]]), kid="another")

    _assert_proven(token, "jwe.header-or-tag-changed")


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("way", ["flipped", "cut"])
def test_a_damaged_ciphertext_is_told(header: dict[str, Any], way: str) -> None:
    token = sealed(header, KEYS[header["enc"]], plaintext=TEXT * 8)
    text = part(token, 3)
    changed = text[:100] + bytes((text[100] ^ 0xFF,)) + text[101:] if way == "flipped" else text[:-20]

    _assert_proven(with_part(token, 3, changed), "jwe.ciphertext-changed")


@pytest.mark.parametrize(
    "plaintext", [b"just some words " * 8, b"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9." + b"c2ln" * 20]
)
def test_where_no_padding_shows_the_end_a_cut_is_not_ruled_out(plaintext: bytes) -> None:
    token = sealed(GCM, GCM_KEY, plaintext=plaintext)

    _assert_proven(with_part(token, 3, part(token, 3)[:-20]), "jwe.content-changed")


def test_an_object_that_closes_inside_of_another_is_cut_all_the_same() -> None:
    token = sealed(GCM, GCM_KEY, plaintext=b'{"name":"someone or other","address":{"city":"somewhere"}}')

    cut = with_part(token, 3, part(token, 3)[:-1])

    _assert_proven(cut, "jwe.ciphertext-changed")
    assert "breaks off" in reason(cut, oct_jwk(GCM_KEY)).explanation


def test_binary_content_tells_right_key_from_wrong_where_the_key_management_checks_itself() -> None:
    cek = bytes(range(32))
    header = {"alg": "A256KW", "enc": "A256GCM"}
    token = sealed(header, cek, wrapped=aes_key_wrap(GCM_KEY, cek), plaintext=bytes(100))
    changed = with_part(token, 3, part(token, 3)[::-1])

    _assert_proven(changed, "jwe.content-changed")
    assert reason(changed, oct_jwk(bytes(32))).code == "jwe.wrong-key"


@pytest.mark.parametrize("alg", ["dir", "ECDH-ES"])
def test_a_wrong_key_cannot_be_told_from_damage_with_some_algorithms(alg: str) -> None:
    spec = "A256GCM" if alg == "dir" else alg
    token = encrypted(alg, "A256GCM", new_key(spec), TEXT, cty="x")

    found = reason(token, private(fresh_key(spec)))

    assert (found.code, found.certainty) == ("jwe.wrong-key-or-damaged", Certainty.LIKELY)


def test_a_damaged_ciphertext_under_rsa1_5_is_told_with_the_private_key() -> None:
    key = json.dumps(jwk(new_key("RSA1_5"), alg=None))
    token = encrypted("RSA1_5", "A256GCM", new_key("RSA1_5"), TEXT)

    assert proof(with_part(token, 4, bytes(16)), key) == "jwe.header-or-tag-changed"


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize(
    ("compress", "code"),
    [(zlib.compress, "jwe.zip-zlib"), (gzip.compress, "jwe.zip-gzip"), (bytes, "jwe.zip-not-compressed")],
)
def test_another_compression_than_raw_deflate_is_told(header: dict[str, Any], compress: Any, code: str) -> None:
    token = sealed({**header, "zip": "DEF"}, KEYS[header["enc"]], plaintext=compress(TEXT))

    _assert_proven(token, code)


def _raw(text: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(text) + compressor.flush()


@pytest.mark.parametrize("compress", [_raw, zlib.compress, gzip.compress], ids=["raw", "zlib", "gzip"])
def test_compression_that_the_header_does_not_name_is_likely_told(compress: Any) -> None:
    result = opened(sealed(GCM, GCM_KEY, plaintext=compress(TEXT)), oct_jwk(GCM_KEY))

    assert result.verdict is Verdict.DECRYPTED
    assert [one.code for one in result.diagnoses] == ["jwe.zip-missing"]
    assert not opened(sealed(GCM, GCM_KEY), oct_jwk(GCM_KEY)).diagnoses


@pytest.mark.parametrize("index", [2, 3, 4])
def test_padding_in_a_part_is_taken_off(index: int) -> None:
    token = sealed(GCM, GCM_KEY, plaintext=TEXT)
    parts = token.split(".")
    parts[index] += "="

    found = reason(".".join(parts), oct_jwk(GCM_KEY))

    assert found.code == "jwe.not-base64url"
    assert opens_when_corrected(".".join(parts), oct_jwk(GCM_KEY), found)


def test_a_rule_that_alone_stops_it_is_told() -> None:
    token = sealed({**GCM, "crit": ["x"], "x": 1}, GCM_KEY)

    _assert_proven(token, "jwe.rule-broken")


def test_a_wrong_key_for_rsa1_5_is_told_by_its_padding() -> None:
    token = encrypted("RSA1_5", "A256GCM", new_key("RSA1_5"), TEXT)

    found = reason(token, private(fresh_key("RSA1_5")))

    assert (found.code, found.certainty) == ("jwe.wrong-key", Certainty.LIKELY)
    assert "00 02" in found.explanation


def test_binary_content_damaged_under_rsa1_5_is_told_by_its_padding() -> None:
    token = encrypted("RSA1_5", "A256GCM", new_key("RSA1_5"), bytes(range(256)))

    assert proof(with_part(token, 4, bytes(16)), private(new_key("RSA1_5"))) == "jwe.content-changed"


@pytest.mark.parametrize("header", HEADERS)
def test_a_tag_that_is_missing_is_told(header: dict[str, Any]) -> None:
    token = sealed(header, KEYS[header["enc"]])

    _assert_proven(with_part(token, 4, b""), "jwe.tag-missing")
    assert proof(token.rpartition(".")[0], oct_jwk(KEYS[header["enc"]])) == "jwe.tag-missing"


def test_an_encrypted_key_beyond_the_modulus_of_a_wrong_key_is_told_as_well() -> None:
    header, _, *rest = encrypted("RSA1_5", "A256GCM", new_key("RSA1_5"), TEXT).split(".")
    token = ".".join((header, encode(b"\xff" * 256), *rest))

    assert reason(token, private(new_key("RSA1_5"))).code == "jwe.wrong-key"


@pytest.mark.parametrize("noise", ["0a1b02e0", "2ba51084", "0ac40782"])
def test_noise_that_inflates_to_text_by_chance_does_not_prove_the_key(noise: str) -> None:
    token = sealed({**GCM, "zip": "DEF"}, GCM_KEY, plaintext=bytes.fromhex(noise))

    assert not proof(with_part(token, 4, bytes(16)), oct_jwk(GCM_KEY))


def test_json_that_inflates_without_its_tag_proves_the_key() -> None:
    token = sealed({**GCM, "zip": "DEF"}, GCM_KEY, plaintext=zlib.compress(TEXT, wbits=-15))

    assert proof(with_part(token, 4, bytes(16)), oct_jwk(GCM_KEY)) == "jwe.header-or-tag-changed"


def test_content_that_is_refused_for_its_size_has_no_other_reason() -> None:
    packer = zlib.compressobj(wbits=-15)
    bomb = packer.compress(bytes(1_000_000)) + packer.flush()

    result = opened(sealed({**GCM, "zip": "DEF"}, GCM_KEY, plaintext=bomb), oct_jwk(GCM_KEY))

    assert result.steps[-1].code == "jwe.inflate"
    assert result.diagnoses == ()


def test_a_name_that_is_registered_but_not_computed_is_not_said_to_be_unregistered() -> None:
    token = sealed({**GCM, "enc": "A256CTR"}, GCM_KEY, enc="A256GCM")

    assert all(one.code != "jwe.unknown-name" for one in opened(token, oct_jwk(GCM_KEY)).diagnoses)
