"""Disclosures find their digests at every depth, and nothing else gets into the claims."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jose.making import LIMITS
from tests.jose.sd_jwt.issuing import codes, digest, disclosure, examples, issued, parsed

COMPACT = [example for example in examples() if example.claims is not None]
NAME = disclosure("2GLC42sKQveCfGfryNRN9w", "given_name", "Erika")
ELEMENT = disclosure("lklxF5jMYlGTPUovMNIvCA", "DE")


@pytest.mark.parametrize("example", COMPACT, ids=lambda example: example.source)
def test_the_figures_of_the_rfc_give_the_claims_that_it_prints(example: Any) -> None:
    sd_jwt = parsed(example.token)

    assert sd_jwt.reassembly.claims == example.claims
    assert len(sd_jwt.reassembly.places) == example.disclosures == len(sd_jwt.disclosures)
    assert (sd_jwt.pieces.key_binding is not None) == example.has_key_binding
    assert codes(sd_jwt) == []


def test_claims_and_elements_stand_where_their_digests_stood() -> None:
    payload = {"address": {"_sd": [digest(NAME)]}, "nationalities": ["FR", {"...": "decoy"}, {"...": digest(ELEMENT)}]}

    sd_jwt = parsed(issued(payload, NAME, ELEMENT))

    assert sd_jwt.reassembly.claims == {"address": {"given_name": "Erika"}, "nationalities": ["FR", "DE"]}
    assert sd_jwt.reassembly.places == {0: "/address/given_name", 1: "/nationalities/1"}
    assert sd_jwt.reassembly.undisclosed == 1


def test_what_is_disclosed_may_hold_digests_itself() -> None:
    outer = disclosure("salt-of-the-outer-one", "person", {"_sd": [digest(NAME)], "of": [{"...": digest(ELEMENT)}]})

    sd_jwt = parsed(issued({"_sd": [digest(outer)]}, ELEMENT, NAME, outer))

    assert sd_jwt.reassembly.claims == {"person": {"given_name": "Erika", "of": ["DE"]}}
    assert sd_jwt.reassembly.places == {2: "/person", 1: "/person/given_name", 0: "/person/of/0"}
    assert codes(sd_jwt) == []


def test_decoys_leave_no_trace_but_their_number() -> None:
    sd_jwt = parsed(issued({"iss": "x", "_sd": ["a", "b"], "list": [{"...": "c"}], "_sd_alg": "sha-256"}))

    assert sd_jwt.reassembly.claims == {"iss": "x", "list": []}
    assert sd_jwt.reassembly.undisclosed == 3
    assert codes(sd_jwt) == []


@pytest.mark.parametrize(
    ("payload", "disclosures", "code"),
    [
        ({"_sd": []}, (NAME,), "sd-jwt.disclosure-unmatched"),
        ({"_sd": [digest(NAME)]}, (NAME, NAME), "sd-jwt.disclosure-twice"),
        ({"_sd": [digest(NAME)], "given_name": "Max"}, (NAME,), "sd-jwt.claim-twice"),
        ({"_sd": [digest(NAME), digest(NAME)]}, (NAME,), "sd-jwt.digest-twice"),
        ({"_sd": [digest(NAME)], "a": {"_sd": [digest(NAME)]}}, (NAME,), "sd-jwt.digest-twice"),
        ({"_sd": ["decoy", "decoy"]}, (), "sd-jwt.digest-twice"),
        ({"_sd": [digest(ELEMENT)]}, (ELEMENT,), "sd-jwt.disclosure-place"),
        ({"list": [{"...": digest(NAME)}]}, (NAME,), "sd-jwt.disclosure-place"),
        ({"_sd": "no array"}, (), "sd-jwt.digests-type"),
        ({"_sd": [1]}, (), "sd-jwt.digests-type"),
        ({"...": "x"}, (), "sd-jwt.reserved-name"),
        ({"list": [{"...": digest(ELEMENT), "more": 1}]}, (), "sd-jwt.reserved-name"),
    ],
)
def test_what_the_rfc_rejects_is_told_by_its_cause(
    payload: dict[str, Any], disclosures: tuple[str, ...], code: str
) -> None:
    assert codes(parsed(issued(payload, *disclosures))) == [code]


def test_a_claim_that_is_there_is_never_replaced() -> None:
    sd_jwt = parsed(issued({"_sd": [digest(NAME)], "given_name": "Max"}, NAME))

    assert sd_jwt.reassembly.claims == {"given_name": "Max"}
    assert sd_jwt.reassembly.places == {}


def test_a_problem_of_the_payload_stands_at_its_member() -> None:
    token = issued({"a": {"_sd": "no array"}})

    problem = parsed(token).problems[0]

    assert problem.span is not None
    start = len(token.split(".")[0]) + 1
    assert start < problem.span.start < problem.span.end < token.rindex(".")


def test_a_digest_that_comes_again_does_not_make_the_claims_grow() -> None:
    texts = [ELEMENT]
    for level in range(40):
        texts.append(disclosure(f"salt-{level}", [{"...": digest(texts[-1])}, {"...": digest(texts[-1])}]))

    sd_jwt = parsed(issued({"list": [{"...": digest(texts[-1])}]}, *texts))

    assert len(json.dumps(sd_jwt.reassembly.claims)) < 1000
    assert "sd-jwt.digest-twice" in codes(sd_jwt)


def test_disclosures_in_disclosures_end_at_the_depth_of_json() -> None:
    texts = [ELEMENT]
    for level in range(150):
        texts.append(disclosure(f"salt-{level}", [{"...": digest(texts[-1])}]))

    sd_jwt = parsed(issued({"list": [{"...": digest(texts[-1])}]}, *texts))

    assert "limit.json-depth" in codes(sd_jwt)


def test_only_so_many_disclosures_are_read() -> None:
    texts = [disclosure(f"salt-{i}", f"claim{i}", i) for i in range(6)]
    token = issued({"_sd": [digest(text) for text in texts]}, *texts)

    sd_jwt = parsed(token, replace(LIMITS, disclosures=4))

    assert len(sd_jwt.disclosures) == 4
    assert codes(sd_jwt) == ["limit.disclosures"]
    assert "TOKEN_DEBUGGER_LIMIT_DISCLOSURES" in sd_jwt.problems[0].message


@pytest.mark.parametrize(("name", "hashing"), [("sha-384", "sha384"), ("sha-512", "sha512"), ("sha3-256", "sha3_256")])
def test_the_hash_is_the_one_that_the_payload_names(name: str, hashing: str) -> None:
    sd_jwt = parsed(issued({"_sd": [digest(NAME, hashing)], "_sd_alg": name}, NAME))

    assert sd_jwt.reassembly.claims == {"given_name": "Erika"}
    assert codes(sd_jwt) == []


@pytest.mark.parametrize("name", ["md5", "sha-1", "sha-256-32", "", 256, None])
def test_an_unknown_or_weak_hash_is_the_one_problem(name: object) -> None:
    sd_jwt = parsed(issued({"_sd": [digest(NAME)], "_sd_alg": name}, NAME))

    assert codes(sd_jwt) == ["sd-jwt.hash-algorithm"]
    assert sd_jwt.reassembly.places == {}


def test_a_hash_in_another_spelling_is_read_and_told() -> None:
    sd_jwt = parsed(issued({"_sd": [digest(NAME)], "_sd_alg": "SHA256"}, NAME))

    assert codes(sd_jwt) == ["sd-jwt.hash-algorithm"]
    assert sd_jwt.reassembly.claims == {"given_name": "Erika"}


NAMES = st.text(max_size=8).filter(lambda name: name not in ("_sd", "...", "_sd_alg"))
CLAIMS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


class _Issuer:
    """Conceals every claim and every element, from the inside to the outside."""

    def __init__(self) -> None:
        self.disclosures: list[str] = []

    def conceal(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {"_sd": [self._digest(name, self.conceal(inner)) for name, inner in value.items()]}
        if isinstance(value, list):
            return [{"...": self._digest(self.conceal(inner))} for inner in value]
        return value

    def _digest(self, *elements: Any) -> str:
        self.disclosures.append(disclosure(f"salt-{len(self.disclosures)}", *elements))
        return digest(self.disclosures[-1])


@given(st.dictionaries(NAMES, CLAIMS, max_size=4), st.randoms())
def test_disclosing_everything_gives_back_what_was_concealed(claims: dict[str, Any], random: Any) -> None:
    issuer = _Issuer()
    payload = issuer.conceal(claims)
    random.shuffle(issuer.disclosures)

    sd_jwt = parsed(issued(payload, *issuer.disclosures))

    assert sd_jwt.reassembly.claims == claims
    assert sd_jwt.reassembly.undisclosed == 0
    assert codes(sd_jwt) == []
