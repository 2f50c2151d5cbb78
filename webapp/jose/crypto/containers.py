"""Keys out of DER: SPKI, PKCS #1, PKCS #8, SEC 1, X.509, PKCS #7 and #10.

RFC 5280, RFC 5915, RFC 5958, RFC 8017 appendix A, RFC 2315, RFC 2986. PKCS #12 and OpenSSH have modules of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs7

from webapp.jose.base64url import encode
from webapp.jose.crypto import container_cost, engine, halves, pyca
from webapp.jose.crypto.certificates import validity
from webapp.jose.limits import Limits, setting_of
from webapp.jose.text import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The normalised members of a key; of a certificate its subject and issuer (RFC 4514), its time, and its digest.

    The digest is SHA-256, as base64url: what "x5t#S256" is (RFC 7515 section 4.1.8).
    """

    members: Mapping[str, str] = field(repr=False)
    subject: str | None = None
    issuer: str | None = None
    validity: tuple[int, int] | None = None
    certificate_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The keys of a container in order, what is wrong with it, and what opening it has left of the ceilings."""

    keys: tuple[Loaded | Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    left: Limits


def load_public(der: bytes) -> Loaded | Problem:
    """A SubjectPublicKeyInfo or RSAPublicKey. Codes: pem.content, key.type-unsupported, key.curve-unsupported."""
    try:
        return _loaded(pyca.public_members(serialization.load_der_public_key(der)))
    except Exception as error:  # noqa: BLE001  the one adapter
        return _refused("a public key", error)


def load_private(der: bytes, password: str, limits: Limits) -> Loaded | Problem:
    """A PrivateKeyInfo, EncryptedPrivateKeyInfo, RSAPrivateKey or ECPrivateKey; the password is for encrypted ones.

    Codes: pem.encrypted, pem.password, container.cost, container.kdf-unknown, pem.content, key.type-unsupported,
    key.curve-unsupported.
    """
    if not container_cost.is_encrypted(der):
        return _load_plain(der)
    if not password:
        return password_is_due()
    cost = container_cost.read_cost(der)
    if problem := cost if isinstance(cost, Problem) else container_cost.excess(cost, limits):
        return problem
    try:
        key = serialization.load_der_private_key(der, _octets(password), unsafe_skip_rsa_key_validation=True)
        return _loaded(pyca.private_members(key))
    except ValueError:
        return wrong_password()
    except Exception as error:  # noqa: BLE001  the one adapter
        return _refused("a private key", error)


def allowance_after(der: bytes, limits: Limits) -> Limits:
    """What is left of the ceilings for further containers of the same request."""
    cost = container_cost.read_cost(der) if container_cost.is_encrypted(der) else container_cost.Cost()
    return limits if isinstance(cost, Problem) else container_cost.less(limits, cost)


def load_legacy(pem: str, password: str) -> Loaded | Problem:
    """A PEM block encrypted by its own headers (Proc-Type, DEK-Info). One round of MD5: there is no cost to bound.

    Codes: pem.encrypted, pem.password, pem.content, key.type-unsupported, key.curve-unsupported.
    """
    if not password:
        return password_is_due()
    try:
        octets = pem.encode("ascii", "replace")
        key = serialization.load_pem_private_key(octets, _octets(password), unsafe_skip_rsa_key_validation=True)
        return _loaded(pyca.private_members(key))
    except ValueError:
        return wrong_password()
    except Exception as error:  # noqa: BLE001  the one adapter
        return _refused("a private key", error)


def load_certificate(der: bytes) -> Loaded | Problem:
    """The public key of a certificate. The certificate itself is not judged.

    Codes: pem.content, key.type-unsupported, key.curve-unsupported.
    """
    try:
        certificate = x509.load_der_x509_certificate(der)
        members = pyca.public_members(certificate.public_key())
        if isinstance(members, Problem):
            return members
        digest = encode(hashlib.sha256(der).digest())
        return Loaded(
            members=members,
            subject=_subject(certificate),
            issuer=_issuer(certificate),
            validity=validity(certificate),
            certificate_digest=digest,
        )
    except Exception as error:  # noqa: BLE001  the one adapter
        return _refused("a certificate", error)


def load_request(der: bytes) -> Loaded | Problem:
    """The public key of a certification request (RFC 2986). Whether it is signed with that key is not judged.

    Codes: pem.content, key.type-unsupported, key.curve-unsupported.
    """
    try:
        request = x509.load_der_x509_csr(der)
        members = pyca.public_members(request.public_key())
        return members if isinstance(members, Problem) else Loaded(members=members, subject=_subject(request))
    except Exception as error:  # noqa: BLE001  the one adapter
        return _refused("a certification request", error)


def load_certificates(der: bytes, most: int) -> list[Loaded | Problem]:
    """The public keys of the certificates in a PKCS #7 structure, which may have no other use (RFC 2315 section 9).

    Codes: pem.content, limit.pem-blocks, key.type-unsupported, key.curve-unsupported.
    """
    try:
        found = pkcs7.load_der_pkcs7_certificates(der)
        ders = [certificate.public_bytes(serialization.Encoding.DER) for certificate in found]
    except Exception as error:  # noqa: BLE001  the one adapter
        return [_refused("PKCS #7", error)]
    read = [load_certificate(one) for one in ders[:most]]
    return read if len(ders) <= most else [*read, too_many(len(ders), most)]


def too_many(count: int, most: int) -> Problem:
    """Why not all certificates or keys of a container are read."""
    message = f"The container holds {count:,} keys and certificates; the first {most:,} are read, "
    return Problem(code="limit.pem-blocks", message=message + f"{setting_of('pem_blocks')} raises this")


def _load_plain(der: bytes) -> Loaded | Problem:
    private, stated = halves.split(der)
    try:
        key = serialization.load_der_private_key(private, None, unsafe_skip_rsa_key_validation=True)
        members = pyca.private_members(key)
        if isinstance(members, Problem) or stated is None:
            return _loaded(members)
        return Loaded(members=halves.with_stated(members, stated))
    except Exception as error:  # noqa: BLE001  the one adapter
        return _refused("a private key", error)


def _loaded(members: dict[str, str] | Problem) -> Loaded | Problem:
    return members if isinstance(members, Problem) else Loaded(members=members)


def _subject(certificate: x509.Certificate | x509.CertificateSigningRequest) -> str | None:
    """The subject, which need not be readable for the key to be."""
    try:
        return certificate.subject.rfc4514_string() or None
    except Exception:  # noqa: BLE001  the one adapter
        return None


def _issuer(certificate: x509.Certificate) -> str | None:
    """The issuer, by the same rule."""
    try:
        return certificate.issuer.rfc4514_string() or None
    except Exception:  # noqa: BLE001  the one adapter
        return None


def _octets(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


def _refused(what: str, error: Exception) -> Problem:
    if isinstance(error, UnsupportedAlgorithm):
        return Problem(
            code="key.type-unsupported",
            message=f"This is {what} of a type, on a curve or encrypted with a cipher that cannot be used here",
            reference="RFC 7518 section 6.1",
        )
    return engine.refusal("pem.content", f"read these octets as {what}", error)


def password_is_due() -> Problem:
    """Why an encrypted key stays closed. Code: pem.encrypted."""
    return Problem(
        code="pem.encrypted",
        message="The private key is encrypted: give its password",
        reference="RFC 5958 section 3",
    )


def wrong_password() -> Problem:
    """Why an encrypted key did not open. Code: pem.password."""
    return Problem(
        code="pem.password",
        message="The password does not open this private key, or the container is damaged",
        reference="RFC 5958 section 3",
    )
