"""Keys as DER in bare base64 or hexadecimal, as Java and many consoles write them (RFC 4648, X.690).

No label says what they are. A text is taken for DER only when all of it is one SEQUENCE of exactly that length in
which a key is found; for OpenSSH, when it begins with the words that its format begins with. A secret is that by no
accident.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import Final

from webapp.jose.crypto import asn1, openssh
from webapp.jose.crypto.containers import Loaded, Opened
from webapp.jose.jwk import secret
from webapp.jose.jwk.build import Description, broken_key, build_key, examine
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.labels import LABELS, Label, label_of
from webapp.jose.jwk.secret import Encoding
from webapp.jose.limits import Limits
from webapp.jose.text import Problem

DER: Final = "der"
# base64 of a SEQUENCE begins with M, that of an OpenSSH private key with b3; the smallest public key has 44 octets, and
# no key more than a PEM block may have.
_BASE64: Final = re.compile(r"\s*+(?:M|b3BlbnNzaC1r)[A-Za-z0-9+/_\-\s]{56,131072}+[=\s]*+")
_HEX: Final = re.compile(r"\s*+(?:0x)?30[0-9A-Fa-f:\s]{86,262144}+")
_PKCS12: Final = "PKCS12"
_ENCRYPTED: Final = frozenset({"ENCRYPTED PRIVATE KEY", _PKCS12, "OPENSSH PRIVATE KEY"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DerKeys:
    """The keys of DER without a label, what is wrong with it, and the same as PEM, which repeats private keys.

    PKCS #12 has no form in PEM (RFC 7468): its octets are as they should be.
    """

    keys: tuple[Key, ...]
    problems: tuple[Problem, ...]
    corrected: str | None = field(default=None, repr=False)
    left: Limits


def read_der_keys(text: str, password: str, limits: Limits) -> DerKeys | None:
    """The keys that the text is, or None when it is no DER of a key.

    An encrypted private key that does not open is a Key with the reason. Problem: pem.no-armour. Problems of a key:
    those of labels, build.
    """
    octets = _octets(text)
    if octets is None or not (asn1.is_one_sequence(octets) or octets.startswith(openssh.MAGIC)):
        return None
    name = label_of(octets)
    if name is None:
        return None
    label = LABELS[name]
    opened = label.load(octets, password, limits)
    if name not in _ENCRYPTED and not any(_is_key(loaded) for loaded in opened.keys):
        return None
    keys = _keys(opened, label, limits)
    if name == _PKCS12:
        return DerKeys(keys=keys, problems=opened.problems, left=opened.left)
    problems = (*opened.problems, _no_armour(name))
    return DerKeys(keys=keys, problems=problems, corrected=_pem(name, octets), left=opened.left)


def _octets(text: str) -> bytes | None:
    if _HEX.fullmatch(text):
        octets = secret.decode(text.strip().removeprefix("0x"), Encoding.HEX)
        return None if isinstance(octets, Problem) else octets
    if not _BASE64.fullmatch(text):
        return None
    for encoding in (Encoding.BASE64, Encoding.BASE64URL):
        octets = secret.decode(text, encoding)
        if not isinstance(octets, Problem):
            return octets
    return None


def _is_key(loaded: Loaded | Problem) -> bool:
    """Whether it is a key, of whatever type."""
    return isinstance(loaded, Loaded) or loaded.code in ("key.type-unsupported", "key.curve-unsupported")


def _keys(opened: Opened, label: Label, limits: Limits) -> tuple[Key, ...]:
    keys = [
        broken_key("", Description(source=label.bare_source, index=index, problems=(loaded,)))
        if isinstance(loaded, Problem)
        else build_key(
            loaded.members,
            Description(
                source=label.bare_source,
                index=index,
                subject=loaded.subject,
                issuer=loaded.issuer,
                validity=loaded.validity,
                certificate_digest=loaded.certificate_digest,
            ),
            limits,
        )
        for index, loaded in enumerate(opened.keys)
    ]
    return examine(keys, limits)


def _no_armour(label: str) -> Problem:
    return Problem(
        code="pem.no-armour",
        message=f"These are the octets of a {label} without the lines -----BEGIN and -----END that say so in a PEM; "
        "it is read all the same",
        reference="RFC 7468 section 2",
    )


def _pem(label: str, octets: bytes) -> str:
    body = base64.b64encode(octets).decode("ascii")
    lines = [body[at : at + 64] for at in range(0, len(body), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])
