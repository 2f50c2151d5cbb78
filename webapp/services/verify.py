"""Is it genuine, and may it pass? The four verdicts about a pasted token, and about every layer inside of it."""

from __future__ import annotations

from webapp.jose.limits import Limits
from webapp.services.audit import with_inner_keys
from webapp.services.layers import with_layers
from webapp.services.questions import Question
from webapp.services.reading import look
from webapp.services.results import VerificationResult
from webapp.services.together import prepared
from webapp.services.told import told
from webapp.services.verification import verify_looked


def verify(question: Question, limits: Limits) -> VerificationResult:
    """Verify the JWS of a paste that the keys fit, or the first, and what is inside with the same keys."""
    question = prepared(question, limits)
    result, looked = verify_looked(look(question, limits), question, limits)
    keys = with_inner_keys(looked.keys, question, limits)
    return told(with_layers(result, keys, question, limits), question, limits, looked)
