"""Keys as DER in bare base64, as Java and many consoles write them: no label says what they are (RFC 4648, X.690).

A text is taken for DER only when all of it is base64 of one SEQUENCE of exactly that length in which a key is found.
A secret is that by no accident.
"""

from __future__ import annotations

import re
from typing import Final

from webapp.jose.crypto import container_cost, containers
from webapp.jose.crypto.containers import Loaded
from webapp.jose.jwk import secret
from webapp.jose.jwk.build import Description, broken_key, build_key, examine
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.secret import Encoding
from webapp.jose.limits import Limits
from webapp.jose.text import Problem

DER: Final = "der"
# base64 of a SEQUENCE begins with M; the smallest public key has 44 octets, and no key more than a PEM block may have.
_SHAPE: Final = re.compile(r"\s*+M[A-Za-z0-9+/_\-\s]{56,131072}+[=\s]*+")


def read_der_key(text: str, password: str, limits: Limits) -> Key | None:
    """The key that the text is, or None when it is no DER of a key.

    An encrypted private key that does not open is a Key with the reason. Problems: those of crypto.containers, build.
    """
    octets = _octets(text)
    if octets is None or not container_cost.is_one_sequence(octets):
        return None
    if container_cost.is_encrypted(octets):
        return _key("der-pkcs8", containers.load_private(octets, password, limits), limits)
    readings = (
        ("x509", containers.load_certificate(octets)),
        ("der-spki", containers.load_public(octets)),
        ("der-pkcs8", containers.load_private(octets, password, limits)),
    )
    found = next(((source, loaded) for source, loaded in readings if isinstance(loaded, Loaded)), None)
    return _key(*found, limits) if found else None


def _octets(text: str) -> bytes | None:
    if not _SHAPE.fullmatch(text):
        return None
    for encoding in (Encoding.BASE64, Encoding.BASE64URL):
        octets = secret.decode(text, encoding)
        if not isinstance(octets, Problem):
            return octets
    return None


def _key(source: str, loaded: Loaded | Problem, limits: Limits) -> Key:
    if isinstance(loaded, Problem):
        return broken_key("", Description(source=source, problems=(loaded,)))
    key = build_key(loaded.members, Description(source=source, subject=loaded.subject), limits)
    return examine((key,), limits)[0]
