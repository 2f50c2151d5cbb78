"""Private keys and certificates out of PKCS #12 (RFC 7292 section 4).

The structure is taken apart here, and each key opened by itself, because the number of iterations of an inner key can
stand inside what is encrypted: only so is every cost known before it is paid. The integrity code over the whole
(MacData) is not checked; a wrong password shows in the keys themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.padding import PKCS7

from webapp.jose.crypto import asn1, container_cost, containers
from webapp.jose.crypto.asn1 import Element, NotDerError
from webapp.jose.crypto.containers import Loaded, Opened
from webapp.jose.limits import Limits
from webapp.jose.text import Problem

_DATA: Final = bytes.fromhex("2a864886f70d010701")
_ENCRYPTED_DATA: Final = bytes.fromhex("2a864886f70d010706")
_KEY: Final = bytes.fromhex("2a864886f70d010c0a0101")
_SHROUDED_KEY: Final = bytes.fromhex("2a864886f70d010c0a0102")
_CERTIFICATE: Final = bytes.fromhex("2a864886f70d010c0a0103")
_SAFE_CONTENTS: Final = bytes.fromhex("2a864886f70d010c0a0106")
_X509: Final = bytes.fromhex("2a864886f70d01091601")
_PBES2: Final = bytes.fromhex("2a864886f70d01050d")
_PBKDF2: Final = bytes.fromhex("2a864886f70d01050c")
# AES-128-CBC, AES-192-CBC and AES-256-CBC, by the octets of their keys.
_AES: Final = {bytes.fromhex(f"6086480165030401{end}"): size for end, size in (("02", 16), ("16", 24), ("2a", 32))}
_PRF: Final[dict[bytes, hashes.HashAlgorithm]] = {
    bytes.fromhex("2a864886f70d0207"): hashes.SHA1(),  # noqa: S303  the file names it
    bytes.fromhex("2a864886f70d0208"): hashes.SHA224(),
    bytes.fromhex("2a864886f70d0209"): hashes.SHA256(),
    bytes.fromhex("2a864886f70d020a"): hashes.SHA384(),
    bytes.fromhex("2a864886f70d020b"): hashes.SHA512(),
}
# SafeContents within SafeContents: nobody nests them, and the files that do are hostile.
_NESTING: Final = 4
_REFERENCE: Final = "RFC 7292 section 4"
_PASSWORDS: Final = {
    "pem.encrypted": "The PKCS #12 container is locked: give its password",
    "pem.password": "The password does not open this PKCS #12 container, or it is damaged",
}


@dataclass(slots=True)
class _Reading:
    """A container that is being read. Mutable, and private to this module."""

    password: str = field(repr=False)
    limits: Limits
    keys: list[Loaded | Problem] = field(default_factory=list)
    certificates: list[Loaded | Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    bags: int = 0


def is_pkcs12(der: bytes) -> bool:
    """Whether the octets are a PFX: version 3, then a ContentInfo."""
    try:
        version, content = asn1.only(der).children()[:2]
        return version.integer() == 3 and content.children()[0].tag == asn1.OID
    except (NotDerError, IndexError, ValueError):
        return False


def load(der: bytes, password: str, limits: Limits) -> Opened:
    """All keys of a PFX; a certificate of a private key that is there gives that key its subject.

    Problems: pkcs12.syntax, pkcs12.certificates, limit.pem-blocks, those of containers.load_private and
    load_certificate.
    """
    reading = _Reading(password, limits)
    try:
        for info in asn1.only(_octets(asn1.only(der).children()[1])).children():
            _read_info(info, reading)
    except (NotDerError, IndexError, ValueError):
        message = "This is PKCS #12, but what is in it cannot be read; openssl pkcs12 -in file -nodes writes it as PEM"
        reading.problems.append(_problem("pkcs12.syntax", message))
    if reading.bags > limits.pem_blocks:
        reading.problems.append(containers.too_many(reading.bags, limits.pem_blocks))
    keys = tuple(_of_container(one) if isinstance(one, Problem) else one for one in _matched(reading))
    problems = (_of_container(problem) for problem in reading.problems)
    # What its keys say already is not said again of all of it.
    own = tuple(problem for problem in dict.fromkeys(problems) if problem not in keys)
    return Opened(keys=keys, problems=own, left=reading.limits)


def _of_container(problem: Problem) -> Problem:
    """A problem with the password as one of the container, which has one for all that is in it."""
    message = _PASSWORDS.get(problem.code)
    return _problem(problem.code, message) if message else problem


def _read_info(info: Element, reading: _Reading) -> None:
    kind = info.children()[0].content
    if kind == _DATA:
        _read_contents(_octets(info), reading, _NESTING)
    elif kind == _ENCRYPTED_DATA:
        encrypted = asn1.only(info.children()[1].inside(asn1.EXPLICIT)).children()[1].children()
        contents = _decrypt(encrypted[1], encrypted[2].content, reading)
        if isinstance(contents, Problem):
            reading.problems.append(contents)
        else:
            _read_contents(contents, reading, _NESTING)


def _octets(info: Element) -> bytes:
    """The OCTET STRING that a ContentInfo of type data holds."""
    return _held(info.children()[1])


def _held(explicit: Element) -> bytes:
    """The OCTET STRING that stands in an element tagged [0]."""
    held = next(asn1.elements(explicit.inside(asn1.EXPLICIT)), None)
    if held is None:
        raise NotDerError
    return held.inside(asn1.OCTET_STRING)


def _read_contents(contents: bytes, reading: _Reading, depth: int) -> None:
    for bag in asn1.only(contents).children():
        parts = bag.children()
        kind, value = parts[0].content, parts[1].inside(asn1.EXPLICIT)
        if kind == _SAFE_CONTENTS and depth:
            _read_contents(value, reading, depth - 1)
        if kind not in (_KEY, _SHROUDED_KEY, _CERTIFICATE):
            continue
        reading.bags += 1
        if reading.bags > reading.limits.pem_blocks:
            continue
        if kind == _CERTIFICATE:
            _read_certificate(value, reading)
        else:
            reading.keys.append(containers.load_private(value, reading.password, reading.limits))
            reading.limits = containers.allowance_after(value, reading.limits) if reading.password else reading.limits


def _read_certificate(value: bytes, reading: _Reading) -> None:
    parts = asn1.only(value).children()
    if parts[0].content == _X509:
        reading.certificates.append(containers.load_certificate(_held(parts[1])))


def _matched(reading: _Reading) -> tuple[Loaded | Problem, ...]:
    """Private keys with the subjects of their certificates, then the other certificates."""
    keys = list(reading.keys)
    others: list[Loaded | Problem] = []
    for certificate in reading.certificates:
        owner = _owner(certificate, keys)
        if owner is None or isinstance(certificate, Problem):
            others.append(certificate)
        elif isinstance(key := keys[owner], Loaded):
            keys[owner] = key if key.subject else replace(certificate, members=key.members)
    return (*keys, *others)


def _owner(certificate: Loaded | Problem, keys: list[Loaded | Problem]) -> int | None:
    if isinstance(certificate, Problem):
        return None
    public = certificate.members.items()
    return next((i for i, key in enumerate(keys) if isinstance(key, Loaded) and public <= key.members.items()), None)


def _decrypt(algorithm: Element, encrypted: bytes, reading: _Reading) -> bytes | Problem:
    """What is in EncryptedData. PBES2 with AES is read; older files have their certificates, not keys, in others."""
    cost = container_cost.algorithm_cost(algorithm)
    problem = cost if isinstance(cost, Problem) else container_cost.excess(cost, reading.limits)
    if isinstance(cost, Problem) or problem:
        return problem or _unreadable()
    if not reading.password:
        return containers.password_is_due()
    reading.limits = container_cost.less(reading.limits, cost)
    parts = algorithm.children()
    if parts[0].content != _PBES2:
        return _unreadable()
    derivation, cipher = (child.children() for child in parts[1].children()[:2])
    size = _AES.get(cipher[0].content)
    if derivation[0].content != _PBKDF2 or size is None:
        return _unreadable()
    key = _derive(derivation[1].children(), size, reading.password)
    return _unreadable() if key is None else _unpad(key, cipher[1].inside(asn1.OCTET_STRING), encrypted)


def _derive(parameters: list[Element], size: int, password: str) -> bytes | None:
    """PBKDF2 (RFC 8018 appendix A.2); None for a hash that is not known. HMAC with SHA-1 is what no name means."""
    named = next((p.children()[0].content for p in parameters[2:] if p.tag == asn1.SEQUENCE), None)
    prf = _PRF.get(named) if named else hashes.SHA1()  # noqa: S303  the file says so
    if prf is None:
        return None
    salt, iterations = parameters[0].inside(asn1.OCTET_STRING), parameters[1].integer()
    kdf = PBKDF2HMAC(algorithm=prf, length=size, salt=salt, iterations=iterations)
    return kdf.derive(password.encode("utf-8", "surrogatepass"))


def _unpad(key: bytes, iv: bytes, encrypted: bytes) -> bytes | Problem:
    try:
        decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        unpadder = PKCS7(128).unpadder()
        padded = decryptor.update(encrypted) + decryptor.finalize()
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError:
        return containers.wrong_password()


def _unreadable() -> Problem:
    message = (
        "Certificates of the PKCS #12 container are encrypted in an old way that is not read here; its private keys are"
    )
    return _problem("pkcs12.certificates", message)


def _problem(code: str, message: str) -> Problem:
    return Problem(code=code, message=message, reference=_REFERENCE)
