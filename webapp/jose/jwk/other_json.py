"""JSON that is neither a JWK nor a JWK Set, and holds keys all the same, or was pasted by mistake.

DID documents, entity statements, answers of key management services and states of programs, with JWKs and JWK Sets
inside; maps of names to certificates, as Google publishes them; service accounts and other configuration with a PEM,
DER or JSON in a member; provider metadata (RFC 8414) and token responses (RFC 6749 section 5.1), which hold no keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.jwk import pem, secret
from webapp.jose.jwk.build import Description, build_key, examine
from webapp.jose.jwk.json_tree import Place, places, pointer
from webapp.jose.jwk.jwk_object import read_jwk
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.key_json import KeyJson
from webapp.jose.jwk.key_text import KeyText, ReadPiece
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.text import Problem, Span

JWK: Final = "jwk"
# Members beside a key that name it: of a verification method, of services that hold keys.
_NAMES: Final = ("kid", "id", "keyId", "KeyId", "private_key_id")
_KEY_MEMBERS: Final = ("publicKeyJwk", "privateKeyJwk", "publicKeyMultibase", "publicKeyPem", "private_key")
_LOOKED_AT: Final = 20
# What says the same of every key, and of the text as a whole when it is said within JSON.
_OF_THE_FORM: Final = frozenset({"pem.no-armour", "key.encoded-text", "key.json-nested"})


@dataclass(slots=True)
class _Reading:
    """What was found so far. Mutable, and private to this module."""

    found: KeyJson
    limits: Limits
    left: Limits
    keys: list[Key] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    corrected: list[str] = field(default_factory=list)
    container: str = ""
    jwk_path: str | None = None
    places: dict[str, Span] = field(default_factory=dict)


def read_other_json(found: KeyJson, read: ReadPiece, limits: Limits) -> KeyText:
    """The keys in the members of JSON that is no JWK. read is what reads the strings in it.

    Problems: key.json-nested, and those of jwk_object and of read, at the member.
    """
    reading = _Reading(found, limits, limits)
    texts = 0
    for place in places(found.value):
        if place.is_jwk and len(reading.keys) < limits.set_keys:
            _take_jwk(place, reading)
        elif place.text and texts < limits.pem_blocks:
            texts += 1
            _take_text(place, read, reading)
    if not reading.keys and not reading.problems:
        shared = _shared_secret(found.value, limits)
        return KeyText(container=secret.SECRET, keys=(shared,), problems=found.problems) if shared else KeyText()
    if reading.jwk_path is not None:
        reading.problems.append(_nested(reading.jwk_path, found.spans.get(reading.jwk_path)))
    return KeyText(
        container=reading.container,
        keys=examine(reading.keys, limits),
        problems=(*found.problems, *reading.problems),
        corrected="".join(reading.corrected) or None,
        left=reading.left,
        places=reading.places,
    )


def _take_jwk(place: Place, reading: _Reading) -> None:
    spans, path = reading.found.spans, place.path
    key = read_jwk(
        place.value,
        source=JWK,
        index=len(reading.keys),
        locate=lambda name: spans.get(f"{path}/{name}" if name else path),
        limits=reading.limits,
    )
    own = {f"/keys/{key.index}/{name}": spans.get(f"{path}/{name}") for name in map(pointer, key.jwk)}
    reading.places.update({at: span for at, span in own.items() if span})
    reading.keys.append(replace(key, kid=key.kid or _name_of(place, reading.found.value)))
    reading.container = reading.container or JWK
    reading.jwk_path = path if reading.jwk_path is None else reading.jwk_path


def _take_text(place: Place, read: ReadPiece, reading: _Reading) -> None:
    inner = read(place.text, reading.left)
    if inner is None:
        return
    span, kid = reading.found.spans.get(place.path), _name_of(place, reading.found.value)
    reading.left = inner.left or reading.left
    reading.container = reading.container or inner.container
    reading.corrected.extend([inner.corrected] if inner.corrected else [])
    reading.keys.extend([_placed(key, i, kid, span) for i, key in enumerate(inner.keys, len(reading.keys))])
    told = [problem for problem in inner.problems if problem.code not in _OF_THE_FORM]
    reading.problems.extend(_at(problem, span) for problem in told)


def _name_of(place: Place, whole: JsonValue) -> str | None:
    """The name of a key: what stands beside it, or its own in a map of names to keys."""
    name = place.path.rsplit("/", 1)[-1]
    if isinstance(place.parent, dict) and name in _KEY_MEMBERS:
        return next((value for beside in _NAMES if isinstance(value := place.parent.get(beside), str)), None)
    if isinstance(whole, dict) and place.parent is whole and _is_map(whole):
        return next((member for member in whole if pointer(member) == name), None)
    return None


def _is_map(value: Mapping[str, JsonValue]) -> bool:
    """Whether all members of an object are keys, as far as some of them tell."""
    some = list(value.values())[:_LOOKED_AT]
    return all(
        (isinstance(one, dict) and "kty" in one) or (isinstance(one, str) and pem.has_block(one)) for one in some
    )


def _shared_secret(value: JsonValue, limits: Limits) -> Key | None:
    """The secret in a configuration such as {"type": "HS256", "key": "…"}."""
    if not isinstance(value, dict):
        return None
    alg, text = value.get("type", value.get("alg")), value.get("key")
    if not isinstance(alg, str) or not isinstance(text, str) or alg not in JWS_ALGORITHMS:
        return None
    octets = secret.decode(text, secret.Encoding.UTF_8)
    if JWS_ALGORITHMS[alg].kty != "oct" or isinstance(octets, Problem):
        return None
    members = secret.secret_key(octets, limits).members
    return build_key(members, Description(source=secret.SECRET, alg=alg), limits)


def _placed(key: Key, index: int, kid: str | None, span: Span | None) -> Key:
    problems = tuple(_at(problem, span) for problem in key.problems)
    return replace(key, index=index, kid=key.kid or kid, problems=problems)


def _at(problem: Problem, span: Span | None) -> Problem:
    return replace(problem, span=span)


def _nested(path: str, span: Span | None) -> Problem:
    return Problem(
        code="key.json-nested",
        message=f"The key stands inside other JSON, the first at {path[:200]}; whoever reads a JWK Set wants it alone",
        span=span,
        reference="RFC 7517 section 5",
    )
