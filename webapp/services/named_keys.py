"""Names of keys at hand, wherever a token says one: a "kid", and the key or certificate that it is bound to.

Anybody can compute them: the thumbprint of a key (RFC 7638), the digest of a certificate (RFC 7515 section 4.1.8).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from webapp.jose.artefact import Artefact, ArtefactMember, Kind
from webapp.jose.base64url import encode
from webapp.jose.describe.artefacts import read_jws
from webapp.jose.detect import Found
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.thumbprint import URI_PREFIX
from webapp.jose.jws.own_key import own_key
from webapp.jose.limits import Limits
from webapp.jose.registry.token_types import media_type

# Nobody pastes more proofs beside a token.
_MOST_BESIDE: Final = 4
_KID: Final = "kid"
_BOUND: Final = ("/cnf/jkt", "/cnf/kid")
_CERTIFICATE: Final = "/cnf/x5t#S256"


def with_thumbprints(artefact: Artefact, keys: tuple[Key, ...], proofs: tuple[Key, ...] = ()) -> Artefact:
    """The same, where a kid or confirmation says which of the keys it names. Keys that cannot be used have no name.

    proofs are the keys of the DPoP proofs that stand beside the token.
    """
    names = _names(keys)
    certificates = dict(_certificates(keys))
    bound = {**_names_of_proofs(proofs), **names}
    if not bound and not certificates:
        return artefact

    def told(members: tuple[ArtefactMember, ...]) -> tuple[ArtefactMember, ...]:
        return tuple(_told(member, names, bound, certificates) for member in members)

    return replace(
        artefact,
        members=told(artefact.members),
        signatures=tuple(replace(one, members=told(one.members)) for one in artefact.signatures),
        recipients=tuple(replace(one, members=told(one.members)) for one in artefact.recipients),
    )


def proof_keys(found: Sequence[Found], limits: Limits) -> tuple[Key, ...]:
    """The keys of the DPoP proofs in a paste of several tokens (RFC 9449 section 4.2)."""
    tokens = [one for one in found if one.kind is Kind.JWS] if len(found) > 1 else []
    headers = [one.header.values for token in tokens[:_MOST_BESIDE] for one in read_jws(token, limits).signatures[:1]]
    proofs = [header for header in headers if _is_proof(header.get("typ"))]
    return tuple(key for header in proofs for key in own_key(header, limits).keys)


def _is_proof(typ: object) -> bool:
    return isinstance(typ, str) and media_type(typ) == "dpop+jwt"


def _names(keys: tuple[Key, ...]) -> Mapping[str, str]:
    """What is said of a value, by its literal text: the thumbprint, and the same as a URI (RFC 9278)."""
    names: dict[str, str] = {}
    for number, key in enumerate(keys, 1):
        if not key.is_usable or not key.thumbprint:
            continue
        which = _which(number, len(keys))
        names.setdefault(f'"{key.thumbprint}"', f"It is the RFC 7638 thumbprint of {which}")
        names.setdefault(f'"{URI_PREFIX}{key.thumbprint}"', f"It is the RFC 9278 thumbprint URI of {which}")
    return names


def _names_of_proofs(proofs: tuple[Key, ...]) -> Mapping[str, str]:
    said = "It is the RFC 7638 thumbprint of the key that made the DPoP proof beside it"
    return {f'"{key.thumbprint}"': said for key in proofs if key.is_usable and key.thumbprint}


def _certificates(keys: tuple[Key, ...]) -> Iterator[tuple[str, str]]:
    """What is said of the digest of a certificate: of the one that a key came in, or that stands in its "x5c"."""
    for number, key in enumerate(keys, 1):
        if digest := key.certificate_digest or _digest_of(key.jwk.get("x5c")):
            yield f'"{digest}"', f"It is the SHA-256 thumbprint of the certificate of {_which(number, len(keys))}"


def _digest_of(chain: object) -> str:
    first = chain[0] if isinstance(chain, list) and chain else None
    if not isinstance(first, str):
        return ""
    try:
        return encode(hashlib.sha256(base64.b64decode(first, validate=True)).digest())
    except (binascii.Error, ValueError):
        return ""


def _which(number: int, count: int) -> str:
    return "the key that you gave" if count == 1 else f"key {number} of the {count:,} that you gave"


def _told(
    member: ArtefactMember, names: Mapping[str, str], bound: Mapping[str, str], certificates: Mapping[str, str]
) -> ArtefactMember:
    said = None
    if member.where == "header" and member.name == _KID:
        said = names.get(member.text)
    elif member.where == "claims" and member.path in _BOUND:
        said = bound.get(member.text)
    elif member.where == "claims" and member.path == _CERTIFICATE:
        said = certificates.get(member.text)
    if said is None or member.explanation is None:
        return member
    return replace(member, explanation=replace(member.explanation, value=said))
