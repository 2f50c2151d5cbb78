"""Shared secrets and passwords: too short, published, or made up by a person (RFC 7518 section 3.2, RFC 8725)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from webapp.jose.audit.cases import SecretCase, SignedToken
from webapp.jose.audit.frequent import frequent_passwords, where_frequent
from webapp.jose.audit.human_text import why_human
from webapp.jose.crypto.mac_guesses import affordable, first_match
from webapp.jose.finding import Finding
from webapp.jose.jwk.public_text import is_public_text
from webapp.jose.registry.known_secrets import known_secrets, where_known
from webapp.jose.registry.rules import RULES
from webapp.jose.text import counted, cut_short

_HASH_OCTETS: Final = {"HS256": 32, "HS384": 48, "HS512": 64}
_OWN_LIST: Final = "the list of known secrets that this installation was given"
_SHOWN: Final = 60
# What is spent on more than the secrets of documentation.
_THOROUGH: Final = 10_000


def short(case: SecretCase) -> Iterator[Finding]:
    """A key with fewer octets than the hash weakens the MAC."""
    due = _HASH_OCTETS.get(case.alg, 0)
    if len(case.octets) < due:
        found = counted(len(case.octets), "octet")
        yield RULES["K06"].found(f"The key has {found}; {case.alg} asks for at least {due}.")


def published(case: SecretCase) -> Iterator[Finding]:
    """Whoever tries the lists has it."""
    if source := _where(case):
        yield RULES["K07"].found(f"It is published: {source}.")


def human(case: SecretCase) -> Iterator[Finding]:
    """What people make up is found by trying. Passwords of PBES2 are made for that; public keys are told as such."""
    if case.alg.startswith("PBES2") or _where(case) or is_public_text(case.octets):
        return
    if why := why_human(case.octets):
        yield RULES["K08"].found(f"It was not drawn at random: {why}.")


def guessed(token: SignedToken) -> Iterator[Finding]:
    """A MAC without a key: whether one of the published secrets made it. As many are tried as may be."""
    if token.verifications or (token.jws.is_detached and token.jws.content is None):
        return
    for signature in token.jws.signatures[:1]:
        signed, alg = token.jws.signing_input(signature), str(signature.header.values.get("alg"))
        most = affordable(signed, token.guessing)
        secrets = chain(known_secrets(), token.published, _passwords(token))
        secret = first_match(alg, signed, signature.signature.octets, secrets, most)
        if secret is not None:
            yield RULES["K07"].found(f"The {alg} MAC is made with {_named(secret)}.", signature.signature.span)


def _named(secret: bytes) -> str:
    """A published secret and where it stands. What only this installation's own list has is not told to everybody."""
    if source := where_known(secret) or where_frequent(secret):
        return f'"{cut_short(secret.decode("utf-8", "replace"), _SHOWN)}", a published secret: {source}'
    return f"a secret of {_OWN_LIST}"


def _passwords(token: SignedToken) -> Iterator[bytes]:
    """Frequent passwords, where there is time for them."""
    if token.guessing >= _THOROUGH:
        yield from (password.encode() for password in frequent_passwords())


def _where(case: SecretCase) -> str:
    if case.octets in case.published:
        return _OWN_LIST
    return where_known(case.octets) or where_frequent(case.octets)
