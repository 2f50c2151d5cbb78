"""What the octets of a PEM block are, by its label; and the label of octets that have none (RFC 7468 sections 4 to 13).

Every container of asymmetric keys in octets is opened here, whether it stood in PEM, in base64 or in hexadecimal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from webapp.jose.crypto import asn1, container_cost, containers, openssh, pkcs12
from webapp.jose.crypto.containers import Loaded, Opened
from webapp.jose.limits import Limits
from webapp.jose.text import Problem

_Load: TypeAlias = Callable[[bytes, str, Limits], Opened]


@dataclass(frozen=True, slots=True)
class Label:
    """Where a key with this label is said to come from, in PEM and without it, and how its octets are opened."""

    source: str
    bare_source: str
    load: _Load


def _public(der: bytes, _password: str, limits: Limits) -> Opened:
    return Opened(keys=(containers.load_public(der),), left=limits)


def _private(der: bytes, password: str, limits: Limits) -> Opened:
    left = containers.allowance_after(der, limits) if password else limits
    return Opened(keys=(containers.load_private(der, password, limits),), left=left)


def _certificate(der: bytes, _password: str, limits: Limits) -> Opened:
    return Opened(keys=(containers.load_certificate(der),), left=limits)


def _request(der: bytes, _password: str, limits: Limits) -> Opened:
    return Opened(keys=(containers.load_request(der),), left=limits)


def _certificates(der: bytes, _password: str, limits: Limits) -> Opened:
    return Opened(keys=tuple(containers.load_certificates(der, limits.pem_blocks)), left=limits)


def _openssh(blob: bytes, password: str, limits: Limits) -> Opened:
    cost = openssh.read_cost(blob)
    left = limits if isinstance(cost, Problem) or not password else container_cost.less(limits, cost)
    return Opened(keys=(openssh.load_private(blob, password, limits),), left=left)


def _ssh2(blob: bytes, _password: str, limits: Limits) -> Opened:
    return Opened(keys=(openssh.load_public(blob),), left=limits)


LABELS: Final[Mapping[str, Label]] = MappingProxyType(
    {
        "PUBLIC KEY": Label("pem-spki", "der-spki", _public),
        "RSA PUBLIC KEY": Label("pem-pkcs1", "der-pkcs1", _public),
        "PRIVATE KEY": Label("pem-pkcs8", "der-pkcs8", _private),
        "ENCRYPTED PRIVATE KEY": Label("pem-pkcs8", "der-pkcs8", _private),
        "RSA PRIVATE KEY": Label("pem-pkcs1", "der-pkcs1", _private),
        "EC PRIVATE KEY": Label("pem-sec1", "der-sec1", _private),
        "OPENSSH PRIVATE KEY": Label("openssh", "openssh", _openssh),
        "SSH2 PUBLIC KEY": Label("openssh", "openssh", _ssh2),
        "CERTIFICATE": Label("x509", "x509", _certificate),
        "X509 CERTIFICATE": Label("x509", "x509", _certificate),
        "TRUSTED CERTIFICATE": Label("x509", "x509", _certificate),
        "CERTIFICATE REQUEST": Label("csr", "csr", _request),
        "NEW CERTIFICATE REQUEST": Label("csr", "csr", _request),
        "PKCS7": Label("x509", "x509", _certificates),
        "PKCS12": Label("pkcs12", "pkcs12", pkcs12.load),
    }
)
# They carry no key of their own: what an EC private key may have before it.
SILENT: Final = frozenset({"EC PARAMETERS"})
_BY_SHAPE: Final = (
    ((asn1.SEQUENCE, asn1.OCTET_STRING), "ENCRYPTED PRIVATE KEY"),
    ((asn1.SEQUENCE, asn1.BIT_STRING), "PUBLIC KEY"),
    ((asn1.SEQUENCE, asn1.SEQUENCE, asn1.BIT_STRING), "CERTIFICATE"),
    ((asn1.INTEGER, asn1.INTEGER), "RSA PUBLIC KEY"),
    ((asn1.OID, asn1.EXPLICIT), "PKCS7"),
)
# What follows the first elements may be left out.
_BY_BEGINNING: Final = (
    ((asn1.INTEGER, asn1.SEQUENCE, asn1.OCTET_STRING), "PRIVATE KEY"),
    ((asn1.INTEGER, asn1.OCTET_STRING), "EC PRIVATE KEY"),
    ((asn1.INTEGER,) * 9, "RSA PRIVATE KEY"),
)


def label_of(octets: bytes) -> str | None:
    """The label that these octets have in a PEM; None when nothing that has one begins and ends so."""
    if octets.startswith(openssh.MAGIC):
        return "OPENSSH PRIVATE KEY"
    if pkcs12.is_pkcs12(octets):
        return "PKCS12"
    shape = asn1.shape(octets)
    if found := next((label for tags, label in _BY_SHAPE if shape == tags), None):
        is_request = found == "CERTIFICATE" and isinstance(containers.load_request(octets), Loaded)
        return "CERTIFICATE REQUEST" if is_request else found
    return next((label for tags, label in _BY_BEGINNING if shape[: len(tags)] == tags), None)
