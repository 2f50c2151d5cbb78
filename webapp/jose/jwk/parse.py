"""What keys does this text hold? JWK, JWK Set, PEM, DER, or a shared secret (RFC 7517, RFC 7468).

The text of a PEM or JWK is never taken as a secret: that is the mistake behind algorithm confusion (RFC 8725
section 2.1). A damaged container is a problem, not a secret.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from webapp.jose.jwk import der, jwk_set, key_json, pem, secret
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.secret import Encoding
from webapp.jose.limits import Limits
from webapp.jose.text import Excerpt, Problem
from webapp.jose.unwrap import unwrap

PEM: Final = "pem"
EMPTY: Final = "empty"
_PEM: Final = "-----BEGIN"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyText:
    """The keys that a text holds, in order, and what is wrong with the text as a whole.

    container is "jwk", "jwk-set", "pem", "der", "secret", "empty" for nothing but white space, or "" where no key is.
    """

    keys: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()
    container: str = ""


def read_keys(text: str, *, encoding: str = Encoding.AUTO, password: str = "", limits: Limits) -> KeyText:
    """The keys of any text, total. encoding is a word of Encoding, and asks how a secret is written.

    A text that is a key container with a key in it is read as one, whatever encoding says (key.encoding-ignored); so
    are decoded octets. Problems: those of jwk_set, pem and secret, and key.encoding-unknown.
    """
    if not text.strip() and encoding != Encoding.UTF_8:
        return KeyText(container=EMPTY)
    found = _container(text, password, limits)
    if encoding == Encoding.AUTO:
        return found or _secret(text, Encoding.AUTO, password, limits)
    if found and any(key.is_usable for key in found.keys):
        return replace(found, problems=(*found.problems, _ignored()))
    if encoding not in list(Encoding):
        return KeyText(problems=(Problem(code="key.encoding-unknown", message="There is no such encoding of a key"),))
    return _secret(text, Encoding(encoding), password, limits)


def _container(text: str, password: str, limits: Limits) -> KeyText | None:
    """The keys of a JSON or PEM text or of DER in base64, or why it holds none; None for any other text.

    JSON comes first: a JWK may have a member with a PEM in it, and JSON that is no key may hold nothing but PEMs.
    """
    whole = Excerpt.whole(text)
    inner = _bare(whole)
    is_json = inner.text[:1] in ("{", "[")
    found = jwk_set.read_json_keys(key_json.read(inner, limits), limits) if is_json else None
    if found and found.container:
        return KeyText(keys=found.keys, problems=found.problems, container=found.container)
    if _PEM in text:
        blocks = pem.read_pem_keys(whole, password, limits)
        return KeyText(keys=blocks.keys, problems=blocks.problems, container=PEM)
    if found:
        return KeyText(problems=found.problems)
    key = der.read_der_key(text, password, limits)
    return KeyText(keys=(key,), container=der.DER) if key else None


def _bare(text: Excerpt) -> Excerpt:
    """The text without what stands around it. What is bare already is not searched: that takes time in a large set."""
    return text if text.text[:1] in ("{", "[") and text.text[-1:] in ("}", "]", "\n") else unwrap(text)[0]


def _secret(text: str, encoding: Encoding, password: str, limits: Limits) -> KeyText:
    octets = secret.decode(text, encoding)
    if isinstance(octets, Problem):
        return KeyText(problems=(octets,))
    if encoding not in (Encoding.AUTO, Encoding.UTF_8) and (inner := _container_in(octets, password, limits)):
        return inner
    return KeyText(keys=(secret.secret_key(octets, limits),), container=secret.SECRET)


def _container_in(octets: bytes, password: str, limits: Limits) -> KeyText | None:
    """A key container that stood in base64 or hex, as in many environment variables. Its problems have no place."""
    found = _container(octets.decode("utf-8", "replace"), password, limits)
    if not found or not any(key.is_usable for key in found.keys):
        return None
    keys = tuple(replace(key, problems=_without_places(key.problems)) for key in found.keys)
    return replace(found, keys=keys, problems=_without_places(found.problems))


def _without_places(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(replace(problem, span=None) for problem in problems)


def _ignored() -> Problem:
    return Problem(
        code="key.encoding-ignored",
        message="This is a key container, so that the encoding chosen for secrets does not matter. "
        "The text of a key is never taken as a secret",
        reference="RFC 8725 section 2.1",
    )
