"""Keys in PEM blocks, however many, in whatever text stands around them (RFC 7468, RFC 1421 for encrypted ones)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from webapp.jose.crypto import containers
from webapp.jose.crypto.containers import Loaded, Opened
from webapp.jose.jwk.build import Description, broken_key, build_key, examine
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.labels import LABELS, SILENT, Label
from webapp.jose.jwk.pem_block import Block, find_blocks, has_block, octets_of
from webapp.jose.limits import Limits
from webapp.jose.text import Excerpt, Problem

__all__ = ["PemKeys", "has_block", "read_pem_keys"]

_DEK: Final = re.compile(r"DEK-Info: *([A-Z0-9-]{1,40}) *, *([0-9A-Fa-f]{1,64}) *\r?$", re.MULTILINE)
_REFERENCE: Final = "RFC 7468 section 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class PemKeys:
    """The keys of all blocks, what is wrong with the text around or between them, and the text put right.

    corrected is None where nothing had to be repaired; it repeats private keys. left is what the ceilings still allow.
    """

    keys: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()
    corrected: str | None = field(default=None, repr=False)
    left: Limits


def read_pem_keys(text: Excerpt, password: str, limits: Limits) -> PemKeys:
    """The keys of a text in which has_block finds a block.

    Problems of the text: pem.unknown-label, pem.no-key, and those and the repairs of pem_block. Problems of a key:
    pem.base64, pem.size, those of crypto.containers, crypto.pkcs12, crypto.openssh and of build.
    """
    found = find_blocks(text, limits)
    problems = list(found.problems)
    keys: list[Key] = []
    left = limits
    for block in found.blocks:
        if block.label in SILENT:
            continue
        label = LABELS.get(block.label)
        if label is None:
            problems.append(_unknown_label(block))
            continue
        opened = _open(block, label, password, left)
        keys.extend([_key(block, label, loaded, i, limits) for i, loaded in enumerate(opened.keys, len(keys))])
        problems.extend(replace(problem, span=problem.span or block.span) for problem in opened.problems)
        left = opened.left
    if not keys and not problems:
        problems.append(Problem(code="pem.no-key", message="No PEM block here holds a key", span=text.span()))
    corrected = _corrected(found.blocks) if found.repairs else None
    problems.extend(found.repairs)
    return PemKeys(keys=examine(keys, limits), problems=tuple(problems), corrected=corrected, left=left)


def _open(block: Block, label: Label, password: str, limits: Limits) -> Opened:
    """Headers that encrypt are read by the library, from a block that is written anew: no other header gets there."""
    octets = octets_of(block)
    if isinstance(octets, Problem):
        return Opened(keys=(octets,), left=limits)
    if "ENCRYPTED" not in block.headers or block.label == "ENCRYPTED PRIVATE KEY":
        return label.load(octets, password, limits)
    encryption = _DEK.search(block.headers)
    if encryption is None:
        message = "The block says that it is encrypted, but not how (DEK-Info)"
        problem = Problem(code="pem.syntax", message=message, span=block.span, reference=_REFERENCE)
        return Opened(keys=(problem,), left=limits)
    pem = (
        f"-----BEGIN {block.label}-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: {encryption[1]},{encryption[2]}\n\n"
        f"{block.body}\n-----END {block.label}-----\n"
    )
    return Opened(keys=(containers.load_legacy(pem, password),), left=limits)


def _key(block: Block, label: Label, loaded: Loaded | Problem, index: int, limits: Limits) -> Key:
    if isinstance(loaded, Problem):
        problem = replace(loaded, span=loaded.span or block.span)
        return broken_key("", Description(source=label.source, index=index, problems=(problem,)))
    about = Description(
        source=label.source,
        index=index,
        subject=loaded.subject,
        issuer=loaded.issuer,
        validity=loaded.validity,
        certificate_digest=loaded.certificate_digest,
    )
    return build_key(loaded.members, about, limits)


def _corrected(blocks: tuple[Block, ...]) -> str | None:
    if not blocks or any(isinstance(octets_of(block), Problem) for block in blocks):
        return None
    return "".join(block.written() for block in blocks)


def _unknown_label(block: Block) -> Problem:
    known = ", ".join(LABELS)
    message = f"A PEM block {block.label!r} is not read here; known are {known}"
    if block.label.startswith("PGP"):
        message = "This is an OpenPGP block; JOSE knows no such keys. gpg can export an RSA key for OpenSSH"
    return Problem(code="pem.unknown-label", message=message, span=block.span, reference=_REFERENCE)
