"""The values of members in words, where they have any: algorithms, types, lists, keys, octets.

What is repeated of a value is cut short. None where there is nothing to say that the value does not say itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from webapp.jose import base64url
from webapp.jose.json_object import JsonValue
from webapp.jose.list_words import (
    NAMES_SHOWN,
    Words,
    count_of,
    listed,
    meaning_of,
    meanings_of,
    meanings_of_names,
    texts_in,
)
from webapp.jose.moment import duration, utc
from webapp.jose.registry.algorithms import COMPRESSIONS, JWE_ALGORITHMS, JWE_ENCRYPTIONS, JWS_ALGORITHMS
from webapp.jose.registry.audiences import audience_of
from webapp.jose.registry.claim_values import CONFIRMATIONS, DURATIONS, EVENTS, LEVELS, METHODS, MILLISECONDS
from webapp.jose.registry.curves import CURVES
from webapp.jose.registry.issuers import MICROSOFT_RESOURCES, TENANTS, issuer_of
from webapp.jose.registry.jwk_parameters import KEY_OPERATIONS, KEY_TYPES, KEY_USES, TYPE_MEMBERS
from webapp.jose.registry.named_values import LISTS, NAMED_VALUES
from webapp.jose.registry.scopes import scope_of
from webapp.jose.registry.subjects import is_written_by, subject_of
from webapp.jose.registry.token_types import TOKEN_TYPES, media_type
from webapp.jose.text import Excerpt, counted, cut_short

_GRAPH: Final = ("00000003-0000-0000-c000-000000000000", "https://graph.microsoft.com")
_UNCOUNTABLE: Final = 10**18


def header_value(name: str, value: JsonValue) -> str | None:
    """The value of a Header Parameter in words."""
    return _HEADER_WORDS[name](value) if name in _HEADER_WORDS else None


def claim_value(name: str, value: JsonValue, iss: JsonValue = None) -> str | None:
    """The value of a claim in words; times are told elsewhere. iss is the issuer of the token that it stands in."""
    if name == "sub":
        return _subject(value, iss)
    if name in DURATIONS:
        return _length(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    if name in MILLISECONDS:
        return utc(value / 1000) if isinstance(value, int) and abs(value) < _UNCOUNTABLE else None
    return _CLAIM_WORDS[name](value) if name in _CLAIM_WORDS else None


def jwk_value(name: str, value: JsonValue) -> str | None:
    """The value of a public member of a JWK in words."""
    return _JWK_WORDS[name](value) if name in _JWK_WORDS else None


def private_value(value: JsonValue) -> str:
    """How long a secret is, and nothing else of it."""
    octets = _octets(value)
    return f"Secret, {octets}" if octets else "Secret"


def key_words(value: JsonValue) -> str | None:
    """A JWK in a line, such as "EC key on P-256"."""
    if not isinstance(value, dict):
        return None
    kty, crv, modulus = value.get("kty"), value.get("crv"), value.get("n")
    words = f"{cut_short(kty)} key" if isinstance(kty, str) else "Key without a type"
    if isinstance(crv, str):
        words += f" on {cut_short(crv)}"
    elif isinstance(modulus, str):
        words += f" of {int.from_bytes(_decoded(modulus)).bit_length():,} bits"
    members = TYPE_MEMBERS.get(kty, {}) if isinstance(kty, str) else {}
    private = any(name in members and members[name].is_private for name in value)
    return f"{words}, with its secret part" if private else words


def _algorithm(value: JsonValue) -> str | None:
    row = (JWS_ALGORITHMS.get(value) or JWE_ALGORITHMS.get(value)) if isinstance(value, str) else None
    return row.explanation if row else "Not a registered name"


def _key_algorithm(value: JsonValue) -> str | None:
    """A JWK may also name a content encryption algorithm (RFC 7517 section 4.4)."""
    row = JWE_ENCRYPTIONS.get(value) if isinstance(value, str) else None
    return row.explanation if row else _algorithm(value)


def _encryption(value: JsonValue) -> str | None:
    row = JWE_ENCRYPTIONS.get(value) if isinstance(value, str) else None
    return row.explanation if row else "Not a registered name"


def _compression(value: JsonValue) -> str | None:
    return COMPRESSIONS.get(value) if isinstance(value, str) else None


def _media(value: JsonValue) -> str | None:
    row = TOKEN_TYPES.get(media_type(value)) if isinstance(value, str) else None
    return row.description if row else None


def _critical(value: JsonValue) -> str | None:
    names = texts_in(value)
    return f"Must be understood: {listed(map(cut_short, names))}" if names else None


def _base64url_encoded(value: JsonValue) -> str | None:
    if not isinstance(value, bool):
        return None
    return "The payload is signed base64url-encoded, as usual" if value else "The payload is signed as it is"


def _iterations(value: JsonValue) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    # Python refuses to write out integers of more than some thousand digits.
    return f"{value:,} iterations" if abs(value) < _UNCOUNTABLE else "More iterations than anybody could compute"


def _party(value: JsonValue) -> str | None:
    """What apu or apv says, when its octets are printable text (RFC 7518 appendix C), else how long it is."""
    if not isinstance(value, str):
        return None
    text = _decoded(value).decode("utf-8", "replace")
    return f'"{cut_short(text)}"' if text and text.isprintable() and "\ufffd" not in text else _octets(value)


def _octets(value: JsonValue) -> str | None:
    if not isinstance(value, str):
        return None
    count = len(_decoded(value))
    return f"{count:,} octet" if count == 1 else f"{count:,} octets"


def _issuer(value: JsonValue) -> str | None:
    """Whose it is and where its keys are, when a table knows it: from what it says alone, nothing is fetched."""
    found = issuer_of(value) if isinstance(value, str) else None
    if found is None:
        return None
    row, groups = found
    which = ", " + row.which.format(*map(cut_short, groups)) if row.which else ""
    of_tenant = row.pattern.groupindex.get("tenant")
    name = TENANTS.get(groups[of_tenant - 1]) if of_tenant else None
    tenant = f" ({name})" if name else ""
    where = row.keys.format(*groups)
    keys = (
        f"Its keys are {'published at' if where.startswith('https:') else 'told by'} {where}" if where else row.remark
    )
    return f"{row.name[:1].upper()}{row.name[1:]}{which}{tenant}. {keys.removesuffix('.')}"


def _flag(value: JsonValue) -> str | None:
    """Some issuers write a truth value as text, which a program takes for true whatever it says."""
    if not isinstance(value, str) or value.lower() not in ("true", "false"):
        return None
    return f'Text, where true or false is due: a program may take even "false" for true; meant is {value.lower()}'


def _subject(value: JsonValue, iss: JsonValue) -> str | None:
    """Whom a subject is about, where its form says so: any issuer can write the same."""
    found = subject_of(value) if isinstance(value, str) else None
    if found is None:
        return None
    row, groups = found
    issuer = issuer_of(iss) if isinstance(iss, str) else None
    form = "" if is_written_by(row, issuer[0] if issuer else None) else ", by its form"
    return f"{row.meaning.format(*map(cut_short, groups))}{form}"


def _length(value: float) -> str:
    """A length of time, which nothing keeps from being negative."""
    return f"Minus {duration(value)}" if value <= -1 else duration(value)


def _tenant(value: JsonValue) -> str | None:
    """The tenant of a GUID that is the same for everybody."""
    name = TENANTS.get(value.lower()) if isinstance(value, str) else None
    return f"The tenant of {name}" if name else None


def _audience(value: JsonValue) -> str | None:
    if isinstance(value, str):
        name = value.rstrip("/").lower()
        return (
            "Microsoft Graph" if name in _GRAPH else MICROSOFT_RESOURCES.get(name) or _first_upper(audience_of(value))
        )
    if isinstance(value, list) and not value:
        return "Nobody: no audience is named"
    return count_of("audience")(value) if isinstance(value, list) else None


def _first_upper(words: str | None) -> str | None:
    return words and words[:1].upper() + words[1:]


def _scope(value: JsonValue) -> str | None:
    """How many scopes, and when any is known, which and what they allow."""
    if not isinstance(value, str | list):
        return None
    names = value.split() if isinstance(value, str) else texts_in(value)
    number = counted(len(names) if isinstance(value, str) else len(value), "scope")
    shown = [(name, scope_of(name)) for name in names[:NAMES_SHOWN]]
    if not any(row for _, row in shown):
        return number
    told = ", ".join(f"{cut_short(name)} ({row.meaning})" if row else cut_short(name) for name, row in shown)
    more = f" and {len(names) - NAMES_SHOWN:,} more" if len(names) > NAMES_SHOWN else ""
    return f"{number}: {told}{more}"


def _methods(value: JsonValue) -> str | None:
    """Methods of authentication; some issuers write each as an object, with the time."""
    if not isinstance(value, list):
        return meanings_of(METHODS)(value)
    return meanings_of(METHODS)([one.get("method") if isinstance(one, dict) else one for one in value])


def _operations(value: JsonValue) -> str | None:
    names = texts_in(value)
    said = listed(KEY_OPERATIONS[name].description if name in KEY_OPERATIONS else cut_short(name) for name in names)
    return f"May {said}" if names else None


def _use(value: JsonValue) -> str | None:
    row = KEY_USES.get(value) if isinstance(value, str) else None
    return f"For {row.description}" if row else None


def _key_type(value: JsonValue) -> str | None:
    row = KEY_TYPES.get(value) if isinstance(value, str) else None
    return row.description if row else "Not a registered key type"


def _curve(value: JsonValue) -> str | None:
    row = CURVES.get(value) if isinstance(value, str) else None
    return row.description if row else "Not a registered curve"


def _bits(value: JsonValue) -> str | None:
    return f"{int.from_bytes(_decoded(value)).bit_length():,} bits" if isinstance(value, str) else None


def _exponent(value: JsonValue) -> str | None:
    number = int.from_bytes(_decoded(value)) if isinstance(value, str) else 0
    return str(number) if 0 < number < 1 << 64 else None


def _decoded(text: str) -> bytes:
    return base64url.decode(Excerpt.whole(text)).octets


_HEADER_WORDS: Final[Mapping[str, Words]] = {
    "alg": _algorithm,
    "enc": _encryption,
    "zip": _compression,
    "typ": _media,
    "cty": _media,
    "crit": _critical,
    "jwk": key_words,
    "epk": key_words,
    "x5c": count_of("certificate"),
    "b64": _base64url_encoded,
    "p2c": _iterations,
    "p2s": _octets,
    "iv": _octets,
    "tag": _octets,
    "apu": _party,
    "apv": _party,
    "iss": _issuer,
    "trust_chain": count_of("statement"),
    "peer_trust_chain": count_of("statement"),
}
_CLAIM_WORDS: Final[Mapping[str, Words]] = {
    **{name: (meanings_of if name in LISTS else meaning_of)(table) for name, table in NAMED_VALUES.items()},
    "iss": _issuer,
    "email_verified": _flag,
    "phone_number_verified": _flag,
    "is_private_email": _flag,
    "tid": _tenant,
    "aud": _audience,
    "scope": _scope,
    "scp": _scope,
    "amr": _methods,
    "acr": meaning_of(LEVELS),
    "cnf": meanings_of_names(CONFIRMATIONS),
    "events": meanings_of_names(EVENTS),
    "sub_jwk": key_words,
    "_sd": count_of("digest"),
    "roles": count_of("role"),
    "groups": count_of("group"),
    "entitlements": count_of("entitlement"),
    "authorization_details": count_of("detail"),
    "permissions": count_of("permission"),
    "cognito:groups": count_of("group"),
    "resource_access": count_of("client"),
    "crit": _critical,
    "trust_chain": count_of("statement"),
    "trust_marks": count_of("trust mark"),
    "authority_hints": count_of("authority hint"),
    "submods": count_of("submodule"),
    "keys": count_of("key"),
}
_JWK_WORDS: Final[Mapping[str, Words]] = {
    "kty": _key_type,
    "use": _use,
    "key_ops": _operations,
    "alg": _key_algorithm,
    "crv": _curve,
    "x5c": count_of("certificate"),
    "n": _bits,
    "e": _exponent,
    "x": _octets,
    "y": _octets,
    "pub": _octets,
}
