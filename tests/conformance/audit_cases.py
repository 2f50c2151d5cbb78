"""The cases of the audit: what is sent for each, and in what the answer differs from what is due.

`python -m tests.conformance.audit_cases FILE [WORD...]` prints the cases that differ, those with the words in their id,
title or rules only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from flask.testing import FlaskClient

from webapp.app import create_app
from webapp.settings import Settings

Case = Mapping[str, Any]
_FIELDS: Final = {"iss": "issuer", "aud": "audience", "trusted_aud": "trusted_audiences", "kb_aud": "kb_audience"}


def cases(path: Path) -> list[Case]:
    """The cases of a file."""
    found: list[Case] = json.loads(path.read_text())["cases"]
    return found


def fields(case: Case) -> dict[str, Any]:
    """What is sent to /audit. A key that was pasted as a secret is said to be one."""
    expected = {_FIELDS.get(name, name): value for name, value in case["expected"].items()}
    sent = {"input": case["input"], "at": case["now"], "token_kind": case["profile"], **expected}
    if case["key"]:
        sent["key"] = case["key"]
    if case["key_kind"] == "secret":
        sent["key_encoding"] = "utf-8"
    if case.get("inner_key"):
        sent["inner_key"] = case["inner_key"]
    return sent


def difference(case: Case, client: FlaskClient) -> str | None:
    """What is missing, and what is too much above info; None when it is as it is due."""
    response = client.post("/audit", json=fields(case), headers={"Accept": "application/json"})
    if response.status_code != 200:
        return f"status {response.status_code}"
    findings = response.get_json()["findings"]
    rules = {found["rule"] for found in findings}
    due, allowed = set(case["expect_rules"]), set(case["expect_rules"]) | set(case["may_rules"])
    missing = sorted(due - rules)
    surplus = sorted({str(f["rule"]) for f in findings if f["severity"] != "info" and f["rule"] not in allowed})
    if missing or surplus:
        return f"missing {' '.join(missing) or '-'}, too much {' '.join(surplus) or '-'}"
    return None


def main() -> None:
    """Print the cases that differ."""
    client = create_app(Settings()).test_client()
    words = sys.argv[2:]
    count = 0
    for case in cases(Path(sys.argv[1])):
        told = f"{case['id']} {case['profile']} {case['title']} {' '.join(case['expect_rules'])}"
        if all(word in told for word in words) and (found := difference(case, client)):
            count += 1
            print(f"{told}: {found}")
    print(count, "differ")


if __name__ == "__main__":
    main()
