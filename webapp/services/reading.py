"""What a paste holds, read once: the token as its parts, and its description."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.describe.artefacts import describe, describe_token, named, read_jwe, read_jws
from webapp.jose.describe.jwe import describe_jwe
from webapp.jose.describe.sd_jwt import describe_sd_jwt, read_sd_jwt
from webapp.jose.detect import Found
from webapp.jose.jwe.jwe import Jwe
from webapp.jose.jws.jws import Jws
from webapp.jose.limits import Limits
from webapp.jose.sd_jwt.sd_jwt import SdJwt


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing that was found: of a token its parts. An SD-JWT has the JWS that its issuer signed as well."""

    artefact: Artefact
    jws: Jws | None = None
    sd_jwt: SdJwt | None = None
    jwe: Jwe | None = None


def read(found: Found, limits: Limits, at: int) -> Reading:
    """Read and describe what was found. at (seconds) is what times are told relative to."""
    if sd_jwt := read_sd_jwt(found, limits):
        return Reading(artefact=describe_sd_jwt(sd_jwt, limits, at), jws=sd_jwt.issuer_signed, sd_jwt=sd_jwt)
    if found.kind is Kind.JWS:
        jws = read_jws(found, limits)
        return Reading(artefact=named(describe_token(jws, limits, at), found), jws=jws)
    if found.kind is Kind.JWE:
        jwe = read_jwe(found, limits)
        return Reading(artefact=describe_jwe(jwe, at), jwe=jwe)
    return Reading(artefact=describe(found, limits, at))
