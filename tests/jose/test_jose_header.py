"""Header Parameters of the wrong JSON type are told, and leave the mathematics alone (RFC 7515 section 4.1)."""

from __future__ import annotations

import pytest

from tests.jose.making import LIMITS, encrypted, jwe, jws, new_key, signed
from webapp.jose.jwe.decrypt import decrypt
from webapp.jose.jws.verify import verify
from webapp.jose.registry.header_parameters import HEADER_PARAMETERS, VALUE_TYPES
from webapp.jose.trace import Outcome


@pytest.mark.parametrize("name", sorted(VALUE_TYPES))
@pytest.mark.parametrize("value", [None, 1, True, [1]])
def test_a_header_parameter_of_the_wrong_type_is_told_with_its_place_and_section(name: str, value: object) -> None:
    token = signed("HS256", new_key("HS256"), b"{}", **{name: value})

    (problem,) = jws(token).problems

    assert problem.code == "header.member-type"
    assert f'"{name}"' in problem.message
    assert problem.reference == HEADER_PARAMETERS[name].reference
    assert problem.span


@pytest.mark.parametrize(
    ("name", "value"),
    [("kid", ""), ("typ", "JWT"), ("x5c", []), ("x5c", ["AA=="]), ("jwk", {}), ("unknown", 1), ("exp", [1])],
)
def test_one_of_the_right_type_or_of_no_fixed_type_is_not(name: str, value: object) -> None:
    assert jws(signed("HS256", new_key("HS256"), b"{}", **{name: value})).problems == ()


def test_a_signature_stays_right_and_the_step_warns() -> None:
    key = new_key("HS256")
    parsed = jws(signed("HS256", key, kid=7))

    verification = verify(parsed, parsed.signatures[0], (key,), LIMITS)

    assert verification.signature.outcome is Outcome.PASSED
    assert verification.steps[0].outcome is Outcome.WARNING
    assert verification.steps[0].reason == "header.member-type"


def test_content_is_decrypted_and_the_step_warns() -> None:
    key = new_key("A128KW")
    parsed = jwe(encrypted("A128KW", "A128GCM", key, kid=7))

    decryption = decrypt(parsed, parsed.recipients[0], (key,), LIMITS)

    assert decryption.plaintext == b"hello"
    assert decryption.steps[0].outcome is Outcome.WARNING
    assert decryption.steps[0].reason == "header.member-type"
