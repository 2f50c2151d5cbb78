"""The rules for a JWE Header that decide whether decryption can begin (RFC 7516 section 4, RFC 7518 section 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from webapp.jose import base64url
from webapp.jose.jose_header import JoseHeader
from webapp.jose.json_object import JsonValue
from webapp.jose.jwe.jwe import JweRecipient
from webapp.jose.limits import Limits, setting_of
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS, KeyManagement
from webapp.jose.registry.curves import CURVES
from webapp.jose.text import Excerpt, Problem, Span, counted


def algorithm(header: JoseHeader) -> str | Problem:
    """The "alg" of a JWE. Problems: header.alg-missing, header.alg-type, header.alg-unknown, header.alg-unsupported."""
    return _registered(header, "alg", JWE_ALGORITHMS, "key management algorithm", "RFC 7516 section 4.1.1")


def encryption(header: JoseHeader) -> str | Problem:
    """The "enc" of a JWE. Problems: header.enc-missing, header.enc-type, header.enc-unknown, header.enc-unsupported."""
    return _registered(header, "enc", JWE_ENCRYPTIONS, "content encryption algorithm", "RFC 7516 section 4.1.2")


def compression(header: JoseHeader) -> Problem | None:
    """What is wrong with "zip". Problems: header.zip-unknown, header.zip-unprotected."""
    if "zip" not in header.values:
        return None
    if not header.is_protected("zip"):
        message = '"zip" must stand in the protected header'
        span = header.member_span("zip")
        return Problem(code="header.zip-unprotected", message=message, span=span, reference="RFC 7516 section 4.1.3")
    if header.values["zip"] == "DEF":
        return None
    return Problem(
        code="header.zip-unknown",
        message='"zip" must be "DEF", the one registered compression algorithm',
        span=header.member_span("zip"),
        reference="RFC 7516 section 4.1.3",
    )


def parameters(header: JoseHeader, alg: str, limits: Limits) -> Iterator[Problem]:
    """What is wrong with the Header Parameters that this alg needs.

    Problems: header.<name>-missing, header.<name>-type, header.<name>-length, limit.pbes2-iterations.
    """
    values = header.values
    if alg.startswith("ECDH-ES"):
        yield from _ephemeral_key(values.get("epk"), header.member_span("epk"))
        for name in ("apu", "apv"):
            if values.get(name) is not None:
                yield from _octets(header, name, range(1 << 20), "RFC 7518 section 4.6.1")
    elif alg.endswith("GCMKW"):
        yield from _octets(header, "iv", range(12, 13), "RFC 7518 section 4.7.1.1")
        yield from _octets(header, "tag", range(16, 17), "RFC 7518 section 4.7.1.2")
    elif alg.startswith("PBES2"):
        yield from _octets(header, "p2s", range(1, 1 << 20), "RFC 7518 section 4.8.1.1")
        yield from _iterations(header, limits)


def encrypted_key(recipient: JweRecipient, alg: str) -> Iterator[Problem]:
    """Whether an Encrypted Key is there exactly where the alg has one (RFC 7516 section 5.2, steps 9 and 10).

    Problems: jwe.encrypted-key-present, jwe.encrypted-key-missing.
    """
    count = len(recipient.encrypted_key.octets)
    has_none = JWE_ALGORITHMS[alg].mode in (KeyManagement.DIRECT_ENCRYPTION, KeyManagement.DIRECT_KEY_AGREEMENT)
    if has_none == (count == 0):
        return
    if has_none:
        code, message = "present", f"{alg} has no Encrypted Key, but {counted(count, 'octet')} stand there"
    else:
        code, message = "missing", f"{alg} needs an Encrypted Key, and none is there"
    yield Problem(
        code=f"jwe.encrypted-key-{code}",
        message=message,
        span=recipient.encrypted_key.span,
        reference="RFC 7516 section 5.2",
    )


def _registered(
    header: JoseHeader, name: str, registry: Mapping[str, object], kind: str, reference: str
) -> str | Problem:
    value, span = header.values.get(name), header.member_span(name)
    if name not in header.values:
        message = f'The header has no "{name}", the {kind}, which must be there'
        return Problem(code=f"header.{name}-missing", message=message, reference=reference)
    if not isinstance(value, str):
        message = f'"{name}" must be a string'
        return Problem(code=f"header.{name}-type", message=message, span=span, reference=reference)
    row = registry.get(value)
    if row is None:
        alike = next((known for known in registry if known.lower() == value.strip().lower()), None)
        hint = f'; it looks like "{alike}" (names are case-sensitive)' if alike else ""
        message = f'"{name}" is "{value[:40]}", which is no registered {kind}{hint}'
        return Problem(code=f"header.{name}-unknown", message=message, span=span, reference=reference)
    if not getattr(row, "supported", False):
        message = f'"{name}" is "{value}", which is registered but not computed here'
        return Problem(code=f"header.{name}-unsupported", message=message, span=span, reference=reference)
    return value


def _ephemeral_key(value: JsonValue, span: Span | None) -> Iterator[Problem]:
    reference = "RFC 7518 section 4.6.1.1"
    if value is None:
        message = 'The header has no "epk", the sender\'s ephemeral public key, without which no key can be agreed'
        yield Problem(code="header.epk-missing", message=message, reference=reference)
    elif (message := _no_public_key(value)) or not isinstance(value, dict):
        yield Problem(code="header.epk-type", message=message, span=span, reference=reference)
    else:
        for name in ("x", "y"):
            for problem in base64url.decode(Excerpt.whole(str(value.get(name, "")))).problems:
                message = f'"{name}" of the "epk": {problem.message}'
                yield Problem(code=problem.code, message=message, span=span, reference=reference)


def _no_public_key(value: JsonValue) -> str:
    """Why a value is not the public half of a key for agreement; empty when it may be one."""
    if not isinstance(value, dict) or not all(isinstance(value.get(n), str) for n in ("kty", "crv", "x")):
        return '"epk" must be a public key as a JWK, with "kty", "crv" and "x" as strings'
    curve = CURVES.get(str(value["crv"]))
    if curve and value["kty"] != curve.kty:
        return f'The "kty" of the "epk" must be "{curve.kty}", for its curve is {curve.name}'
    if value["kty"] == "EC" and not isinstance(value.get("y"), str):
        return 'The "epk" is a point of an elliptic curve: it must have "y" as a string, too'
    return ""


def _octets(header: JoseHeader, name: str, lengths: range, reference: str) -> Iterator[Problem]:
    value, span = header.values.get(name), header.member_span(name)
    if name not in header.values:
        yield Problem(
            code=f"header.{name}-missing",
            message=f'The header has no "{name}", which this alg needs',
            reference=reference,
        )
    elif not isinstance(value, str):
        yield Problem(
            code=f"header.{name}-type", message=f'"{name}" must be base64url text', span=span, reference=reference
        )
    else:
        decoded = base64url.decode(Excerpt.whole(value))
        for problem in decoded.problems:
            yield Problem(code=problem.code, message=f'"{name}": {problem.message}', span=span, reference=reference)
        if len(decoded.octets) not in lengths:
            message = f'"{name}" has {len(decoded.octets)} octets; {lengths.start} are due'
            yield Problem(code=f"header.{name}-length", message=message, span=span, reference=reference)


def _iterations(header: JoseHeader, limits: Limits) -> Iterator[Problem]:
    value, span, reference = header.values.get("p2c"), header.member_span("p2c"), "RFC 7518 section 4.8.1.2"
    if "p2c" not in header.values:
        yield Problem(
            code="header.p2c-missing", message='The header has no "p2c", the number of iterations', reference=reference
        )
    elif isinstance(value, bool) or not isinstance(value, int) or value < 1:
        message = '"p2c" must be a whole number of at least 1'
        yield Problem(code="header.p2c-type", message=message, span=span, reference=reference)
    elif value > limits.pbes2_iterations:
        yield Problem(
            code="limit.pbes2-iterations",
            message=f'"p2c" asks for {value:,} iterations; at most {limits.pbes2_iterations:,} are computed for one '
            f"request. {setting_of('pbes2_iterations')} raises this",
            span=span,
            reference="draft-ietf-oauth-rfc8725bis section 3.13",
        )
