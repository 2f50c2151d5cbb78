"""A "kid" that is the thumbprint of a key that was given: anybody can compute that name from the key (RFC 7638)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from webapp.jose.artefact import Artefact, ArtefactMember
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.thumbprint import URI_PREFIX


def with_thumbprints(artefact: Artefact, keys: tuple[Key, ...]) -> Artefact:
    """The same, where the kid of a header says whose thumbprint it is. Keys that cannot be used have none."""
    names = _names(keys)
    if not names:
        return artefact
    return replace(
        artefact,
        members=_told(artefact.members, names),
        signatures=tuple(replace(one, members=_told(one.members, names)) for one in artefact.signatures),
        recipients=tuple(replace(one, members=_told(one.members, names)) for one in artefact.recipients),
    )


def _names(keys: tuple[Key, ...]) -> Mapping[str, str]:
    """What is said of a value, by its literal text: the thumbprint, and the same as a URI (RFC 9278)."""
    names: dict[str, str] = {}
    for number, key in enumerate(keys, 1):
        if not key.is_usable or not key.thumbprint:
            continue
        which = "the key that you gave" if len(keys) == 1 else f"key {number} of the {len(keys):,} that you gave"
        names.setdefault(f'"{key.thumbprint}"', f"It is the RFC 7638 thumbprint of {which}")
        names.setdefault(f'"{URI_PREFIX}{key.thumbprint}"', f"It is the RFC 9278 thumbprint URI of {which}")
    return names


def _told(members: tuple[ArtefactMember, ...], names: Mapping[str, str]) -> tuple[ArtefactMember, ...]:
    return tuple(
        replace(member, explanation=replace(member.explanation, value=names[member.text]))
        if member.explanation and member.name == "kid" and member.where == "header" and member.text in names
        else member
        for member in members
    )
