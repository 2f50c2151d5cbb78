"""What holds for all experiments: they are bounded, and each reason has its help entry."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import webapp.jose.diagnose
from tests.jose.diagnose.asking import NOW, asked, mac
from tests.jose.making import LIMITS, fresh_key, jwk, new_key, signed
from webapp.jose.diagnose import encoding
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import secret_of
from webapp.jose.diagnose.shapes import Shape, shapes
from webapp.jose.jwk.publish import Half
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.registry.diagnoses import DIAGNOSES
from webapp.services.questions import Question
from webapp.services.verify import verify

_SOURCES: Final = sorted(Path(webapp.jose.diagnose.__file__).parent.glob("*.py"))
_FAMILIES: Final = {code.partition(".")[0] for code in DIAGNOSES}


def _codes() -> set[str]:
    """Every string in the experiments that has the form of a code of a reason, and is not compared with a step."""
    nodes = [node for path in _SOURCES for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    steps = {id(node) for one in nodes if _compares(one) for node in ast.walk(one)}
    steps |= {id(key) for one in nodes if isinstance(one, ast.Dict) for key in one.keys}
    texts = (
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in steps
    )
    return {
        text
        for text in texts
        if text.partition(".")[0] in _FAMILIES and "." in text and text.replace(".", "").replace("-", "").isalnum()
    }


def _compares(node: ast.AST) -> bool:
    """A comparison, an operation on sets, or a call of has_failed: there, codes are those of steps."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr == "has_failed"
    return isinstance(node, ast.Compare) or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd))


def test_every_reason_has_a_help_entry_and_every_entry_a_reason() -> None:
    assert _codes() == set(DIAGNOSES)


def test_every_help_entry_says_what_why_and_how_in_five_languages() -> None:
    for row in DIAGNOSES.values():
        assert row.what.endswith(".")
        assert row.why.endswith(".")
        assert all(text for _, text in row.fixes.all)


def test_what_the_budget_is_too_small_for_is_told() -> None:
    question = Question(input=mac(b"other"), key="secret", expected=Expectations(at=NOW))

    result = verify(question, replace(LIMITS, diagnosis=100))

    assert "another encoding of this secret" in result.untried


def test_a_set_of_thousands_of_keys_is_tried_within_the_budget() -> None:
    keys = json.dumps({"keys": [jwk(new_key("ES256"), Half.PUBLIC, kid=str(n)) for n in range(3000)]})

    result = asked(signed("ES256", fresh_key("ES256")), keys)

    assert not any(one.certainty == "proven" for one in result.diagnoses)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_makes_the_experiments_raise(token: str, key: str) -> None:
    asked(token, key)
    asked(mac(b"a"), key)
    asked(signed("ES256", new_key("ES256"))[:-40] + token, key)


def test_trials_with_a_long_secret_or_a_long_encrypted_key_cost_more_of_the_budget() -> None:
    signing, unwrapping = Bench(LIMITS.diagnosis), Bench(LIMITS.diagnosis)

    for _ in range(20):
        signing.verifies("HS256", secret_of(bytes(1_000_000)), b"", bytes(32))
        unwrapping.unwraps("A128KW", "A128GCM", secret_of(bytes(16)), bytes(1_000_000), {})

    assert signing.trials < 10
    assert unwrapping.trials < 10


def test_a_signature_of_a_million_characters_is_not_read_in_other_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []

    def seen(octets: bytes, text: str, kty: str, due: int) -> Iterator[Shape]:
        lengths.append(len(octets))
        return shapes(octets, text, kty, due)

    monkeypatch.setattr(encoding, "shapes", seen)

    result = asked(mac(b"secret") + "ab" * 450_000, "secret")

    assert [one.code for one in result.diagnoses] == ["signature.too-long"]
    assert max(lengths, default=0) < 1_000
