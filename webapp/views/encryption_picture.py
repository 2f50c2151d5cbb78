"""How a ciphertext comes about, drawn from the token at hand (RFC 7516 section 5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from webapp.jose.artefact import Artefact, Part
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.algorithms import (
    JWE_ALGORITHMS,
    JWE_ENCRYPTIONS,
    JweAlgorithm,
    JweEncryption,
    KeyManagement,
)
from webapp.jose.text import counted, cut_short
from webapp.views.drawing import Edge, Node, Sketch
from webapp.views.signing_picture import layers, token_node

_DIRECT: Final = (KeyManagement.DIRECT_ENCRYPTION, KeyManagement.DIRECT_KEY_AGREEMENT)
_MOST_ROUNDS: Final = 10**12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recipient:
    """How one recipient gets the content key. header is the JOSE Header with what all share."""

    row: JweAlgorithm
    header: Mapping[str, JsonValue]
    encrypted_key: Part | None

    @property
    def is_direct(self) -> bool:
        """Whether no encrypted key is sent."""
        return self.row.mode in _DIRECT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealing:
    """What is known of the encryption of a content."""

    artefact: Artefact
    row: JweEncryption
    recipients: tuple[_Recipient, ...]
    inside: tuple[Artefact, ...]

    @property
    def count(self) -> int:
        """Of how many recipients."""
        return max(len(self.artefact.recipients), 1)

    @property
    def is_compressed(self) -> bool:
        """Whether the plaintext was compressed before."""
        return bool(self.recipients[0].header.get("zip"))

    def octets(self, name: str) -> int:
        """How long a part is."""
        return next((part.octets for part in self.artefact.parts if part.name == name), 0)

    def characters(self, name: str) -> int:
        """How long a part is as it is written."""
        return next((len(part.text) for part in self.artefact.parts if part.name == name), 0)


def encryption_sketch(artefact: Artefact, inside: tuple[Artefact, ...], *, most: int, is_narrow: bool) -> Sketch | None:
    """The sketch of a JWE; None when its alg or enc is not registered. Of several recipients at most so many are drawn.

    inside are the layers that were found in it, the outer first.
    """
    recipients = tuple(_recipients(artefact, most))
    enc = recipients[0].header.get("enc") if recipients else None
    row = JWE_ENCRYPTIONS.get(enc) if isinstance(enc, str) else None
    if row is None:
        return None
    sealing = _Sealing(artefact=artefact, row=row, recipients=recipients, inside=inside)
    is_general = sealing.count > 1
    keys = _general_keys(sealing) if is_general else _keys(sealing)
    contents = _contents(sealing, is_tall=is_narrow or is_general, first_row=3 if not recipients[0].is_direct else 1)
    return Sketch(
        title=f"How {row.name} encrypts this token"
        + ("" if is_general else f", with a key by {recipients[0].row.name}"),
        nodes=(*keys[0], *contents[0]),
        edges=(*keys[1], *contents[1]),
        words=tuple(_words(sealing)),
    )


def _recipients(artefact: Artefact, most: int) -> Iterator[_Recipient]:
    headers = [one.header for one in artefact.recipients] or [artefact.header]
    sent = [part for part in artefact.parts if part.name == "encrypted key"]
    for nth, header in enumerate(headers[:most]):
        alg = (header or {}).get("alg")
        row = JWE_ALGORITHMS.get(alg) if isinstance(alg, str) else None
        if header is None or row is None:
            return
        yield _Recipient(row=row, header=header, encrypted_key=sent[nth] if nth < len(sent) else None)


_Drawn = tuple[tuple[Node, ...], tuple[Edge, ...]]


def _keys(sealing: _Sealing) -> _Drawn:
    """The key of the recipient, the content key, and how the one wraps the other."""
    (recipient,) = sealing.recipients
    title, lines = _key_of(recipient)
    nodes = [
        Node(name="key", row=0, column=0, span=6, kind="key", title=title, lines=lines),
        Node(
            name="content key",
            row=0,
            column=6,
            span=6,
            kind="key",
            title="Content key",
            lines=(f"{sealing.row.cek_bits:,} bits", _origin(recipient)),
        ),
    ]
    if recipient.is_direct:
        return tuple(nodes), (Edge(start="key", end="content key"),)
    nodes += _wrapping(recipient, "wrap", "encrypted key", 7, 0)
    edges = (
        Edge(start="key", end="wrap"),
        Edge(start="content key", end="wrap"),
        Edge(start="wrap", end="encrypted key"),
    )
    return tuple(nodes), edges


def _general_keys(sealing: _Sealing) -> _Drawn:
    """One content key, wrapped for each recipient."""
    shown = len(sealing.recipients)
    span = 10 // shown
    lines = (f"{sealing.row.cek_bits:,} bits, the same for all {sealing.count:,} recipients",)
    nodes = [Node(name="content key", row=0, column=0, span=12, kind="key", title="Content key", lines=lines)]
    edges: list[Edge] = []
    for nth, recipient in enumerate(sealing.recipients):
        nodes += _wrapping(recipient, f"wrap {nth}", f"encrypted key {nth}", span, nth * span)
        edges.append(Edge(start="content key", end=f"wrap {nth}"))
        edges.append(Edge(start=f"wrap {nth}", end=f"encrypted key {nth}"))
    return tuple(nodes), tuple(edges)


def _wrapping(recipient: _Recipient, wrap: str, key: str, span: int, column: int) -> Iterator[Node]:
    sent = recipient.encrypted_key
    verb = "encrypts" if recipient.row.mode is KeyManagement.KEY_ENCRYPTION else "wraps"
    yield Node(
        name=wrap,
        row=1,
        column=column,
        span=span,
        kind="function",
        title=_wrap_name(recipient.row),
        lines=(f"{verb} the content key",),
    )
    yield Node(
        name=key,
        row=2,
        column=column,
        span=span,
        kind="key",
        title="Encrypted key",
        lines=(counted(sent.octets, "octet") if sent else "missing",),
        is_missing=not (sent and sent.octets),
    )


def _wrap_name(row: JweAlgorithm) -> str:
    """The half of the name that says how the content key is wrapped."""
    return row.name.rpartition("+")[2]


def _key_of(recipient: _Recipient) -> tuple[str, tuple[str, ...]]:
    """What the recipient has, and what is made of it."""
    row, header = recipient.row, recipient.header
    if row.mode is KeyManagement.KEY_ENCRYPTION:
        sent = recipient.encrypted_key
        bits = (f"RSA, {sent.octets * 8:,} bits",) if sent and sent.octets else ("RSA",)
        return "Recipient's key", (*bits, "public half encrypts")
    if "p2s" in row.header_parameters:
        return "Password", tuple(_password(row, header))
    if "epk" in row.header_parameters:
        made = f"a key of {row.wrap_bits} bits" if row.wrap_bits else "the content key"
        return "Two keys agree", (_one_time(header), "recipient's key", f"Concat KDF: {made}")
    if row.wrap_bits:
        return "Shared key", (f"{row.wrap_bits} bits",)
    return "Shared key", ("known to both sides",)


def _password(row: JweAlgorithm, header: Mapping[str, JsonValue]) -> Iterator[str]:
    yield f"PBKDF2, HMAC {row.hash}"
    salt, rounds = header.get("p2s"), header.get("p2c")
    if isinstance(salt, str):
        yield f"salt of {counted(len(salt) * 3 // 4, 'octet')}"
    if isinstance(rounds, int) and 0 < rounds < _MOST_ROUNDS:
        yield f"{rounds:,} rounds"
    yield f"a key of {row.wrap_bits} bits"


def _one_time(header: Mapping[str, JsonValue]) -> str:
    epk = header.get("epk")
    curve = epk.get("crv") if isinstance(epk, Mapping) else None
    return f"one-time {cut_short(curve, 12)} key" if isinstance(curve, str) else "one-time key"


def _origin(recipient: _Recipient) -> str:
    if recipient.row.mode is KeyManagement.DIRECT_ENCRYPTION:
        return "the shared key itself"
    return "agreed, never sent" if recipient.is_direct else "random, for this token"


def _contents(sealing: _Sealing, *, is_tall: bool, first_row: int) -> _Drawn:
    """What is encrypted and bound to it, by what, and what comes out. In a tall one it stands beneath each other."""
    row = first_row
    places = ((row, 0, 10), (row + 1, 0, 5), (row + 1, 5, 5)) if is_tall else ((row, 0, 5), (row, 5, 3), (row, 8, 4))
    plaintext, vector, bound = places
    base = row + (2 if is_tall else 1)
    nodes = (
        _at(
            plaintext,
            "plaintext",
            "payload",
            "Plaintext",
            _plaintext_lines(sealing),
            layers(sealing.artefact, sealing.inside),
        ),
        _at(vector, "vector", "vector", "IV", (counted(sealing.octets("initialization vector"), "octet"),)),
        _at(bound, "bound", "header", "Associated data", _bound_lines(sealing)),
        _at((base, 0, 12), "function", "function", sealing.row.name, (sealing.row.explanation,)),
        _at((base + 1, 0, 8), "ciphertext", "payload", "Ciphertext", (counted(sealing.octets("ciphertext"), "octet"),)),
        _at((base + 1, 8, 4), "tag", "signature", "Tag", (counted(sealing.octets("authentication tag"), "octet"),)),
        token_node(sealing.artefact, base + 2),
    )
    edges = (
        Edge(start="plaintext", end="function", column=5 if is_tall else None),
        Edge(start="vector", end="function"),
        Edge(start="bound", end="function"),
        Edge(start="content key", end="function", column=11 if is_tall else 8),
        Edge(start="function", end="ciphertext"),
        Edge(start="function", end="tag"),
        Edge(start="ciphertext", end="token"),
        Edge(start="tag", end="token"),
    )
    return nodes, edges


def _at(
    place: tuple[int, int, int],
    name: str,
    kind: str,
    title: str,
    lines: tuple[str, ...],
    inside: tuple[tuple[str, str], ...] = (),
) -> Node:
    row, column, span = place
    return Node(
        name=name, row=row, column=column, span=span, kind=kind, title=title, lines=lines, inside=inside
    )  # fmt: skip


def _plaintext_lines(sealing: _Sealing) -> tuple[str, ...]:
    zipped = ("compressed first",) if sealing.is_compressed else ()
    ciphertext = sealing.octets("ciphertext")
    if "CBC" not in sealing.row.name:
        return (counted(ciphertext, "octet"), *zipped)
    return (f"{max(ciphertext - 16, 0):,} to {max(ciphertext - 1, 0):,} octets", *zipped)


def _bound_lines(sealing: _Sealing) -> tuple[str, ...]:
    header = sealing.characters("protected header")
    lines = (f"header, {counted(header, 'character')}",) if header else ("no header",)
    more = sealing.octets("additional data")
    return (*lines, f'"aad", {counted(more, "octet")}') if more else lines


def _words(sealing: _Sealing) -> Iterator[str]:
    """The same in sentences."""
    row = sealing.row
    for nth, recipient in enumerate(sealing.recipients):
        whom = f"Recipient {nth + 1}: " if sealing.count > 1 else ""
        yield f"{whom}{recipient.row.name}: {recipient.row.explanation}."
        title, lines = _key_of(recipient)
        yield f"{whom}{title}: {', '.join(lines)}."
        if recipient.encrypted_key and not recipient.is_direct:
            yield f"{whom}The encrypted key has {counted(recipient.encrypted_key.octets, 'octet')}."
    if sealing.count > len(sealing.recipients):
        yield f"{sealing.count - len(sealing.recipients):,} more recipients are not drawn."
    yield f"The content key has {row.cek_bits:,} bits: {_origin(sealing.recipients[0])}."
    yield f"{row.name}: {row.explanation}."
    vector = counted(sealing.octets("initialization vector"), "octet")
    yield f"The plaintext has {', '.join(_plaintext_lines(sealing))}; the IV {vector}."
    yield f"Associated data, readable but not changeable: {', '.join(_bound_lines(sealing))}."
    yield (
        f"Out come the ciphertext, {counted(sealing.octets('ciphertext'), 'octet')}, and the tag, "
        f"{counted(sealing.octets('authentication tag'), 'octet')}."
    )
