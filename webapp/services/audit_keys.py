"""What is noticed about keys and secrets, whatever they were given for."""

from __future__ import annotations

from dataclasses import replace

from webapp.jose.audit.cases import KeysCase, Role
from webapp.jose.audit.run import (
    audit_key,
    audit_keys,
    audit_secret,
    secret_of,
)
from webapp.jose.finding import Finding
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWS_ALGORITHMS
from webapp.services.audit_layers import Task


def about_keys(keys: KeyText, role: Role, algs: tuple[str, ...], task: Task) -> tuple[Finding, ...]:
    """What is noticed about keys that were given beside a token, whose places are not in the paste."""
    if not keys.keys:
        return ()
    symmetric = next((alg for alg in algs if _takes_secrets(alg)), None)
    case = KeysCase(keys=keys, role=role, expected=task.expected, most=task.limits.keys_tried)
    findings = [*audit_keys(case)]
    for key in case.examined:
        findings += audit_key(key, case)
        findings += about_secret(key, symmetric, task) if symmetric is not None else ()
    return tuple(replace(found, span=None) for found in findings)


def role_of(algs: tuple[str, ...]) -> Role:
    """What keys are for: with a JWE among the tokens, their private halves are needed."""
    return Role.DECRYPT if any(alg in JWE_ALGORITHMS for alg in algs) else Role.VERIFY


def _takes_secrets(alg: str) -> bool:
    signing, managing = JWS_ALGORITHMS.get(alg), JWE_ALGORITHMS.get(alg)
    return (signing is not None and signing.kty == "oct") or (managing is not None and "oct" in managing.key_types)


def about_secret(key: Key, alg: str, task: Task) -> tuple[Finding, ...]:
    """What is noticed about a symmetric key that is used with alg; nothing about others."""
    secret = secret_of(key, alg, task.question.published)
    return audit_secret(secret) if secret else ()
