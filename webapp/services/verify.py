"""Is it genuine, and may it pass? The four verdicts about a pasted token, and about every layer inside of it."""

from __future__ import annotations

from webapp.jose.limits import Limits
from webapp.services.layers import with_layers
from webapp.services.questions import Question
from webapp.services.results import VerificationResult
from webapp.services.told import told
from webapp.services.verification import verify_layer


def verify(question: Question, limits: Limits) -> VerificationResult:
    """Verify the JWS of a paste that the keys fit, or the first, and what is inside with the same keys."""
    keys = question.read_keys(limits)
    return told(with_layers(verify_layer(keys, question, limits), keys, question, limits), question, limits)
