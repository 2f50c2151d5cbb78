"""Keys of other worlds, and what stands for a key but is none: named, with what to do, and never taken as a secret.

The text of a key container as an HMAC secret is the mistake behind algorithm confusion (RFC 8725 section 2.1). What
may well be a secret, such as an address, stays one, with a remark.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final

from webapp.jose.text import Problem, Span

_REFERENCE: Final = "RFC 7517 section 4"


@dataclass(frozen=True, slots=True)
class _Kind:
    cause: str
    pattern: re.Pattern[str]
    message: str


_JAVA: Final = (
    "keytool -importkeystore -srckeystore FILE -destkeystore key.p12 -deststoretype pkcs12 writes it as PKCS #12, "
    "which is read here in base64, with its password"
)
_CONTAINERS: Final = (
    _Kind(
        "putty",
        re.compile(r"[\s\ufeff]{0,40}PuTTY-User-Key-File-\d"),
        "This is a private key of PuTTY (.ppk). puttygen key.ppk -O private-openssh -o key.pem, or Conversions > "
        "Export OpenSSH key, writes it as OpenSSH does; paste that",
    ),
    _Kind(
        "age",
        re.compile(
            r"(?:[\s\ufeff]{0,40}#[^\n]{0,200}\n){0,9}\s{0,40}AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{20,}", re.IGNORECASE
        ),
        "This is a private key of age; JOSE knows no such keys. It is an X25519 key in Bech32, but meant for files",
    ),
    _Kind(
        "age",
        re.compile(r"\s{0,40}age1(?:[a-z0-9]{1,30}1)?[ac-hj-np-z02-9]{50,}\s{0,40}\Z"),
        "This is a recipient of age, a public key for files; JOSE knows no such keys",
    ),
    _Kind(
        "minisign",
        re.compile(r"[\s\ufeff]{0,40}untrusted comment:"),
        "This is a key or signature of minisign or signify; JOSE knows no such keys, though its algorithm is Ed25519",
    ),
    _Kind(
        "minisign",
        re.compile(r"\s{0,40}RW[QR][A-Za-z0-9+/]{53}\s{0,40}\Z"),
        "This looks like a public key of minisign or signify; JOSE knows no such keys, though its algorithm is Ed25519",
    ),
    _Kind(
        "wireguard",
        re.compile(r"\s{0,40}(?:#[^\n]{0,200}\n\s{0,40}){0,9}\[(?:Interface|Peer)\]\s"),
        "This is a configuration of WireGuard. Its keys are X25519 keys in base64 and used by no JOSE token",
    ),
    _Kind(
        "paserk",
        re.compile(r"\s{0,40}k[1-4]\.(?:local|public|secret|lid|pid|sid|seal|local-|secret-)[a-z-]{0,12}\."),
        "This is a key for PASETO (PASERK); JOSE has keys of its own, see JWK",
    ),
    _Kind(
        "ansible-vault",
        re.compile(r"\s{0,40}\$ANSIBLE_VAULT;"),
        "This is encrypted by Ansible Vault. ansible-vault view FILE shows what is in it; paste that",
    ),
    _Kind(
        "sops",
        re.compile(r"\s{0,40}ENC\[AES256_GCM,"),
        "This is a value encrypted by SOPS. sops --decrypt FILE shows what is in it; paste that",
    ),
    _Kind(
        "html",
        re.compile(r"\s{0,40}<(?:!doctype html|html|head|body)\b", re.IGNORECASE),
        "This is an HTML page, perhaps an error or a login page in place of a JWK Set. Look at the request that "
        "fetched it",
    ),
    _Kind(
        "xml",
        re.compile(
            r"[\s\ufeff]{0,40}<(?:\?xml|[A-Za-z][\w.-]{0,40}:?(?:EntityDescriptor|EntitiesDescriptor|Assertion|"
            r"Response|KeyInfo|RSAKeyValue)\b)"
        ),
        "This is XML, but no key can be read in it: neither an X509Certificate nor an RSAKeyValue is there, or it is "
        "damaged",
    ),
)
_REFERENCES: Final = (
    _Kind(
        "url",
        re.compile(r"\s{0,40}https?://[^\s\"'<>]{3,2000}\s{0,40}\Z", re.IGNORECASE),
        "This is an address. Nothing is fetched from here; paste what it answers, such as a JWK Set",
    ),
    _Kind(
        "path",
        re.compile(
            r"\s{0,40}(?:file:|[A-Za-z]:\\|~?/|\.{1,2}/)[^\n\"'<>]{1,400}\.(?:pem|key|p8|p12|pfx|jks|json|jwks?|crt|"
            r"cer|der|pub)\s{0,40}\Z"
        ),
        "This is the name of a file, not what is in it; paste or upload its content",
    ),
    _Kind(
        "fingerprint",
        re.compile(
            r"\s{0,40}(?:SHA256:[A-Za-z0-9+/]{43}|MD5:(?:[0-9a-f]{2}:){15}[0-9a-f]{2}|"
            r"urn:ietf:params:oauth:jwk-thumbprint:[a-z0-9-]{3,20}:[A-Za-z0-9_-]{20,90})\s{0,40}\Z"
        ),
        "This is the fingerprint of a key: it tells which key is meant, and nothing can be verified with it. Paste the "
        "key itself",
    ),
)
# How the files of Java's key stores begin, less what follows.
_MAGIC: Final = (
    (bytes.fromhex("feedfeed"), "jks", "This is a Java key store (JKS)"),
    (bytes.fromhex("cececece"), "jceks", "This is a Java key store (JCEKS)"),
    (bytes.fromhex("0000000100000014"), "bks", "This is a key store of Bouncy Castle (BKS)"),
    (bytes.fromhex("0000000200000014"), "bks", "This is a key store of Bouncy Castle (BKS)"),
)
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2}[\s:]?){16}")
# A file that was opened as text has characters in it that no text has, and one more where octets were lost.
_BINARY: Final = re.compile("[\0-\x08\x0e-\x1f\ufffd]")


def name_container(text: str) -> Problem | None:
    """A key container that is not read here. Codes: key.foreign-<what it is>, key.binary."""
    for kind in _CONTAINERS:
        if found := kind.pattern.match(text):
            return _problem(f"key.foreign-{kind.cause}", kind.message, found)
    octets = _beginning(text)
    for magic, cause, name in _MAGIC:
        if octets.startswith(magic) and len(text) > len(magic) * 8:
            return Problem(code=f"key.foreign-{cause}", message=f"{name}. {_JAVA}", reference=_REFERENCE)
    return _binary(text)


def name_reference(text: str) -> Problem | None:
    """What only says where a key is, or which. Codes: key.is-url, key.is-path, key.is-fingerprint."""
    for kind in _REFERENCES:
        if kind.pattern.match(text):
            message = f"{kind.message}. It is taken as a shared secret here, which it hardly is"
            return Problem(code=f"key.is-{kind.cause}", message=message, reference=_REFERENCE)
    return None


def _beginning(text: str) -> bytes:
    """The first octets of a text in hexadecimal, in base64, or of a file that was read as text."""
    start = text.lstrip()[:64]
    if _HEX.match(start):
        return bytes.fromhex(re.sub(r"[\s:]", "", start)[:32])
    if all(ord(character) < 256 for character in start[:4]) and any(ord(character) > 127 for character in start[:4]):
        return start.encode("latin-1", "replace")
    try:
        return base64.b64decode("".join(start.split())[:24].replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _binary(text: str) -> Problem | None:
    """A DER file that was opened as text: it begins with the octet of a SEQUENCE, and much of it is no text."""
    if not text.startswith("0") or len(_BINARY.findall(text[:2000])) < 8:
        return None
    message = (
        "This is a file of octets that was opened as text, perhaps DER or PKCS #12; what is lost on the way cannot be "
        "brought back. Paste it in base64, as openssl base64 -in FILE writes it"
    )
    return Problem(code="key.binary", message=message, reference=_REFERENCE)


def _problem(code: str, message: str, found: re.Match[str]) -> Problem:
    return Problem(code=code, message=message, span=Span(*found.span()), reference=_REFERENCE)
