"""Cases of the corpus of real tokens and keys, and what holds a case against the JSON routes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from flask.testing import FlaskClient

FILES: Final = ("rfc", "cookbook", "wycheproof", "libs", "vendor", "keys", "shapes")
_ENCODINGS: Final = {
    "secret-utf8": "utf-8",
    "password": "utf-8",
    "secret-base64": "base64",
    "secret-base64url": "base64url",
    "secret-hex": "hex",
}
_KINDS: Final = {
    "jws-compact": ("jws", "compact"),
    "jwt-unsecured": ("jws", "compact"),
    "jwe-compact": ("jwe", "compact"),
    "jws-json-flat": ("jws", "flattened"),
    "jws-json-general": ("jws", "general"),
    "jwe-json-flat": ("jwe", "flattened"),
    "jwe-json-general": ("jwe", "general"),
}

_COMPARED: Final = ("kty", "crv", "bits", "private", "thumbprint")

Case = Mapping[str, Any]


def cases(root: Path) -> Iterator[Case]:
    """Every case of every file."""
    for name in FILES:
        for line in (root / f"{name}.jsonl").read_text().splitlines():
            yield json.loads(line)


def failure(case: Case, client: FlaskClient) -> str | None:
    """What does not hold of a case; None when all of it does."""
    check = {"verify": _verify, "decrypt": _decrypt, "inspect": _inspect, "key": _key, "jwks": _key}[case["op"]]
    if case["expect"].get("contested"):
        return None
    return check(case, client)


def _post(client: FlaskClient, route: str, fields: Mapping[str, str]) -> Any:
    answer = client.post(route, data=fields, headers={"Accept": "application/json"})
    assert answer.status_code == 200, f"{route} answered {answer.status_code}: {answer.text[:300]}"
    return answer.get_json()


def _fields(case: Case) -> dict[str, str]:
    encoding = _ENCODINGS.get(case["key_format"], "auto")
    fields = {"input": case["input"], "key": case["key"] or "", "key_encoding": encoding}
    return {**fields, "payload": case["detached_payload"] or ""}


def _verify(case: Case, client: FlaskClient) -> str | None:
    found, expect = _post(client, "/verify", _fields(case)), case["expect"]
    if expect["kind"] == "sd-jwt" and (problem := _same_presentation(found, expect)):
        return problem
    signature = found["signature"]["outcome"]
    if expect["verdict"] == "valid":
        return (
            None
            if signature == "passed" or expect.get("lenient")
            else f"the signature is {signature}: {found['signature']['summary']}"
        )
    if expect.get("lenient"):
        return None
    if expect.get("class") == "policy":
        return None if found["verdict"] != "valid" else "the verdict is valid"
    return None if signature != "passed" and found["verdict"] != "valid" else "the signature passed"


def _same_presentation(found: Mapping[str, Any], expect: Mapping[str, Any]) -> str | None:
    """An SD-JWT as it is due, and the step about its key binding as the implementations agree on it."""
    steps = {step["code"]: step for step in found["steps"]}
    binding = steps.get("sd-jwt.key-binding", {"outcome": "skipped", "summary": ""})
    due = expect.get("sd_jwt", {})
    if due.get("kb_signature_ok") and due.get("kb_sd_hash_ok") and binding["outcome"] != "passed":
        return f"the key binding is {binding['outcome']}: {binding['summary']}"
    return _same_token(found["artefact"], expect)


def _decrypt(case: Case, client: FlaskClient) -> str | None:
    found, expect = _post(client, "/decrypt", _fields(case)), case["expect"]
    if expect["verdict"] == "error":
        return None if found["verdict"] != "decrypted" or expect.get("lenient") else "it was decrypted"
    if found["verdict"] != "decrypted":
        if expect.get("lenient"):
            return None
        return f"not decrypted: {found['headline']} {found['explanation']}"
    wanted = expect["plaintext_b64url"]
    return None if wanted is None or found["plaintext"]["base64url"] == wanted else "another plaintext"


def _inspect(case: Case, client: FlaskClient) -> str | None:
    found, expect = _post(client, "/inspect", {"input": case["input"]}), case["expect"]
    artefacts = found["artefacts"]
    if expect["kind"] == "opaque":
        return None if all(a["kind"] not in ("jws", "jwe") for a in artefacts) else "taken for a token"
    if expect["kind"] == "invalid":
        return None if not artefacts or found["problems"] or artefacts[0]["problems"] else "no problem found"
    if not artefacts:
        return "nothing recognised"
    return _same_token(artefacts[0], expect)


def _same_token(artefact: Mapping[str, Any], expect: Mapping[str, Any]) -> str | None:
    kind = (artefact["kind"], artefact["serialization"])
    if kind != _KINDS.get(expect["kind"], (expect["kind"], artefact["serialization"])):
        return f"recognised as {kind}"
    for member in ("header", "claims"):
        if expect.get(member) is not None and artefact[member] != expect[member]:
            return f"other {member}"
    if expect.get("malformed") and not artefact["problems"]:
        return "no problem found"
    return _same_sd_jwt(artefact, expect["sd_jwt"]) if "disclosures" in expect.get("sd_jwt", {}) else None


def _same_sd_jwt(artefact: Mapping[str, Any], due: Mapping[str, Any]) -> str | None:
    codes = {problem["code"] for problem in artefact["problems"]}
    unreferenced = sum(disclosure["path"] is None for disclosure in artefact["disclosures"])
    found = {
        "disclosures": len(artefact["disclosures"]),
        "unreferenced_disclosures": unreferenced,
        "processed_claims": artefact["disclosed_claims"],
        "kb_jwt": artefact["nested"] is not None,
        "kb_sd_hash_ok": "sd-jwt.kb-hash" not in codes,
    }
    other = [name for name, value in found.items() if name in due and value != due[name]]
    return f"other {other[0]}: {found[other[0]]}" if other else None


def _key(case: Case, client: FlaskClient) -> str | None:
    found = _post(client, "/keys/inspect", {"key": case["input"], "password": case["key"] or ""})
    expect = case["expect"]
    if expect.get("key"):
        return _same_key(found["keys"][0], expect["key"]) if found["keys"] else f"no key: {found['problems']}"
    wanted = expect.get("keys") or []
    if len(found["keys"]) != len(wanted):
        return f"{len(found['keys'])} keys, not {len(wanted)}"
    for key, member in zip(found["keys"], wanted, strict=True):
        if not member.get("error") and (problem := _same_key(key, member)):
            return problem
    return None


def _same_key(key: Mapping[str, Any], wanted: Mapping[str, Any]) -> str | None:
    # Of a key whose members are not canonical, the thumbprint of the canonical ones is the key's (RFC 7638 section 3).
    thumbprint = wanted.get("thumbprint_canonical") or wanted.get("thumbprint_sha256")
    for name, due in {**wanted, "thumbprint": thumbprint}.items():
        if name in _COMPARED and due is not None and key[name] != due:
            return f"{name} is {key[name]}, not {due}: {[p['code'] for p in key['problems']]}"
    return None
