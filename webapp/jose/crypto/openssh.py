"""Keys as OpenSSH writes them (RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4, and its PROTOCOL.key).

Public keys are read and written here; private ones by the library, once their rounds of bcrypt have been read.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization

from webapp.jose.base64url import encode
from webapp.jose.crypto import container_cost, containers, engine, pyca
from webapp.jose.crypto.container_cost import Cost
from webapp.jose.crypto.containers import Loaded
from webapp.jose.crypto.curves import CURVES
from webapp.jose.crypto.numbers import base64url_uint, octets
from webapp.jose.limits import Limits
from webapp.jose.text import Problem

MAGIC: Final = b"openssh-key-v1\0"
# A round of bcrypt takes 9 ms, as long as 30,000 iterations of PBKDF2. ssh-keygen asks for 16 or 24 of them.
ITERATIONS_PER_ROUND: Final = 30_000
# nistp256 and so on (RFC 5656 section 6.1), by the name that JWK has for the curve.
_NIST: Final[Mapping[str, str]] = MappingProxyType({"P-256": "nistp256", "P-384": "nistp384", "P-521": "nistp521"})
_CRV: Final[Mapping[bytes, str]] = MappingProxyType({name.encode(): crv for crv, name in _NIST.items()})
_ED25519: Final = b"ssh-ed25519"
_REFERENCE: Final = "RFC 4253 section 6.6"


class _DamagedError(Exception):
    """The octets end too early, or something follows. Never leaves this module."""


class _Wire:
    """Strings and numbers that follow one another (RFC 4251 section 5)."""

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self.at = 0

    def number(self) -> int:
        """A uint32."""
        return int.from_bytes(self._take(4), "big")

    def string(self) -> bytes:
        """A string: its length, then its octets."""
        return self._take(self.number())

    def integer(self) -> int:
        """An mpint, which must not be negative here."""
        content = self.string()
        if content[:1] >= b"\x80":
            raise _DamagedError
        return int.from_bytes(content, "big")

    def end(self) -> None:
        """Nothing may follow."""
        if self.at != len(self.blob):
            raise _DamagedError

    def _take(self, count: int) -> bytes:
        taken = self.blob[self.at : self.at + count]
        if len(taken) != count:
            raise _DamagedError
        self.at += count
        return taken


def load_public(blob: bytes) -> Loaded | Problem:
    """The key of a public key blob. Codes: ssh.content, key.type-unsupported."""
    wire = _Wire(blob)
    try:
        members = _public_members(wire.string(), wire)
        if not isinstance(members, Problem):
            wire.end()
    except _DamagedError:
        return _problem("ssh.content", "These octets are no OpenSSH public key: something is missing or too much")
    return members if isinstance(members, Problem) else Loaded(members=members)


def load_private(blob: bytes, password: str, limits: Limits) -> Loaded | Problem:
    """The private key of an OpenSSH container, with the public half that stands beside it, not one derived from it.

    Codes: ssh.content, ssh.several-keys, pem.encrypted, pem.password, container.cost, container.kdf-unknown,
    key.type-unsupported, key.curve-unsupported.
    """
    if not blob.startswith(MAGIC):
        return _problem("ssh.content", "These octets are no OpenSSH private key")
    cost = read_cost(blob)
    if isinstance(cost, Problem):
        return cost
    stated = _stated_public(blob)
    if isinstance(stated, Problem):
        return stated
    if cost.iterations and not password:
        return containers.password_is_due()
    problem = container_cost.excess(cost, limits)
    return problem or _open(blob, password if cost.iterations else "", stated)


def read_cost(blob: bytes) -> Cost | Problem:
    """What opening the container costs, in iterations of PBKDF2. Codes: ssh.content, container.kdf-unknown."""
    wire = _Wire(blob[len(MAGIC) :])
    try:
        cipher, kdf, options = wire.string(), wire.string(), _Wire(wire.string())
        if (cipher, kdf) == (b"none", b"none"):
            return Cost()
        if kdf != b"bcrypt":
            return _problem("container.kdf-unknown", "The key is encrypted in a way that is not known here; bcrypt is")
        options.string()
        return Cost(iterations=max(options.number(), 1) * ITERATIONS_PER_ROUND)
    except _DamagedError:
        return _problem("ssh.content", "The OpenSSH private key is damaged: it ends too early")


def public_line(members: Mapping[str, str]) -> str | Problem:
    """The public half as one line of authorized_keys, without a comment. Code: convert.structure."""
    match members["kty"], members.get("crv", ""):
        case "RSA", _:
            parts = [b"ssh-rsa", _mpint(octets(members["e"])), _mpint(octets(members["n"]))]
        case "EC", crv if crv in _NIST:
            name = _NIST[crv].encode()
            parts = [b"ecdsa-sha2-" + name, name, b"\x04" + octets(members["x"]) + octets(members["y"])]
        case "OKP", "Ed25519":
            parts = [_ED25519, octets(members["x"])]
        case _:
            message = "OpenSSH has no form for a key of this type; RSA, P-256, P-384, P-521 and Ed25519 keys have one"
            return Problem(code="convert.structure", message=message)
    blob = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return f"{parts[0].decode()} {base64.b64encode(blob).decode()}\n"


def _stated_public(blob: bytes) -> Mapping[str, str] | Problem:
    """The public half that the container states in the open."""
    wire = _Wire(blob[len(MAGIC) :])
    try:
        for _ in range(3):
            wire.string()
        if wire.number() != 1:
            return _problem("ssh.several-keys", "An OpenSSH container with other than one key is not read here")
        loaded = load_public(wire.string())
    except _DamagedError:
        return _problem("ssh.content", "The OpenSSH private key is damaged: it ends too early")
    return loaded if isinstance(loaded, Problem) else loaded.members


def _open(blob: bytes, password: str, stated: Mapping[str, str]) -> Loaded | Problem:
    armoured = b"-----BEGIN OPENSSH PRIVATE KEY-----\n%s\n-----END OPENSSH PRIVATE KEY-----\n" % base64.b64encode(blob)
    secret = password.encode("utf-8", "surrogatepass") or None
    try:
        key = serialization.load_ssh_private_key(armoured, secret, unsafe_skip_rsa_key_validation=True)
        members = pyca.private_members(key)
    except UnsupportedAlgorithm:
        message = "The key is encrypted with a cipher that cannot be used here, or the bcrypt package is not installed"
        return _problem("container.kdf-unknown", message)
    except ValueError as error:
        return containers.wrong_password() if password else engine.refusal("ssh.content", "read this key", error)
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("ssh.content", "read this key", error)
    return members if isinstance(members, Problem) else Loaded(members={**members, **stated})


def _public_members(kind: bytes, wire: _Wire) -> dict[str, str] | Problem:
    if reader := _READERS.get(kind):
        return reader(wire)
    what = "a key of a security token" if kind.startswith(b"sk-") else "a key or certificate of a type"
    return Problem(
        code="key.type-unsupported",
        message=f"This is {what} that JOSE cannot use; ssh-rsa, ssh-ed25519 and ecdsa-sha2-nistp… are read",
        reference="RFC 7518 section 6.1",
    )


def _rsa(wire: _Wire) -> dict[str, str]:
    e, n = wire.integer(), wire.integer()
    return {"kty": "RSA", "n": base64url_uint(n), "e": base64url_uint(e)}


def _ecdsa(wire: _Wire) -> dict[str, str]:
    crv, point = _CRV.get(wire.string()), wire.string()
    length = CURVES[crv].length if crv else 0
    if crv is None or len(point) != 1 + 2 * length or point[0] != 4:
        raise _DamagedError
    return {"kty": "EC", "crv": crv, "x": encode(point[1 : 1 + length]), "y": encode(point[1 + length :])}


def _ed25519(wire: _Wire) -> dict[str, str]:
    return {"kty": "OKP", "crv": "Ed25519", "x": encode(wire.string())}


def _mpint(number: bytes) -> bytes:
    """A positive number: a zero octet stands before a high bit."""
    return b"\0" + number if number[:1] >= b"\x80" else number


def _problem(code: str, message: str) -> Problem:
    return Problem(code=code, message=message, reference=_REFERENCE)


_READERS: Final[Mapping[bytes, Callable[[_Wire], dict[str, str]]]] = MappingProxyType(
    {
        b"ssh-rsa": _rsa,
        _ED25519: _ed25519,
        **{b"ecdsa-sha2-" + name: _ecdsa for name in _CRV},
    }
)
