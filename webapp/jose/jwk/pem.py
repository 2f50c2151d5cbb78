"""Keys in PEM blocks, however many, in whatever text stands around them (RFC 7468, RFC 1421 for encrypted ones)."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from webapp.jose.crypto import containers
from webapp.jose.crypto.containers import Loaded
from webapp.jose.jwk.build import Description, broken_key, build_key, examine
from webapp.jose.jwk.key import Key
from webapp.jose.limits import Limits, setting_of
from webapp.jose.text import Excerpt, Problem, Span

BEGIN: Final = re.compile(r"-----BEGIN ([A-Z0-9][A-Z0-9 .]{0,60})-----")
_END: Final = "-----END "
# Line breaks of every kind, those written as two characters in a JSON string or an environment variable included.
_BLANK: Final = re.compile(r"(?:\s|\\r|\\n)+")
_HEADERS: Final = re.compile(r"\s*((?:[A-Za-z0-9-]+:[^\r\n]*(?:\r\n|\r|\n))+)")
_DEK: Final = re.compile(r"DEK-Info: *([A-Z0-9-]{1,40}) *, *([0-9A-Fa-f]{1,64}) *\r?$", re.MULTILINE)
_ALPHABET: Final = re.compile(r"[^A-Za-z0-9+/=]")
# The library multiplies whatever primes it finds before anything can look at their size.
_MOST_CHARACTERS: Final = 128 * 1024
_REFERENCE: Final = "RFC 7468 section 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One PEM block: its label, its headers and what stands between them and the end, with its place in the paste."""

    label: str
    headers: str
    body: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PemKeys:
    """The keys of all blocks, and what is wrong with the text around or between them."""

    keys: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()


_Load: TypeAlias = Callable[[bytes, str, Limits], Loaded | Problem]


@dataclass(frozen=True, slots=True)
class _Label:
    source: str
    load: _Load


def _public(der: bytes, _password: str, _limits: Limits) -> Loaded | Problem:
    return containers.load_public(der)


def _certificate(der: bytes, _password: str, _limits: Limits) -> Loaded | Problem:
    return containers.load_certificate(der)


_LABELS: Final[Mapping[str, _Label]] = MappingProxyType(
    {
        "PUBLIC KEY": _Label("pem-spki", _public),
        "RSA PUBLIC KEY": _Label("pem-pkcs1", _public),
        "PRIVATE KEY": _Label("pem-pkcs8", containers.load_private),
        "ENCRYPTED PRIVATE KEY": _Label("pem-pkcs8", containers.load_private),
        "RSA PRIVATE KEY": _Label("pem-pkcs1", containers.load_private),
        "EC PRIVATE KEY": _Label("pem-sec1", containers.load_private),
        "CERTIFICATE": _Label("x509", _certificate),
        "X509 CERTIFICATE": _Label("x509", _certificate),
    }
)
# They carry no key of their own: what an EC private key may have before it.
_SILENT: Final = frozenset({"EC PARAMETERS"})


def read_pem_keys(text: Excerpt, password: str, limits: Limits) -> PemKeys:
    """The keys of a text that has at least one "-----BEGIN".

    Problems of the text: pem.syntax, pem.unknown-label, pem.no-key, limit.pem-blocks. Problems of a key: pem.base64,
    pem.size, those of crypto.containers and of build.
    """
    blocks, problems = _split(text, limits)
    keys: list[Key] = []
    allowance = limits
    for block in blocks:
        if block.label in _SILENT:
            continue
        label = _LABELS.get(block.label)
        if label is None:
            problems.append(_unknown_label(block))
            continue
        der = _decode(block)
        keys.append(_key(block, label, der, len(keys), password, allowance))
        allowance = allowance if isinstance(der, Problem) else containers.allowance_after(der, allowance)
    if not keys and not problems:
        problems.append(Problem(code="pem.no-key", message="No PEM block here holds a key", span=text.span()))
    return PemKeys(keys=examine(keys, limits), problems=tuple(problems))


