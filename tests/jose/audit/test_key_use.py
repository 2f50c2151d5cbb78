"""A key against the token that it is given for, and the token's signature."""

from __future__ import annotations

import datetime
import hashlib
import json
from base64 import b64encode
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.x509.oid import NameOID

from tests.jose.audit.asking import NOW, finding, rules
from tests.jose.making import encrypted, jwk, new_key, signed
from webapp.jose.base64url import decode, encode
from webapp.jose.crypto.numbers import fixed
from webapp.jose.jwk.publish import Half
from webapp.jose.text import Excerpt

OURS = ("K", "G")
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def ours(paste: str, key: str = "", **asked: Any) -> set[str]:
    """The rules about keys and signatures that are broken."""
    return {rule for rule in rules(paste, key, **asked) if rule[0] in OURS}


def public(spec: str, **members: Any) -> dict[str, Any]:
    return jwk(new_key(spec), Half.PUBLIC, kid=None, alg=None, use=None, key_ops=None) | members


def text(*keys: dict[str, Any]) -> str:
    return json.dumps(keys[0] if len(keys) == 1 else {"keys": keys})


def with_signature(token: str, octets: bytes) -> str:
    return token.rpartition(".")[0] + "." + encode(octets)


def signature_of(token: str) -> bytes:
    return decode(Excerpt.whole(token.rpartition(".")[2])).octets


@pytest.mark.parametrize("spec", ["ES256", "ES512", "RS256", "PS384", "Ed25519", "HS256", "ML-DSA-44"])
def test_the_right_key_deserves_nothing(spec: str) -> None:
    key = jwk(new_key(spec), Half.PUBLIC if spec != "HS256" else Half.PRIVATE)

    assert ours(signed(spec, new_key(spec)), text(key)) == set()


@pytest.mark.parametrize(
    ("alg", "spec"),
    [("ES256", "RS256"), ("ES256", "ES384"), ("RS256", "ES256"), ("Ed25519", "ECDH-ES:X25519"), ("Ed25519", "Ed448")],
)
def test_a_key_of_another_type_or_curve_is_told_alone(alg: str, spec: str) -> None:
    assert ours(signed(alg, new_key(alg)), text(public(spec))) == {"K01"}


def test_a_secret_for_a_signature_is_another_type() -> None:
    secret = {"kty": "oct", "k": encode(bytes(range(120, 152)))}

    assert ours(signed("RS256", new_key("RS256")), text(secret)) == {"K01"}


def test_the_key_that_the_token_names_is_the_one_that_counts() -> None:
    token = signed("ES256", new_key("ES256"), kid="r")
    keys = text(public("RS256", kid="r", alg="RS256"), public("ES256", kid="e", alg="ES256"))

    assert ours(token, keys) == {"K01"}


def test_a_broken_key_of_the_right_type_is_not_of_another_one() -> None:
    key = public("ES256")

    assert ours(signed("ES256", new_key("ES256")), text({**key, "y": key["x"]})) == {"K18"}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"alg": "RS256"}, {"K02"}),
        ({"use": "enc"}, {"K05"}),
        ({"key_ops": ["deriveKey"]}, {"K05"}),
        ({"alg": "PS256", "use": "sig", "key_ops": ["verify"]}, set()),
    ],
)
def test_what_the_key_says_of_itself_counts(members: dict[str, Any], expected: set[str]) -> None:
    assert ours(signed("PS256", new_key("PS256")), text(public("PS256", **members))) == expected


def test_signatures_of_signers_whose_keys_were_not_given_are_left_alone() -> None:
    tokens = [signed(alg, new_key(alg)).split(".") for alg in ("ES256", "RS256")]
    general = json.dumps(
        {
            "payload": tokens[0][1],
            "signatures": [{"protected": token[0], "signature": token[2]} for token in tokens],
        }
    )

    assert ours(general, text(public("ES256"))) == set()
    assert ours(general, text(public("ES384"))) == {"K01"}


def test_the_key_of_the_outer_token_says_nothing_about_the_inner_one() -> None:
    inner = signed("ES256", new_key("ES256"))
    outer = encrypted("RSA-OAEP-256", "A256GCM", new_key("RSA-OAEP-256"), inner.encode(), cty="JWT")

    assert ours(outer, text(jwk(new_key("RSA-OAEP-256")))) == set()
    assert ours(outer, text(jwk(new_key("RSA-OAEP-256"))), inner_key=text(public("RS256"))) == {"K01"}
    assert ours(outer, text(jwk(new_key("RSA-OAEP-256"))), inner_key=text(public("ES256"))) == set()


def test_either_name_of_eddsa_is_the_same_algorithm() -> None:
    assert ours(signed("Ed25519", new_key("Ed25519")), text(public("Ed25519", alg="EdDSA"))) == set()


