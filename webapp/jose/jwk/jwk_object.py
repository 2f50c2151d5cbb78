"""One JWK: a JSON object that is a key (RFC 7517 section 4).

Only members that the key's own type has are taken over, each by name and each a string. Everything else stays aside:
libraries act on names that nobody expects in a key, such as "generate".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from webapp.jose.crypto import keys
from webapp.jose.crypto.curves import ALIASES
from webapp.jose.crypto.curves import CURVES as WEIERSTRASS
from webapp.jose.json_object import JsonValue
from webapp.jose.jwk.build import Description, broken_key, build_key, describe_key
from webapp.jose.jwk.check import AKP_PUBLIC
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.member_values import MemberValue, read_integer, read_octets
from webapp.jose.limits import Limits
from webapp.jose.registry.curves import CURVES
from webapp.jose.registry.jwk_parameters import COMMON_MEMBERS, KEY_TYPES, TYPE_MEMBERS, Presence
from webapp.jose.text import Problem, Span

# Where a member of this JWK stands in the paste, if that is known.
Locate: TypeAlias = Callable[[str], Span | None]
_SHOWN: Final = 40
_OWN_NAMES: Final = frozenset(name for members in TYPE_MEMBERS.values() for name in members)


@dataclass(slots=True)
class _Reading:
    """What has been read of one JWK so far. Mutable, and private to this module."""

    jwk: Mapping[str, JsonValue]
    locate: Locate
    members: dict[str, str] = field(default_factory=dict)
    remarks: list[Problem] = field(default_factory=list)
    defects: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str | None:
        """A member that is a string; a remark when it is something else."""
        value = self.jwk.get(name)
        if value is None or isinstance(value, str):
            return value
        self.remarks.append(_type(name, "a string", self.locate(name)))
        return None


def read_jwk(jwk: JsonValue, *, source: str, index: int, locate: Locate, limits: Limits) -> Key:
    """The key that a JSON value is. Total: a value that is no key is a Key without members, and with the reasons.

    Fatal: jwk.not-an-object, jwk.kty-missing, jwk.kty-unknown, jwk.crv-unknown, jwk.alg-unknown, jwk.member-missing,
    jwk.member-type, jwk.base64url, key.length, key.rsa-multi-prime, those of build_key. Remarks: jwk.base64url-form,
    key.length, key.leading-zero, jwk.member-foreign, jwk.crv-alias, jwk.member-type of members that say how to use it.
    """
    key = _read(jwk, source, index, locate, limits)
    if not isinstance(jwk, dict):
        return replace(key, span=locate(""))
    return replace(key, jwk=jwk, span=locate("") or _span_of_members(jwk, locate))


def _span_of_members(jwk: Mapping[str, JsonValue], locate: Locate) -> Span | None:
    """From the first member to the last, whichever order the text has them in."""
    places = [place for name in jwk if (place := locate(_escaped(name)))]
    if not places:
        return None
    return Span(min(place.start for place in places), max(place.end for place in places))


def _escaped(name: str) -> str:
    """A name in a JSON Pointer (RFC 6901 section 3)."""
    return name.replace("~", "~0").replace("/", "~1")


def _read(jwk: JsonValue, source: str, index: int, locate: Locate, limits: Limits) -> Key:
    if not isinstance(jwk, dict):
        problem = _problem("jwk.not-an-object", "A key is a JSON object; this is something else", locate(""))
        return broken_key("", Description(source=source, index=index, problems=(problem,)))
    reading = _Reading(jwk, locate)
    about = _describe(reading, source, index)
    kty = _key_type(reading)
    if kty and _parameter(reading, kty):
        _read_members(reading, kty)
        _derive_public(reading, kty, index, limits)
        _require(reading, kty)
    if reading.remarks or reading.defects:
        about = replace(about, problems=(*reading.remarks, *reading.defects))
    if not reading.defects:
        return build_key(reading.members, about, limits)
    if kty and _is_whole(reading.members):
        return replace(describe_key(reading.members, about), members={}, stated=reading.members)
    return broken_key(_shown(jwk.get("kty")), about)


def _describe(reading: _Reading, source: str, index: int) -> Description:
    return Description(
        source=source,
        index=index,
        kid=reading.text("kid"),
        alg=reading.text("alg"),
        use=reading.text("use"),
        key_ops=_operations(reading),
    )


def _operations(reading: _Reading) -> tuple[str, ...] | None:
    value = reading.jwk.get("key_ops")
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        reading.remarks.append(_type("key_ops", "an array of strings", reading.locate("key_ops")))
        return None
    return tuple(str(v) for v in value)


def _key_type(reading: _Reading) -> str | None:
    """The kty, when keys of that type are read."""
    value = reading.jwk.get("kty")
    span = reading.locate("kty")
    if value is None:
        message = 'The JWK has no "kty"; it must say what type of key it is, such as "RSA" or "EC"'
        reading.defects.append(_problem("jwk.kty-missing", message, reading.locate(""), "RFC 7517 section 4.1"))
    elif not isinstance(value, str):
        reading.defects.append(_type("kty", "a string", span))
    elif value not in KEY_TYPES:
        message = f'"kty" is {_shown(value)!r}; known are {", ".join(KEY_TYPES)} (letters count as they are written)'
        reading.defects.append(_problem("jwk.kty-unknown", message, span, "RFC 7517 section 4.1"))
    else:
        return value
    return None


def _read_members(reading: _Reading, kty: str) -> None:
    for name in TYPE_MEMBERS[kty]:
        if name in reading.jwk and name not in ("crv", "oth"):
            _read_member(reading, name)
    _remark_foreign(reading, kty)
    if kty == "RSA" and not reading.defects:
        _check_rsa(reading)


def _derive_public(reading: _Reading, kty: str, index: int, limits: Limits) -> None:
    """A private key without its public half: the half that follows, for as many keys as are tried."""
    public = KEY_TYPES[kty].thumbprint_members
    if reading.defects or index >= limits.keys_tried or reading.members.keys() & {"x", "y", "pub", "n", "k"}:
        return
    derived = keys.public_half(reading.members)
    if isinstance(derived, Problem):
        return
    names = ", ".join(f'"{name}"' for name in public if name not in reading.members)
    reading.members.update(derived)
    message = f"{names} is missing, although every key of type {kty} has it; it is computed from the private half"
    reading.remarks.append(_problem("jwk.public-half-missing", message, reading.locate(""), KEY_TYPES[kty].reference))


def _require(reading: _Reading, kty: str) -> None:
    for name, row in TYPE_MEMBERS[kty].items():
        if row.presence is Presence.REQUIRED and reading.jwk.get(name) is None and name not in reading.members:
            reading.defects.append(_missing(name, reading, row.reference))


def _is_whole(members: Mapping[str, str]) -> bool:
    """Whether all members that a thumbprint needs are there."""
    return all(members.get(name) for name in KEY_TYPES[members["kty"]].thumbprint_members)


def _parameter(reading: _Reading, kty: str) -> bool:
    """The curve of EC and OKP keys and the alg of AKP keys: without it the other members mean nothing."""
    reading.members["kty"] = kty
    if kty == "AKP":
        return _one_of(reading, "alg", tuple(AKP_PUBLIC), "jwk.alg-unknown", "RFC 9964 section 3")
    if kty not in ("EC", "OKP"):
        return True
    known = tuple(curve.name for curve in CURVES.values() if curve.kty == kty)
    return _one_of(reading, "crv", known, "jwk.crv-unknown", TYPE_MEMBERS[kty]["crv"].reference)


def _one_of(reading: _Reading, name: str, known: tuple[str, ...], code: str, reference: str) -> bool:
    value = reading.jwk.get(name)
    span = reading.locate(name)
    if value is None:
        reading.defects.append(_missing(name, reading, reference))
    elif not isinstance(value, str):
        reading.defects.append(_type(name, "a string", span))
    elif (canonical := _canonical(value)) in known:
        reading.members[name] = canonical
        if canonical != value:
            message = f'"{name}" is {value!r}, another name for {canonical!r}, which is the one that JWK has'
            reading.remarks.append(_problem("jwk.crv-alias", message, span, reference))
        return True
    else:
        message = f'"{name}" is {_shown(value)!r}; known for this type are {", ".join(known)}'
        reading.defects.append(_problem(code, message, span, reference))
    return False


def _canonical(crv: str) -> str:
    return ALIASES.get(crv, crv)


def _read_member(reading: _Reading, name: str) -> None:
    value = reading.jwk.get(name)
    if value is None:
        return
    span = reading.locate(name)
    if not isinstance(value, str):
        reading.defects.append(_type(name, "a base64url string", span))
        return
    found = _value(reading.members, name, value, span)
    reading.members[name] = found.text
    reading.remarks.extend(found.remarks)
    if found.defect:
        reading.defects.append(found.defect)


def _value(members: Mapping[str, str], name: str, value: str, span: Span | None) -> MemberValue:
    match members["kty"]:
        case "RSA":
            return read_integer(name, value, span)
        case "EC":
            curve = WEIERSTRASS[members["crv"]]
            return read_integer(name, value, span, curve.private_length if name == "d" else curve.length)
        case _:
            return read_octets(name, value, span)


def _check_rsa(reading: _Reading) -> None:
    if reading.jwk.get("oth") is not None:
        message = "The key has more than two primes, which hardly any library computes with"
        where = reading.locate("oth")
        reading.defects.append(_problem("key.rsa-multi-prime", message, where, "RFC 7518 section 6.3.2.7"))
    elif "d" not in reading.members and (given := reading.members.keys() & {"p", "q", "dp", "dq", "qi"}):
        names = ", ".join(f'"{name}"' for name in sorted(given))
        message = f'The member "d" is missing, although {names} of a private key are there'
        where = reading.locate("")
        reading.defects.append(_problem("jwk.member-missing", message, where, "RFC 7518 section 6.3.2"))


def _remark_foreign(reading: _Reading, kty: str) -> None:
    own = TYPE_MEMBERS[kty]
    if foreign := [n for n in reading.jwk if n not in own and n in _OWN_NAMES and n not in COMMON_MEMBERS]:
        names = ", ".join(f'"{name}"' for name in foreign)
        message = f"{names}: this belongs to keys of another type, and is left out"
        reading.remarks.append(
            _problem("jwk.member-foreign", message, reading.locate(foreign[0]), KEY_TYPES[kty].reference)
        )


def _missing(name: str, reading: _Reading, reference: str) -> Problem:
    message = f'The member "{name}" is missing, which every key of type {_shown(reading.jwk.get("kty"))} has'
    return _problem("jwk.member-missing", message, reading.locate(""), reference)


def _type(name: str, due: str, span: Span | None) -> Problem:
    return _problem("jwk.member-type", f'"{name}" must be {due}; it is something else', span)


def _problem(code: str, message: str, span: Span | None, reference: str = "RFC 7517 section 4") -> Problem:
    return Problem(code=code, message=message, span=span, reference=reference)


def _shown(value: JsonValue) -> str:
    """A name that came with the key, cut short."""
    if not isinstance(value, str):
        return ""
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
