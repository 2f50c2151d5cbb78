"""The report for a ticket: everything that helps, and nothing that could be used."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jose.diagnose.asking import mac
from tests.jose.making import LIMITS, encrypted, fresh_key, jwk, new_key, signed
from webapp.jose.base64url import encode
from webapp.jose.jwk.publish import Half
from webapp.jose.jwt.expectations import Expectations
from webapp.services.decrypt import decrypt
from webapp.services.questions import Question
from webapp.services.results import VerificationResult
from webapp.services.verify import verify

NOW = 1_700_000_000
KEY = new_key("ES256")
CLAIMS = {"iss": "https://login.example", "sub": "alice-4711", "aud": ["orders", "stock"], "exp": NOW - 60, "n": 987654}
TOKEN = signed("ES256", KEY, json.dumps(CLAIMS).encode(), kid="one", typ="JWT")


def _asked(token: str, key: str, at: int | None = None, **expected: Any) -> VerificationResult:
    expectations = Expectations(at=NOW if at is None else at, **expected)
    return verify(Question(input=token, key=key, expected=expectations, asked_at=at), LIMITS)


def _reports(token: str = TOKEN, key: str = "", **expected: Any) -> tuple[str, str]:
    result = _asked(token, key or json.dumps(jwk(KEY, Half.PUBLIC)), **expected)
    return result.report, result.report_with_values


def test_a_report_has_verdict_lights_steps_and_the_names_of_claims() -> None:
    report, _ = _reports()

    assert report.startswith("Genuine, but expired 1 min ago\n")
    assert "\nVerdict: invalid\n" in report
    for light in ("Signature  passed", "Key        passed", "Time       failed", "Claims     unchecked"):
        assert f"  {light}" in report
    assert "  failed     Not expired: Expired 1 min ago" in report
    assert '"kid": "one"' in report
    assert '"sub": text of 10 characters, left out' in report
    assert '"aud": list of 2 values, left out' in report
    assert report.endswith("\n")


def test_a_report_tells_the_proven_reason_and_what_to_do() -> None:
    report, _ = _reports(mac(b"secret" * 6), "c2VjcmV0" * 6)

    assert "Because it verifies only if the secret is base64-decoded." in report
    assert "  proven: The signature verifies if the secret is base64-decoded [secret.base64]" in report
    assert "    To do: Decode the text before it is used as the key." in report


def test_a_report_tells_what_was_ruled_out() -> None:
    report, _ = _reports(mac(b"secret" * 6), "quite another one")

    assert "  Ruled out by trial: another encoding of this secret" in report


@pytest.mark.parametrize("token", [TOKEN, TOKEN[:-4] + "AAAA", TOKEN[:-9], f"Bearer {TOKEN}\n{TOKEN}"])
def test_no_report_has_the_signature_or_the_key(token: str) -> None:
    public = jwk(KEY, Half.PUBLIC)

    for report in _reports(token):
        assert token.strip().rsplit(".", 1)[1][:20] not in report
        assert public["x"] not in report


@pytest.mark.parametrize("at_fault", [{}, {"issuer": "https://login.example/"}, {"audience": "order"}])
def test_the_values_of_claims_are_left_out_wherever_they_stand(at_fault: dict[str, str]) -> None:
    report, _ = _reports(**at_fault)

    for value in ("login.example", "alice-4711", "orders", "stock", "987654", str(NOW - 60), TOKEN.split(".")[1]):
        assert value not in report
    assert "Issuer as expected: [left out]" in report or "issuer" not in at_fault


def test_the_values_of_claims_are_told_when_they_are_asked_for() -> None:
    _, report = _reports(audience="order")

    assert '"sub": "alice-4711"' in report
    assert 'expected: "order"' in report
    assert f"Encoded: {TOKEN.rsplit('.', 1)[0]}.[left out]" in report


def test_a_secret_is_told_by_its_size_alone() -> None:
    for report in _reports(mac(b"hunter2-hunter2-hunter2-hunter2!"), "hunter2-hunter2-hunter2-hunter2!"):
        assert "Key: a secret of 256 bits" in report
        assert "hunter2" not in report
        assert "thumbprint" not in report


def test_a_token_in_a_claim_loses_its_signature() -> None:
    inner = signed("ES256", KEY, b'{"sub":"bob"}')
    token = signed("ES256", KEY, json.dumps({"id_token": inner}).encode())

    for report in _reports(token):
        assert inner.rsplit(".", 1)[1] not in report
        assert encode(inner.encode())[-40:] not in report


def test_the_header_of_a_report_has_no_private_key() -> None:
    token = signed("ES256", KEY, b'{"sub":"bob"}', jwk=jwk(KEY))

    for report in _reports(token):
        assert jwk(KEY)["d"] not in report
        assert '"d": "[left out]"' in report


def test_of_a_jwe_a_report_has_the_header_alone() -> None:
    key = new_key("A128GCM")
    token = encrypted("dir", "A128GCM", key, b'{"sub":"alice-4711","exp":1}', iss="https://login.example")
    question = Question(input=token, key=json.dumps(jwk(key)), expected=Expectations(at=NOW))

    result = decrypt(question, LIMITS)

    assert result.verdict == "decrypted"
    assert '"enc": "A128GCM"' in result.report
    for report in (result.report, result.report_with_values):
        assert "alice-4711" not in report
        assert not any(part in report for part in token.split(".") if part)
    assert "login.example" not in result.report


def test_what_is_inside_a_jwe_is_judged_and_not_told() -> None:
    key = new_key("A128GCM")
    sealed = encrypted("dir", "A128GCM", key, TOKEN.encode(), cty="JWT")
    keys = json.dumps({"keys": [jwk(key), jwk(KEY, Half.PUBLIC)]})

    result = decrypt(Question(input=sealed, key=keys, expected=Expectations(at=NOW)), LIMITS)

    assert "  Genuine, but expired 1 min ago" in result.report
    assert "alice-4711" not in result.report_with_values
    assert TOKEN.rsplit(".", 1)[1] not in result.report_with_values


def test_a_report_says_which_moment_was_asked_about() -> None:
    key = json.dumps(jwk(KEY, Half.PUBLIC))

    assert (
        "Asked about: 14 Nov 2023, 22:11:40 UTC (1699999900), not the present" in _asked(TOKEN, key, NOW - 100).report
    )
    assert "Asked about" not in _asked(TOKEN, key).report
    assert f"\nAsked on: 14 Nov 2023, 22:13:20 UTC ({NOW})\n" in _asked(TOKEN, key).report


def test_a_report_tells_how_each_of_several_signatures_came_out() -> None:
    header, payload, signature = TOKEN.split(".")
    other = signed("RS256", new_key("RS256"), json.dumps(CLAIMS).encode()).split(".")
    signatures = [{"protected": other[0], "signature": other[2]}, {"protected": header, "signature": signature}]

    for report in _reports(json.dumps({"payload": payload, "signatures": signatures})):
        told = report[report.index("\nSignatures\n") :]
        assert '  unchecked  1, "RS256": ' in told
        assert '  passed     2, "ES256": ' in told
        assert "; its steps follow\n" in told
        assert "Header of signature 2\n" in told
        assert other[2][:20] not in report


def test_a_line_break_in_a_token_makes_no_line_of_the_report() -> None:
    token = signed("ES256", KEY, b'{"sub":"a"}', kid="one\nVerdict: valid")

    for report in _reports(token, json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC, kid="two\nVerdict: valid"))):
        assert "\nVerdict: valid" not in report


@pytest.mark.parametrize("paste", ["", "nonsense", ".", "..", "eyJ", "a.b.c", '{"payload":1,"signatures":[{}]}', "{}"])
def test_there_is_a_report_of_anything(paste: str) -> None:
    question = Question(input=paste, key="key", expected=Expectations(at=NOW))

    assert verify(question, LIMITS).report
    assert decrypt(question, LIMITS).report_with_values


@pytest.mark.parametrize(
    "claims",
    [
        '{"sub":"alice\\"Mallory47\\" and so on, for as long as it takes to be cut","exp":"x\\"Mallory47\\"y"}',
        '{"exp":"\\"Mallory47\\"","exp":1,"url":"http://127.0.0.1/\\"Mallory47\\"' + "x" * 80 + '"}',
        '{"n":471147114711471147.25,"m":4711e400,"o":[471147114711471147114711]}',
        '{"nbf":"{\\"a\\":\\"Mallory47\\",\\"b\\":\\"Mallory47\\"}"}',
        "{" + ",".join(f'"c{index}":"some text {index}"' for index in range(3_000)) + ',"exp":"Mallory47"}',
    ],
)
def test_quotes_within_a_value_and_numbers_of_any_form_are_left_out_as_well(claims: str) -> None:
    key = fresh_key("A128GCM")
    signed_token = signed("ES256", KEY, claims.encode())
    for token in (signed_token, encrypted("dir", "A128GCM", key, signed_token.encode())):
        given = json.dumps(jwk(key if token.count(".") == 4 else KEY, Half.PRIVATE))
        question = Question(input=token, key=given, expected=Expectations(at=NOW, issuer="x", audience="y"))
        for result in (verify(question, LIMITS), decrypt(question, LIMITS)):
            for report in (result.report, result.report_markdown, result.report_json):
                assert "Mallory47" not in report
                assert "4711" not in report
