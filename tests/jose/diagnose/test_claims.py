"""Times, issuers, audiences and kinds that are not what was expected."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jose.diagnose.asking import NOW, asked
from tests.jose.making import new_key, signed
from webapp.jose.base64url import encode
from webapp.jose.diagnose.differences import difference
from webapp.jose.finding import Certainty
from webapp.services.results import Verdict, VerificationResult

KEY = new_key("HS256")
SECRET = json.dumps(dict(KEY.members))
HOUR = 3600
TENANT, OTHER_TENANT = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490", "72f988bf-86f1-41af-91ab-2d7cd011db47"
ENTRA = "https://login.microsoftonline.com"


def _ask(claims: dict[str, Any], header: dict[str, Any] | None = None, **expected: Any) -> VerificationResult:
    return asked(signed("HS256", KEY, json.dumps(claims).encode(), **(header or {})), SECRET, **expected)


def _codes(result: VerificationResult) -> list[str]:
    return [one.code for one in result.diagnoses]


# fmt: off
ISSUERS = [
    # expected                                  found in the token                        the reason
    ("https://login.example", "https://login.example/", "claims.issuer-slash"),
    ("https://login.example", "https://login.example ", "claims.issuer-white-space"),
    ("https://login.example/Team", "https://login.example/team", "claims.issuer-case"),
    ("https://login.example", "http://login.example", "claims.issuer-scheme"),
    ("login.example", "https://login.example", "claims.issuer-scheme"),
    ("https://login.example", "https://login.example:8443", "claims.issuer-port"),
    ("https://login.example", "https://login.example:443", "claims.issuer-port"),
    ("https://login.example", "https://login.example.org", "claims.issuer-host"),
    ("https://login.example/realms/a", "http://keycloak:8080/realms/a", "claims.issuer-internal-host"),
    ("https://login.example/realms/a", "https://login.example/realms/b", "claims.issuer-realm"),
    ("https://login.example/realms/a", "https://login.example/auth/realms/a", "claims.issuer-path"),
    ("https://login.example/one", "https://login.example/two", "claims.issuer-path"),
    (f"{ENTRA}/{TENANT}/v2.0", f"https://sts.windows.net/{TENANT}/", "claims.issuer-entra-version"),
    (f"https://sts.windows.net/{TENANT}/", f"{ENTRA}/{TENANT}/v2.0", "claims.issuer-entra-version"),
    (f"{ENTRA}/{TENANT}/v2.0", f"{ENTRA}/{OTHER_TENANT}/v2.0", "claims.issuer-tenant"),
    (f"{ENTRA}/common/v2.0", f"{ENTRA}/{TENANT}/v2.0", "claims.issuer-tenant"),
    ("https://login.example/one", "https://other.example/two", "claims.issuer-other"),
    ("joe", "jim", "claims.issuer-other"),
]
# fmt: on


@pytest.mark.parametrize(("expected", "found", "code"), ISSUERS)
def test_in_what_the_issuer_differs_is_said(expected: str, found: str, code: str) -> None:
    result = _ask({"iss": found, "exp": NOW + HOUR}, issuer=expected)

    assert _codes(result) == [code]
    assert result.diagnoses[0].corrected
    assert _ask({"iss": found, "exp": NOW + HOUR}, issuer=result.diagnoses[0].corrected.value).verdict is Verdict.VALID


def test_a_missing_issuer_is_said() -> None:
    assert _codes(_ask({"exp": NOW + HOUR}, issuer="joe")) == ["claims.issuer-missing"]


@pytest.mark.parametrize(
    "value", ["", "https://", "://", "https://[::1", "a" * 3000, "https://" + "a" * 3000 + ":99999/"]
)
def test_no_text_makes_the_comparison_raise(value: str) -> None:
    for other in ("https://login.example/", value, ""):
        assert difference(value, other).words
        assert difference(other, value).words


# fmt: off
AUDIENCES: list[tuple[dict[str, Any], str, str]] = [
    # claims                                                           expected            the reason
    ({}, "api",              "claims.audience-missing"),
    ({"client_id": "api"}, "api",              "claims.audience-missing"),
    ({"token_use": "access", "client_id": "api"}, "api",              "claims.cognito-no-audience"),
    ({"aud": "https://api.example/"}, "https://api.example", "claims.audience-nearly"),
    ({"aud": ["a", "https://API.example"]}, "https://api.example", "claims.audience-nearly"),
    ({"aud": f"api://{TENANT}"}, TENANT,             "claims.audience-nearly"),
    ({"aud": "api, other"}, "api",              "claims.audience-joined"),
    ({"aud": "other"}, "api",              "claims.audience-other"),
    ({"aud": ["other", "third"]}, "api",              "claims.audience-other"),
    ({"aud": '["api"]'}, "api",              "claims.audience-joined"),
    ({"aud": '["apis"]'}, "api",              "claims.audience-other"),
    ({"aud": "00000003-0000-0000-c000-000000000000"}, "api", "claims.audience-graph"),
    ({"aud": "https://graph.microsoft.com.example"}, "api", "claims.audience-other"),
    ({"aud": "account", "iss": "https://id.example/realms/a"}, "api", "claims.audience-account"),
    ({"aud": "account"},     "api",              "claims.audience-other"),
    ({"aud": ["account", "other"]}, "api",       "claims.audience-other"),
    ({"aud": 7}, "api",              "claims.audience-missing"),
]
# fmt: on


@pytest.mark.parametrize(("claims", "expected", "code"), AUDIENCES)
def test_why_the_audience_does_not_fit_is_said(claims: dict[str, Any], expected: str, code: str) -> None:
    assert _codes(_ask({"exp": NOW + HOUR, **claims}, audience=expected)) == [code]


# fmt: off
TIMES: list[tuple[dict[str, Any], list[str]]] = [
    ({"exp": NOW - 30},                          ["time.expired"]),
    ({"exp": NOW - 5 * HOUR},                    ["time.expired"]),
    ({"exp": NOW + HOUR, "nbf": NOW + 90},       ["time.not-yet-valid"]),
    ({"exp": NOW + HOUR, "iat": NOW + 90},       ["time.issued-ahead"]),
    ({"exp": (NOW + HOUR) * 1000},               ["time.milliseconds"]),
    ({"exp": NOW + HOUR, "nbf": NOW * 1000},     ["time.milliseconds"]),
    ({"exp": (NOW + HOUR) * 1_000_000_000},      ["time.unit"]),
    ({"exp": str(NOW + HOUR)},                   ["time.not-a-number"]),
    ({"exp": "2030-01-01T00:00:00Z"},            ["time.not-a-number"]),
    ({"exp": None},                              ["time.not-a-number"]),
    ({"exp": True},                              ["time.not-a-number"]),
    ({"exp": [1]},                               ["time.not-a-number"]),
    ({"exp": NOW - HOUR, "iat": NOW - 60},       ["time.never-valid", "time.expired"]),
]
# fmt: on


@pytest.mark.parametrize(("claims", "codes"), TIMES)
def test_why_the_times_do_not_fit_is_said(claims: dict[str, Any], codes: list[str]) -> None:
    assert _codes(_ask(claims)) == codes


@pytest.mark.parametrize(("exp", "code"), [(3600, "time.lifetime"), (NOW - 2 * HOUR, "time.never-valid")])
def test_a_lifetime_in_exp_is_told_from_an_end_before_the_beginning(exp: int, code: str) -> None:
    assert _codes(_ask({"iat": NOW - HOUR, "exp": exp})) == [code, "time.expired"]


def test_the_leeway_that_would_accept_an_expired_token_does() -> None:
    found = _ask({"exp": NOW - 30}).diagnoses[0]

    assert found.corrected
    assert found.corrected.field == "leeway"
    assert _ask({"exp": NOW - 30}, leeway=int(found.corrected.value)).verdict is Verdict.VALID


@pytest.mark.parametrize("over", [0, 1, 59, 60, 102, 599])
def test_the_leeway_that_is_offered_still_does_when_a_minute_was_spent_on_reading(over: int) -> None:
    found = _ask({"exp": NOW - over}).diagnoses[0]

    assert found.corrected
    leeway = int(found.corrected.value)
    assert leeway % 60 == 0
    assert f"A leeway of {leeway} s would accept it" in found.explanation
    assert _ask({"exp": NOW - over - 59}, leeway=leeway).verdict is Verdict.VALID


def test_no_leeway_is_offered_for_a_token_of_yesterday() -> None:
    assert _ask({"exp": NOW - 24 * HOUR}).diagnoses[0].corrected is None


def test_an_id_token_sent_to_an_api_is_named() -> None:
    claims = {"iss": "joe", "aud": "client", "nonce": "n", "at_hash": encode(b"h"), "exp": NOW + HOUR}

    assert _codes(_ask(claims, audience="https://api.example")) == ["claims.id-token", "claims.audience-other"]


def test_an_access_token_for_another_api_is_not_called_an_id_token() -> None:
    claims = {"aud": "other", "scope": "read", "auth_time": NOW, "exp": NOW + HOUR}

    assert _codes(_ask(claims, audience="https://api.example")) == ["claims.audience-other"]


def test_an_access_token_where_an_id_token_is_due_is_named() -> None:
    result = _ask({"scope": "read", "exp": NOW + HOUR}, {"typ": "at+jwt"}, required_claims=("nonce",))

    assert _codes(result) == ["claims.access-token", "claims.required-missing"]


@pytest.mark.parametrize(
    ("header", "typ", "code"),
    [({"typ": "JWT"}, "at+jwt", "claims.typ-other"), ({}, "at+jwt", "claims.typ-missing")],
)
def test_another_type_is_said(header: dict[str, Any], typ: str, code: str) -> None:
    assert _codes(_ask({"exp": NOW + HOUR}, header, typ=typ)) == [code]


def test_an_algorithm_that_is_not_allowed_is_said() -> None:
    assert _codes(_ask({"exp": NOW + HOUR}, algorithms=("RS256",))) == ["claims.algorithm"]


def test_a_required_claim_under_another_name_is_found() -> None:
    result = _ask(
        {"https://app.example/email": "a", "scp": "read", "exp": NOW + HOUR}, required_claims=("email", "scope")
    )

    assert _codes(result) == ["claims.scope-missing"]
    assert "https://app.example/email" in result.diagnoses[0].explanation
    assert '"scp" is there' in result.diagnoses[0].explanation


# fmt: off
LIFETIMES: list[tuple[dict[str, Any], int, list[str]]] = [
    ({"iss": "123456"},                                            600,        []),
    ({"iss": "123456"},                                            601,        ["claims.lifetime"]),
    ({"iss": 123456},                                              3600,       ["claims.lifetime"]),
    ({"iss": "Iv23liABCDEF"},                                      3600,       ["claims.lifetime"]),
    ({"iss": "123456", "aud": "somebody"},                         3600,       []),
    ({"iss": "TEAM", "sub": "app", "aud": "https://appleid.apple.com"}, 15_777_000, []),
    ({"iss": "TEAM", "sub": "app", "aud": "https://appleid.apple.com"}, 15_777_001, ["claims.lifetime"]),
    ({"iss": "id", "aud": "appstoreconnect-v1"},                   1_201,      ["claims.lifetime"]),
    ({"iss": "a@b.iam.gserviceaccount.com", "aud": "https://oauth2.googleapis.com/token"}, 3_601, ["claims.lifetime"]),
]
# fmt: on


@pytest.mark.parametrize(("claims", "seconds", "codes"), LIFETIMES)
def test_lifetimes_that_a_receiver_refuses_are_told(claims: dict[str, Any], seconds: int, codes: list[str]) -> None:
    result = _ask({**claims, "iat": NOW - 60, "exp": NOW - 60 + seconds})

    assert _codes(result) == codes


def test_a_token_that_is_right_needs_no_reason() -> None:
    claims = {"iss": "joe", "aud": ["api"], "exp": NOW + HOUR, "nbf": NOW - 5, "iat": NOW - 5, "scope": "read"}

    assert not _ask(claims, {"typ": "at+jwt"}, issuer="joe", audience="api", typ="at+jwt").diagnoses


def test_what_is_told_of_claims_is_a_proof_or_says_why_not() -> None:
    assert _ask({"exp": NOW - 30}).diagnoses[0].certainty is Certainty.PROVEN
    assert _ask({"iss": "123456", "iat": NOW, "exp": NOW + HOUR}).diagnoses[0].certainty is Certainty.LIKELY


def test_an_issuer_that_is_no_text_is_not_said_to_be_missing() -> None:
    found = _ask({"iss": ["https://login.example"], "exp": NOW + HOUR}, issuer="https://login.example").diagnoses[0]

    assert found.code == "claims.issuer-missing"
    assert "of another type" in found.title
    assert "The array has it" in found.explanation


@pytest.mark.parametrize(("name", "field"), [("iss", "issuer"), ("aud", "audience"), ("email", "required_claims")])
def test_a_claim_that_stands_within_an_object_is_pointed_at(name: str, field: str) -> None:
    expected: dict[str, Any] = {field: ("email",) if field == "required_claims" else "x"}

    found = _ask({"exp": NOW + HOUR, "data": {name: "x"}}, **expected).diagnoses[0]

    assert f'"data.{name}" is there' in found.explanation


def test_several_audiences_that_are_expected_as_one_text_are_told() -> None:
    found = _ask({"aud": "api", "exp": NOW + HOUR}, audience="api,web").diagnoses[0]

    assert (found.code, "expected as one text" in found.title) == ("claims.audience-joined", True)
    assert found.corrected
    assert found.corrected.value == "api"


def test_an_access_token_where_its_client_expects_an_id_token_is_told() -> None:
    claims = {"aud": "https://api.example", "client_id": "web", "scope": "openid", "exp": NOW + HOUR}

    assert _codes(_ask(claims, {"typ": "at+jwt"}, audience="web"))[0] == "claims.access-token"
    assert "claims.access-token" not in _codes(_ask(claims, {"typ": "at+jwt"}, audience="https://other.example"))


@pytest.mark.parametrize(
    ("required", "told"),
    [
        ("scope=write", 'lacks the scope "write"'),
        ("scope:read", '"read" is a scope, which the token has'),
        ("read", '"read" is a scope, which the token has'),
        ("orders:write", 'lacks the scope "orders:write"'),
    ],
)
def test_a_scope_that_was_asked_for_as_a_claim_is_told(required: str, told: str) -> None:
    found = _ask({"scope": "read orders:read", "exp": NOW + HOUR}, required_claims=(required,)).diagnoses[0]

    assert found.code == "claims.scope-missing"
    assert told in found.title


def test_a_claim_that_is_no_scope_is_still_a_claim() -> None:
    assert _codes(_ask({"scope": "read", "exp": NOW + HOUR}, required_claims=("email",))) == ["claims.required-missing"]


def test_ticks_of_net_are_told_from_nanoseconds() -> None:
    ticks = (NOW + HOUR + 62_135_596_800) * 10_000_000

    assert "ticks of .NET" in _ask({"exp": ticks}).diagnoses[0].title
    assert "nanoseconds" in _ask({"exp": (NOW + HOUR) * 10**9}).diagnoses[0].title


def test_claims_within_a_string_are_told_though_the_token_is_genuine() -> None:
    result = asked(signed("HS256", KEY, json.dumps(json.dumps({"sub": "alice"})).encode()), SECRET)

    assert _codes(result) == ["claims.in-a-string"]
    assert not asked(signed("HS256", KEY, b'"a text of many words"'), SECRET).diagnoses


def test_claims_that_are_encoded_twice_are_told_though_the_token_is_genuine() -> None:
    assert _codes(asked(signed("HS256", KEY, encode(b'{"sub":"alice"}').encode()), SECRET)) == ["claims.encoded-twice"]
    assert not asked(signed("HS256", KEY, b"eyJhbGciOiJub25lIn0x0x0x0x"), SECRET).diagnoses


@pytest.mark.parametrize("audience", [123, [["api"]], {"api": True}])
def test_an_audience_that_is_no_text_is_not_said_to_be_missing(audience: object) -> None:
    found = _ask({"aud": audience, "exp": NOW + HOUR}, audience="api").diagnoses[0]

    assert found.code == "claims.audience-missing"
    assert "of another type" in found.title
