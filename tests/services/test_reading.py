"""What was read once is not read again, whichever answer is asked for."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.jose.audit.asking import NOW
from tests.jose.audit.telling import with_claims
from tests.jose.making import LIMITS
from webapp.jose.detect import Found
from webapp.jose.jwt.expectations import Expectations
from webapp.services import reading
from webapp.services.audit import audit
from webapp.services.decrypt import decrypt
from webapp.services.inspect import inspect
from webapp.services.questions import Question
from webapp.services.verify import verify


@pytest.mark.parametrize("answer", [inspect, verify, decrypt, audit])
@pytest.mark.parametrize("count", [1, 3])
def test_no_token_of_a_paste_is_described_twice(answer: Any, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[str] = Counter()
    original = reading.read

    def counting(found: Found, *args: Any) -> reading.Reading:
        seen[found.excerpt.text] += 1
        return original(found, *args)

    monkeypatch.setattr(reading, "read", counting)
    paste = "\n".join(with_claims(sub=str(index)) for index in range(count))

    answer(Question(input=paste, expected=Expectations(at=NOW)), LIMITS)

    assert max(seen.values(), default=1) == 1
