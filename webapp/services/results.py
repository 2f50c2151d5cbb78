"""What the services answer. Each type has one partial of its name in templates/results, and one JSON twin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from webapp.jose.artefact import Artefact, ArtefactMember
from webapp.jose.compare.difference import Section
from webapp.jose.compare.points import Point
from webapp.jose.finding import Diagnosis, Finding
from webapp.jose.jwk.key import UNPUBLISHED, Key
from webapp.jose.jwt.kinds import Sureness
from webapp.jose.text import Problem, counted
from webapp.jose.trace import UNCHECKED, Light, Outcome, Step
from webapp.jose.unwrap import Stripped


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileCheck:
    """The profile that a token was held to: why that one, whose keys were used, each expectation met or missed."""

    name: str
    issuer: str
    reason: str
    keys: str
    expectations: tuple[Step, ...] = ()

    @property
    def summary(self) -> str:
        """Its name, and how many of its expectations are missed."""
        missed = sum(step.outcome is Outcome.FAILED for step in self.expectations)
        total = counted(len(self.expectations), "expectation")
        return f"{self.name}; {f'{missed} of {total} missed' if missed else f'{total} met'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionResult:
    """What is this? problems is filled when nothing was recognised: why, and what it looks like instead.

    headline, explanation and time are about the first artefact; keys and key_problems about the key given beside it,
    key_members the members of the JWKs in it, with their places in its own text, or in the paste for a key that stands
    beside the token there; token_kind and findings are those of
    AuditResult.
    """

    headline: str = ""
    explanation: str = ""
    time: Light = UNCHECKED
    artefacts: tuple[Artefact, ...] = ()
    stripped: tuple[Stripped, ...] = ()
    problems: tuple[Problem, ...] = ()
    keys: tuple[Key, ...] = ()
    key_members: tuple[ArtefactMember, ...] = ()
    key_problems: tuple[Problem, ...] = ()
    at: int | None = None
    token_kind: str = ""
    token_kind_reasons: tuple[str, ...] = ()
    token_kind_certainty: Sureness = Sureness.CERTAIN
    findings: tuple[Finding, ...] = ()
    profile: ProfileCheck | None = None


class Verdict(StrEnum):
    """The one word above a verification or a decryption."""

    VALID = "valid"
    INVALID = "invalid"
    UNVERIFIABLE = "unverifiable"
    DECRYPTED = "decrypted"
    FAILED = "failed"
    UNDECRYPTABLE = "undecryptable"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureResult:
    """One signature of a JWS, with its own header, light and steps."""

    index: int
    alg: str | None
    kid: str | None
    signature: Light
    key_trust: Light
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationResult:
    """Is it genuine, and may it pass? headline and explanation are the verdict in words.

    ruled_out says what trials have shown not to be the reason, untried what the budget was too small for.
    index says of which signature the steps are, where there are several; inner is about the token that it holds; others
    are the other tokens of the paste, which this verdict is not about, and key_beside the text of the keys among them.
    at is the moment that was asked about, None for the present; token_kind and findings are those of AuditResult; the
    reports are texts for a ticket, of which only report_with_values has the values of claims.
    """

    verdict: Verdict
    headline: str
    explanation: str
    signature: Light = UNCHECKED
    key_trust: Light = UNCHECKED
    time: Light = UNCHECKED
    claims: Light = UNCHECKED
    index: int | None = None
    steps: tuple[Step, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    ruled_out: tuple[str, ...] = ()
    untried: tuple[str, ...] = ()
    key: Key | None = None
    keys: tuple[Key, ...] = ()
    key_members: tuple[ArtefactMember, ...] = ()
    key_problems: tuple[Problem, ...] = ()
    inner: VerificationResult | DecryptionResult | None = None
    signatures: tuple[SignatureResult, ...] = ()
    artefact: Artefact | None = None
    others: tuple[Artefact, ...] = ()
    key_beside: str = field(default="", repr=False, metadata=UNPUBLISHED)
    stripped: tuple[Stripped, ...] = ()
    problems: tuple[Problem, ...] = ()
    at: int | None = None
    token_kind: str = ""
    token_kind_reasons: tuple[str, ...] = ()
    token_kind_certainty: Sureness = Sureness.CERTAIN
    findings: tuple[Finding, ...] = ()
    profile: ProfileCheck | None = None
    report: str = field(default="", repr=False)
    report_with_values: str = field(default="", repr=False)
    report_markdown: str = field(default="", repr=False)
    report_json: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientResult:
    """One recipient of a JWE: the steps that were tried for it, and in summary how they ended."""

    index: int
    alg: str | None
    kid: str | None
    outcome: Outcome
    summary: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plaintext:
    """What a JWE held. text is None for octets that are not UTF-8."""

    text: str | None = field(repr=False)
    base64url: str = field(repr=False)
    octets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecryptionResult:
    """What is inside? content is what the plaintext turned out to be, verification the verdict on a JWS among it.

    time, claims and their steps, checks, are about the claims that were inside. index says of which recipient the
    steps are, where there are several; inner is about the token that was inside, whatever could be judged of it.
    at and the reports are those of VerificationResult.
    """

    verdict: Verdict
    headline: str
    explanation: str
    index: int | None = None
    steps: tuple[Step, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    ruled_out: tuple[str, ...] = ()
    untried: tuple[str, ...] = ()
    key: Key | None = None
    keys: tuple[Key, ...] = ()
    key_members: tuple[ArtefactMember, ...] = ()
    key_problems: tuple[Problem, ...] = ()
    plaintext: Plaintext | None = None
    content: Artefact | None = None
    verification: VerificationResult | None = None
    inner: VerificationResult | DecryptionResult | None = None
    time: Light = UNCHECKED
    claims: Light = UNCHECKED
    checks: tuple[Step, ...] = ()
    recipients: tuple[RecipientResult, ...] = ()
    artefact: Artefact | None = None
    others: tuple[Artefact, ...] = ()
    key_beside: str = field(default="", repr=False, metadata=UNPUBLISHED)
    stripped: tuple[Stripped, ...] = ()
    problems: tuple[Problem, ...] = ()
    at: int | None = None
    token_kind: str = ""
    token_kind_reasons: tuple[str, ...] = ()
    token_kind_certainty: Sureness = Sureness.CERTAIN
    findings: tuple[Finding, ...] = ()
    profile: ProfileCheck | None = None
    report: str = field(default="", repr=False)
    report_with_values: str = field(default="", repr=False)
    report_markdown: str = field(default="", repr=False)
    report_json: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A key written out in some format. private says that whoever holds the text holds the private key.

    index is that of the key among the keys of the result.
    """

    format: str
    private: bool
    text: str = field(repr=False)
    kid: str | None = None
    index: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyInspectionResult:
    """The keys that a text holds, and the members of the JWKs in it, each in its place.

    corrected is the text put right, where it had to be: it repeats private keys.
    """

    keys: tuple[Key, ...] = ()
    key_members: tuple[ArtefactMember, ...] = ()
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    exports: tuple[Export, ...] = ()
    corrected: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyGenerationResult:
    """New keys: the private set, the public set without symmetric keys, and a PEM pair for each asymmetric key."""

    keys: tuple[Key, ...]
    public_jwk_set: Mapping[str, object] = field(repr=False)
    private_jwk_set: Mapping[str, object] = field(repr=False)
    exports: tuple[Export, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyConversionResult:
    """Keys in another format; count says how many of them are in the text."""

    text: str = field(repr=False)
    count: int = 0
    keys: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedField:
    """A field whose value cannot be used, and why."""

    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A request that cannot be served. Never an echo of what was sent.

    others are further fields whose values cannot be used.
    """

    code: str
    message: str
    limit: int | None = None
    setting: str | None = None
    field: str | None = None
    others: tuple[RefusedField, ...] = ()
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditResult:
    """What a specialist would notice, the worst first, and the kind of token that the rules were chosen for."""

    token_kind: str
    token_kind_reasons: tuple[str, ...] = ()
    token_kind_certainty: Sureness = Sureness.CERTAIN
    findings: tuple[Finding, ...] = ()
    artefact: Artefact | None = None
    keys: tuple[Key, ...] = ()
    time: Light = UNCHECKED
    at: int | None = None
    profile: ProfileCheck | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedToken:
    """One of two tokens that were compared, with the verdict and its words; None without a key."""

    is_token: bool = False
    label: str = ""
    token_kind: str = ""
    verdict: Verdict | None = None
    headline: str = ""
    explanation: str = ""
    signature: Light = UNCHECKED
    key_trust: Light = UNCHECKED
    time: Light = UNCHECKED
    claims: Light = UNCHECKED
    diagnoses: tuple[Diagnosis, ...] = ()
    problems: tuple[Problem, ...] = ()
    key: Key | None = None
    key_problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonResult:
    """What differs between two tokens. verdict: incomplete, same, alike, usual or different; see compare/headline.py.

    findings_first and findings_second are those of one alone. is_contrast: one passes a check that the other fails.
    """

    verdict: str
    headline: str
    explanation: str = ""
    is_contrast: bool = False
    first: ComparedToken = ComparedToken()
    second: ComparedToken = ComparedToken()
    points: tuple[Point, ...] = ()
    sections: tuple[Section, ...] = ()
    findings_first: tuple[Finding, ...] = ()
    findings_second: tuple[Finding, ...] = ()
    findings_both: int = 0
    at: int | None = None
