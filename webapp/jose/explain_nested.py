"""What members within claims and Header Parameters mean; None for those that no standard or vendor defines.

Every function is total on any JSON value and any path.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from webapp.jose.artefact import Explanation
from webapp.jose.explain import explain_claim, explain_jwk_member
from webapp.jose.json_object import JsonValue
from webapp.jose.list_words import Words, count_of, meaning_of
from webapp.jose.registry.claim_values import METHODS
from webapp.jose.registry.nested import (
    CLAIMS_ASKED_FOR,
    CLAIMS_WITHIN,
    KEYS_IN_CLAIMS,
    KEYS_IN_HEADERS,
    NESTED_CLAIMS,
    NESTED_MEMBERS,
    NESTED_TIMES,
    NESTED_VALUES,
    Names,
    is_at,
    names_of,
    pattern_of,
)
from webapp.jose.registry.shared_names import TOLD_BY_COMPANY, by_company
from webapp.jose.told_time import tell_time
from webapp.jose.value_words import claim_value, key_words

# The claims that have members which are explained; a token can have a hundred thousand in others.
_CLAIMS: Final = frozenset(
    (
        *NESTED_CLAIMS,
        *(path.split("/")[0] for path in (*KEYS_IN_CLAIMS, *CLAIMS_WITHIN, *CLAIMS_ASKED_FOR)),
    )
)
# Digests of an SD-JWT stand in any object or array.
_ANYWHERE: Final = ("_sd", "...")
_WORDS: Final[Mapping[str, Words]] = {
    **{path: meaning_of(table) for path, table in NESTED_VALUES.items()},
    "/cnf/jwk": key_words,
    "/amr/*/method": meaning_of(METHODS),
    "/realm_access/roles": count_of("role"),
    "/resource_access/*/roles": count_of("role"),
    "/authorization/permissions": count_of("permission"),
    "/act/iss": partial(claim_value, "iss"),
    "/may_act/iss": partial(claim_value, "iss"),
    "/sub_id/iss": partial(claim_value, "iss"),
    "/events/*/subject/iss": partial(claim_value, "iss"),
    "/vp/verifiableCredential": count_of("credential"),
}


def explain_within_claims(path: str, value: JsonValue, claims: Mapping[str, JsonValue], now: int) -> Explanation | None:
    """What a member within a claim means, by its JSON Pointer in the Claims Set. now is in seconds."""
    names = _names(path)
    if not names:
        return None
    around, name = names[:-1], names[-1]
    if name in _ANYWHERE and around:
        return explain_claim(name, value, now)
    if names[0] not in _CLAIMS:
        return None
    if names[0] in TOLD_BY_COMPANY and not (by_company(names[0], claims) or explain_claim(names[0], None, now)):
        return None
    if is_at(around, CLAIMS_WITHIN) and (explained := explain_claim(name, value, now)):
        return explained
    if is_at(around, CLAIMS_ASKED_FOR):
        asked = explain_claim(name, None, now)
        return asked and Explanation(name=asked.name, description=asked.description, reference=asked.reference)
    return _key_member(names, value, claims, KEYS_IN_CLAIMS) or _member(names, value, now)


def explain_within_header(path: str, value: JsonValue, header: Mapping[str, JsonValue]) -> Explanation | None:
    """What a member within a Header Parameter means, by its JSON Pointer in the header."""
    names = _names(path)
    return _key_member(names, value, header, KEYS_IN_HEADERS) if names else None


def _names(path: str) -> Names:
    """The names that a JSON Pointer leads through; those of a confirmation or actor are the same deeper inside."""
    names = names_of(path)
    if names[:2] == ("vc", "cnf"):
        names = names[1:]
    if names[:2] == ("vp", "verifiableCredential") and len(names) > 3:  # A credential that stands there as JSON.
        names = ("vc", *names[3:])
    while len(names) > 2 and names[:2] == ("act", "act"):  # What stands within an earlier actor.
        names = names[1:]
    return names


def _member(names: Names, value: JsonValue, now: int) -> Explanation | None:
    path = pattern_of(names)
    if path is None:
        return None
    row = NESTED_MEMBERS[path]
    words = _WORDS[path](value) if path in _WORDS else None
    told, moment = tell_time(NESTED_TIMES[path], value, now) if path in NESTED_TIMES else (words, None)
    return Explanation(
        name=row.title,
        description=row.description,
        reference=row.reference,
        value=told,
        moment=moment,
        personal=row.personal,
    )


def _key_member(
    names: Names, value: JsonValue, root: Mapping[str, JsonValue], places: tuple[str, ...]
) -> Explanation | None:
    if not is_at(names[:-1], places):
        return None
    kty = _kty(names[:-1], root)
    return explain_jwk_member(names[-1], value, kty)


def _kty(names: Names, root: Mapping[str, JsonValue]) -> str | None:
    """The type of the key that stands where names lead to."""
    found: JsonValue | Mapping[str, JsonValue] = root
    for name in names:
        if isinstance(found, list):
            found = _element(found, name)
        else:
            found = found.get(name) if isinstance(found, Mapping) else None
    kty = found.get("kty") if isinstance(found, Mapping) else None
    return kty if isinstance(kty, str) else None


def _element(found: list[JsonValue], name: str) -> JsonValue:
    """The element that a JSON Pointer names by its index; Python reads no number of thousands of digits."""
    is_index = name.isascii() and name.isdecimal() and len(name) < 10
    return found[int(name)] if is_index and int(name) < len(found) else None
