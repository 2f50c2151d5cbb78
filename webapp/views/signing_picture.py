"""How a signature comes about, drawn from the token at hand (RFC 7515 section 5.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.artefact import TOKENS, Artefact, Part
from webapp.jose.registry.algorithms import JwsAlgorithm
from webapp.jose.text import counted
from webapp.views.drawing import Edge, Node, Sketch, Stripe
from webapp.views.signings import Signing, read_signings

_KINDS: Final = {
    "protected header": "header",
    "payload": "payload",
    "signature": "signature",
    "encrypted key": "key",
    "initialization vector": "vector",
    "ciphertext": "payload",
    "authentication tag": "signature",
}
_MOST_STRIPES: Final = 12
_NOBODY: Final = "Nothing is computed: anybody can write such a token"


def signing_sketch(artefact: Artefact, inside: tuple[Artefact, ...], most: int) -> Sketch | None:
    """The sketch of a JWS; None when its alg is not registered. Of several signatures at most so many are drawn."""
    signings = tuple(read_signings(artefact, most))
    if not signings:
        return None
    if len(artefact.signatures) > 1:
        return _general(artefact, signings, inside)
    (signing,) = signings
    return Sketch(
        title=f"How {signing.row.name} signs this token" if signing.row.kty else "This token is not signed",
        nodes=(*_contents(artefact, signing, inside), *_made(signing), token_node(artefact, 4)),
        edges=(
            Edge(start="header", end="input", label="base64url"),
            Edge(start="payload", end="input", label="base64url" if signing.is_encoded else "as it is"),
            Edge(start="input", end="function"),
            Edge(start="key", end="function"),
            Edge(start="function", end="signature"),
            Edge(start="signature", end="token"),
        ),
        words=tuple(_words(signing)),
    )


def _contents(artefact: Artefact, signing: Signing, inside: tuple[Artefact, ...]) -> Iterator[Node]:
    header = signing.header
    yield Node(
        name="header",
        row=0,
        column=0,
        span=5,
        kind="header",
        title="Header",
        lines=(_size(header.octets), f'"alg" is {signing.row.name}') if header else ("nothing is protected",),
        is_missing=header is None,
    )
    yield _payload(signing, layers(artefact, inside), column=5, span=7)


def _payload(signing: Signing, inside: tuple[tuple[str, str], ...], *, column: int, span: int) -> Node:
    octets = signing.content
    lines = [_size(len(octets))] if octets is not None else ["not in the token"]
    if signing.is_detached and octets is not None:
        lines.append("travels apart")
    return Node(
        name="payload",
        row=0,
        column=column,
        span=span,
        kind="payload",
        title="Payload",
        lines=tuple(lines),
        inside=inside,
        is_missing=signing.is_detached,
    )


def layers(artefact: Artefact, inside: tuple[Artefact, ...]) -> tuple[tuple[str, str], ...]:
    """What an artefact holds, and what that holds, and so on: each in words, with the colour of its part.

    inside are the layers that were found in it, the outer first.
    """
    held: list[tuple[str, str]] = []
    for layer in inside:
        if layer.kind in TOKENS:
            held.append((named(layer), "header"))
        artefact = layer
    while artefact.nested and artefact.payload and artefact.payload.media == "jwt":
        artefact = artefact.nested
        held.append((named(artefact), "header"))
    if artefact.claims is not None:
        held.append((f"Claims · {counted(len(artefact.claims), 'member')}", "payload"))
    return tuple(held)


def named(artefact: Artefact) -> str:
    """What an artefact is, with its algorithms: "JWE · RSA-OAEP · A256GCM"."""
    header = artefact.header or {}
    algorithms = [value for name in ("alg", "enc") if isinstance(value := header.get(name), str)]
    return " · ".join([artefact.kind.upper(), *algorithms])


def _made(signing: Signing) -> Iterator[Node]:
    """The signing input, the key, the function and the signature."""
    row, signature = signing.row, signing.signature
    payload, header = signing.signed_payload, signing.header
    lengths = (len(header.text) if header else 0, len(payload) if payload is not None else 0)
    yield Node(
        name="input",
        row=1,
        column=0,
        span=12,
        kind="plain",
        title="Signing input",
        lines=(_sum(signing),),
        stripes=(Stripe(kind="header", weight=lengths[0]), Stripe(kind="payload", weight=lengths[1])),
    )
    yield Node(
        name="function", row=2, column=5, span=7, kind="function", title=_function(row), lines=_function_lines(signing)
    )
    if row.kty:
        yield Node(name="key", row=2, column=0, span=5, kind="key", title=_key(row), lines=_key_lines(row))
    if signature:
        yield Node(
            name="signature",
            row=3,
            column=5,
            span=7,
            kind="signature",
            title="MAC" if row.kty == "oct" else "Signature",
            lines=tuple(_signature_lines(row, signature)) if row.kty else ("empty",),
            is_missing=not signature.octets,
        )


def _sum(signing: Signing) -> str:
    header = len(signing.header.text) if signing.header else 0
    payload = signing.signed_payload
    if payload is None:
        return f"{header:,} characters, a dot, and the payload"
    return f"{header:,} + 1 + {len(payload):,} = {counted(header + 1 + len(payload), 'character')}"


def _function(row: JwsAlgorithm) -> str:
    return row.formula or "No function"


def _function_lines(signing: Signing) -> tuple[str, ...]:
    row = signing.row
    if not row.kty:
        return (_NOBODY,)
    digest = signing.digest
    return (f"{row.hash} of it:", digest) if digest else (row.description,)


def _key(row: JwsAlgorithm) -> str:
    return "Shared secret" if row.kty == "oct" else "Private key"


def _key_lines(row: JwsAlgorithm) -> tuple[str, ...]:
    return ("makes and checks",) if row.kty == "oct" else ("the signer's; its public half checks",)


def _signature_lines(row: JwsAlgorithm, signature: Part) -> Iterator[str]:
    octets = signature.octets
    yield _size(octets)
    if row.signature_octets and octets != row.signature_octets:
        yield f"{row.name} gives {row.signature_octets:,}"
    elif row.kty == "EC":
        yield f"R and S, {octets // 2:,} each"
    elif row.kty == "RSA":
        yield "as many as the modulus has"


def _general(artefact: Artefact, signings: tuple[Signing, ...], inside: tuple[Artefact, ...]) -> Sketch:
    """One payload above, and beneath it a column for each signature."""
    count = len(artefact.signatures)
    shown = len(signings)
    span = 12 // shown
    nodes: list[Node] = [_payload(signings[0], layers(artefact, inside), column=0, span=12)]
    edges: list[Edge] = []
    for nth, signing in enumerate(signings):
        column = nth * span
        header, signature = signing.header, signing.signature
        nodes += [
            Node(
                name=f"header {nth}",
                row=1,
                kind="header",
                title=f"Header {nth + 1}",
                lines=(_size(header.octets),) if header else ("nothing is protected",),
                column=column,
                span=span,
            ),
            Node(name=f"function {nth}", row=2, kind="function", title=signing.row.name, column=column, span=span),
            Node(
                name=f"signature {nth}",
                row=3,
                kind="signature",
                title=f"Signature {nth + 1}",
                lines=tuple(_signature_lines(signing.row, signature)) if signature else (),
                column=column,
                span=span,
            ),
        ]
        edges += [
            Edge(start="payload", end=f"header {nth}"),
            Edge(start=f"header {nth}", end=f"function {nth}"),
            Edge(start=f"function {nth}", end=f"signature {nth}"),
        ]
    more = f" {count - shown:,} more are not drawn." if count > shown else ""
    nodes.append(token_node(artefact, 4))
    edges += [Edge(start=f"signature {nth}", end="token") for nth in range(shown)]
    return Sketch(
        title=f"How {counted(count, 'signature')} over one payload are made",
        nodes=tuple(nodes),
        edges=tuple(edges),
        words=(
            f"The payload is signed {count:,} times, each time behind another header and a dot.{more}",
            *(f"Signature {nth + 1}: {' '.join(_words(one))}" for nth, one in enumerate(signings)),
        ),
    )


def token_node(artefact: Artefact, row: int) -> Node:
    """The parts as they stand in the token, side by side, as long as they are."""
    parts = [part for part in artefact.parts if part.name in _KINDS and part.text]
    return Node(
        name="token",
        row=row,
        column=0,
        span=12,
        kind="plain",
        title="The token",
        lines=(counted(len(artefact.text), "character"),),
        stripes=tuple(Stripe(kind=_KINDS[part.name], weight=len(part.text)) for part in parts[:_MOST_STRIPES]),
    )


def _words(signing: Signing) -> Iterator[str]:
    """The same in sentences."""
    header, signature, row = signing.header, signing.signature, signing.row
    if header:
        yield f"The header, {_size(header.octets)}, is written as {len(header.text):,} characters of base64url."
    else:
        yield "The token has no protected header, so that nothing of its header is signed."
    yield _payload_words(signing)
    yield f"Both with a dot between them are the JWS Signing Input: {_sum(signing)}."
    if not row.kty:
        yield f"{_NOBODY}."
        return
    if digest := signing.digest:
        yield f"{row.hash} makes a digest of that, which begins with {digest}"
    if signature:
        told = "; ".join(_signature_lines(row, signature))
        made = "MAC" if row.kty == "oct" else "signature"
        yield f"{row.formula} with the {_key(row).lower()} makes the {made}: {told}."
    yield f"{row.name}: {row.explanation}."


def _payload_words(signing: Signing) -> str:
    payload = signing.signed_payload
    if payload is None:
        return "The payload is not in the token: it travels apart from it, or it is empty."
    size = _size(len(signing.content or b""))
    where = "which travels apart from the token, " if signing.is_detached else ""
    if not signing.is_encoded:
        return f'The payload, {where}{size}, is signed as it is, for "b64" is false (RFC 7797).'
    return f"The payload, {where}{size}, is written as {len(payload):,} characters of base64url."


def _size(octets: int) -> str:
    return counted(octets, "octet")
