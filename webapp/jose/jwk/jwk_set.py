"""JSON that holds keys: one JWK, a JWK Set, or a bare array of JWKs (RFC 7517 sections 4 and 5).

The order of a set and its duplicates are kept. One bad key never spoils the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.jwk.build import examine, unusable
from webapp.jose.jwk.jwk_object import read_jwk
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.key_json import KeyJson
from webapp.jose.limits import Limits, setting_of
from webapp.jose.registry.jwk_parameters import COMMON_MEMBERS, KEY_TYPES, TYPE_MEMBERS
from webapp.jose.text import Problem, Span

JWK: Final = "jwk"
JWK_SET: Final = "jwk-set"
_JWK_NAMES: Final = frozenset(COMMON_MEMBERS).union(*TYPE_MEMBERS.values()) - {"iat", "nbf", "exp"}
_SHOWN: Final = 20
# What says that a value may be anything.
_NO_KEY: Final = frozenset({"jwk.kty-missing", "jwk.not-an-object"})


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonKeys:
    """The keys that a JSON value holds. container is "jwk" or "jwk-set", or empty when it holds none."""

    container: str
    keys: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether it is JWKs, good or bad, and not other JSON with a member or two of the same name."""
        if not self.container or not self.keys:
            return bool(self.container) and all(problem.code != "jwk-set.keys-type" for problem in self.problems)
        return any(not _NO_KEY & {problem.code for problem in key.problems} for key in self.keys)


def read_json_keys(found: KeyJson, limits: Limits) -> JsonKeys:
    """The keys of a JSON value.

    The JWK Set of client metadata is found in its member "jwks" (RFC 7591 section 2).
    Problems: jwk-set.keys-type, jwk-set.empty, jwk-set.kid-duplicate, limit.set-keys, jwk.truncated.
    """
    value = found.value
    if isinstance(value, list):
        return _read_set(value, found, "", limits)
    if isinstance(value, dict) and "keys" in value:
        listed = value["keys"]
        return _read_set(listed, found, "/keys", limits) if isinstance(listed, list) else _keys_type(found)
    if isinstance(listed := _inner_set(value), list):
        return _read_set(listed, found, "/jwks/keys", limits)
    if isinstance(value, dict) and (value.keys() & _JWK_NAMES or is_generating(value)):
        key = read_jwk(value, source=JWK, index=0, locate=_locate(found, ""), limits=limits)
        keys = _without_the_cut(examine((key,), limits), found)
        return JsonKeys(container=JWK, keys=keys, problems=found.problems)
    return JsonKeys(container="", problems=found.problems)


def is_generating(value: Mapping[str, JsonValue]) -> bool:
    """Whether it asks a library for a new key of a type that JWK has, as jwcrypto's JWK(**members) understands it."""
    kty = value.get("generate")
    return isinstance(kty, str) and kty in KEY_TYPES


def _inner_set(value: JsonValue) -> JsonValue:
    inner = value.get("jwks") if isinstance(value, dict) else None
    return inner.get("keys") if isinstance(inner, dict) else None


def _read_set(values: list[JsonValue], found: KeyJson, path: str, limits: Limits) -> JsonKeys:
    keys = tuple(
        read_jwk(value, source=JWK_SET, index=index, locate=_locate(found, f"{path}/{index}"), limits=limits)
        for index, value in enumerate(values[: limits.set_keys])
    )
    problems = [*found.problems, *_duplicates(keys)]
    if len(values) > limits.set_keys:
        problems.append(_too_many(len(values), limits))
    if not values:
        problems.append(_problem("jwk-set.empty", "The JWK Set holds no key", found.spans.get(path)))
    keys = _without_the_cut(examine(keys, limits), found)
    return JsonKeys(container=JWK_SET, keys=keys, problems=tuple(problems))


def _locate(found: KeyJson, path: str) -> Callable[[str], Span | None]:
    return lambda name: found.spans.get(f"{path}/{name}" if name else path)


def _without_the_cut(keys: tuple[Key, ...], found: KeyJson) -> tuple[Key, ...]:
    """When the text ends too early, the last key may lack anything, and must not be computed with."""
    if found.is_complete or not keys:
        return keys
    problem = _problem("jwk.truncated", "The text breaks off or breaks in this key, so that it may lack members", None)
    return (*keys[:-1], unusable(keys[-1], problem))


def _duplicates(keys: tuple[Key, ...]) -> list[Problem]:
    """One remark for each kid that several keys have."""
    places: dict[str, list[int]] = {}
    for key in keys:
        if key.kid is not None:
            places.setdefault(key.kid, []).append(key.index)
    shared = [indexes for indexes in places.values() if len(indexes) > 1]
    return [
        _problem(
            "jwk-set.kid-duplicate",
            f"Keys number {', '.join(str(i + 1) for i in indexes[:_SHOWN])} have the same kid; "
            "a token that names it can mean any of them",
            None,
            "RFC 7517 section 4.5",
        )
        for indexes in shared[:_SHOWN]
    ]


def _too_many(count: int, limits: Limits) -> Problem:
    message = f"{count:,} keys; the first {limits.set_keys:,} are read, {setting_of('set_keys')} raises this"
    return _problem("limit.set-keys", message, None)


def _keys_type(found: KeyJson) -> JsonKeys:
    message = '"keys" must be an array of JWKs; it is something else'
    problem = _problem("jwk-set.keys-type", message, found.spans.get("/keys"))
    return JsonKeys(container=JWK_SET, problems=(*found.problems, problem))


def _problem(code: str, message: str, span: Span | None, reference: str = "RFC 7517 section 5") -> Problem:
    return Problem(code=code, message=message, span=span, reference=reference)
