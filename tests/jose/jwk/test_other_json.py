from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jose.jwk import containers
from tests.jose.jwk.containers import PRIVATE_KEYS
from tests.vectors.published_keys import RFC7517_EC, RFC7638_RSA
from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.limits import Limits

P256 = PRIVATE_KEYS["P-256"]
PRIVATE = containers.pkcs8(P256)


def read(value: Any, limits: Limits | None = None) -> KeyText:
    return read_keys(value if isinstance(value, str) else json.dumps(value), limits=limits or Limits())


def told(found: KeyText) -> list[str]:
    return [problem.code for problem in found.problems]


def test_a_map_of_certificates_gives_keys_with_those_names() -> None:
    found = read({"6f8e": containers.certificate(P256), "a1/b": containers.certificate(containers.RSA)})

    assert [(key.kid, key.index, key.source, key.kty) for key in found.keys] == [
        ("6f8e", 0, "x509", "EC"),
        ("a1/b", 1, "x509", "RSA"),
    ]
    assert told(found) == []


def test_a_service_account_gives_its_key_with_its_id() -> None:
    found = read({"type": "service_account", "private_key_id": "0c1d", "private_key": PRIVATE, "client_id": "1"})

    assert [(key.kid, key.private, key.source) for key in found.keys] == [("0c1d", True, "pem-pkcs8")]


@pytest.mark.parametrize(
    "value",
    [
        {"realm": "demo", "public_key": containers.bare(containers.spki(P256))},
        {"jwt": {"verification": {"key": containers.spki(P256)}}},
        [{"use": "sig", "x5c": [containers.bare(containers.certificate(P256))]}, 1],
    ],
    ids=["DER in a member", "deep inside", "in arrays"],
)
def test_a_key_in_any_member_is_found(value: Any) -> None:
    found = read({"configuration": value})

    assert [key.crv for key in found.keys] == ["P-256"]
    assert found.keys[0].kid is None


def test_a_problem_of_a_key_in_a_member_stands_at_the_member() -> None:
    text = json.dumps({"a": 1, "key": containers.pem("PUBLIC KEY", b"\x30\x00")})

    span = read(text).keys[0].problems[0].span

    assert span is not None
    assert span.of(text).startswith('"key"')


def test_no_more_members_are_read_than_allowed() -> None:
    value = {f"key {i}": containers.spki(P256) for i in range(5)}

    assert len(read(value, Limits(pem_blocks=3)).keys) == 3


def test_the_set_in_client_metadata_is_read() -> None:
    found = read({"client_name": "demo", "jwks": {"keys": [RFC7638_RSA, RFC7517_EC]}})

    assert [key.kty for key in found.keys] == ["RSA", "EC"]
    assert found.container == "jwk-set"


def test_the_secret_of_a_configuration_is_read_with_its_algorithm() -> None:
    found = read({"type": "HS384", "key": "a secret of the configuration"})

    assert [(key.kty, key.alg, key.source) for key in found.keys] == [("oct", "HS384", "secret")]


@pytest.mark.parametrize(
    ("value", "code", "what_to_do"),
    [
        (
            {"issuer": "https://op.example", "jwks_uri": "https://op.example/jwks"},
            "key.json-metadata",
            "https://op.example/jwks",
        ),
        ({"issuer": "https://op.example", "token_endpoint": "https://op.example/t"}, "key.json-metadata", "jwks_uri"),
        ({"access_token": "a", "token_type": "Bearer"}, "key.json-token-response", "token box"),
        ({"id_token": "a.b.c"}, "key.json-token-response", "token box"),
        ({"type": "RS256", "key": "no PEM"}, "key.json-unknown", "kty"),
        ({"name": "value"}, "key.json-unknown", "kty"),
    ],
)
def test_what_was_pasted_by_mistake_is_named_with_what_to_do(value: Any, code: str, what_to_do: str) -> None:
    found = read(value)

    assert found.keys == ()
    assert told(found) == [code]
    assert what_to_do in found.problems[0].message


def test_the_tokens_of_a_response_are_not_repeated() -> None:
    assert "canary" not in repr(read({"access_token": "canary", "refresh_token": "canary"}))
