"""What a paste holds, read once: the token as its parts, and its description."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from webapp.jose.artefact import TOKENS, Artefact, Kind
from webapp.jose.describe.artefacts import describe, describe_token, named, read_jwe, read_jws
from webapp.jose.describe.jwe import describe_jwe
from webapp.jose.describe.jws import claims_of
from webapp.jose.describe.sd_jwt import describe_sd_jwt, read_sd_jwt
from webapp.jose.detect import Detection, Found, detect
from webapp.jose.json_part import JsonPart
from webapp.jose.jwe.decrypt import Decryption
from webapp.jose.jwe.jwe import Jwe
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.jws.jws import Jws
from webapp.jose.jws.verify import Verification
from webapp.jose.limits import Limits
from webapp.jose.sd_jwt.sd_jwt import SdJwt
from webapp.services.questions import Question

_MOST_OTHERS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing that was found: of a token its parts. An SD-JWT has the JWS that its issuer signed as well.

    claims is the Claims Set of the JWS, None when its payload is something else.
    """

    artefact: Artefact
    jws: Jws | None = None
    claims: JsonPart | None = None
    sd_jwt: SdJwt | None = None
    jwe: Jwe | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was done with a paste already, so that the audit need not do it again.

    readings are of detection.found, by their place there. place is that of the token that was verified or decrypted,
    and verifications or decryptions what came of each of its signatures or recipients; None when nothing was tried.
    """

    detection: Detection
    keys: KeyText
    readings: Mapping[int, Reading] = field(default_factory=dict)
    place: int | None = None
    verifications: tuple[Verification, ...] | None = None
    decryptions: tuple[Decryption, ...] | None = None

    def with_readings(self, places: Iterable[int], limits: Limits, at: int) -> Looked:
        """The same, with what was found at some places read, so that nothing is read twice."""
        added = {place: read(self.detection.found[place], limits, at) for place in places if place not in self.readings}
        return replace(self, readings={**self.readings, **added}) if added else self

    def others(self, limits: Limits, at: int) -> tuple[Artefact, ...]:
        """The tokens of the paste but the one that was verified or decrypted, as many as are told of."""
        found = enumerate(self.detection.found)
        places = [place for place, one in found if one.kind in TOKENS and place != self.place]
        return tuple(self.reading(place, limits, at).artefact for place in places[:_MOST_OTHERS])

    def reading(self, place: int, limits: Limits, at: int) -> Reading:
        """What was found at a place, read now if it was not read before."""
        return self.readings.get(place) or read(self.detection.found[place], limits, at)


def read(found: Found, limits: Limits, at: int) -> Reading:
    """Read and describe what was found. at (seconds) is what times are told relative to."""
    if sd_jwt := read_sd_jwt(found, limits):
        jws = sd_jwt.issuer_signed
        claims = claims_of(jws, limits)
        return Reading(artefact=describe_sd_jwt(sd_jwt, limits, at), jws=jws, claims=claims, sd_jwt=sd_jwt)
    if found.kind is Kind.JWS:
        jws = read_jws(found, limits)
        claims = claims_of(jws, limits)
        return Reading(artefact=named(describe_token(jws, claims, limits, at), found), jws=jws, claims=claims)
    if found.kind is Kind.JWE:
        jwe = read_jwe(found, limits)
        return Reading(artefact=named(describe_jwe(jwe, at), found), jwe=jwe)
    return Reading(artefact=describe(found, limits, at))


def look(question: Question, limits: Limits) -> Looked:
    """What a paste holds, with the keys that were given, and nothing done with it yet."""
    detection = detect(question.input, limits)
    detection = replace(detection, stripped=(*detection.stripped, *question.beside)) if question.beside else detection
    return Looked(detection=detection, keys=question.read_keys(limits))
