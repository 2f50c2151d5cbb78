"""The rules for a JOSE Header that decide whether a token may be processed (RFC 7515 sections 4 and 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.jose_header import JoseHeader
from webapp.jose.json_object import JsonValue
from webapp.jose.jws.jws import Jws, JwsSignature
from webapp.jose.jws.lengths import wrong_at_sight
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.registry.header_parameters import HEADER_PARAMETERS
from webapp.jose.text import Problem

# Extensions of JWS that this verifier understands. "b64" comes with RFC 7797 and must be listed in "crit".
# The first is reason enough; the rest is told so far.
_MOST_CRITICAL: Final = 20
_KINDS: Final = {"NoneType": "null", "bool": "true or false", "list": "an array", "dict": "an object"}
UNDERSTOOD: Final = frozenset({"b64"})


def algorithm(header: JoseHeader) -> str | Problem:
    """The "alg" of a JWS. Problems: header.alg-missing, header.alg-type, header.alg-unknown, header.alg-unsupported."""
    value = header.values.get("alg")
    if not isinstance(value, str):
        return _alg_missing(header, value)
    if value == "none":
        return value
    row = JWS_ALGORITHMS.get(value)
    if row is None:
        return _alg_unknown(header, value)
    if not row.supported:
        return Problem(
            code="header.alg-unsupported",
            message=f'"alg" is "{value}" ({row.description}), which is registered but not computed here',
            span=header.member_span("alg"),
            reference=row.reference,
        )
    return value


def critical(header: JoseHeader, understood: frozenset[str] = UNDERSTOOD) -> Iterator[Problem]:
    """What is wrong with "crit" (RFC 7515 section 4.1.11, RFC 7516 section 4.1.13). Each obliges to reject the token.

    Problems: header.crit-type, header.crit-empty, header.crit-duplicate, header.crit-registered, header.crit-absent,
    header.crit-unknown, header.crit-unprotected.
    """
    if "crit" not in header.values:
        return
    if not header.is_protected("crit"):
        yield _crit(header, "unprotected", "must stand in the protected header, where nobody can take it away")
    names = header.values["crit"]
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        yield _crit(header, "type", "must be an array of names")
        return
    if not names:
        yield _crit(header, "empty", "must not be empty: leave it out when nothing is critical")
    if len(set(map(str, names))) < len(names):
        yield _crit(header, "duplicate", "names one parameter twice")
    for name in list(dict.fromkeys(map(str, names)))[:_MOST_CRITICAL]:
        yield from _critical_name(header, name, understood)


def unencoded_payload(header: JoseHeader) -> Problem | None:
    """What is wrong with "b64" (RFC 7797).

    Problems: header.b64-type, header.b64-unprotected, header.b64-crit.
    """
    if "b64" not in header.values:
        return None
    value, span = header.values["b64"], header.member_span("b64")
    if not isinstance(value, bool):
        return Problem(
            code="header.b64-type", message='"b64" must be true or false', span=span, reference="RFC 7797 section 3"
        )
    if not header.is_protected("b64"):
        message = '"b64" must stand in the protected header'
        return Problem(code="header.b64-unprotected", message=message, span=span, reference="RFC 7797 section 3")
    critical_names = header.values.get("crit")
    if not isinstance(critical_names, list) or "b64" not in critical_names:
        return Problem(
            code="header.b64-crit",
            message='"b64" is given, but "crit" does not list it, so a verifier may not know what was signed',
            span=span,
            reference="RFC 7797 section 6",
        )
    return None


def header_problems(jws: Jws, signature: JwsSignature) -> Iterator[Problem]:
    """What an inspection says of a header: its "alg", and whether the form fits what the header claims.

    Problems: those of algorithm, signature.length, jws.unsecured-signature, jws.looks-like-jwe.
    """
    if not signature.header.is_object:
        return
    alg = algorithm(signature.header)
    if isinstance(alg, Problem):
        yield alg
    elif found := wrong_at_sight(alg, signature.signature):
        yield found
    if alg == "none" and signature.signature.encoded.text:
        yield Problem(
            code="jws.unsecured-signature",
            message='"alg" is "none", and yet something stands where the signature would be; it must be empty',
            span=signature.signature.span,
            reference="RFC 7515 appendix A.5",
        )
    if jws.serialization == "compact" and "enc" in signature.header.values:
        yield Problem(
            code="jws.looks-like-jwe",
            message='The header has "enc", as that of a JWE. A JWE has five parts: some may be missing here',
            span=signature.header.member_span("enc"),
            reference="RFC 7516 section 9",
        )


def _alg_missing(header: JoseHeader, value: JsonValue) -> Problem:
    if "alg" in header.values:
        kind = _KINDS.get(type(value).__name__, "a number")
        return Problem(
            code="header.alg-type",
            message=f'"alg" must be a string such as "RS256"; here it is {kind}',
            span=header.member_span("alg"),
            reference="RFC 7515 section 4.1.1",
        )
    return Problem(
        code="header.alg-missing",
        message='The header has no "alg", which says how the token is signed and must be there',
        span=header.whole_span(),
        reference="RFC 7515 section 4.1.1",
    )


def _alg_unknown(header: JoseHeader, value: str) -> Problem:
    alike = next((name for name in JWS_ALGORITHMS if name.lower() == value.strip().lower()), None)
    hint = f'; it looks like "{alike}" (names are case-sensitive)' if alike else ""
    return Problem(
        code="header.alg-unknown",
        message=f'"alg" is "{value[:40]}", which is no registered signature algorithm{hint}',
        span=header.member_span("alg"),
        reference="RFC 7515 section 4.1.1",
    )


def _critical_name(header: JoseHeader, name: str, understood: frozenset[str]) -> Iterator[Problem]:
    shown = name[:40]
    if name in understood and name in header.values:
        return
    row = HEADER_PARAMETERS.get(name)
    if row and row.is_base:
        yield _crit(header, "registered", f'must not list "{shown}", which the base specifications define')
    elif name not in header.values:
        yield _crit(header, "absent", f'lists "{shown}", which is not in the protected header')
    else:
        message = f'says that "{shown}" must be understood; it is not understood here, so the token must be rejected'
        yield _crit(header, "unknown", message)


def _crit(header: JoseHeader, cause: str, message: str) -> Problem:
    return Problem(
        code=f"header.crit-{cause}",
        message=f'"crit" {message}',
        span=header.member_span("crit"),
        reference="RFC 7515 section 4.1.11",
    )
