"""The holder's proof that belongs to an SD-JWT (RFC 9901 sections 4.3 and 7.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import SignedToken
from webapp.jose.audit.words import in_quotes
from webapp.jose.finding import Finding
from webapp.jose.limits import Limits
from webapp.jose.registry.rules import RULES
from webapp.jose.sd_jwt import key_binding
from webapp.jose.sd_jwt.key_binding import KeyBinding
from webapp.jose.sd_jwt.sd_jwt import SdJwt
from webapp.jose.text import Problem
from webapp.jose.trace import Outcome

_LIMITS: Final = Limits()
_RULES: Final = {"sd-jwt.kb-typ": "V08", "sd-jwt.kb-hash": "V07", "sd-jwt.kb-claim": "V10"}


def holder_proof(token: SignedToken) -> Iterator[Finding]:
    """Without a proof for this request, by the key that the issuer named, anybody may present what they have seen."""
    if token.sd_jwt is None:
        return
    binding = key_binding.read(token.sd_jwt, _LIMITS)
    if binding is None:
        if token.expected.key_binding:
            yield RULES["V09"].found('Nothing follows the last "~"', token.jws.token.span())
        return
    yield from _form(binding)
    yield from _expected(token, binding)
    yield from _signature(token.sd_jwt, binding)


def _form(binding: KeyBinding) -> Iterator[Finding]:
    for problem in binding.problems:
        rule = _RULES.get(problem.code)
        if rule == "V10" and '"sd_hash"' in problem.message:
            rule = "V07"
        if rule:
            yield RULES[rule].found(problem.message, problem.span)


def _expected(token: SignedToken, binding: KeyBinding) -> Iterator[Finding]:
    for name, due in (("nonce", token.expected.nonce), ("aud", token.expected.kb_audience)):
        found = binding.claims.get(name)
        if due is not None and isinstance(found, str) and found != due:
            message = f'Key Binding JWT: "{name}" is {in_quotes(found)}; expected: {in_quotes(due)}'
            yield RULES["V10"].found(message, binding.payload.member_span(name))


def _signature(sd_jwt: SdJwt, binding: KeyBinding) -> Iterator[Finding]:
    span = binding.jws.signatures[0].signature.span
    key = key_binding.holder_key(sd_jwt.reassembly.claims or {}, _LIMITS)
    if isinstance(key, Problem):
        if key.code != "sd-jwt.cnf-method":
            yield RULES["V11"].found(key.message, span)
        return
    checked = key_binding.verify(binding, key, _LIMITS)
    if checked.signature.outcome is not Outcome.PASSED:
        yield RULES["V11"].found(f'With the key in "cnf": {checked.signature.summary}', span)