def confused(secret: str) -> str:
    """A token whose MAC is made with the text of a public key."""
    signing_input = encode(b'{"alg":"HS256"}') + "." + encode(b'{"sub":"mallory"}')
    mac = hmac.HMAC(secret.encode(), hashes.SHA256())
    mac.update(signing_input.encode())
    return f"{signing_input}.{encode(mac.finalize())}"


def pem() -> str:
    numbers = public("ES256")
    x, y = (int.from_bytes(decode(Excerpt.whole(numbers[name])).octets, "big") for name in ("x", "y"))
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode()


def test_a_mac_made_with_a_public_key_is_the_attack() -> None:
    assert ours(confused(pem()), pem()) == {"K01", "K03"}


@pytest.mark.parametrize("secret", [pem(), json.dumps(public("RS256"))])
def test_a_public_key_given_as_a_secret_is_the_attack(secret: str) -> None:
    assert ours(confused(secret), secret, encoding="utf-8") == {"K03"}


def test_a_mac_from_an_issuer_of_public_keys_is_told() -> None:
    token = signed("HS256", new_key("HS256"))

    assert ours(token, text(public("RS256", kid="1"), public("ES256", kid="2"))) - {"K30"} == {"K04"}
    assert "K04" not in ours(token, text(public("RS256", kid="1"), jwk(new_key("HS256"), kid="2")))


def test_another_key_or_content_makes_the_signature_wrong() -> None:
    token = signed("ES256", new_key("ES256"))
    header, _payload, signature = token.split(".")

    assert ours(f"{header}.{encode(b'{}')}.{signature}", text(public("ES256"))) == {"G01"}
    assert ours(with_signature(token, signature_of(token)), text(public("ES256"))) == set()


def test_a_signature_that_was_not_checked_is_not_wrong() -> None:
    header, _payload, signature = signed("ES256", new_key("ES256")).split(".")

    assert ours(f"{header}.{encode(b'{}')}.{signature}") == set()


@pytest.mark.parametrize("key", ["", text(public("ES256"))])
@pytest.mark.parametrize("form", ["der", "short", "long", "one"])
def test_an_ecdsa_signature_has_one_length(form: str, key: str) -> None:
    token = signed("ES256", new_key("ES256"))
    octets = signature_of(token)
    der = encode_dss_signature(int.from_bytes(octets[:32], "big"), int.from_bytes(octets[32:], "big"))
    forms = {"der": der, "short": octets[:-1], "long": octets + b"\0\0", "one": b"\1"}

    assert ours(with_signature(token, forms[form]), key) == {"G02"}


