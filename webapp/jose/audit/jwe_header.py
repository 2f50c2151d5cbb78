"""What a JWE Header says about key management and content encryption (RFC 7516 section 4, RFC 7518 section 4)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import RecipientCase
from webapp.jose.audit.words import shown
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.jwe import header as rules
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS, JweAlgorithm, KeyManagement, Requirement
from webapp.jose.registry.header_parameters import HEADER_PARAMETERS
from webapp.jose.registry.rules import RULES
from webapp.jose.text import Problem, counted, cut_short

_LIMITS: Final = Limits()
ONE_RECIPIENT: Final = (KeyManagement.DIRECT_ENCRYPTION, KeyManagement.DIRECT_KEY_AGREEMENT)
# Header Parameters that are claims wherever they stand (RFC 7519 section 10.4.1).
_REPLICATED: Final = ("iss", "sub", "aud")


def algorithm_of(case: RecipientCase) -> JweAlgorithm | None:
    """The registered key management algorithm of a recipient."""
    alg = case.recipient.header.values.get("alg")
    return JWE_ALGORITHMS.get(alg) if isinstance(alg, str) else None


def content_encryption(case: RecipientCase) -> Iterator[Finding]:
    """Without a known "enc" a reader has to guess how the content was encrypted."""
    problem, name = rules.encryption(case.recipient.header), case.recipient.header.values.get("enc")
    if not isinstance(problem, Problem):
        return
    if problem.code != "header.enc-unsupported":
        yield RULES["E01"].found(problem.message, problem.span)
    elif JWE_ENCRYPTIONS[str(name)].requirement is Requirement.PROHIBITED:
        message = f'"enc" is "{name}", which is registered for JWKs alone and prohibited in a token'
        yield RULES["E01"].found(message, problem.span)


def compression(case: RecipientCase) -> Iterator[Finding]:
    """A "zip" that is not protected can be changed by anybody."""
    if problem := rules.compression(case.recipient.header):
        yield RULES["E08"].found(problem.message, problem.span)


def surplus_key(case: RecipientCase) -> Iterator[Finding]:
    """Readers disagree about an Encrypted Key that must not be there."""
    alg = algorithm_of(case)
    for problem in rules.encrypted_key(case.recipient, alg.name) if alg else ():
        if problem.code == "jwe.encrypted-key-present":
            yield RULES["E12"].found(problem.message, problem.span)


def key_wrapping(case: RecipientCase) -> Iterator[Finding]:
    """AES-GCM cannot unwrap a key without its vector and tag."""
    alg = algorithm_of(case)
    if alg and alg.name.endswith("GCMKW"):
        for problem in rules.parameters(case.recipient.header, alg.name, _LIMITS):
            yield RULES["E13"].found(problem.message, problem.span)


def one_recipient(case: RecipientCase) -> Iterator[Finding]:
    """Where the content key is that of one recipient, a second one must share a secret."""
    alg, count = algorithm_of(case), len(case.token.jwe.recipients)
    if alg and alg.mode in ONE_RECIPIENT and count > 1:
        message = f"{alg.name} stands beside {counted(count - 1, 'other recipient')}"
        yield RULES["E16"].found(message, case.recipient.header.member_span("alg"))


def sha1(case: RecipientCase) -> Iterator[Finding]:
    """Policies forbid SHA-1, also where it does no harm."""
    if case.recipient.header.values.get("alg") == "RSA-OAEP":
        message = '"alg" is "RSA-OAEP", which hashes with SHA-1'
        yield RULES["E17"].found(message, case.recipient.header.member_span("alg"))


def replicated_claims(case: RecipientCase) -> Iterator[Finding]:
    """A gateway believes the header, the application the claims."""
    content, header = case.token.content, case.recipient.header
    claims = (content.disclosed_claims or content.claims) if content else None
    for name, value in header.values.items() if claims else ():
        is_claim = name in _REPLICATED or name not in HEADER_PARAMETERS
        if claims and is_claim and name in claims and _one(value) != _one(claims[name]):
            message = f'"{cut_short(name)}" is {shown(value)} in the header, and {shown(claims[name])} inside'
            yield RULES["H32"].found(message, header.member_span(name))


def _one(value: JsonValue) -> str:
    """What a value says: an array of one is the same as that one, as with "aud"; true is not 1."""
    alone = value[0] if isinstance(value, list) and len(value) == 1 else value
    return json.dumps(alone, sort_keys=True)
