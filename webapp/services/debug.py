"""From paste to answer in one go: decrypt, verify or describe, whichever the paste and the key allow."""

from __future__ import annotations

from webapp.jose.artefact import Kind
from webapp.jose.detect import detect
from webapp.jose.limits import Limits
from webapp.jose.trace import Outcome
from webapp.services.decrypt import decrypt
from webapp.services.inspect import inspect
from webapp.services.questions import Question
from webapp.services.results import DecryptionResult, InspectionResult, VerificationResult
from webapp.services.together import prepared
from webapp.services.verify import verify


def debug(question: Question, limits: Limits) -> InspectionResult | VerificationResult | DecryptionResult:
    """Answer with what goes furthest: a decryption or verification when a key is there, else a description."""
    question = prepared(question, limits)
    kinds = {found.kind for found in detect(question.input, limits).found}
    has_key = bool(question.key.strip())
    verified = verify(question, limits) if has_key and kinds & {Kind.JWS, Kind.SD_JWT} else None
    if verified and (Kind.JWE not in kinds or verified.signature.outcome is Outcome.PASSED):
        return verified
    if has_key and Kind.JWE in kinds:
        decrypted = decrypt(question, limits)
        return verified if verified and decrypted.plaintext is None else decrypted
    return inspect(question, limits)
