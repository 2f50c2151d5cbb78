"""Key IDs: what was made to break a look-up, and what a key set does not know (RFC 7515 section 4.1.4, RFC 8725)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import HeaderCase
from webapp.jose.audit.injection import attack
from webapp.jose.audit.parts import is_whole, quoted
from webapp.jose.finding import Finding
from webapp.jose.internal_address import internal, read
from webapp.jose.jwk.fit import Purpose, Wanted, reasons_against
from webapp.jose.jwk.key import Key
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.registry.rules import RULES
from webapp.jose.text import counted

_SETS: Final = ("jwk-set", "several")
_MOST_KEYS: Final = 200
_URL: Final = re.compile(
    r"\s*(?:[a-z][a-z0-9+.-]{0,30}:(?://|\\\\)|(?:data|javascript|file|jar|php|phar|jndi|ldaps?|gopher|expect|https?):)",
    re.IGNORECASE,
)
# Services whose keys are named by the address at which they can be read.
_KEY_SERVICES: Final = (".vault.azure.net", ".managedhsm.azure.net", ".vault.azure.cn", ".vault.usgovcloudapi.net")
# Other members that say which key it is.
_CHOOSERS: Final = frozenset({"x5t", "x5t#S256", "jwk"})
_ACME: Final = frozenset({"url", "nonce"})


def injected(case: HeaderCase) -> Iterator[Finding]:
    """A "kid" that is put into a path, a query, a command or a URL leads to a key that the attacker knows."""
    kid = case.values.get("kid")
    if isinstance(kid, str) and (why := _why(kid, case)):
        yield RULES["H23"].found(f'"kid" is {quoted(kid)}: {why}', case.header.member_span("kid"))


def chosen(case: HeaderCase) -> Iterator[Finding]:
    """A set of keys needs a name to choose by, and it must be one of its own."""
    keys, kid = case.keys.keys, case.values.get("kid")
    if case.keys.container not in _SETS or not keys or not is_whole(case.header):
        return
    if isinstance(kid, str):
        if case.is_of_another or any(_is_named(key, kid) for key in keys) or (len(keys) == 1 and keys[0].kid is None):
            return
        message = f'"kid" is {quoted(kid)}, and none of the {counted(len(keys), "key")} of the set has it'
        yield RULES["H26"].found(message, case.header.member_span("kid"))
    elif "kid" not in case.values and len(_fitting(case)) > 1:
        message = f'The header has no "kid", and more than one of the {counted(len(keys), "key")} of the set fits'
        yield RULES["H25"].found(message, case.header.whole_span())


def _why(kid: str, case: HeaderCase) -> str:
    if why := attack(kid):
        return why
    return "it is a URL, which a verifier may fetch" if _URL.match(kid) and not _is_known(kid, case) else ""


def _is_known(kid: str, case: HeaderCase) -> bool:
    """Whether a URL names a key as standards and key services do, and does not lead inside."""
    address = read(kid)
    if address.scheme != "https" or internal(kid) or address.has_user:
        return False
    is_method = "#" in kid and not kid.endswith("#")
    is_account = case.values.keys() >= _ACME
    return (
        is_method or is_account or address.host.endswith(_KEY_SERVICES) or any(key.kid == kid for key in case.keys.keys)
    )


def _is_named(key: Key, kid: str) -> bool:
    return key.kid == kid or (key.kid is None and key.thumbprint == kid)


def _fitting(case: HeaderCase) -> set[str]:
    """The thumbprints of the keys that can verify this token, when nothing in it tells them apart."""
    alg = case.values.get("alg")
    if case.is_encrypted or case.values.keys() & _CHOOSERS or not isinstance(alg, str) or alg not in JWS_ALGORITHMS:
        return set()
    wanted = Wanted(alg, None, None, Purpose.VERIFY)
    return {key.thumbprint for key in case.keys.keys[:_MOST_KEYS] if not reasons_against(key, wanted)}
