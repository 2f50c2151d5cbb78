"""A JWK Set: what is published in it, and how its keys are told apart (RFC 7517 sections 4.5, 5 and 9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import KeyCase, KeysCase, Role
from webapp.jose.audit.naming import listed, the_key
from webapp.jose.finding import Finding
from webapp.jose.jwk.key import Key
from webapp.jose.registry.rules import RULES
from webapp.jose.text import cut_short
from webapp.jose.trace import Severity

_SET: Final = ("jwk-set", "jwks")
_MOST: Final = 20


def published_private(case: KeysCase) -> Iterator[Finding]:
    """Whoever reads the set has the key."""
    private = [key for key in case.keys.keys if key.private]
    if not private:
        return
    if case.role is Role.PUBLISHED:
        kinds = "symmetric" if all(key.kty == "oct" for key in private) else "private"
        yield RULES["K21"].found(f"It holds {listed(private)} with {kinds} members.", private[0].span)
    elif case.role is Role.PASTED and is_set(case) and len(private) < len(case.keys.keys):
        message = f"Beside public keys it holds {listed(private)} with private members. If the set is published, "
        yield RULES["K21"].found(message + "everybody has them.", private[0].span, severity=Severity.INFO)


def private_to_verify(case: KeyCase) -> Iterator[Finding]:
    """To verify takes no private key."""
    if case.among.role is Role.VERIFY and case.key.private and case.key.kty != "oct":
        message = f"{the_key(case)} is a private {case.key.kty} key; to check signatures, the public half is enough."
        yield RULES["K22"].found(message, case.key.span)


def same_kid(case: KeysCase) -> Iterator[Finding]:
    """A token that names the kid can mean any of them."""
    if not is_set(case):
        return
    places: defaultdict[str, list[Key]] = defaultdict(list)
    for key in case.keys.keys:
        if key.kid is not None:
            places[key.kid].append(key)
    shared = [keys for keys in places.values() if len(keys) > 1]
    for keys in shared[:_MOST]:
        same = len({key.thumbprint for key in keys}) == 1 and keys[0].thumbprint
        told = "; it is one key, repeated" if same else ""
        places_told = ", ".join(str(key.index + 1) for key in keys[:_MOST])
        message = f'Keys {places_told} have the kid "{cut_short(str(keys[0].kid))}"{told}.'
        yield RULES["K23"].found(message, keys[1].span, severity=Severity.INFO if same else None)


def without_kid(case: KeysCase) -> Iterator[Finding]:
    """In a set of several, a token cannot name a key that has no kid."""
    nameless = [key for key in case.keys.keys if key.kid is None]
    if is_set(case) and nameless and len(case.keys.keys) > 1:
        message = f'{_of(case, nameless)} {_has(nameless)} no "kid".'
        yield RULES["K24"].found(message, nameless[0].span)


def without_alg(case: KeysCase) -> Iterator[Finding]:
    """A key that names no algorithm may be used with several."""
    silent = [key for key in case.keys.keys if key.alg is None]
    if is_set(case) and silent:
        message = f'{_of(case, silent)} {_has(silent)} no "alg".'
        yield RULES["K30"].found(message, silent[0].span)


def is_set(case: KeysCase) -> bool:
    """Whether the keys are those of a JWK Set."""
    return case.keys.container in _SET


def _of(case: KeysCase, keys: list[Key]) -> str:
    """Some of the keys of a set, as a sentence begins; of a set of one it is that one."""
    count = len(case.keys.keys)
    if count > 1:
        return f"Of {count:,} keys, {listed(keys)}"
    return "The only key" + (f' (kid "{cut_short(keys[0].kid)}")' if keys[0].kid is not None else "")


def _has(keys: list[Key]) -> str:
    return "has" if len(keys) == 1 else "have"
