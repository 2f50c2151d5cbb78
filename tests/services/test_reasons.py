"""How a reason is told: in the sentence below the verdict, and in the help."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jose.diagnose.asking import asked, mac
from tests.jose.making import jwk, new_key
from webapp.jose.diagnose.words import proven
from webapp.jose.jwk.publish import Half
from webapp.jose.registry.diagnoses import DIAGNOSES
from webapp.services.reason_help import reason_families
from webapp.services.reasons import because


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("The signature is DER encoded", "Because the signature is DER encoded."),
        ("Another key of the set made it", "Because another key of the set made it."),
        ("A line break is missing", "Because a line break is missing."),
        ("RSASSA-PSS was used", "Because RSASSA-PSS was used."),
        ("Right key, changed content", "Right key, changed content."),
        ("Attack: a public key was the secret", "Attack: a public key was the secret."),
        ('"kid" names another key', 'Because "kid" names another key.'),
        ("The signature verifies if the secret is decoded", "Because it verifies only if the secret is decoded."),
    ],
)
def test_a_reason_is_a_sentence_that_begins_with_because(title: str, sentence: str) -> None:
    assert because(proven("secret.base64", title, "", "")) == sentence


def test_the_verdict_names_the_proven_reason() -> None:
    result = asked(mac(b"secret" * 6), "c2VjcmV0" * 6)

    assert result.explanation == "Because it verifies only if the secret is base64-decoded."


@pytest.mark.parametrize("expected", [{"issuer": "https://login.example"}, {"required_claims": ("scope",)}])
def test_the_verdict_about_a_genuine_token_names_the_proven_reason(expected: dict[str, Any]) -> None:
    result = asked(mac(b"secret" * 6), "secret" * 6, **expected)

    assert result.headline == "Genuine, but not what was expected"
    assert result.explanation == because(result.diagnoses[0])


def test_what_is_amiss_about_the_claims_is_not_the_reason_for_a_wrong_signature() -> None:
    result = asked(mac(b"secret" * 6), "another secret of enough octets!", issuer="https://login.example")

    assert result.headline == "The signature does not verify"
    assert "issuer" not in result.explanation


def test_nothing_is_ruled_out_while_the_content_is_missing() -> None:
    header, _, signature = mac(b"secret" * 6).split(".")

    result = asked(f"{header}..{signature}", "secret" * 6)

    assert result.diagnoses[0].code == "input.content-missing"
    assert result.ruled_out == ()


def test_algorithm_confusion_is_said_in_the_headline() -> None:
    members = jwk(new_key("RS256"), Half.PUBLIC)
    text = json.dumps(members)

    result = asked(mac(text.encode()), text)

    assert result.headline == "Do not accept this token: anybody can have made it"
    assert result.explanation.startswith("Attack (algorithm confusion)")


def test_several_keys_that_do_not_fit_are_not_called_this_key() -> None:
    keys = [jwk(new_key("RS256"), Half.PUBLIC), jwk(new_key("ES256"), Half.PUBLIC)]

    result = asked(mac(b"secret" * 6), json.dumps({"keys": keys}))

    assert result.headline == "None of these keys can verify this token"


def test_every_reason_stands_in_one_family_of_the_help() -> None:
    listed = [entry.code for family in reason_families() for entry in family.entries]

    assert sorted(listed) == sorted(DIAGNOSES)
