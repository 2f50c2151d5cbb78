"""The token may be signed with a key that everybody has: of an RFC, of jwt.io, of a list of weak secrets."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase, secret_of
from webapp.jose.diagnose.words import proven
from webapp.jose.finding import Diagnosis
from webapp.jose.jwk.build import Description, build_key
from webapp.jose.jwk.key import Key
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.registry.published_keys import PUBLISHED_KEYS, PUBLISHED_SECRETS, UNSET_SECRETS


def published_key(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """A published key verifies the token: it was made with an example, or by somebody who tries whether that works."""
    if not case.octets or case.is_content_missing:
        return None
    for source, key in _published(case):
        if bench.verifies(case.alg, key, case.signing_input, case.octets):
            what = "secret" if key.kty == "oct" else "private key"
            others = " None of the keys that you gave made it." if case.given.keys.keys else ""
            return proven(
                "key.published",
                f"The token is signed with a published {what}, which everybody has: {source}",
                f"With that {what}, the {case.alg} signature verifies. Anybody can make such tokens, with whatever "
                f"claims.{others}",
                "Never accept it outside a test. If your own service signs so, it has kept the key of an example: make "
                "a new one, at once, and treat every token signed with this one as forged.",
                reference="RFC 8725 section 3.5",
            )
    return None


def unset_variable(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """What stands in place of a secret where none was set verifies it: nothing, undefined, ${JWT_SECRET}."""
    if case.kty != "oct" or not case.octets or case.is_content_missing:
        return None
    for text in UNSET_SECRETS:
        if bench.verifies(case.alg, secret_of(text.encode()), case.signing_input, case.octets):
            what = f'the text "{text}"' if text else "nothing at all, an empty secret,"
            return proven(
                "secret.unset",
                f"The signer had no secret: the token is signed with {what}".rstrip(","),
                f"With {what} as the secret, the {case.alg} signature verifies. That is what comes out where a "
                "variable is not set, or a placeholder is not replaced. Anybody can make such tokens.",
                "Set the variable where the token is signed, and have the service refuse to start without it. Until "
                "then treat its tokens as forged.",
                reference="RFC 8725 section 3.5",
            )
    return None


def where_published(key: Key) -> str:
    """Where a key is printed; "" for one that is not in the table."""
    same = (one.source for one in PUBLISHED_KEYS if all(key.members.get(n) == v for n, v in one.members.items()))
    texts = (one.source for one in PUBLISHED_SECRETS if _is_text(key, one.text))
    return next(same, "") or (next(texts, "") if key.kty == "oct" else "")


def _published(case: SignatureCase) -> Iterator[tuple[str, Key]]:
    row = JWS_ALGORITHMS.get(case.alg)
    if row is None or not row.kty:
        return
    for one in PUBLISHED_KEYS:
        if one.members["kty"] == row.kty and (not row.crv or one.members.get("crv") in row.crv):
            yield one.source, build_key(dict(one.members), Description(source="published"), case.given.limits)
    if row.kty == "oct":
        for secret in PUBLISHED_SECRETS:
            yield secret.source, secret_of(secret.text.encode())


def _is_text(key: Key, text: str) -> bool:
    return key.members.get("k") == secret_of(text.encode()).members["k"]
