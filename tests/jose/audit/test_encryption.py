"""Rules E01 to E17 and H32: for each a token that breaks it, and a near miss that does not."""

from __future__ import annotations

import base64
import json
import time
from typing import Any, Final

import pytest

from tests.jose.audit.asking import finding, grave, rules
from tests.jose.diagnose.sealing import oct_jwk, part, private, relabelled, sealed, with_part
from tests.jose.making import encrypted, fresh_key, jwk, new_key, secret
from webapp.jose.base64url import encode
from webapp.jose.jwk.publish import Half

CLAIMS: Final = json.dumps({"iss": "https://issuer.example", "sub": "u", "aud": "api", "exp": 1767229200}).encode()
KEY: Final = new_key("A256KW")
CEK: Final = bytes(range(32))
MINE: Final = {f"E{number:02}" for number in range(1, 18)} | {"H32"}
DIR: Final = {"alg": "dir", "enc": "A256GCM"}


def broken(token: str, key: str = "", **asked: Any) -> set[str]:
    """The rules of this family that are broken."""
    return rules(token, key, **asked) & MINE


def password_token(count: int, salt: bytes = bytes(16)) -> str:
    """A token for the password "a password of mine"; it is not decrypted, so that the count costs nothing."""
    header = {"alg": "PBES2-HS256+A128KW", "enc": "A128GCM", "p2c": count, "p2s": encode(salt)}
    return sealed(header, bytes(16), wrapped=bytes(24))


def agreed(**epk: Any) -> str:
    """A token with this ephemeral key."""
    return sealed({"alg": "ECDH-ES", "enc": "A128GCM", "epk": epk}, bytes(16))


def octets_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_a_plain_encrypted_token_breaks_no_rule() -> None:
    assert broken(encrypted("A256KW", "A256GCM", KEY, CLAIMS), private(KEY)) == set()


@pytest.mark.parametrize("enc", ["A256CTR", "a256gcm", "", 7, None, "A128CBC", "XC20P"])
def test_an_enc_that_is_no_registered_name_is_told(enc: Any) -> None:
    token = relabelled(sealed(DIR, CEK), enc=enc)

    assert broken(token, oct_jwk(CEK)) == {"E01"}


@pytest.mark.parametrize(
    ("count", "rule"),
    [(0, "E02"), (-5, "E02"), (999, "E02"), (1_000, "E03"), (599_999, "E03"), (1_200_001, "E04"), (2**200, "E04")],
)
def test_iterations_are_too_few_or_too_many(count: int, rule: str) -> None:
    assert broken(password_token(count)) == {rule}


@pytest.mark.parametrize("count", [600_000, 1_200_000])
def test_iterations_that_are_advised_are_not_told(count: int) -> None:
    assert broken(password_token(count)) == set()


@pytest.mark.parametrize("count", ["4096", 4096.5, True])
def test_a_count_that_is_no_number_is_told(count: Any) -> None:
    assert "E02" in broken(relabelled(password_token(600_000), p2c=count))


@pytest.mark.parametrize("octets", [0, 1, 7])
def test_a_short_salt_is_told_and_explains_the_failure(octets: int) -> None:
    assert broken(password_token(600_000, bytes(octets)), "a password of mine", encoding="utf-8") == {"E05"}


def test_a_salt_of_eight_octets_is_long_enough() -> None:
    assert broken(password_token(600_000, bytes(8))) == set()


def test_compressed_content_is_told() -> None:
    token = encrypted("A256KW", "A256GCM", KEY, CLAIMS, zip="DEF")

    assert broken(token, private(KEY)) == {"E06"}
    assert broken(token) == {"E06"}


def test_a_bomb_is_told_and_just_as_much_as_is_allowed_is_not() -> None:
    bomb = encrypted("A256KW", "A256GCM", KEY, bytes(250_001), zip="DEF")
    large = encrypted("A256KW", "A256GCM", KEY, bytes(250_000), zip="DEF")

    assert broken(bomb, private(KEY)) == {"E06", "E07"}
    assert broken(large, private(KEY)) == {"E06"}


