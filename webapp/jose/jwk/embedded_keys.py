"""Keys somewhere in a longer text: a manifest, an answer, a page, SAML metadata, lines of settings, a chat.

A key that was found so is read as the key that it is; the text around it is left out, and that is told.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import Final

from webapp.jose.jwk import in_text, openssh, written
from webapp.jose.jwk.build import examine
from webapp.jose.jwk.jwk_object import read_jwk
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.key_text import KeyText, ReadPiece
from webapp.jose.limits import Limits, setting_of
from webapp.jose.text import Problem, Span

_RSA_XML: Final = "RSAKeyValue"
# Every piece of a text says that it has no armour of its own; the whole says more.
_OF_THE_FORM: Final = frozenset({"pem.no-armour", "key.json-nested"})


def read_embedded_keys(text: str, read: ReadPiece, limits: Limits) -> KeyText | None:
    """The keys of a text that is no key container itself; None when it has none.

    Problems: key.in-text, those of read at the place of the piece, of openssh and jwk_object.
    """
    found = _in_pieces(text, read, limits) or _in_lines(text, limits) or openssh.find_ssh_keys(text, limits)
    return _told(found, limits) if found else None


def read_jwks(text: str, read: ReadPiece, limits: Limits) -> KeyText | None:
    """The same for a text that may have been taken for the first of its JWKs: the pieces of it, and no lines."""
    found = _in_pieces(text, read, limits)
    return _told(found, limits) if found else None


def has_line(text: str) -> bool:
    """Whether a line of an OpenSSH key is in a text."""
    return openssh.has_line(text)


def _told(found: KeyText, limits: Limits) -> KeyText:
    return replace(found, keys=examine(found.keys, limits), problems=(*found.problems, _in_text(found)))


def _in_pieces(text: str, read: ReadPiece, limits: Limits) -> KeyText | None:
    keys: list[Key] = []
    problems: list[Problem] = []
    corrected: list[str] = []
    places: dict[str, Span] = {}
    container, left = "", limits
    spans = in_text.pieces(text, limits.pem_blocks + 1)
    for span in spans[: limits.pem_blocks]:
        found = read(span.of(text), left)
        if found is None or not found.keys or not (found.is_usable or container) or _is_told(found, keys):
            continue
        left = found.left or left
        container = container or found.container
        places.update(found.places_in_set(len(keys), span.start))
        keys.extend([_placed(key, i, span) for i, key in enumerate(found.keys, len(keys))])
        problems.extend(_at(problem, span) for problem in found.problems if problem.code not in _OF_THE_FORM)
        corrected.append(found.corrected or span.of(text) + "\n")
    if not container:
        return None
    if len(spans) > limits.pem_blocks:
        problems.append(_too_many(limits))
    return KeyText(
        keys=tuple(keys),
        problems=tuple(problems),
        container=container,
        corrected="".join(corrected),
        left=left,
        places=places,
    )


def _is_told(found: KeyText, keys: list[Key]) -> bool:
    """Whether the same JWKs stood in the text already: under another name, or as the example of a page."""
    return all(key.jwk and any(key.jwk == one.jwk for one in keys) for key in found.keys)


def _too_many(limits: Limits) -> Problem:
    most = f"Of the keys in this text the first {limits.pem_blocks} are read; {setting_of('pem_blocks')} raises this"
    return Problem(code="limit.pem-blocks", message=most)


def _in_lines(text: str, limits: Limits) -> KeyText | None:
    """Keys whose members stand in lines or elements of their own."""
    if _RSA_XML not in text and "kty" not in text:
        return None
    found = list(islice(chain(written.xml_keys(text), written.line_keys(text)), limits.pem_blocks))
    source = "xml" if _RSA_XML in text else "jwk"
    keys = tuple(
        read_jwk(dict(one.members), source=source, index=index, locate=one.places.get, limits=limits)
        for index, one in enumerate(found)
    )
    if not any(key.is_usable for key in keys):
        return None
    places = {f"/keys/{index}/{name}": span for index, one in enumerate(found) for name, span in one.places.items()}
    return KeyText(keys=keys, container="jwk" if len(keys) == 1 else "jwk-set", places=places)


def _placed(key: Key, index: int, span: Span) -> Key:
    return replace(key, index=index, problems=tuple(_at(problem, span) for problem in key.problems))


def _at(problem: Problem, piece: Span) -> Problem:
    """A problem of a piece in its place in the whole text."""
    if problem.span is None:
        return replace(problem, span=piece)
    return replace(problem, span=Span(piece.start + problem.span.start, piece.start + problem.span.end))


def _in_text(found: KeyText) -> Problem:
    one = "The key stands" if len(found.keys) == 1 else f"{len(found.keys):,} keys stand"
    return Problem(
        code="key.in-text",
        message=f"{one} inside other text, which is left out here; whoever reads a key wants it alone",
        reference="RFC 7517 section 5",
    )