def _split(text: Excerpt, limits: Limits) -> tuple[list[Block], list[Problem]]:
    blocks: list[Block] = []
    for begin in BEGIN.finditer(text.text):
        if len(blocks) == limits.pem_blocks:
            most = f"more than {limits.pem_blocks} PEM blocks; {setting_of('pem_blocks')} raises this"
            return blocks, [_problem("limit.pem-blocks", f"There are {most}", text.span(*begin.span()))]
        block = _block(text, begin)
        if isinstance(block, Problem):
            return blocks, [block]
        blocks.append(block)
    if not blocks:
        return [], [_problem("pem.syntax", 'The text has "BEGIN" of a PEM block, but no line that is one', text.span())]
    return blocks, []


def _block(text: Excerpt, begin: re.Match[str]) -> Block | Problem:
    label = begin[1]
    end = text.text.find(_END, begin.end())
    if end < 0:
        message = f"The PEM block has no end: the line -----END {label}----- is missing"
        return _problem("pem.syntax", message, text.span(begin.start()))
    if not text.text.startswith(f"{label}-----", end + len(_END)):
        message = f"The PEM block begins with {label} but ends with another label, or its last line is damaged"
        return _problem("pem.syntax", message, text.span(end, end + len(_END)))
    inside = text.text[begin.end() : end]
    headers = _HEADERS.match(inside)
    return Block(
        label=label,
        headers=headers[1] if headers else "",
        body=_BLANK.sub("", inside[headers.end() :] if headers else inside),
        span=text.span(begin.start(), end + len(_END) + len(label) + 5),
    )


def _key(block: Block, label: _Label, der: bytes | Problem, index: int, password: str, limits: Limits) -> Key:
    loaded = der if isinstance(der, Problem) else _load(block, label, der, password, limits)
    if isinstance(loaded, Problem):
        problem = Problem(
            code=loaded.code, message=loaded.message, span=loaded.span or block.span, reference=loaded.reference
        )
        return broken_key("", Description(source=label.source, index=index, problems=(problem,)))
    about = Description(source=label.source, index=index, subject=loaded.subject)
    return build_key(loaded.members, about, limits)


def _load(block: Block, label: _Label, der: bytes, password: str, limits: Limits) -> Loaded | Problem:
    """Headers that encrypt are read by the library, from a block that is written anew: no other header gets there."""
    if "ENCRYPTED" not in block.headers or block.label == "ENCRYPTED PRIVATE KEY":
        return label.load(der, password, limits)
    encryption = _DEK.search(block.headers)
    if encryption is None:
        return _problem("pem.syntax", "The block says that it is encrypted, but not how (DEK-Info)", block.span)
    pem = (
        f"-----BEGIN {block.label}-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: {encryption[1]},{encryption[2]}\n\n"
        f"{block.body}\n-----END {block.label}-----\n"
    )
    return containers.load_legacy(pem, password)


def _decode(block: Block) -> bytes | Problem:
    if foreign := _ALPHABET.search(block.body):
        message = f"The PEM block has the character {foreign[0]!r} in it, which base64 does not know"
        return _problem("pem.base64", message, block.span)
    text = block.body.rstrip("=")
    if len(text) % 4 == 1 or "=" in text or not text:
        message = "The base64 of the PEM block is damaged: characters are missing, or there are too many"
        return _problem("pem.base64", message, block.span)
    if len(text) > _MOST_CHARACTERS:
        message = f"The PEM block is larger than any key: {len(text):,} characters, where {_MOST_CHARACTERS:,} are read"
        return _problem("pem.size", message, block.span)
    return base64.b64decode(text + "=" * (-len(text) % 4))


def _unknown_label(block: Block) -> Problem:
    known = ", ".join(_LABELS)
    return _problem("pem.unknown-label", f"A PEM block {block.label!r} is not read here; known are {known}", block.span)


def _problem(code: str, message: str, span: Span) -> Problem:
    return Problem(code=code, message=message, span=span, reference=_REFERENCE)
