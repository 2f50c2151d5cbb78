"""What the sheets of the pattern pages are filled with: values of the real types, in each of their states."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from webapp.jose.artefact import Artefact
from webapp.jose.describe.artefacts import describe
from webapp.jose.detect import detect
from webapp.jose.finding import Certainty, Comparison, Correction, Diagnosis, Finding, Piece
from webapp.jose.jwk.key import Key
from webapp.jose.jwt.kinds import Sureness, TokenKind
from webapp.jose.limits import Limits
from webapp.jose.registry.rules import RULES
from webapp.jose.text import Problem, Span
from webapp.jose.trace import KeyChoice, Light, Outcome, Severity, Step
from webapp.services import pattern_questions as asked
from webapp.services import pattern_tokens as texts
from webapp.services.pattern_questions import NOW
from webapp.services.reason_help import reason_families
from webapp.services.results import AuditResult, InspectionResult, ProfileCheck, Refusal, Verdict, VerificationResult
from webapp.services.rule_help import rule_families

_HOUR: Final = 3600
_DAY: Final = 86_400
_LONG: Final = "https://keys.example/" + "a-name-without-any-place-to-break-it" * 6

# The result that a sheet is drawn beside: a field that was refused, and a moment that was asked about.
RESULTS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "fields": Refusal(code="field.value", message="The leeway cannot be used: at least 0 is due.", field="leeway"),
        "times": VerificationResult(
            verdict=Verdict.VALID,
            headline="",
            explanation="",
            time=Light(outcome=Outcome.PASSED, summary="It was valid, and it had 7 h left"),
        ),
    }
)


@cache
def pattern_values() -> Mapping[str, object]:
    """The values by the names that the sheets give them."""
    return MappingProxyType(
        {
            "outcomes": tuple(Outcome),
            "light_results": tuple(_lit(outcome) for outcome in Outcome),
            "content_result": _lit(Outcome.WARNING),
            "steps": tuple(_steps()),
            "audits": {"grave": _audit(tuple(Severity)), "remarks": _audit((Severity.INFO,)), "clean": _audit(())},
            "sureness": tuple(_taken(sureness) for sureness in Sureness),
            "reasons": _reasons(),
            "problems": _problems(),
            "lives": _lives(),
            "signed": _described(_signed()),
            "encrypted": _described(_encrypted()),
            "awkward": _artefact(asked.awkward()),
            "text": _artefact(texts.ED25519),
            "binary": _artefact(texts.WRAPPED),
            "keys_of_each_kind": _keys(),
            "hints": tuple(InspectionResult(keys=keys) for keys in (*((key,) for key in _pasted()), _pasted())),
            "profile": _profile(),
            "reasons_help": reason_families()[:1],
            "rules_help": rule_families()[:1],
        }
    )


def _lit(outcome: Outcome) -> VerificationResult:
    words = {
        Outcome.PASSED: "It verifies with this key",
        Outcome.WARNING: "It verifies, but the key came with the token",
        Outcome.FAILED: "It does not verify with this key",
        Outcome.SKIPPED: "Not reached: a step before it failed",
        Outcome.UNCHECKED: "Not checked",
    }
    light = Light(outcome=outcome, summary=words[outcome])
    return VerificationResult(
        verdict=Verdict.VALID,
        headline="",
        explanation="",
        signature=light,
        key_trust=light,
        time=light,
        claims=light,
    )


def _steps() -> list[Step]:
    plain = [
        Step(
            code=f"pattern.{outcome}",
            name=f"A step that is {outcome}",
            outcome=outcome,
            summary="What was found, in a sentence",
            detail="Signing Input: 129 octets\nSHA-256: 2c f2 4d ba 5f b0 a3 0e 26 e8 3b 2a c5 b9 e2 9e 1b 16",
            reference="RFC 7515 section 5.2",
        )
        for outcome in Outcome
    ]
    choices = [
        KeyChoice(
            index=index,
            name=f"EC P-256 key, {outcome}",
            kid=_LONG if outcome is Outcome.FAILED else "2026-01",
            outcome=outcome,
            words='Its "use" is "enc", and a signature needs "sig"',
        )
        for index, outcome in enumerate((Outcome.PASSED, Outcome.WARNING, Outcome.FAILED, Outcome.SKIPPED))
    ]
    tried = Step(
        code="pattern.keys",
        name="Choose the key",
        outcome=Outcome.FAILED,
        summary="None of the 1,004 keys fits",
        detail="None of them fits",
        choices=tuple(choices),
        more_choices=1_000,
        reference="RFC 7515 section 6; RFC 7517 section 4.5",
    )
    bare = Step(code="pattern.bare", name="A step without values", outcome=Outcome.PASSED, summary=_LONG)
    return [*plain, tried, bare]


def _audit(severities: tuple[Severity, ...]) -> AuditResult:
    rules = {severity: [rule for rule in RULES.values() if rule.severity == severity][:1] for severity in severities}
    found = tuple(
        Finding(
            code=rule.code,
            severity=severity,
            title=rule.title,
            message=rule.example,
            remedy=rule.remedy,
            rule=rule.id,
            reference=rule.reference,
            span=Span(0, 5),
        )
        for severity, of_it in rules.items()
        for rule in of_it
    )
    return AuditResult(token_kind=TokenKind.ID_TOKEN, token_kind_reasons=("it has a nonce",), findings=found)


def _taken(sureness: Sureness) -> AuditResult:
    return AuditResult(
        token_kind=TokenKind.ACCESS_TOKEN,
        token_kind_reasons=("it has a scope",),
        token_kind_certainty=sureness,
    )


def _reasons() -> VerificationResult:
    compared = Comparison(
        expected=(Piece("https://login.example", is_same=True), Piece("/", is_same=False)),
        found=(Piece("https://login.example", is_same=True),),
    )
    proven = Diagnosis(
        code="secret.base64",
        certainty=Certainty.PROVEN,
        title="The secret is base64, and was used as text",
        explanation="Decoded, it verifies the signature.",
        remedy="Decode the secret before it is used.",
        corrected=Correction(field="key_encoding", value="base64"),
        reference="RFC 7518 section 3.2",
    )
    likely = Diagnosis(
        code="claims.issuer-slash",
        certainty=Certainty.LIKELY,
        title="The issuer differs by a slash",
        explanation="Issuers are compared character by character.",
        remedy="Write it as the issuer does.",
        compared=compared,
    )
    mended = Diagnosis(
        code="token.cut",
        certainty=Certainty.LIKELY,
        title="The token was changed on its way",
        explanation="With one character put back, it verifies.",
        remedy="",
        corrected=Correction(field="input", value=texts.SIGNED),
    )
    return VerificationResult(
        verdict=Verdict.INVALID,
        headline="",
        explanation="",
        diagnoses=(proven, likely, mended),
        ruled_out=("the secret in hexadecimal", "another hash"),
        untried=("1,000 further keys",),
    )


def _problems() -> tuple[Problem, ...]:
    return (
        Problem(code="pattern.placed", message="'*' is not in the base64url alphabet", span=Span(1_233, 1_234)),
        Problem(code="pattern.cited", message="The header is no JSON object", reference="RFC 7515 section 4"),
        Problem(code="pattern.long", message=f'"jku" is {_LONG}', reference="RFC 7515 section 4.1.2; OpenID Core"),
    )


def _lives() -> tuple[tuple[str, Mapping[str, int], int | None], ...]:
    """Titles, the claims that are moments, and the moment that was asked about."""
    begin = NOW - 20 * 60
    return (
        ("Valid now", {"iat": begin, "exp": begin + 8 * _HOUR}, None),
        ("Before it begins", {"iat": begin, "nbf": NOW + _HOUR, "exp": NOW + 9 * _HOUR}, None),
        ("Expired", {"iat": NOW - 27 * _HOUR, "exp": NOW - 3 * _HOUR}, None),
        ("No end", {"iat": begin}, None),
        ("An end alone", {"exp": NOW + 600}, None),
        ("It ends before it begins", {"nbf": NOW + _HOUR, "exp": NOW - _HOUR}, None),
        ("A login long before", {"auth_time": NOW - 400 * _DAY, "iat": begin, "exp": begin + _HOUR}, None),
        ("Everything at once", {"auth_time": begin, "iat": begin, "nbf": begin + 1, "exp": begin + 60}, None),
        ("At another time", {"iat": begin, "exp": begin + 8 * _HOUR}, begin + _HOUR),
    )


def _signed() -> tuple[tuple[str, str], ...]:
    header, _, signature = texts.RFC_ES256.split(".")
    return (
        ("HMAC", asked.verified()["valid-secret"][1]["input"]),
        ("RSA", asked.verified()["valid-rsa"][1]["input"]),
        ("Elliptic curve", texts.SIGNED),
        ("Edwards curve", texts.ED25519),
        ("Nobody", asked.read()["read-unsecured"][1]["input"]),
        ("Detached", f"{header}..{signature}"),
        ("Two signatures", asked.two_signatures()),
        ("SD-JWT", texts.SD_JWT),
    )


def _encrypted() -> tuple[tuple[str, str], ...]:
    return (
        ("Direct", texts.DIRECT),
        ("Wrapped", texts.WRAPPED),
        ("Agreed", texts.AGREED),
        ("Agreed and wrapped", texts.NESTED),
        ("From a password", texts.PBES2),
        ("For two recipients", asked.two_recipients()),
    )


def _described(titled: tuple[tuple[str, str], ...]) -> tuple[tuple[str, Artefact], ...]:
    return tuple((title, _artefact(text)) for title, text in titled)


def _artefact(text: str) -> Artefact:
    return describe(detect(text, Limits()).found[0], Limits(), NOW)


def _keys() -> tuple[Key, ...]:
    mark = "Teu0I2b4zkkuXZ4ZauI9-n5vcQk9ujuNZf34G2PX_Eg"
    unreadable = Problem(code="jwk.point", message="The point is not on the curve", reference="RFC 7518 section 6.2.1")
    return (
        Key(kty="EC", crv="P-256", bits=256, kid="2026-01", alg="ES256", use="sig", thumbprint=mark, source="jwk-set"),
        Key(kty="EC", crv="P-521", bits=521, private=True, thumbprint=mark, source="pem-sec1"),
        Key(kty="RSA", bits=2_048, kid=_LONG, key_ops=("verify",), thumbprint=mark, source="pem-spki"),
        Key(kty="RSA", bits=4_096, private=True, alg="RSA-OAEP-256", use="enc", thumbprint=mark, source="pem-pkcs8"),
        Key(kty="OKP", crv="Ed25519", bits=256, thumbprint=mark, source="generated"),
        Key(kty="AKP", alg="ML-DSA-65", thumbprint=mark),
        Key(kty="oct", bits=256, private=True, thumbprint=mark, source="secret"),
        Key(kty="RSA", bits=2_048, subject="CN=login.example,O=Example", thumbprint=mark, source="x509"),
        Key(kty="", problems=(unreadable,)),
    )


def _pasted() -> tuple[Key, ...]:
    return tuple(key for key in _keys() if key.source != "generated")


def _profile() -> ProfileCheck:
    met = [
        Step(code=f"profile.{outcome}", name=name, outcome=outcome, summary=summary)
        for outcome, name, summary in (
            (Outcome.PASSED, "Issuer", "It is https://login.example"),
            (Outcome.FAILED, "Audience", "https://orders.example is expected, and it is not among them"),
            (Outcome.WARNING, "Lifetime", "8 h, and 8 h are allowed at most"),
            (Outcome.UNCHECKED, "Scopes", "Not checked"),
            (Outcome.SKIPPED, "Type", "Not reached"),
        )
    ]
    return ProfileCheck(
        name="production",
        issuer="https://login.example",
        reason="it is for the issuer of this token",
        keys="those of the profile",
        expectations=tuple(met),
    )
