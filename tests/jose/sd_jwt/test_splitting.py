"""Issuer-signed JWT, Disclosures and Key Binding JWT are told apart, each with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jose.making import LIMITS, encrypted, new_key
from tests.jose.sd_jwt.issuing import CNF, NOW, bound, codes, digest, disclosure, examples, issued, parsed
from webapp.jose.artefact import Artefact, Kind
from webapp.jose.describe.artefacts import describe
from webapp.jose.detect import detect

NAME = disclosure("2GLC42sKQveCfGfryNRN9w", "given_name", "Erika")
TOKEN = issued({"_sd": [digest(NAME)], "cnf": CNF}, NAME)
JSON_FORMS = [example for example in examples() if example.claims is None]


def artefact(text: str) -> Artefact:
    return describe(detect(text, LIMITS).found[0], LIMITS, NOW)


@pytest.mark.parametrize(
    "paste",
    [
        TOKEN,
        issued({"iss": "x"}),
        bound(TOKEN),
        f"Authorization: Bearer {TOKEN}",
        f"vp_token={TOKEN}&state=1",
        f"vp_token={bound(TOKEN).replace('~', '%7E')}&state=1",
        f"vp_token={bound(TOKEN).replace('~', '%7e').replace('.', '%2E')}&state=1",
        TOKEN.replace("~", "~\n  "),
        TOKEN[:-1],
    ],
)
def test_a_tilde_behind_a_jws_makes_it_an_sd_jwt(paste: str) -> None:
    detection = detect(paste, LIMITS)

    assert [found.kind for found in detection.found] == [Kind.SD_JWT]


@pytest.mark.parametrize(
    ("paste", "kind"),
    [
        (TOKEN.split("~")[0], Kind.JWS),
        (TOKEN.split("~")[0] + "\n~~~", Kind.JWS),
        (TOKEN + "\n~~~", Kind.SD_JWT),
        (encrypted("dir", "A128GCM", new_key("A128GCM")) + "~", Kind.JWE),
    ],
)
def test_other_tokens_and_the_end_of_a_block_of_code_are_not_mistaken(paste: str, kind: Kind) -> None:
    assert [found.kind for found in detect(paste, LIMITS).found] == [kind]


def test_every_part_has_its_place_in_the_paste() -> None:
    paste = "Bearer " + bound(TOKEN)

    found = artefact(paste)

    assert [part.name for part in found.parts][2:] == ["signature", "disclosure", "key-binding"]
    assert [part.span.of(paste) for part in found.parts] == [part.text for part in found.parts]
    assert found.disclosures[0].span.of(paste) == NAME
    assert found.span.of(paste) == found.text == bound(TOKEN)[: len(found.text)]


def test_percent_encoded_tildes_are_read_as_tildes() -> None:
    paste = f"vp_token={bound(TOKEN).replace('~', '%7E')}&state=1"

    found = artefact(paste)

    assert found.text.count("~") == 2
    assert found.disclosures[0].span.of(paste) == NAME
    assert found.problems == ()


def test_the_artefact_has_the_payload_as_signed_and_the_claims_as_meant() -> None:
    found = artefact(TOKEN)

    assert (found.kind, found.label) == (Kind.SD_JWT, "SD-JWT")
    assert found.claims == {"_sd": [digest(NAME)], "cnf": CNF}
    assert found.disclosed_claims == {"given_name": "Erika", "cnf": CNF}
    one = found.disclosures[0]
    assert (one.name, one.text, one.digest, one.path) == ("given_name", '"Erika"', digest(NAME), "/given_name")
    assert one.explanation is not None
    assert found.nested is None


def test_the_key_binding_jwt_is_shown_as_a_token_of_its_own() -> None:
    found = artefact(bound(TOKEN))

    assert found.nested is not None
    assert found.nested.label == "Key-binding JWT"
    assert found.nested.claims is not None
    assert found.nested.claims["nonce"] == "n-1"


def test_a_credential_is_named_by_its_type() -> None:
    assert artefact(issued({"iss": "x"}, typ="dc+sd-jwt")).label == "SD-JWT credential"


def test_a_last_disclosure_without_its_tilde_is_told_and_does_not_count() -> None:
    sd_jwt = parsed(TOKEN[:-1])

    assert codes(sd_jwt) == ["sd-jwt.final-tilde"]
    assert sd_jwt.disclosures == ()
    assert sd_jwt.pieces.key_binding is None


@pytest.mark.parametrize("example", JSON_FORMS, ids=lambda example: example.source)
def test_the_json_serializations_are_read_with_their_disclosures(example: Any) -> None:
    found = artefact(example.token)

    assert found.kind is Kind.JWS
    assert len(found.disclosures) == example.disclosures
    assert all(one.path for one in found.disclosures)
    assert (found.nested is not None) == example.has_key_binding
    assert all(json.loads(f'"{one.span.of(example.token)}"') for one in found.disclosures)
    assert found.problems == ()


@pytest.mark.parametrize("disclosures", ["text", [1], {"a": 1}, None, ["\\u0057yJ"], []])
def test_other_things_in_the_place_of_disclosures_are_no_surprise(disclosures: object) -> None:
    header, payload, signature = issued({"iss": "x"}).removesuffix("~").split(".")
    outer = {"payload": payload, "protected": header, "signature": signature, "header": {"disclosures": disclosures}}

    assert artefact(json.dumps(outer)).label == "SD-JWT"


@given(st.text(alphabet='~.eyJW"[]{}A0 \n', max_size=120))
def test_no_text_makes_the_splitting_raise(text: str) -> None:
    sd_jwt = parsed(text)

    whole = "~".join(one.segment.encoded.text for one in sd_jwt.disclosures)
    assert whole in text


@given(st.integers(0, len(TOKEN) - 1), st.sampled_from("~.A\u00e9 ="))
def test_no_change_of_one_character_makes_the_description_raise(at: int, character: str) -> None:
    changed = TOKEN[:at] + character + TOKEN[at + 1 :]

    assert detect(changed, LIMITS).found
    assert artefact(changed).text


def test_a_megabyte_of_disclosures_is_cut_at_the_limit() -> None:
    found = artefact(TOKEN + "WyJh~" * 200_000)

    assert len(found.disclosures) == LIMITS.disclosures
    assert "limit.disclosures" in [problem.code for problem in found.problems]
