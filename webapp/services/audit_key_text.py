"""Keys by themselves: what a specialist would notice about each of a text, and among them."""

from __future__ import annotations

from dataclasses import replace

from webapp.jose.audit.cases import KeysCase, Role
from webapp.jose.audit.expected import Expected
from webapp.jose.audit.run import audit_key, audit_keys, audit_secret, few, in_order, secret_of
from webapp.jose.finding import Finding
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.limits import Limits
from webapp.jose.text import Excerpt


def audited(
    read: KeyText, text: str, *, at: int, published: frozenset[bytes], limits: Limits
) -> tuple[KeyText, tuple[Finding, ...]]:
    """The keys with what is noticed about each, of as many as are tried for a token; and all of it, the worst first.

    text is what they were read from, at the moment for certificates; published are secrets that are held to be known.
    """
    case = KeysCase(
        keys=read,
        role=Role.PASTED,
        expected=Expected(at=at),
        most=limits.keys_tried,
        excerpt=Excerpt.whole(text),
    )
    examined = tuple(replace(key, findings=_about(key, case, published)) for key in case.examined)
    keys = (*examined, *read.keys[len(examined) :])
    among = _placeless(audit_keys(case))
    return replace(read, keys=keys), few((*among, *(found for key in keys for found in key.findings)))


def _about(key: Key, case: KeysCase, published: frozenset[bytes]) -> tuple[Finding, ...]:
    """A text that is a secret is taken for one of HS256, the algorithm that most are made for."""
    secret = secret_of(key, key.alg or ("HS256" if key.source == "secret" else ""), published)
    return _placeless(in_order((*audit_key(key, case), *(audit_secret(secret) if secret else ()))))


def _placeless(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Without places: a text may have been put right before it was read."""
    return tuple(replace(found, span=None) for found in findings)
