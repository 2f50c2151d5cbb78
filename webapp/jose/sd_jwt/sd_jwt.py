"""An SD-JWT, whichever way it is serialized: issuer-signed JWT, Disclosures, Key Binding JWT (RFC 9901 section 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from webapp.jose import json_part
from webapp.jose.json_part import JsonPart
from webapp.jose.jws.jws import Jws
from webapp.jose.limits import Limits, setting_of
from webapp.jose.sd_jwt.disclosure import DecodedDisclosure, decode
from webapp.jose.sd_jwt.hashing import Hashing, hashing_of
from webapp.jose.sd_jwt.reassemble import Reassembly, reassemble
from webapp.jose.text import Excerpt, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """What an SD-JWT was cut into. presented is the text that a Key Binding JWT is bound to (section 4.3.1)."""

    token: Excerpt
    issuer_signed: Jws
    disclosures: Sequence[Excerpt]
    key_binding: Excerpt | None
    presented: str = field(repr=False)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SdJwt:
    """An SD-JWT, decoded and put together. Its problems are those beyond the issuer-signed JWT's own."""

    pieces: Pieces
    payload: JsonPart | None
    hashing: Hashing
    disclosures: tuple[DecodedDisclosure, ...]
    reassembly: Reassembly
    too_many: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the form, the Disclosures and the digests."""
        own = (problem for disclosure in self.disclosures for problem in self.problems_of(disclosure))
        hashing = (self.hashing.problem,) if self.hashing.problem else ()
        return (*self.pieces.problems, *self.too_many, *hashing, *own, *self.reassembly.problems)

    @property
    def issuer_signed(self) -> Jws:
        """The JWS that the issuer signed."""
        return self.pieces.issuer_signed

    def problems_of(self, disclosure: DecodedDisclosure) -> tuple[Problem, ...]:
        """What is wrong with a Disclosure, by itself and in its place."""
        return (*disclosure.problems, *self.reassembly.own.get(disclosure.index, ()))


def read(pieces: Pieces, limits: Limits) -> SdJwt:
    """Decode the Disclosures and put the claims together.

    Problems: limit.disclosures, those of hashing_of, disclosure.decode and reassemble.
    """
    payload = _payload(pieces.issuer_signed, limits)
    hashing = hashing_of(payload)
    disclosures = tuple(
        decode(index, encoded, hashing, limits)
        for index, encoded in enumerate(pieces.disclosures[: limits.disclosures])
    )
    return SdJwt(
        pieces=pieces,
        payload=payload,
        hashing=hashing,
        disclosures=disclosures,
        reassembly=reassemble(payload, disclosures, limits),
        too_many=tuple(_too_many(pieces, limits)),
    )


def _payload(jws: Jws, limits: Limits) -> JsonPart | None:
    """The Claims Set; None when the payload travels apart, or is none."""
    if jws.payload is None or not jws.payload.octets.lstrip().startswith(b"{"):
        return None
    return json_part.read("payload", jws.payload.decoded, limits)


def _too_many(pieces: Pieces, limits: Limits) -> Iterator[Problem]:
    if len(pieces.disclosures) > limits.disclosures:
        yield Problem(
            code="limit.disclosures",
            message=f"More than {limits.disclosures:,} Disclosures; only so many are read. "
            f"{setting_of('disclosures')} raises this",
            span=pieces.disclosures[limits.disclosures].span(),
        )
