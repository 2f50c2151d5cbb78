"""A secret whose text has not the size that is due, but whose octets have once it is decoded (RFC 7518 section 4.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from webapp.jose.diagnose.case import DecryptionCase, secret_of
from webapp.jose.diagnose.jwe_secrets import due_octets
from webapp.jose.diagnose.reading import Reading
from webapp.jose.diagnose.run import Diagnosed
from webapp.jose.diagnose.secret import secret_readings
from webapp.jose.finding import Certainty
from webapp.jose.jwe.decrypt import decrypt
from webapp.jose.registry.algorithms import JWE_ALGORITHMS

# Readings that say how a text is written. What is hashed or cut has the size that is due in any case.
_WAYS: Final = frozenset(
    {
        "secret.base64", "secret.base64url", "secret.hex", "secret.base32", "secret.decoded-twice",
        "secret.white-space", "secret.quotes",
        "secret.assignment", "secret.json-member", "secret.escapes", "secret.invisible",
    }
)  # fmt: skip


def decoded(case: DecryptionCase) -> tuple[DecryptionCase, Reading] | None:
    """The same case with the secret decoded to the size that is due; None where it has that, or no reading has."""
    row, keys = JWE_ALGORITHMS.get(case.alg), case.keys()
    due = due_octets(case) if row and row.key_types == ("oct",) else 0
    if not due or not keys or any(key.source != "secret" or key.bits == due * 8 for key in keys):
        return None
    fitting = (one for one in secret_readings(case.given) if len(one.octets) == due and one.code in _WAYS)
    reading = next(fitting, None)
    if reading is None:
        return None
    key = secret_of(reading.octets)
    given = replace(case.given, keys=replace(case.given.keys, keys=(key,)))
    return replace(
        case, given=given, decryption=decrypt(case.jwe, case.recipient, (key,), case.given.limits)
    ), reading  # fmt: skip


def told_with(reading: Reading, first: Diagnosed, again: Diagnosed) -> Diagnosed:
    """What was found with the decoded secret, and what was ruled out before. Readings of it are no reason again."""
    remark = f" For that the secret is {reading.name}, which gives the {len(reading.octets)} octets that are due."
    found = tuple(
        replace(one, explanation=one.explanation + remark, remedy=f"{one.remedy} {reading.advice}".strip())
        for one in again.found
        if one.code.partition(".")[0] != "secret"
    )
    is_proven = any(one.certainty is Certainty.PROVEN for one in found)
    ruled_out = () if is_proven else tuple(dict.fromkeys((*first.ruled_out, *again.ruled_out)))
    return Diagnosed(found=found or first.found, ruled_out=ruled_out, untried=() if is_proven else again.untried)