@pytest.mark.parametrize("value", ["GZ", "def", "", 1, None])
def test_an_unknown_zip_is_told(value: Any) -> None:
    header = f'{{"alg":"dir","enc":"A256GCM","zip":{json.dumps(value)}}}'
    token = ".".join((encode(header.encode()), *sealed(DIR, CEK).split(".")[1:]))

    assert broken(token, oct_jwk(CEK)) == {"E08"}


@pytest.mark.parametrize("place", ["unprotected", "header"])
def test_a_zip_that_is_not_protected_is_told(place: str) -> None:
    protected, _, vector, content, tag = sealed(DIR, CEK).split(".")
    members = {"protected": protected, "iv": vector, "ciphertext": content, "tag": tag, place: {"zip": "DEF"}}

    assert broken(json.dumps(members), oct_jwk(CEK)) == {"E08"}


POINT: Final = jwk(new_key("ECDH-ES:P-256"), Half.PUBLIC)
X: Final = jwk(new_key("ECDH-ES:X25519"), Half.PUBLIC)["x"]
OFF: Final = encode(bytes([octets_of(POINT["y"])[0] ^ 1]) + octets_of(POINT["y"])[1:])


@pytest.mark.parametrize(
    "epk",
    [
        {"kty": "EC", "crv": "P-256", "x": POINT["x"], "y": OFF},
        {"kty": "EC", "crv": "P-256", "x": POINT["x"]},
        {"kty": "EC", "crv": "P-384", "x": POINT["x"], "y": POINT["y"]},
        {"kty": "OKP", "crv": "X25519", "x": encode(bytes(32))},
        {"kty": "OKP", "crv": "X25519", "x": encode(b"\1" + bytes(31))},
        {"kty": "OKP", "crv": "X25519", "x": encode(bytes([0xEC]) + b"\xff" * 30 + b"\x7f")},
        {"kty": "OKP", "crv": "X25519", "x": encode(bytes([0xEE]) + b"\xff" * 31)},
        {"kty": "OKP", "crv": "X448", "x": encode(bytes(56))},
        {"kty": "OKP", "crv": "X25519", "x": encode(bytes(31))},
        {"kty": "OKP", "crv": "Ed25519", "x": X},
        {"kty": "oct", "k": "AAAA"},
        {"generate": "RSA", "size": 16384},
        {},
    ],
)
def test_an_ephemeral_key_that_must_not_be_used_is_told(epk: dict[str, Any]) -> None:
    assert broken(agreed(**epk)) == {"E09"}


@pytest.mark.parametrize("epk", [None, "text", [1]])
def test_an_ephemeral_key_that_is_none_is_told(epk: Any) -> None:
    token = relabelled(agreed(kty="EC"), epk=epk)

    assert broken(token) == {"E09"}


def test_an_ephemeral_key_on_another_curve_than_the_key_is_told() -> None:
    token = encrypted("ECDH-ES", "A128GCM", new_key("ECDH-ES:P-384"), CLAIMS)

    assert broken(token, private(new_key("ECDH-ES:P-256"))) == {"E09"}


@pytest.mark.parametrize("spec", ["ECDH-ES:P-256", "ECDH-ES:P-521", "ECDH-ES+A128KW:X25519", "ECDH-ES:X448"])
def test_good_ephemeral_keys_are_not_told(spec: str) -> None:
    token = encrypted(spec.split(":", maxsplit=1)[0], "A128GCM", new_key(spec), CLAIMS)

    assert broken(token, private(new_key(spec))) == set()


def test_the_private_half_of_the_ephemeral_key_is_told_and_not_repeated() -> None:
    mine = jwk(fresh_key("ECDH-ES:P-256"))
    token = agreed(**{name: mine[name] for name in ("kty", "crv", "x", "y", "d")})

    assert broken(token) == {"E10"}
    assert mine["d"] not in str(finding("E10", token))
    assert broken(token, private(new_key("ECDH-ES:P-256"))) == {"E10", "E15"}


