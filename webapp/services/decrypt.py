"""What is inside? A JWE decrypted, and every layer inside of it judged in turn."""

from __future__ import annotations

from webapp.jose.limits import Limits
from webapp.services.audit import with_inner_keys
from webapp.services.decryption import decrypt_looked
from webapp.services.held import held_inside
from webapp.services.layers import with_layers
from webapp.services.questions import Question
from webapp.services.reading import look
from webapp.services.results import DecryptionResult
from webapp.services.together import prepared
from webapp.services.told import told


def decrypt(question: Question, limits: Limits) -> DecryptionResult:
    """Decrypt the JWE of a paste that the keys open, or the first, and judge what is inside with the same keys."""
    question = prepared(question, limits)
    result, looked = decrypt_looked(look(question, limits), question, limits)
    question, result = held_inside(question, result)
    keys = with_inner_keys(looked.keys, question, limits)
    return told(with_layers(result, keys, question, limits), question, limits, looked)
