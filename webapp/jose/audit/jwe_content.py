"""What came of decrypting: compression, lengths, the key's size, failure (RFC 7516 section 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import EncryptedToken, RecipientCase
from webapp.jose.audit.ephemeral_key import unusable
from webapp.jose.audit.jwe_header import ONE_RECIPIENT, algorithm_of
from webapp.jose.audit.key_use import is_for_another
from webapp.jose.audit.pbes2 import short_salt
from webapp.jose.finding import Finding
from webapp.jose.jwe import header as rules
from webapp.jose.jwe.decrypt import Decryption
from webapp.jose.jwk.fit import Purpose, Reason, Wanted, reasons_against
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS
from webapp.jose.registry.rules import RULES
from webapp.jose.text import counted
from webapp.jose.trace import Outcome, Step

# Parts that are missing leave others in their place: nothing can be said of their lengths then.
_INCOMPLETE: Final = frozenset({"jwe.parts", "jwe.member-missing", "jwe.member-type"})
_COMPUTED: Final = ("jwe.key-management", "jwe.tag", "jwe.inflate")
# Reasons that other rules tell.
_TOLD_BY_OTHERS: Final = frozenset(
    {"key.curve", "jwe.initialization-vector-length", "jwe.authentication-tag-length", "limit.inflated-size"}
)
_MOST_KEYS: Final = 200


def compressed(case: RecipientCase) -> Iterator[Finding]:
    """The length of what was compressed tells of its content."""
    header = case.recipient.header
    if header.values.get("zip") == "DEF" and header.is_protected("zip"):
        yield RULES["E06"].found('"zip" is "DEF"', header.member_span("zip"))


def bomb(case: RecipientCase) -> Iterator[Finding]:
    """A small token that inflates without end exhausts its reader."""
    for step in case.decryption.steps if case.decryption else ():
        if step.reason == "limit.inflated-size":
            yield RULES["E07"].found(step.summary, case.token.jwe.ciphertext.span)


def lengths(token: EncryptedToken) -> Iterator[Finding]:
    """A tag that was cut short is easier to forge."""
    names = (rules.encryption(recipient.header) for recipient in token.jwe.recipients)
    row = next((JWE_ENCRYPTIONS[name] for name in names if isinstance(name, str)), None)
    if row is None or any(problem.code in _INCOMPLETE for problem in token.jwe.problems):
        return
    for segment, due in ((token.jwe.initialization_vector, row.iv_octets), (token.jwe.tag, row.tag_octets)):
        found = len(segment.octets)
        if found != due and not segment.problems:
            message = f"The {segment.name} has {counted(found, 'octet')}; {row.name} has {due}"
            yield RULES["E11"].found(message, segment.span)


def key_size(case: RecipientCase) -> Iterator[Finding]:
    """AES takes keys of one length: a key that is cut or padded is another key.

    A key that fits one of the recipients says nothing about the others, whose keys were not given.
    """
    if case.decryption is None or case.decryption.tried or is_for_another(case):
        return
    if reason := next((one for one in _objections(case) if one.code == "key.size"), None):
        yield RULES["E14"].found(reason.message, case.recipient.header.member_span("alg"))


def failed(token: EncryptedToken) -> Iterator[Finding]:
    """What was not decrypted may have been changed, or was meant for somebody else."""
    if token.plaintext is not None or not token.decryptions:
        return
    best = max(token.decryptions, key=lambda one: (one.tried, len(one.steps)))
    step = _failure(best)
    if step and not _is_told(token, best):
        place = token.jwe.tag if step.code == "jwe.tag" else token.jwe.ciphertext
        yield RULES["E15"].found(step.summary, place.span)


def _objections(case: RecipientCase) -> Iterator[Reason]:
    alg, enc = algorithm_of(case), rules.encryption(case.recipient.header)
    if alg is None or not isinstance(enc, str):
        return
    wanted = Wanted(alg.name, enc, None, Purpose.DECRYPT)
    for key in case.token.keys.keys[:_MOST_KEYS]:
        yield from reasons_against(key, wanted)


def _failure(decryption: Decryption) -> Step | None:
    """The step at which the mathematics ended, or that says that there is nothing to decrypt with."""
    for step in decryption.steps:
        if step.outcome is Outcome.FAILED:
            is_computed = decryption.tried and step.code in _COMPUTED and step.reason not in _TOLD_BY_OTHERS
            return step if is_computed or step.reason == "jwe.encrypted-key-missing" else None
    return None


def _is_told(token: EncryptedToken, decryption: Decryption) -> bool:
    """Whether another rule tells why: the ephemeral key, the salt, or recipients that the algorithm has no room for."""
    row = JWE_ALGORITHMS.get(str(decryption.header.get("alg")))
    if row is None:
        return False
    if len(token.jwe.recipients) > 1 and row.mode in ONE_RECIPIENT:
        return True
    if "epk" in row.header_parameters:
        return bool(unusable(decryption.header.get("epk")))
    return "p2s" in row.header_parameters and bool(short_salt(decryption.header))
