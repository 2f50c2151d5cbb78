"""The Key Binding JWT: the holder's proof, made for one verifier, over what is presented (RFC 9901 section 4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from webapp.jose import json_part
from webapp.jose.json_object import JsonValue
from webapp.jose.json_part import JsonPart
from webapp.jose.jwk.jwk_object import read_jwk
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.publish import without_private
from webapp.jose.jws import compact as jws_compact
from webapp.jose.jws.jws import Jws
from webapp.jose.jws.verify import Verification
from webapp.jose.jws.verify import verify as verify_signature
from webapp.jose.limits import Limits
from webapp.jose.sd_jwt.sd_jwt import SdJwt
from webapp.jose.segments import encoded_segment
from webapp.jose.text import Problem, Span

_FORM: Final = "RFC 9901 section 4.3"
_HASH: Final = "RFC 9901 section 4.3.1"
_CONFIRMATION: Final = "RFC 9901 section 4.1.2"
_TYPE: Final = "kb+jwt"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyBinding:
    """A Key Binding JWT, and what can be held against it without a key."""

    jws: Jws
    payload: JsonPart
    problems: tuple[Problem, ...]

    @property
    def claims(self) -> Mapping[str, JsonValue]:
        """What it claims."""
        return self.payload.values


def read(sd_jwt: SdJwt, limits: Limits) -> KeyBinding | None:
    """The Key Binding JWT of an SD-JWT; None when it has none.

    Problems: sd-jwt.kb-typ, sd-jwt.kb-claim, sd-jwt.kb-hash, those of compact.parse and json_part.read.
    """
    if sd_jwt.pieces.key_binding is None:
        return None
    jws = jws_compact.parse(sd_jwt.pieces.key_binding, limits)
    encoded = jws.payload or encoded_segment("payload", sd_jwt.pieces.key_binding)
    payload = json_part.read("payload of the Key Binding JWT", encoded.decoded, limits)
    problems = (*jws.problems, *payload.problems, *_typ(jws), *_claims(payload), *_hash(payload, sd_jwt))
    return KeyBinding(jws=jws, payload=payload, problems=problems)


def holder_key(claims: Mapping[str, JsonValue], limits: Limits) -> Key | Problem:
    """The key that an SD-JWT binds its holder to. Problems: sd-jwt.cnf, sd-jwt.cnf-method, sd-jwt.cnf-key."""
    confirmation = claims.get("cnf")
    if not isinstance(confirmation, dict):
        message = 'The issuer named no key of the holder: "cnf" is missing, so that a Key Binding JWT proves nothing'
        return _problem("cnf", message, None, _CONFIRMATION)
    if "jwk" not in confirmation:
        names = ", ".join(f'"{name[:40]}"' for name in list(confirmation)[:5]) or "nothing"
        message = (
            f'"cnf" names the key of the holder by {names}; only a key that is there itself, in "jwk", can be used'
        )
        return _problem("cnf-method", message, None, _CONFIRMATION)
    key = read_jwk(without_private(confirmation["jwk"]), source="cnf", index=0, locate=_nowhere, limits=limits)
    if not key.is_usable:
        reason = key.problems[0].message if key.problems else "it is no key"
        return _problem("cnf-key", f'The key in "cnf" cannot be used: {reason}', None, _CONFIRMATION)
    if key.kty == "oct":
        message = 'The key in "cnf" is a shared secret, which everybody can read there: it proves nothing'
        return _problem("cnf-key", message, None, _CONFIRMATION)
    return key


def verify(binding: KeyBinding, key: Key, limits: Limits) -> Verification:
    """Check the holder's signature."""
    return verify_signature(binding.jws, binding.jws.signatures[0], (key,), limits)


def _typ(jws: Jws) -> Iterator[Problem]:
    header = jws.signatures[0].header
    typ = header.values.get("typ")
    if isinstance(typ, str) and typ.lower().removeprefix("application/") == _TYPE:
        return
    shown = f'"{typ[:40]}"' if isinstance(typ, str) else "missing"
    message = f'Key Binding JWT: "typ" is {shown}; it must be "{_TYPE}"'
    yield _problem("kb-typ", message, header.member_span("typ") or jws.token.span(), _FORM)


def _claims(payload: JsonPart) -> Iterator[Problem]:
    values = payload.values
    for name in ("aud", "nonce", "sd_hash"):
        if not isinstance(values.get(name), str):
            due = "must be text" if name in values else "is missing"
            yield _claim_problem(payload, name, due)
    iat = values.get("iat")
    if isinstance(iat, bool) or not isinstance(iat, int | float):
        yield _claim_problem(payload, "iat", "must be a number of seconds" if "iat" in values else "is missing")


def _claim_problem(payload: JsonPart, name: str, due: str) -> Problem:
    span = payload.member_span(name) or payload.whole_span()
    return _problem("kb-claim", f'Key Binding JWT: "{name}" {due}', span, _FORM)


def _hash(payload: JsonPart, sd_jwt: SdJwt) -> Iterator[Problem]:
    claimed = payload.values.get("sd_hash")
    if not isinstance(claimed, str) or not sd_jwt.hashing.name:
        return
    due = sd_jwt.hashing.digest(sd_jwt.pieces.presented)
    if claimed != due:
        message = (
            f'Key Binding JWT: "sd_hash" is "{claimed[:60]}"; the hash of what is presented is "{due}". '
            "The holder bound it to another SD-JWT or to other Disclosures"
        )
        yield _problem("kb-hash", message, payload.member_span("sd_hash"), _HASH)


def _nowhere(_: str) -> Span | None:
    """The key may have come in a Disclosure; its problems have no place of their own."""
    return None


def _problem(cause: str, message: str, span: Span | None, reference: str) -> Problem:
    return Problem(code=f"sd-jwt.{cause}", message=message, span=span, reference=reference)
