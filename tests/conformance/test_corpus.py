"""Some 2,400 real tokens, keys and sets of RFCs, libraries and identity providers (--corpus-root)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from flask.testing import FlaskClient

from tests.conformance import corpus

# Cases that are not due yet, by what is missing. The table only shrinks: a case that holds must leave it.
_NOT_DUE: Final = json.loads((Path(__file__).parent / "not_due.json").read_text())
_EXCUSED: Final = frozenset(identity for identities in _NOT_DUE.values() for identity in identities)


def test_every_case_that_is_due_holds(corpus_root: Path, client: FlaskClient) -> None:
    failures = {
        case["id"]: problem
        for case in corpus.cases(corpus_root)
        if case["id"] not in _EXCUSED and (problem := corpus.failure(case, client))
    }

    assert failures == {}


def test_no_case_is_excused_that_holds(corpus_root: Path, client: FlaskClient) -> None:
    holding = [
        case["id"] for case in corpus.cases(corpus_root) if case["id"] in _EXCUSED and not corpus.failure(case, client)
    ]

    assert holding == []
