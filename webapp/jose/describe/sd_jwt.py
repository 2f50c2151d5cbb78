"""Describing an SD-JWT: the issuer-signed JWT, its Disclosures in their places, the Key Binding JWT (RFC 9901)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Final

from webapp.jose.artefact import Artefact, Carrier, Disclosure, Element, Explanation, Kind, Part
from webapp.jose.base64url import encode
from webapp.jose.describe.jws import claims_of, describe_jws
from webapp.jose.describe.parts import MOST_OF_ONE, elements_of, parts_of
from webapp.jose.detect import Found
from webapp.jose.explain import explain_claim
from webapp.jose.explain_nested import explain_within_claims
from webapp.jose.json_leaves import leaves
from webapp.jose.jws import compact as jws_compact
from webapp.jose.limits import Limits
from webapp.jose.sd_jwt import compact, json_serialization, key_binding
from webapp.jose.sd_jwt.disclosure import DecodedDisclosure
from webapp.jose.sd_jwt.sd_jwt import SdJwt
from webapp.jose.text import Excerpt

_CREDENTIALS: Final = ("dc+sd-jwt", "vc+sd-jwt")


def read_sd_jwt(found: Found, limits: Limits) -> SdJwt | None:
    """The SD-JWT that was found, whichever way it is serialized; None when it is none."""
    if found.kind is Kind.SD_JWT:
        return compact.parse(found.excerpt, limits)
    if found.kind is Kind.JWS and found.outer:
        return json_serialization.parse(found.excerpt, found.outer, limits)
    return None


def describe_sd_jwt(sd_jwt: SdJwt, limits: Limits, now: int) -> Artefact:
    """The artefact of an SD-JWT. Its JSON Serializations stay of kind "jws", for that is what they are as well."""
    base = describe_jws(sd_jwt.issuer_signed, claims_of(sd_jwt.issuer_signed, limits), now)
    binding = key_binding.read(sd_jwt, limits)
    named, reasons = _label(sd_jwt, base)
    return replace(
        base,
        kind=Kind.SD_JWT if base.serialization == "compact" else Kind.JWS,
        span=sd_jwt.pieces.token.span(),
        text=sd_jwt.pieces.token.text,
        label=named,
        label_reasons=reasons,
        parts=(*base.parts, *_parts(sd_jwt)),
        disclosed_claims=sd_jwt.reassembly.claims,
        disclosures=tuple(_disclosure(sd_jwt, one, now) for one in sd_jwt.disclosures),
        undisclosed=sd_jwt.reassembly.undisclosed,
        nested=_key_binding(sd_jwt.pieces.key_binding, limits, now),
        carrier=_carrier(sd_jwt.pieces.key_binding),
        problems=(*base.problems, *sd_jwt.problems, *(binding.problems if binding else ())),
    )


def _label(sd_jwt: SdJwt, base: Artefact) -> tuple[str, tuple[str, ...]]:
    """What people call it: a credential when its type says so, or when it names the type of a credential."""
    first = next((signature.header.values for signature in sd_jwt.issuer_signed.signatures), {})
    typ = first.get("typ")
    if isinstance(typ, str) and typ.lower().removeprefix("application/") in _CREDENTIALS:
        return "SD-JWT credential", (f'"typ" is "{typ}"',)
    if base.claims and "vct" in base.claims:
        return "SD-JWT credential", ('it has "vct"',)
    if base.serialization == "compact":
        return "SD-JWT", ('a "~" follows the signature',)
    return "SD-JWT", ("its unprotected header has Disclosures or a Key Binding JWT",)


def _parts(sd_jwt: SdJwt) -> Iterator[Part]:
    for disclosure in sd_jwt.disclosures:
        yield replace(parts_of([disclosure.segment])[0], name="disclosure", problems=sd_jwt.problems_of(disclosure))
    if (token := sd_jwt.pieces.key_binding) is not None:
        octets = token.text.encode("utf-8", "surrogatepass")
        yield Part(name="key-binding", span=token.span(), text=token.text, octets=len(octets), base64url=encode(octets))


def _disclosure(sd_jwt: SdJwt, one: DecodedDisclosure, now: int) -> Disclosure:
    path = sd_jwt.reassembly.places.get(one.index)
    return Disclosure(
        index=one.index,
        span=one.span,
        digest=one.digest,
        salt=one.salt,
        name=one.name,
        value=one.value,
        text=one.value_text,
        path=path,
        elements=tuple(_elements(one, path or "")),
        explanation=_explained(one, path, sd_jwt, now),
        problems=sd_jwt.problems_of(one),
    )


def _explained(one: DecodedDisclosure, path: str | None, sd_jwt: SdJwt, now: int) -> Explanation | None:
    """What a disclosed claim, or member of a claim, means. The elements of an array have no names."""
    if one.name is None or path is None:
        return None
    claims = sd_jwt.reassembly.claims or {}
    explain = partial(explain_claim, one.name) if path.count("/") == 1 else partial(explain_within_claims, path)
    return explain(one.value, claims=claims, now=now)


def _elements(one: DecodedDisclosure, path: str) -> Iterator[Element]:
    if one.is_sound and isinstance(one.value, (dict, list)):
        found = leaves(one.segment.octets, one.value_octets, path)
        yield from elements_of(one.json, one.value_octets, islice(found, MOST_OF_ONE))


def _key_binding(token: Excerpt | None, limits: Limits, now: int) -> Artefact | None:
    """The Key Binding JWT as a token of its own: its spans are offsets in its own text."""
    if token is None:
        return None
    jws = jws_compact.parse(Excerpt.whole(token.text), limits)
    return describe_jws(jws, claims_of(jws, limits), now)


def _carrier(token: Excerpt | None) -> Carrier | None:
    """Where the Key Binding JWT stands, when nothing breaks it."""
    if token is None or len(token.starts) > 1:
        return None
    return Carrier(start=token.place(0), encoded=False)
