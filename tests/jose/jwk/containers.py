"""Keys in containers, made on the spot by the library that is not under test here."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, mldsa, rsa, x448, x25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs7 import serialize_certificates
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES, serialize_key_and_certificates
from cryptography.x509.oid import NameOID

PASSWORD = "a password for tests"

RSA = rsa.generate_private_key(65537, 2048)
PRIVATE_KEYS: dict[str, Any] = {
    "RSA": RSA,
    "P-256": ec.generate_private_key(ec.SECP256R1()),
    "P-384": ec.generate_private_key(ec.SECP384R1()),
    "P-521": ec.generate_private_key(ec.SECP521R1()),
    "secp256k1": ec.generate_private_key(ec.SECP256K1()),
    "BP-256": ec.generate_private_key(ec.BrainpoolP256R1()),
    "BP-384": ec.generate_private_key(ec.BrainpoolP384R1()),
    "BP-512": ec.generate_private_key(ec.BrainpoolP512R1()),
    "Ed25519": ed25519.Ed25519PrivateKey.generate(),
    "Ed448": ed448.Ed448PrivateKey.generate(),
    "X25519": x25519.X25519PrivateKey.generate(),
    "X448": x448.X448PrivateKey.generate(),
    "ML-DSA-44": mldsa.MLDSA44PrivateKey.generate(),
    "ML-DSA-65": mldsa.MLDSA65PrivateKey.generate(),
    "ML-DSA-87": mldsa.MLDSA87PrivateKey.generate(),
}


def pkcs8(key: Any, encryption: KeySerializationEncryption | None = None) -> str:
    return str(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption or NoEncryption()).decode())


def traditional(key: Any, encryption: KeySerializationEncryption | None = None) -> str:
    """PKCS #1 of RSA keys, SEC 1 of EC keys."""
    return str(key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, encryption or NoEncryption()).decode())


def spki(key: Any) -> str:
    return str(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())


def pkcs1_public(key: rsa.RSAPrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1).decode()


def encrypted() -> KeySerializationEncryption:
    return BestAvailableEncryption(PASSWORD.encode())


def certificate(key: Any, name: str = "keys.example") -> str:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2027, 1, 1, tzinfo=UTC))
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


def request(key: Any) -> str:
    """A certification request."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "request.example")])
    built = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, hashes.SHA256())
    return built.public_bytes(Encoding.PEM).decode()


def pkcs7(*certificates: str) -> str:
    """A bundle of certificates."""
    loaded = [x509.load_pem_x509_certificate(text.encode()) for text in certificates]
    return serialize_certificates(loaded, Encoding.PEM).decode()


def pkcs12(key: Any, *certificates: str, encryption: KeySerializationEncryption | None = None) -> str:
    """PKCS #12 in base64: a private key, its certificate and others."""
    own, *others = [x509.load_pem_x509_certificate(text.encode()) for text in certificates]
    octets = serialize_key_and_certificates(b"signing", key, own, others, encryption or encrypted())
    return base64.b64encode(octets).decode()


def old_encryption() -> KeySerializationEncryption:
    """What OpenSSL 1 and Java before 16 wrote."""
    builder = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(2048).hmac_hash(hashes.SHA1())  # noqa: S303
    return builder.key_cert_algorithm(PBES.PBESv1SHA1And3KeyTripleDESCBC).build(PASSWORD.encode())


def openssh(key: Any) -> str:
    return str(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode())


def openssh_line(key: Any, comment: str = "") -> str:
    line = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    return f"{line} {comment}".rstrip()


def bare(text: str) -> str:
    """The base64 of a PEM without its label."""
    return "".join(line for line in text.splitlines() if "-----" not in line)


def pem(label: str, der: bytes) -> str:
    return f"-----BEGIN {label}-----\n{base64.b64encode(der).decode()}\n-----END {label}-----\n"


def der(tag: int, *contents: bytes) -> bytes:
    """One DER element."""
    content = b"".join(contents)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def integer(value: int) -> bytes:
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def encrypted_container(oid: str, *parameters: bytes) -> bytes:
    """An EncryptedPrivateKeyInfo with a key derivation of PBES2, and nothing to decrypt."""
    aes = der(0x30, der(0x06, bytes.fromhex("60864801650304012a")), der(0x04, bytes(16)))
    derivation = der(0x30, der(0x06, bytes.fromhex(oid)), der(0x30, *parameters))
    pbes2 = der(0x30, der(0x06, bytes.fromhex("2a864886f70d01050d")), der(0x30, derivation, aes))
    return der(0x30, pbes2, der(0x04, bytes(64)))


PBKDF2_OID = "2a864886f70d01050c"
SCRYPT_OID = "2b06010401da47040b"
SALT = der(0x04, bytes(8))