def test_a_header_parameter_beside_the_ephemeral_key_is_no_private_half() -> None:
    token = encrypted("ECDH-ES", "A128GCM", new_key("ECDH-ES:P-256"), CLAIMS, d="x")

    assert "E10" not in broken(token)


@pytest.mark.parametrize(("index", "octets"), [(2, 16), (2, 0), (2, 11), (4, 15), (4, 4), (4, 0), (4, 17)])
def test_a_vector_or_tag_of_another_length_is_told(index: int, octets: int) -> None:
    token = with_part(sealed(DIR, CEK), index, bytes(octets))

    assert broken(token) == {"E11"}
    assert broken(token, oct_jwk(CEK)) == {"E11"}


def test_the_lengths_are_those_of_the_algorithm() -> None:
    token = sealed({"alg": "dir", "enc": "A256CBC-HS512"}, bytes(64))

    assert broken(token, oct_jwk(bytes(64))) == set()
    assert broken(with_part(token, 4, part(token, 4)[:16])) == {"E11"}


def test_a_token_with_parts_missing_is_not_blamed_for_its_lengths() -> None:
    assert "E11" not in broken(sealed(DIR, CEK).rsplit(".", 1)[0])


@pytest.mark.parametrize("alg", ["dir", "ECDH-ES"])
def test_an_encrypted_key_that_must_not_be_there_is_told(alg: str) -> None:
    key = new_key("ECDH-ES:P-256")
    token = sealed(DIR, CEK) if alg == "dir" else encrypted("ECDH-ES", "A128GCM", key, CLAIMS)

    assert broken(with_part(token, 1, bytes(40)), oct_jwk(CEK) if alg == "dir" else private(key)) == {"E12"}


@pytest.mark.parametrize("change", [{"iv": None}, {"tag": None}, {"iv": encode(bytes(8))}, {"tag": encode(bytes(15))}])
def test_a_wrapped_key_without_its_vector_or_tag_is_told(change: dict[str, Any]) -> None:
    key = new_key("A128GCMKW")
    token = encrypted("A128GCMKW", "A128GCM", key, CLAIMS)

    assert broken(token, private(key)) == set()
    assert broken(relabelled(token, **change), private(key)) == {"E13"}


@pytest.mark.parametrize(("alg", "octets"), [("dir", 16), ("dir", 64), ("A128KW", 32), ("A256KW", 31)])
def test_a_key_of_another_length_is_told(alg: str, octets: int) -> None:
    token = sealed({**DIR, "alg": alg}, CEK, wrapped=b"" if alg == "dir" else bytes(40))

    assert broken(token, oct_jwk(bytes(octets))) == {"E14"}


def test_one_fitting_key_among_others_is_enough() -> None:
    keys = {"keys": [{"kty": "oct", "k": encode(bytes(16))}, {"kty": "oct", "k": encode(CEK)}]}

    assert broken(sealed(DIR, CEK, plaintext=CLAIMS), json.dumps(keys)) == set()


@pytest.mark.parametrize(
    ("token", "key"),
    [
        (sealed(DIR, CEK), oct_jwk(bytes(32))),
        (with_part(sealed(DIR, CEK), 4, bytes(16)), oct_jwk(CEK)),
        (with_part(sealed(DIR, CEK), 3, b"changed"), oct_jwk(CEK)),
        (relabelled(sealed(DIR, CEK), kid="new"), oct_jwk(CEK)),
        (encrypted("A256KW", "A256GCM", KEY), private(fresh_key("A256KW"))),
        (with_part(encrypted("A256KW", "A256GCM", KEY), 1, b""), private(KEY)),
        (encrypted("RSA-OAEP-256", "A128GCM", new_key("RSA-OAEP-256")), private(fresh_key("RSA-OAEP-256"))),
        (encrypted("ECDH-ES", "A128GCM", new_key("ECDH-ES:P-256")), private(fresh_key("ECDH-ES:P-256"))),
        (relabelled(sealed(DIR, CEK, bound=lambda _: b""), zip="DEF"), oct_jwk(CEK)),
    ],
)
def test_a_decryption_that_was_tried_and_failed_is_told(token: str, key: str) -> None:
    assert "E15" in broken(token, key)
    assert "E15" not in broken(token)


