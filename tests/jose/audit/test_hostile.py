"""What an attacker writes into claims and headers costs no more than what everybody writes there.

A search that starts anew at each of these beginnings takes minutes: then this test does not end.
"""

from __future__ import annotations

import json

import pytest

from tests.jose.audit.asking import audited
from tests.jose.audit.telling import CLEAN, token
from webapp.jose.audit.kinds import TokenKind

# Beginnings of what is looked for.
NEARLY = ("://", "/token", "https://", "' or ", "${", "{{", "../", "<", " =", "a,", "%2e", "user_", "-----BEGIN ")


@pytest.mark.parametrize("piece", NEARLY)
def test_a_text_of_nothing_but_beginnings_is_looked_through_once(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    paste = token(json.dumps({**CLEAN, "aud": text}), kid=text[:100_000])

    for kind in (TokenKind.FAPI_CLIENT_ASSERTION, TokenKind.ID_TOKEN, TokenKind.ACCESS_TOKEN):
        assert "S08" in {found.rule for found in audited(paste, kind=kind).findings}
