"""What stands together in one paste is compared together."""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any, Final

import pytest

from tests.jose.audit.asking import NOW, audited
from tests.jose.audit.telling import token
from tests.jose.making import fresh_key, jwk, new_key, signed
from webapp.jose.audit.half_hash import half_hash
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.base64url import encode
from webapp.jose.jwk.publish import Half
from webapp.services.audit_pairs import beside

_KEY: Final = new_key("ES256")
_OPAQUE: Final = "SlAV32hkKG0123456789"
_CORE: Final[dict[str, Any]] = {"iss": "https://op.example", "sub": "alice", "aud": "c1", "iat": NOW, "exp": NOW + 60}


def access(**claims: Any) -> str:
    """An access token."""
    return token({**_CORE, "client_id": "c1", "jti": "x", "aud": "api", **claims}, typ="at+jwt")


def login(text: str) -> str:
    """An ID Token that was issued with an access token."""
    return token({**_CORE, "nonce": "n", "at_hash": half_hash(text, "ES256", 64)})


def proof(text: str, key: Any = _KEY, **claims: Any) -> str:
    """A DPoP proof for an access token."""
    ath = encode(hashlib.sha256(text.encode()).digest())
    content = {"jti": "x", "htm": "POST", "htu": "https://api.example/orders", "iat": NOW, "ath": ath, **claims}
    return signed("ES256", key, json.dumps(content).encode(), typ="dpop+jwt", jwk=jwk(key, Half.PUBLIC))


def bound() -> str:
    """An access token for the key of the proofs."""
    return access(cnf={"jkt": _KEY.thumbprint})


def compared(paste: str, **asked: Any) -> set[str]:
    """The rules about what stands together that are broken."""
    rules = {found.rule for found in audited(paste, **asked).findings}
    return {rule for rule in rules if rule in ("O05", "O06", "D06", "D07", "D10", "D11")}


def curl(first: str, second: str, options: str = "-X POST") -> str:
    """A command that sends a proof with its access token."""
    headers = f"-H 'Authorization: DPoP {first}' \\\n  -H 'DPoP: {second}'"
    return f"curl {options} 'https://api.example/orders?x=1' \\\n  {headers}"


@pytest.mark.parametrize("form", ["{a}\n{i}", "{i}\n\n{a}", '{{"access_token":"{a}","id_token":"{i}"}}'])
def test_an_access_token_and_its_id_token_are_compared(form: str) -> None:
    one, other = access(), access(jti="y")

    assert compared(form.format(a=one, i=login(one))) == set()
    assert compared(form.format(a=one, i=login(other))) == {"O05"}


def test_an_opaque_access_token_and_a_code_are_found_by_their_names() -> None:
    right, wrong = login(_OPAQUE), login("another")

    assert compared(json.dumps({"access_token": _OPAQUE, "token_type": "Bearer", "id_token": right})) == set()
    assert compared(json.dumps({"access_token": _OPAQUE, "token_type": "Bearer", "id_token": wrong})) == {"O05"}
    assert compared(f"https://app.example/cb#access_token={_OPAQUE}&id_token={right}&state=x") == set()
    assert compared(f"https://app.example/cb#access_token={_OPAQUE}&id_token={wrong}&state=x") == {"O05"}


def test_two_tokens_that_need_not_belong_together_are_not_compared() -> None:
    assert compared(login("x") + "\n" + token({**_CORE, "jti": "1"})) == set()
    assert compared(login("x") + "\n" + login("y")) == set()


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({}, set()),
        ({"htm": "GET"}, {"D06"}),
        ({"htu": "https://api.example/users"}, {"D07"}),
        ({"htu": "https://other.example/orders"}, {"D07"}),
        ({"ath": "x"}, {"D10"}),
    ],
)
def test_a_proof_is_compared_with_its_request(claims: dict[str, Any], expected: set[str]) -> None:
    first = bound()
    second = proof(first, **claims)
    request = f"POST /orders?x=1 HTTP/1.1\r\nHost: api.example\r\nAuthorization: DPoP {first}\r\nDPoP: {second}\r\n\r\n"

    assert compared(curl(first, second)) == expected
    assert compared(request) == expected


def test_a_proof_with_another_key_than_the_access_token_is_bound_to_is_told() -> None:
    first = bound()

    assert compared(curl(first, proof(first, fresh_key("ES256")))) == {"D11"}
    assert compared(f"{first}\n{proof(first, fresh_key('ES256'))}") == {"D11"}


@pytest.mark.parametrize(
    ("options", "method"),
    [
        ("", "GET"),
        ("--request PUT", "PUT"),
        ("-XDELETE", "DELETE"),
        ("-d x=1", "POST"),
        ("--json '{}'", "POST"),
        ("-I", "HEAD"),
    ],
)
def test_the_method_of_a_command_is_what_its_options_say(options: str, method: str) -> None:
    first = bound()

    assert compared(curl(first, proof(first, htm=method), options)) == set()
    assert compared(curl(first, proof(first, htm="PATCH"), options)) == {"D06"}


def test_what_was_said_goes_before_what_stands_beside() -> None:
    first = bound()

    assert compared(curl(first, proof(first)), htm="PUT") == {"D06"}
    assert compared(f"{proof(first)}\n{first}", htm="PUT") == {"D06"}


@pytest.mark.parametrize("form", ["{t}\n{k}", "{k}\n{t}", "token: {t}\nkeys: {k}\n"])
def test_a_token_is_checked_with_the_keys_beside_it(form: str) -> None:
    key = fresh_key("ES256")
    paste = form.format(t=signed("ES256", key, typ="JWT"), k=json.dumps({"keys": [jwk(key, Half.PUBLIC)]}))

    result = audited(paste)

    assert result.token_kind == TokenKind.JWT
    assert [one.thumbprint for one in result.keys] == [key.thumbprint]
    assert result.artefact
    assert result.artefact.span.of(paste).startswith("eyJ")


def test_a_token_alone_has_no_company() -> None:
    assert beside(login("x"), []).access_token is None


def test_hostile_texts_cost_little() -> None:
    for piece in ("> > ", "\n", "curl -H '", 'authorization: "', "eyJ.", '"access_token" : ', "\nhost:", " -X "):
        started = time.process_time()
        beside(piece * (500_000 // len(piece)), [])

        assert time.process_time() - started < 20, "with a square of its length it takes minutes"
