"""What the members of headers, claims and keys mean, from the registries; None for names that no registry knows.

Every function is total on any JSON value. Values of private key members are never repeated, only measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.artefact import Explanation
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.algorithms import JWE_ALGORITHMS
from webapp.jose.registry.claim_values import TIME_WORDS
from webapp.jose.registry.claims import CLAIMS
from webapp.jose.registry.header_parameters import HEADER_PARAMETERS
from webapp.jose.registry.jwk_parameters import COMMON_MEMBERS, KEY_SET_MEMBERS, TYPE_MEMBERS, JwkParameter
from webapp.jose.registry.shared_names import shared_name
from webapp.jose.registry.unregistered_claims import unregistered_claim
from webapp.jose.registry.unregistered_header_parameters import UNREGISTERED_HEADER_PARAMETERS
from webapp.jose.registry.unregistered_jwk_parameters import UNREGISTERED_JWK_PARAMETERS
from webapp.jose.told_time import tell_key_time, tell_time
from webapp.jose.value_words import claim_value, header_value, jwk_value, private_value

# Claims that a JWE may repeat in its header (RFC 7519 section 5.3), and that some put into any header.
_IN_HEADERS: Final = frozenset({"exp", "nbf", "iat", "jti"})
_ALONE: Final[Mapping[str, JsonValue]] = MappingProxyType({})


def explain_header(name: str, value: JsonValue, now: int) -> Explanation | None:
    """What a Header Parameter means. now (seconds) is what times are told relative to."""
    row = HEADER_PARAMETERS.get(name) or UNREGISTERED_HEADER_PARAMETERS.get(name)
    if row is None:
        return explain_claim(name, value, now) if name in _IN_HEADERS else None
    reference = row.jwe_reference if name == "alg" and value in tuple(JWE_ALGORITHMS) else row.reference
    words = header_value(name, value)
    return Explanation(name=row.title, description=row.description, reference=reference, value=words)


def explain_claim(
    name: str, value: JsonValue, now: int, claims: Mapping[str, JsonValue] = _ALONE
) -> Explanation | None:
    """What a claim means: by the claims that it stands among, else as IANA, a draft or a vendor lists it.

    now is in seconds.
    """
    row = shared_name(name, claims) or CLAIMS.get(name) or unregistered_claim(name)
    if row is None:
        return None
    words, moment = (
        tell_time(TIME_WORDS[name], value, now)
        if name in TIME_WORDS
        else (claim_value(name, value, claims.get("iss")), None)
    )
    return Explanation(
        name=row.title,
        description=row.description,
        reference=row.reference,
        value=words,
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
    registered = (members[name] for members in types if name in members)
    return next(registered, None) or UNREGISTERED_JWK_PARAMETERS.get(name)


def _jwk_words(parameter: JwkParameter, value: JsonValue) -> str | None:
    if parameter.is_private:
        return private_value(value)
    if parameter.name in TIME_WORDS:
        return tell_key_time(value)
    return jwk_value(parameter.name, value)
