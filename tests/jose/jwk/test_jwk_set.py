from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.jose.jwk.containers import PRIVATE_KEYS
from tests.vectors.published_keys import RFC7517_EC, RFC7638_RSA, RFC8037_ED25519
from webapp.jose.crypto import pyca
from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.limits import Limits
from webapp.jose.text import Problem

SET = {"keys": [RFC7638_RSA, RFC7517_EC, RFC8037_ED25519]}


def read(value: object, limits: Limits | None = None) -> KeyText:
    text = value if isinstance(value, str) else json.dumps(value)
    return read_keys(text, limits=limits or Limits())


def codes(found: KeyText) -> list[str]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "member",
    [{"generate": "RSA", "size": 16384}, {"generate": "oct", "size": 2**33}, {"kty": "RSA", "generate": "RSA"}],
    ids=str,
)
def test_a_set_cannot_make_the_server_generate_keys(member: dict[str, Any]) -> None:
    before = time.process_time()

    found = read({"keys": [member, RFC7638_RSA]})

    assert [key.is_usable for key in found.keys] == [False, True]
    assert time.process_time() - before < 1, "a key of 16,384 bits takes minutes"


def test_names_of_python_arguments_are_no_members() -> None:
    found = read({"keys": [{**RFC7638_RSA, "self": "x", "cls": "x", "kwargs": {}, "unsafe_skip": True}]})

    assert found.keys[0].is_usable
    assert set(found.keys[0].members) == {"kty", "n", "e"}


@pytest.mark.parametrize("bad", [None, 7, "text", [], {}, {"kty": "EC"}, {"kty": "PQC"}, {**RFC7517_EC, "kid": ["1"]}])
def test_one_bad_key_never_spoils_the_others(bad: object) -> None:
    found = read({"keys": [RFC7638_RSA, bad, RFC8037_ED25519]})

    assert [key.index for key in found.keys] == [0, 1, 2]
    assert found.keys[0].is_usable
    assert found.keys[1].problems
    assert found.keys[2].is_usable


def test_order_and_duplicates_are_kept() -> None:
    use = {"sig": {**RFC7517_EC, "use": "sig"}, "enc": RFC7517_EC}

    found = read({"keys": [use["enc"], RFC7638_RSA, use["sig"]]})

    assert [key.use for key in found.keys] == ["enc", None, "sig"]
    assert [key.source for key in found.keys] == ["jwk-set"] * 3
    assert codes(found) == ["jwk-set.kid-duplicate"]


def test_a_bare_array_of_keys_is_read() -> None:
    found = read([RFC7638_RSA, RFC7517_EC])

    assert found.container == "jwk-set"
    assert all(key.is_usable for key in found.keys)


@pytest.mark.parametrize("around", ["{}", "\ufeff{}", " \r\n{}\n", "'{}'", "`{}`", "“{}”"])
def test_what_stands_around_a_key_does_not_matter(around: str) -> None:
    found = read(around.replace("{}", json.dumps(SET)))

    assert len(found.keys) == 3


@pytest.mark.parametrize(
    ("text", "container", "code"),
    [
        ('{"keys": 5}', "jwk-set", "jwk-set.keys-type"),
        ('{"keys": []}', "jwk-set", "jwk-set.empty"),
        ("[]", "jwk-set", "jwk-set.empty"),
        ("{}", "", "key.json-unknown"),
        ('{"issuer": "https://example.com", "jwks_uri": "https://example.com/jwks"}', "", "key.json-metadata"),
        ("{secret", "", "json.syntax"),
        ("[" * 2000, "jwk-set", "limit.json-depth"),
    ],
)
def test_json_that_is_no_key_is_a_problem_and_never_a_secret(text: str, container: str, code: str) -> None:
    found = read(text)

    assert not any(key.is_usable for key in found.keys)
    assert code in codes(found)
    assert found.container == container


def test_a_text_that_breaks_off_keeps_the_keys_before_the_break() -> None:
    text = json.dumps(SET)

    found = read(text[: text.index("Ed25519") + 9])

    assert [key.is_usable for key in found.keys] == [True, True, False]
    assert "json.truncated" in codes(found)
    assert found.keys[2].problems[-1].code == "jwk.truncated"


def test_a_jwk_that_breaks_off_is_not_computed_with() -> None:
    text = json.dumps({"kty": "oct", "k": "c2VjcmV0c2VjcmV0"})

    (key,) = read(text[:-6]).keys

    assert not key.is_usable


def test_strings_broken_over_lines_as_rfcs_print_them_are_put_together() -> None:
    text = json.dumps(RFC7638_RSA, indent=2).replace("8LhWx4c", "8LhWx\n     4c")

    found = read(text)

    assert codes(found) == ["jwk.line-breaks"]
    assert [key.is_usable for key in found.keys] == [True]


def test_the_line_break_inside_the_string_is_the_one_that_is_marked() -> None:
    text = '{\n"kty":"oct",\n"kid":"ab","k":"GawgguFyGrWKav7A\n  X4VKUg"}'

    (remark,) = read(text).problems

    assert remark.span
    assert remark.span.of(text) == "\n  "
    assert remark.span.start == text.index("7A") + 2


def test_a_duplicate_member_is_told_and_the_last_one_counts() -> None:
    found = read('{"kty": "EC", "kty": "oct", "k": "AAAA"}')

    assert codes(found) == ["json.duplicate-member"]
    assert found.keys[0].kty == "oct"


def test_no_more_keys_are_read_than_allowed() -> None:
    found = read(SET, Limits(set_keys=2))

    assert len(found.keys) == 2
    assert codes(found) == ["limit.set-keys"]


def test_a_large_set_is_read_and_its_oddities_are_told_as_in_a_small_one() -> None:
    many = [{**RFC7638_RSA, "kid": str(i)} for i in range(1000)]
    text = json.dumps({"keys": many})
    assert len(text) > 256 * 1024

    found = read(text)
    odd = read(text.replace('"kid": "0"', '"kid": "0", "kid": "zero"', 1))

    assert [key.kid for key in found.keys] == [str(i) for i in range(1000)]
    assert found.problems == ()
    assert codes(odd) == ["json.duplicate-member"]
    assert odd.keys[0].kid == "zero"


def test_only_the_first_keys_of_a_set_are_checked_with_their_private_half() -> None:
    members = pyca.private_members(PRIVATE_KEYS["Ed25519"])
    assert not isinstance(members, Problem)
    wrong = {**members, "d": RFC8037_ED25519["d"]}

    found = read({"keys": [wrong, wrong]}, Limits(keys_tried=1))

    assert [key.is_usable for key in found.keys] == [False, True]


def test_finding_primes_is_bounded_for_a_whole_set() -> None:
    members = pyca.private_members(PRIVATE_KEYS["RSA"])
    assert not isinstance(members, Problem)
    bare = {name: members[name] for name in ("kty", "n", "e", "d")}

    found = read({"keys": [bare] * 10})

    assert [key.is_usable for key in found.keys] == [True] * 8 + [False] * 2
    assert [p.code for p in found.keys[9].problems] == ["key.rsa-incomplete"]
