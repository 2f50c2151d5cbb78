"""What keys does this text hold? JWK, JWK Set, PEM, DER, OpenSSH, or a shared secret (RFC 7517, RFC 7468).

The text of a key container is never taken as a secret: that is the mistake behind algorithm confusion (RFC 8725
section 2.1). A damaged container is a problem, not a secret.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from webapp.jose import base64url
from webapp.jose.jwk import (
    der,
    ec_point,
    embedded_keys,
    json_names,
    jwk_set,
    key_json,
    multikey,
    notations,
    openssh,
    other_json,
    other_keys,
    pem,
    pieces,
    secret,
    source_text,
)
from webapp.jose.jwk.json_literal import without_assignment
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.jwk.secret import Encoding
from webapp.jose.limits import Limits
from webapp.jose.text import Excerpt, Problem, Span
from webapp.jose.unwrap import unwrap

__all__ = ["KeyText", "read_keys"]

PEM: Final = "pem"
SEVERAL: Final = "several"
EMPTY: Final = "empty"
_JSON: Final = ("{", "[")
_TOKEN: Final = re.compile(r"e[yw][A-Za-z0-9_-]{10,}(?:(?:\.[A-Za-z0-9_-]*){2}){1,2}")
_ENCODED: Final = re.compile(r"\s*+[A-Za-z0-9+/_-][A-Za-z0-9+/_\-\s]{56,}+[=\s]*+")
_HEX: Final = re.compile(r"\s*+(?:2[Dd]|5[Bb]|7[Bb])[0-9A-Fa-f:\s]{100,}+")
# How text in base64 begins that has "-----BEGIN", "{" or "[" at its beginning, perhaps after white space.
_OPENINGS: Final = ("LS0tLS", "ey", "ew", "e3", "W3", "Ww", "Wy", "Ci", "DQ")


def read_keys(text: str, *, encoding: str = Encoding.AUTO, password: str = "", limits: Limits) -> KeyText:
    """The keys of any text, total. encoding is a word of Encoding, and asks how a secret is written.

    A text that is a key container with a key in it is read as one, whatever encoding says (key.encoding-ignored); so
    are decoded octets. Problems: those of jwk_set, other_json, json_names, pem, der, openssh, embedded_keys,
    other_keys and secret, key.encoded-text, key.env-line, key.string-joints, key.is-token, key.html-escaped,
    key.source-notation,
    key.encoding-unknown.
    """
    if not text.strip() and encoding != Encoding.UTF_8:
        return KeyText(container=EMPTY)
    found = _container(text, password, limits) or _decoded(text, password, limits)
    if found is None or not any(key.is_usable for key in found.keys):
        found = source_text.read_source(text, found, lambda joined, left: _written(joined, password, left), limits)
    found = _all_of_them(text, found, password, limits)
    if found is None or not any(key.is_usable for key in found.keys):
        found = notations.read_notation(text, found, lambda plain, left: _container(plain, password, left), limits)
    if encoding == Encoding.AUTO:
        return found or _bare_key(text, limits) or _token(text) or _other(text, password, limits)
    if found and any(key.is_usable for key in found.keys):
        return replace(found, problems=(*found.problems, _ignored()))
    if encoding not in list(Encoding):
        return KeyText(problems=(Problem(code="key.encoding-unknown", message="There is no such encoding of a key"),))
    return _secret(text, Encoding(encoding), password, limits)


def _container(text: str, password: str, limits: Limits) -> KeyText | None:
    """The keys of a text in JSON, PEM or DER, or why it holds none; None for any other text."""
    if several := _several(text, password, limits):
        return several
    if written := _written(text, password, limits):
        return written
    bare = der.read_der_keys(text, password, limits)
    if bare is None:
        return None
    return KeyText(
        keys=bare.keys, problems=bare.problems, container=der.DER, corrected=bare.corrected, left=bare.left
    )  # fmt: skip


def _all_of_them(text: str, found: KeyText | None, password: str, limits: Limits) -> KeyText | None:
    """The keys of a text that has names or words between its JWKs; what was found of it, where that is not less."""
    usable = [key for key in found.keys if key.is_usable] if found else []
    goes_on = found is not None and any(problem.code == "json.trailing" for problem in found.problems)
    if "kty" not in text or (usable and not goes_on):
        return found
    pieces = embedded_keys.read_jwks(text, lambda piece, left: _container(piece, password, left), limits)
    return pieces if pieces and sum(key.is_usable for key in pieces.keys) > len(usable) else found


def _piece(text: str, password: str, limits: Limits) -> KeyText | None:
    """The keys of a text that stood within another; None when it is none."""
    return _container(text, password, limits) or _decoded(text, password, limits) or _bare_key(text, limits)


def _other(text: str, password: str, limits: Limits) -> KeyText:
    """A text that is no key container: it may have keys in it, be one that is not read here, or be a secret."""
    found = embedded_keys.read_embedded_keys(text, lambda piece, left: _piece(piece, password, left), limits)
    if found:
        return found
    if foreign := other_keys.name_container(text):
        return KeyText(problems=(foreign,))
    held = _secret(text, Encoding.AUTO, password, limits)
    reference = other_keys.name_reference(text)
    return replace(held, problems=(*held.problems, reference)) if reference else held


def _several(text: str, password: str, limits: Limits) -> KeyText | None:
    """The keys of containers that stand one after the other: for each layer of a nested token its own."""
    keys: list[Key] = []
    problems: list[Problem] = []
    places: dict[str, Span] = {}
    for place in pieces.cut(text):
        found = _written(place.of(text), password, limits)
        if found is None:
            return None
        places.update(found.places_in_set(len(keys), place.start))
        keys += (replace(key, problems=_moved(key.problems, place.start)) for key in found.keys)
        problems += _moved(found.problems, place.start)
    if not keys:
        return None
    numbered = (replace(key, index=index) for index, key in enumerate(keys))
    return KeyText(keys=tuple(numbered), problems=tuple(problems), container=SEVERAL, places=places)


def _moved(problems: tuple[Problem, ...], start: int) -> tuple[Problem, ...]:
    """Problems of a part of the text, with their places in all of it."""
    return tuple(
        replace(problem, span=Span(problem.span.start + start, problem.span.end + start)) if problem.span else problem
        for problem in problems
    )


def _written(text: str, password: str, limits: Limits) -> KeyText | None:
    """The keys of a JSON or PEM text.

    JSON comes first: a JWK may have a member with a PEM in it, and JSON that is no key may hold nothing but PEMs.
    """
    whole = Excerpt.whole(text)
    inner = _bare(whole)
    remarks: tuple[Problem, ...] = ()
    if inner.text[:1] not in _JSON and (assigned := without_assignment(whole)):
        inner, remarks = assigned, (_assigned(assigned),)
    if inner.text[:1] in _JSON:
        return _json(inner, remarks, password, limits)
    return _pem(whole, password, limits) if pem.has_block(text) else None


def _json(inner: Excerpt, remarks: tuple[Problem, ...], password: str, limits: Limits) -> KeyText | None:
    """The keys of JSON, or why it holds none; None for what only begins like JSON."""
    json = key_json.read(inner, limits)
    if not json.is_complete and not json.value and _is_other(inner.text):
        return None
    corrected = json.corrected or (inner.text if remarks else None)
    found = jwk_set.read_json_keys(json, limits)
    if found.is_certain:
        problems = (*found.problems, *remarks)
        return KeyText(
            keys=found.keys, problems=problems, container=found.container, corrected=corrected, places=json.spans
        )  # fmt: skip
    if not json.is_complete and pem.has_block(inner.text):
        return _pem(inner, password, limits)
    other = other_json.read_other_json(json, lambda text, left: _piece(text, password, left), limits)
    if other.container:
        corrected = other.corrected or corrected
        return replace(other, problems=(*other.problems, *remarks), corrected=corrected)
    named = json_names.named(json.value) if isinstance(json.value, dict) else None
    if found.container and not named:
        return KeyText(keys=found.keys, problems=(*found.problems, *remarks), container=found.container)
    return KeyText(problems=(*json.problems, named or json_names.why_none(json.value), *remarks))


def _is_other(text: str) -> bool:
    """Whether a text with a bracket at its beginning is something else that is known."""
    return other_keys.name_container(text) is not None or "kty" in text or embedded_keys.has_line(text)


def _pem(text: Excerpt, password: str, limits: Limits) -> KeyText:
    found = pem.read_pem_keys(text, password, limits)
    return KeyText(
        keys=found.keys, problems=found.problems, container=PEM, corrected=found.corrected, left=found.left
    )  # fmt: skip


def _bare_key(text: str, limits: Limits) -> KeyText | None:
    """Lines of OpenSSH and points of curves. Who says how a secret is encoded means the secret, not these."""
    if lines := openssh.read_ssh_keys(text, limits):
        return KeyText(keys=lines.keys, problems=lines.problems, container=openssh.OPENSSH)
    if point := ec_point.read_point(text, limits):
        return KeyText(keys=(point,), container=ec_point.EC_POINT)
    key = multikey.read_multikey(text, limits)
    return KeyText(keys=(key,), container=multikey.MULTIKEY) if key else None


def _bare(text: Excerpt) -> Excerpt:
    """The text without what stands around it. What is bare already is not searched: that takes time in a large set."""
    return text if text.text[:1] in _JSON and text.text[-1:] in ("}", "]", "\n") else unwrap(text)[0]


def _decoded(text: str, password: str, limits: Limits) -> KeyText | None:
    """A JSON or PEM text that stands in base64 or hexadecimal, as in Kubernetes secrets and environment variables."""
    if _HEX.fullmatch(text):
        encoding = Encoding.HEX
    elif text.lstrip().startswith(_OPENINGS) and _ENCODED.fullmatch(text):
        encoding = Encoding.BASE64URL if re.search("[-_]", text) else Encoding.BASE64
    else:
        return None
    octets = secret.decode(text, encoding)
    found = None if isinstance(octets, Problem) else _container_in(octets, password, limits)
    if found is None or isinstance(octets, Problem):
        return None
    inner = found.corrected or octets.decode("utf-8", "replace")
    return replace(found, problems=(*found.problems, _encoded(encoding)), corrected=inner)


def _token(text: str) -> KeyText | None:
    """Why a token is no key; None for any other text."""
    inner = unwrap(Excerpt.whole(text))[0]
    if not _TOKEN.fullmatch(inner.text):
        return None
    header = base64url.decode(Excerpt.whole(inner.text.partition(".")[0][:4096])).octets
    if not header.lstrip().startswith(b"{") or b'"alg"' not in header:
        return None
    message = (
        "This is a token, not a key. Paste it into the token box, and here what it was signed with or encrypted to: "
        "a JWK Set, a PEM, or a shared secret"
    )
    return KeyText(problems=(Problem(code="key.is-token", message=message, span=inner.span()),))


def _secret(text: str, encoding: Encoding, password: str, limits: Limits) -> KeyText:
    octets = secret.decode(text, encoding)
    if isinstance(octets, Problem):
        return KeyText(problems=(octets,))
    if encoding not in (Encoding.AUTO, Encoding.UTF_8) and (inner := _container_in(octets, password, limits)):
        return inner
    return KeyText(keys=(secret.secret_key(octets, limits),), container=secret.SECRET)


def _container_in(octets: bytes, password: str, limits: Limits) -> KeyText | None:
    """A JSON or PEM text that stood in base64 or hex, with a key in it. Its problems have no place."""
    try:
        found = _written(octets.decode("utf-8"), password, limits)
    except UnicodeDecodeError:
        return None
    is_pem = found is not None and found.container == PEM and bool(found.keys)
    if not found or not (is_pem or any(key.is_usable for key in found.keys)):
        return None
    keys = tuple(replace(key, problems=_without_places(key.problems)) for key in found.keys)
    return replace(found, keys=keys, problems=_without_places(found.problems), places={})


def _without_places(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(replace(problem, span=None) for problem in problems)


def _assigned(inner: Excerpt) -> Problem:
    message = "The key stands in a line that sets a variable; only its value is the key"
    return Problem(code="key.env-line", message=message, span=inner.span(0, 1))


def _encoded(encoding: Encoding) -> Problem:
    message = f"The text of the key is written in {encoding} once more; whoever reads it must decode it first"
    return Problem(code="key.encoded-text", message=message, reference="RFC 4648 section 4")


def _ignored() -> Problem:
    return Problem(
        code="key.encoding-ignored",
        message="This is a key container, so that the encoding chosen for secrets does not matter. "
        "The text of a key is never taken as a secret",
        reference="RFC 8725 section 2.1",
    )
