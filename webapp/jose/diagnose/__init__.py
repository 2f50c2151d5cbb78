"""Why did it fail? Hypotheses put to the test with the user's own token and key.

experiments         all of them on one screen: their order, their cost, and what each rules out
case, bench, run    what an experiment is given, what it computes with, and how one follows the other
secret, reading, readings, copied_secret    the secret in another form, and what copying makes of it
which_key, kids     another key; which one a kid means that no key has
algorithm, opened   another algorithm; what an RSA or ECDSA signature shows of its key
named_algorithm     the alg itself: changed afterwards, no registered name, not there
signing_input       other octets than the two parts; rewriting: the same JSON in other ways
edited, padded      a member added after signing; what verifies here, and is refused elsewhere
mangled, repairs    changed on the way, and what may undo it; damage: single characters; left_out: gone for good
foreign, published  a token of somebody else's; a key that everybody has
disguised           a whole token in another dress: backwards, in hexadecimal, compressed
trust, trial        a key that must not be used; a token that was put right
moments, expectation, differences, purpose    times, and claims against what is expected
jwe_*               decryption: keys, paddings, secrets, key agreement, content
encoding, shapes    the signature written in another way; at_hand: the keys to try it with

Everything here runs only for what failed, and within a budget (limits.diagnosis). A diagnosis is proven when an
experiment showed it, and likely when shape and context say so.
"""

from __future__ import annotations

from dataclasses import replace

from webapp.jose.diagnose import experiments
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import ClaimsCase, DecryptionCase, SignatureCase
from webapp.jose.diagnose.jwe_decoded import decoded, told_with
from webapp.jose.diagnose.run import Diagnosed, run, run_all
from webapp.jose.finding import Certainty


def diagnose_signature(case: SignatureCase) -> Diagnosed:
    """Why a signature was not verified. The same case always gives the same answer."""
    diagnosed = run(experiments.SIGNATURE, case, Bench(case.given.limits.diagnosis))
    # Without the content no trial could have come out right: none rules anything out.
    return replace(diagnosed, ruled_out=()) if case.is_content_missing else diagnosed


def diagnose_trust(case: SignatureCase) -> Diagnosed:
    """Why a key must not be used, although the signature verifies with it."""
    return run(experiments.TRUST, case, Bench(case.given.limits.diagnosis))


def diagnose_form(case: SignatureCase) -> Diagnosed:
    """Why others may refuse a token whose signature verifies here."""
    return run(experiments.PASSED, case, Bench(case.given.limits.diagnosis))


def diagnose_decryption(case: DecryptionCase) -> Diagnosed:
    """Why a JWE was not decrypted. The same case always gives the same answer.

    A content that opened and is refused for its size says so itself: whatever is tried would open it as well.
    """
    if case.failed is not None and case.failed.reason == "limit.inflated-size":
        return Diagnosed()
    bench = Bench(case.given.limits.diagnosis)
    found = run(experiments.DECRYPTION, case, bench)
    if any(one.certainty is Certainty.PROVEN for one in found.found) or not (again := decoded(case)):
        return found
    other, reading = again
    return told_with(reading, found, run(experiments.DECRYPTION, other, Bench(bench.left)))


def diagnose_claims(case: ClaimsCase) -> Diagnosed:
    """Why a token is not valid now, or not what was expected."""
    return run_all(experiments.CLAIMS, case, Bench(case.given.limits.diagnosis))