@pytest.mark.parametrize(("r", "s"), [(0, 0), (0, 1), (1, 0), (ORDER, 1), (1, ORDER), (2**256 - 1, 5)])
def test_r_and_s_are_within_the_order(r: int, s: int) -> None:
    token = with_signature(signed("ES256", new_key("ES256")), r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    assert ours(token) == {"G03"}
    assert ours(token, text(public("ES256"))) == {"G03"}


@pytest.mark.parametrize("alg", ["RS256", "PS256"])
def test_an_rsa_signature_is_as_long_as_the_modulus(alg: str) -> None:
    token = signed(alg, new_key(alg))

    assert ours(with_signature(token, signature_of(token)[:-1]), text(public(alg))) == {"G04"}
    assert ours(with_signature(token, b"\0" + signature_of(token)), text(public(alg))) == {"G04"}


@pytest.mark.parametrize("length", [1, 16, 31, 33, 64])
def test_a_mac_is_the_whole_hash(length: int) -> None:
    token = signed("HS256", new_key("HS256"))
    mac = (signature_of(token) * 2)[:length]

    assert ours(with_signature(token, mac), text(jwk(new_key("HS256")))) == {"G05"}


def signed_with(k: int, payload: bytes, alg: str = "ES256") -> tuple[str, str, str]:
    """A token of P-256 whose nonce is the one of R = kG: only R matters here."""
    protected, content = encode(json.dumps({"alg": alg}).encode()), encode(payload)
    key = ec.derive_private_key(7, ec.SECP256R1())
    r = ec.derive_private_key(k, ec.SECP256R1()).public_key().public_numbers().x % ORDER
    _, s = decode_dss_signature(key.sign(f"{protected}.{content}".encode(), ec.ECDSA(hashes.SHA256())))
    return protected, content, encode(r.to_bytes(32, "big") + s.to_bytes(32, "big"))


def test_two_signatures_with_one_nonce_are_told() -> None:
    one, two, other = (
        ".".join(signed_with(k, payload)) for k, payload in ((5, b"{}"), (5, b'{"a":1}'), (6, b'{"b":1}'))
    )

    assert "G06" in ours(f"{one}\n{two}")
    assert "G06" not in ours(f"{one}\n{other}")
    assert "G06" not in ours(f"{one}\n{one}")


def made_with(d: int, k: int, payload: bytes, sign: int) -> str:
    """A right token of the private key d with the nonce k; sign -1 writes the other value of S that verifies."""
    signing_input = ".".join((encode(b'{"alg":"ES256"}'), encode(payload)))
    r = ec.derive_private_key(k, ec.SECP256R1()).public_key().public_numbers().x % ORDER
    z = int.from_bytes(hashlib.sha256(signing_input.encode()).digest(), "big")
    s = sign * pow(k, -1, ORDER) * (z + r * d) % ORDER
    return f"{signing_input}.{encode(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


@pytest.mark.parametrize("sign", [1, -1])
def test_the_private_key_is_computed_from_two_signatures_with_one_nonce(sign: int) -> None:
    numbers = ec.derive_private_key(77, ec.SECP256R1()).public_key().public_numbers()
    key = {"kty": "EC", "crv": "P-256", "x": fixed(numbers.x, 32), "y": fixed(numbers.y, 32)}
    paste = f"{made_with(77, 5, b'{}', 1)}\n{made_with(77, 5, b'[]', sign)}"

    assert "was computed" in finding("G06", paste, text(key)).message
    assert "was computed" not in finding("G06", paste, text(public("ES256"))).message


def test_two_signatures_of_one_token_with_one_nonce_are_told() -> None:
    signatures = [
        {"protected": protected, "signature": signature}
        for protected, _content, signature in (signed_with(5, b"{}"), signed_with(5, b"{}"))
    ]

    assert "G06" in ours(json.dumps({"payload": encode(b"{}"), "signatures": signatures}))


def certificate(days: int, lasts: int) -> str:
    """A certificate of the key "ES256", valid from so many days after now on."""
    members = public("ES256")
    x, y = (int.from_bytes(decode(Excerpt.whole(members[name])).octets, "big") for name in ("x", "y"))
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    start = datetime.datetime.fromtimestamp(NOW, datetime.UTC) + datetime.timedelta(days=days)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=lasts))
        .sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    )
    return b64encode(made.public_bytes(serialization.Encoding.DER)).decode()


@pytest.mark.parametrize(("days", "expected"), [(-10, set()), (-50, {"K29"}), (1, {"K29"})])
def test_certificates_are_valid_for_a_time(days: int, expected: set[str]) -> None:
    chain = [certificate(days, 30)]

    assert ours(text(public("ES256", x5c=chain))) == expected
    assert ours(signed("ES256", new_key("ES256"), x5c=chain), text(public("ES256"))) == expected


def test_the_first_certificate_is_of_the_key() -> None:
    assert ours(text(public("ES256K", x5c=[certificate(-1, 30)]))) == {"K28"}
    assert ours(text(public("ES256", x5c=["AAAA"]))) == set()


def test_a_finding_never_repeats_the_signature() -> None:
    token = with_signature(signed("ES256", new_key("ES256")), b"\1" * 70)

    assert "AQEB" not in finding("G02", token).message


def test_the_algorithm_of_another_use_says_nothing_of_lengths() -> None:
    key = {"kty": "oct", "k": encode(bytes(range(100, 116)))}
    sealed = encrypted("A128KW", "A128GCM", new_key("A128KW")).split(".")
    labelled = encode(b'{"alg":"HS256","enc":"A128GCM"}')

    assert rules(".".join((labelled, *sealed[1:])), json.dumps(key)) & {"H03", "K06"} == {"H03"}
    assert ours(".".join(map(encode, (b'{"alg":"HS1"}', b"{}", bytes(64)))), text(public("ES256"))) == set()


def test_the_private_half_is_due_where_a_token_inside_is_encrypted() -> None:
    inner, outer = new_key("ECDH-ES+A128KW"), new_key("RSA-OAEP-256")
    nested = encrypted(
        "RSA-OAEP-256", "A128GCM", outer, encrypted("ECDH-ES+A128KW", "A128GCM", inner).encode(), cty="JWT"
    )
    signed_inside = encrypted("RSA-OAEP-256", "A128GCM", outer, signed("ES256", new_key("ES256")).encode(), cty="JWT")

    assert "K22" not in rules(nested, json.dumps(jwk(outer)), inner_key=json.dumps(jwk(inner)))
    assert "K22" in rules(signed_inside, json.dumps(jwk(outer)), inner_key=json.dumps(jwk(new_key("ES256"))))


def test_a_secret_does_not_fit_a_public_key_algorithm() -> None:
    token = signed("ES256", new_key("ES256"))

    assert ours(token, "Zm9wX2Jhel9xdXV4LWNvcmdlX2dyYXVsdF93YWxkbw", encoding="utf-8") == {"K01"}
