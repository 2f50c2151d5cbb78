"""Keys written as PEM and DER, for every asymmetric type (RFC 5208, RFC 5280, RFC 5915, RFC 8017 appendix A)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from webapp.jose.crypto import engine, pyca
from webapp.jose.text import Problem


class Layout(StrEnum):
    """How the octets of a key are laid out."""

    PKCS8 = "pkcs8"
    SPKI = "spki"
    PKCS1_PRIVATE = "pkcs1-private"
    PKCS1_PUBLIC = "pkcs1-public"
    SEC1 = "sec1"


_Members: TypeAlias = Mapping[str, str]
_PRIVATE_FORMATS: Final = MappingProxyType(
    {
        Layout.PKCS8: PrivateFormat.PKCS8,
        Layout.PKCS1_PRIVATE: PrivateFormat.TraditionalOpenSSL,
        Layout.SEC1: PrivateFormat.TraditionalOpenSSL,
    }
)
_PUBLIC_FORMATS: Final = MappingProxyType(
    {Layout.SPKI: PublicFormat.SubjectPublicKeyInfo, Layout.PKCS1_PUBLIC: PublicFormat.PKCS1}
)


def to_pem(members: _Members, layout: Layout) -> str | Problem:
    """The key as PEM. The caller knows that its type has this layout. Code: key.export."""
    written = _write(members, layout, Encoding.PEM)
    return written if isinstance(written, Problem) else written.decode("ascii")


def to_der(members: _Members, layout: Layout) -> bytes | Problem:
    """The key as DER. The caller knows that its type has this layout. Code: key.export."""
    return _write(members, layout, Encoding.DER)


def _write(members: _Members, layout: Layout, encoding: Encoding) -> bytes | Problem:
    write = _private if layout in _PRIVATE_FORMATS else _public
    try:
        return write(members, layout, encoding)
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("key.export", f"write this key as {layout}", error)


def _private(members: _Members, layout: Layout, encoding: Encoding) -> bytes:
    return pyca.private_key(members).private_bytes(encoding, _PRIVATE_FORMATS[layout], NoEncryption())


def _public(members: _Members, layout: Layout, encoding: Encoding) -> bytes:
    return pyca.public_key(members).public_bytes(encoding, _PUBLIC_FORMATS[layout])
