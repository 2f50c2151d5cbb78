"""A token held to a profile: how it finds its own, and each expectation met or missed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

import pytest

from tests.jose.diagnose.sealing import private
from tests.jose.making import LIMITS, encrypted, fresh_key, jwk, new_key, signed
from tests.jose.sd_jwt.issuing import ISSUER, issued
from webapp.jose.audit.expected import Expected
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.jwk.publish import Half
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.trace import Outcome
from webapp.services.audit import audit
from webapp.services.debug import debug
from webapp.services.decrypt import decrypt
from webapp.services.inspect import inspect
from webapp.services.profiles import Profile, Profiles
from webapp.services.questions import Question
from webapp.services.results import ProfileCheck, Verdict, VerificationResult
from webapp.services.verify import verify

NOW: Final = 1_767_225_600
KEY: Final = new_key("ES256")
CLAIMS: Final[dict[str, Any]] = {
    "iss": "https://login.example",
    "aud": ["https://api.example", "other"],
    "sub": "alice",
    "iat": NOW - 60,
    "exp": NOW + 540,
    "scope": "read write",
}
PRODUCTION: Final = Profile(
    name="production",
    issuer="https://login.example",
    key_text=json.dumps(jwk(KEY, Half.PUBLIC)),
    audiences=("https://api.example", "https://admin.example"),
    algorithms=("ES256",),
    typ="at+jwt",
    maximum_lifetime=600,
    required_claims=("sub",),
    scopes=("read",),
    token_kind=TokenKind.ACCESS_TOKEN,
)
STAGING: Final = Profile(
    name="staging", issuer="https://staging.example", jwks_url="https://staging.example/jwks", leeway=5
)
ADMIN: Final = replace(PRODUCTION, name="admin", audiences=("https://admin.example",))
PROFILES: Final = Profiles(all=(PRODUCTION, STAGING))


def token(key: Any = KEY, alg: str = "ES256", typ: str = "at+jwt", **claims: Any) -> str:
    """A token of the issuer; a claim that is None is left out."""
    made = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    return signed(alg, key, json.dumps(made).encode(), typ=typ)


def question(paste: str, key: str = "", profiles: Profiles = PROFILES, **asked: Any) -> Question:
    expected = Expectations(at=NOW, **asked.pop("expected", {}))
    return Question(
        input=paste, key=key, expected=expected, audited=Expected(at=NOW), profiles=profiles, **asked
    )  # fmt: skip


def verified(paste: str, key: str = "", **asked: Any) -> VerificationResult:
    return verify(question(paste, key, **asked), LIMITS)


def profile_of(paste: str, **asked: Any) -> ProfileCheck:
    found = verified(paste, **asked).profile
    assert found
    return found


def missed(paste: str, **asked: Any) -> list[str]:
    """The codes of the expectations that are missed."""
    steps = profile_of(paste, **asked).expectations
    return [step.code for step in steps if step.outcome is Outcome.FAILED]


def test_a_token_finds_its_profile_by_its_issuer_and_is_verified_with_its_keys() -> None:
    result = verified(token())

    assert result.verdict is Verdict.VALID
    assert result.profile
    assert result.profile.name == "production"
    assert result.profile.keys == "the keys of the profile"
    assert result.key_members == ()
    assert result.token_kind == "access_token"
    assert [step.code for step in result.profile.expectations] == [
        "claims.algorithm", "claims.typ", "claims.issuer", "claims.audience", "claims.required", "claims.lifetime",
        "claims.scope",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"typ": "JWT"}, "claims.typ"),
        ({"aud": "https://other.example"}, "claims.audience"),
        ({"aud": None}, "claims.audience"),
        ({"sub": None}, "claims.required"),
        ({"exp": NOW + 541}, "claims.lifetime"),
        ({"scope": "write"}, "claims.scope"),
        ({"alg": "HS256", "key": new_key("HS256")}, "claims.algorithm"),
    ],
)
def test_each_expectation_that_is_missed_is_told(changes: dict[str, Any], code: str) -> None:
    assert missed(token(**changes)) == [code]
    assert verified(token(**changes)).verdict is not Verdict.VALID


def test_another_issuer_has_no_profile_unless_it_is_asked_for() -> None:
    stranger = token(iss="https://stranger.example")

    assert verified(stranger).profile is None
    assert missed(stranger, profile="production") == ["claims.issuer"]


def test_would_staging_accept_it() -> None:
    held = profile_of(token(), profile="staging")

    assert held.name == "staging"
    assert held.reason == "you chose it"
    assert "nothing is fetched from here" in held.keys
    assert "https://staging.example/jwks" in held.keys
    assert missed(token(), profile="staging") == ["claims.issuer"]


def test_none_asks_for_no_profile() -> None:
    result = verified(token(), profile="none")

    assert result.profile is None
    assert result.verdict is Verdict.UNVERIFIABLE


def test_without_profiles_nothing_changes() -> None:
    one = token()

    assert verified(one, profiles=Profiles()) == verified(one, profile="none")


def test_of_two_profiles_of_one_issuer_the_one_with_the_audience_is_taken() -> None:
    profiles = Profiles(all=(PRODUCTION, ADMIN))

    assert profile_of(token(aud="https://admin.example"), profiles=Profiles(all=(STAGING, ADMIN))).name == "admin"
    assert profile_of(token(), profiles=Profiles(all=(ADMIN, PRODUCTION))).name == "production"
    assert profile_of(token(aud="nobody"), profiles=profiles).name == "production"


def test_what_was_given_goes_before_the_profile() -> None:
    result = verified(token(), json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC)), expected={"audience": "other"})

    assert result.signature.outcome is Outcome.FAILED
    assert result.profile
    assert result.profile.keys == "the keys that you gave"
    assert "kty" in {member.name for member in result.key_members}
    assert [s.summary for s in result.steps if s.code == "claims.audience"] == [
        '"aud" is ["https://api.example", "other"]; expected: "other"'
    ]


def test_the_leeway_is_the_profiles_unless_one_was_given() -> None:
    late = token(iss="https://staging.example", exp=NOW - 3)

    assert verified(late).time.outcome is Outcome.PASSED
    assert verified(late, has_leeway=True).time.outcome is Outcome.FAILED


def test_the_keys_of_a_profile_are_enough_to_verify_from_a_paste_alone() -> None:
    assert isinstance(debug(question(token()), LIMITS), VerificationResult)


def test_a_description_and_the_audit_name_the_profile_too() -> None:
    described = inspect(question(token(aud="x")), LIMITS).profile
    looked_over = audit(question(token(aud="x")), LIMITS)

    assert described
    assert looked_over.profile
    assert described.expectations == looked_over.profile.expectations
    assert [step.code for step in described.expectations if step.outcome is Outcome.FAILED] == ["claims.audience"]
    assert looked_over.token_kind == "access_token"
    assert looked_over.token_kind_reasons == ("the profile production says so",)


def test_an_encrypted_token_finds_its_profile_when_it_is_decrypted() -> None:
    sealer = new_key("RSA-OAEP-256")
    sealed = encrypted("RSA-OAEP-256", "A256GCM", sealer, token(sub=None).encode(), cty="JWT")

    result = decrypt(question(sealed, private(sealer)), LIMITS)

    assert result.profile
    assert result.profile.name == "production"
    assert [step.code for step in result.profile.expectations if step.outcome is Outcome.FAILED] == ["claims.required"]
    assert result.verification
    assert result.verification.signature.outcome is Outcome.PASSED


def test_encrypted_claims_miss_the_algorithm_that_was_to_sign_them() -> None:
    sealer = new_key("A256KW")
    sealed = encrypted("A256KW", "A256GCM", sealer, json.dumps(CLAIMS).encode(), typ="at+jwt")

    result = decrypt(question(sealed, private(sealer)), LIMITS)

    assert result.profile
    assert [step.code for step in result.profile.expectations if step.outcome is Outcome.FAILED] == ["claims.algorithm"]


def test_an_encrypted_token_that_stays_shut_can_still_be_asked_about() -> None:
    sealed = encrypted("A256KW", "A256GCM", new_key("A256KW"), b"{}")

    result = decrypt(question(sealed, profile="production"), LIMITS)

    assert result.profile
    assert result.profile.expectations == ()


def test_a_profile_can_be_for_an_sd_jwt() -> None:
    profile = Profile(name="cards", issuer="https://cards.example", key_text=json.dumps(jwk(ISSUER, Half.PUBLIC)))

    result = verified(issued({"iss": "https://cards.example"}), profiles=Profiles(all=(profile,)))

    assert result.signature.outcome is Outcome.PASSED
    assert result.profile


@pytest.mark.parametrize("paste", ["", "hello", "{}", "a.b.c", "eyJhbGciOiJub25lIn0..", '{"kty":"oct","k":"AAAA"}'])
def test_a_paste_that_is_no_token_has_no_profile(paste: str) -> None:
    for asked in ("", "production", "none"):
        debug(question(paste, profile=asked), LIMITS)
        audit(question(paste, profile=asked), LIMITS)
        decrypt(question(paste, profile=asked), LIMITS)
        verify(question(paste, profile=asked), LIMITS)


def test_the_reports_name_the_profile() -> None:
    result = verified(token(sub=None))

    assert "Profile: production; 1 of 7 expectations missed" in result.report
    assert "production; 1 of 7 expectations missed" in result.report_markdown
    assert json.loads(result.report_json)["profile"] == "production; 1 of 7 expectations missed"
