"""What the members of headers, claims and keys mean, from the registries; None for names that no registry knows.

Every function is total on any JSON value. Values of private key members are never repeated, only measured.
"""

from __future__ import annotations

import re
from typing import Final, TypeGuard

from webapp.jose.artefact import Explanation, Moment
from webapp.jose.json_object import JsonValue
from webapp.jose.moment import FineUnit, fine_unit, relative, utc, whole_seconds
from webapp.jose.registry.algorithms import JWE_ALGORITHMS
from webapp.jose.registry.claim_values import TIME_WORDS, TimeWords
from webapp.jose.registry.claims import CLAIMS
from webapp.jose.registry.header_parameters import HEADER_PARAMETERS
from webapp.jose.registry.jwk_parameters import COMMON_MEMBERS, KEY_SET_MEMBERS, TYPE_MEMBERS, JwkParameter
from webapp.jose.registry.unregistered_claims import unregistered_claim
from webapp.jose.registry.unregistered_header_parameters import UNREGISTERED_HEADER_PARAMETERS
from webapp.jose.value_words import claim_value, header_value, jwk_value, private_value

# Claims that a JWE may repeat in its header (RFC 7519 section 5.3), and that some put into any header.
_IN_HEADERS: Final = frozenset({"exp", "nbf", "iat", "jti"})
_DIGITS: Final = re.compile(r"-?[0-9]{1,30}")


def explain_header(name: str, value: JsonValue, now: int) -> Explanation | None:
    """What a Header Parameter means. now (seconds) is what times are told relative to."""
    row = HEADER_PARAMETERS.get(name) or UNREGISTERED_HEADER_PARAMETERS.get(name)
    if row is None:
        return explain_claim(name, value, now) if name in _IN_HEADERS else None
    reference = row.jwe_reference if name == "alg" and value in tuple(JWE_ALGORITHMS) else row.reference
    words = header_value(name, value)
    return Explanation(name=row.title, description=row.description, reference=reference, value=words)


def explain_claim(name: str, value: JsonValue, now: int) -> Explanation | None:
    """What a claim means: one that IANA lists, else one of a draft or vendor. now is in seconds."""
    row = CLAIMS.get(name) or unregistered_claim(name)
    if row is None:
        return None
    moment = _moment(TIME_WORDS[name], value, now) if name in TIME_WORDS else None
    return Explanation(
        name=row.title,
        description=row.description,
        reference=row.reference,
        value=_time_value(value, moment) if name in TIME_WORDS else claim_value(name, value),
        moment=moment,
        personal=row.personal,
    )


def explain_jwk_member(name: str, value: JsonValue, kty: str | None = None) -> Explanation | None:
    """What a member of a JWK or JWK Set means. kty tells apart names that several key types have, such as "d"."""
    if row := KEY_SET_MEMBERS.get(name):
        count = f"{len(value):,}" if isinstance(value, list) else None
        return Explanation(name="Keys", description=row.description, reference=row.reference, value=count)
    parameter = _parameter(name, kty)
    if parameter is None:
        return None
    return Explanation(
        name=parameter.title,
        description=parameter.description,
        reference=parameter.reference,
        value=_jwk_words(parameter, value),
    )


def _parameter(name: str, kty: str | None) -> JwkParameter | None:
    if name in COMMON_MEMBERS:
        return COMMON_MEMBERS[name]
    types = [TYPE_MEMBERS.get(kty, {})] if kty else TYPE_MEMBERS.values()
    return next((members[name] for members in types if name in members), None)


def _jwk_words(parameter: JwkParameter, value: JsonValue) -> str | None:
    if parameter.is_private:
        return private_value(value)
    if parameter.name in TIME_WORDS:
        return utc(value) if _is_number(value) else _no_time(value)
    return jwk_value(parameter.name, value)


def _moment(words: TimeWords, value: JsonValue, now: int) -> Moment | None:
    """The NumericDate as a verifier reads it: in seconds, also where a finer unit was probably meant."""
    seconds = whole_seconds(value) if _is_number(value) else None
    if seconds is None:
        return None
    if unit := fine_unit(seconds):
        digits = len(str(abs(seconds)))
        told = f"{digits} digits: {unit.name}; as seconds this is {utc(seconds)}"
    else:
        told = (words.past if seconds <= now else words.due).format(relative(seconds, now))
    return Moment(seconds=seconds, utc=utc(seconds), relative=told)


def _time_value(value: JsonValue, moment: Moment | None) -> str:
    if moment is None:
        return _no_time(value)
    if unit := fine_unit(moment.seconds):
        return _too_fine(moment.seconds, unit)
    return moment.relative[:1].upper() + moment.relative[1:]


def _too_fine(seconds: int, unit: FineUnit) -> str:
    meant = utc(seconds // unit.per_second)
    return f"In {unit.name}, where seconds are due: meant is perhaps {meant}, but a verifier reads {utc(seconds)}"


def _no_time(value: JsonValue) -> str:
    due = "a number of seconds since 1970 is due"
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return f"Text, where {due}; as a number it would be {utc(int(value))}"
    return f"{'Text' if isinstance(value, str) else 'No number'}, where {due}"


def _is_number(value: JsonValue) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