def test_a_key_that_cannot_be_tried_is_no_failed_decryption() -> None:
    assert "E15" not in broken(sealed(DIR, CEK), private(new_key("RSA-OAEP-256")))


def general(*algs: str, cek: bytes = CEK) -> str:
    """A JWE in the general serialization, with a recipient for each algorithm."""
    protected, _, vector, content, tag = sealed({"enc": "A256GCM"}, cek).split(".")
    recipients = [{"header": {"alg": alg}} for alg in algs]
    return json.dumps(
        {"protected": protected, "iv": vector, "ciphertext": content, "tag": tag, "recipients": recipients}
    )


@pytest.mark.parametrize("algs", [("dir", "dir"), ("dir", "A128KW"), ("A256KW", "dir"), ("A256KW", "A128KW", "dir")])
def test_an_algorithm_for_one_recipient_beside_others_is_told(algs: tuple[str, ...]) -> None:
    assert "E16" in broken(general(*algs))


def test_a_key_of_one_recipient_need_not_have_the_length_of_the_others() -> None:
    assert broken(general("dir", "A128KW"), oct_jwk(CEK)) == {"E16"}


def test_a_header_that_stops_one_recipient_does_not_make_the_key_one_of_another() -> None:
    token = json.loads(general("A256KW", "A128KW"))
    token["recipients"][0]["header"] |= {"crit": ["x"], "x": 1}

    assert not rules(json.dumps(token), oct_jwk(CEK)) & {"E14", "K01"}
    assert "E14" in rules(json.dumps(token), oct_jwk(bytes(24)))


def test_one_recipient_with_dir_and_several_with_wrapping_are_not_told() -> None:
    assert "E16" not in broken(general("dir"))
    assert "E16" not in broken(general("A256KW", "A128KW"))


def test_oaep_with_sha_1_is_a_remark() -> None:
    token = encrypted("RSA-OAEP", "A128GCM", new_key("RSA-OAEP"), CLAIMS)

    assert "E17" in rules(token)
    assert "E17" not in grave(token)
    assert "E17" not in rules(encrypted("RSA-OAEP-256", "A128GCM", new_key("RSA-OAEP-256"), CLAIMS))


@pytest.mark.parametrize("header", [{"iss": "https://other.example"}, {"aud": ["api", "b"]}, {"sub": 1}, {"exp": 1}])
def test_a_claim_in_the_header_that_differs_is_told(header: dict[str, Any]) -> None:
    assert "H32" in broken(encrypted("A256KW", "A256GCM", KEY, CLAIMS, **header), private(KEY))


@pytest.mark.parametrize("header", [{"iss": "https://issuer.example"}, {"aud": ["api"]}, {"jti": "1"}, {"kid": "u"}])
def test_a_claim_in_the_header_that_agrees_is_not_told(header: dict[str, Any]) -> None:
    assert broken(encrypted("A256KW", "A256GCM", KEY, CLAIMS, **header), private(KEY)) == set()


def test_a_claim_of_the_signed_token_inside_is_compared_too() -> None:
    from tests.jose.making import signed

    inner = signed("ES256", new_key("ES256"), CLAIMS).encode()

    assert "H32" in broken(encrypted("A256KW", "A256GCM", KEY, inner, cty="JWT", iss="x"), private(KEY))


def test_the_iterations_of_one_request_are_shared_by_all_recipients_and_layers() -> None:
    protected, _, vector, content, tag = sealed({"enc": "A128GCM"}, bytes(16)).split(".")
    header = {"alg": "PBES2-HS256+A128KW", "p2c": 1_000_000, "p2s": encode(bytes(16))}
    recipient = {"header": header, "encrypted_key": encode(bytes(24))}
    members = {"protected": protected, "iv": vector, "ciphertext": content, "tag": tag, "recipients": [recipient] * 20}
    assert secret("a password of mine").is_usable
    started = time.process_time()

    rules(json.dumps(members), "a password of mine", encoding="utf-8")

    assert time.process_time() - started < 6, "each of twenty recipients alone takes half a second"
