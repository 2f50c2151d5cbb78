"""Whether a token, put right in some way, verifies with a key at hand."""

from __future__ import annotations

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase, public_part
from webapp.jose.jws import header as rules
from webapp.jose.jws.jws import Jws
from webapp.jose.registry.algorithms import JWS_ALGORITHMS


def verifies_as(case: SignatureCase, bench: Bench, jws: Jws) -> bool:
    """Whether a key at hand verifies the token as it would be then."""
    signature = jws.signatures[0]
    alg = rules.algorithm(signature.header)
    row = JWS_ALGORITHMS.get(alg) if isinstance(alg, str) else None
    if row is None or not row.kty or not isinstance(alg, str):
        return False
    signing_input, octets = jws.signing_input(signature), signature.signature.octets
    return any(bench.verifies(alg, public_part(key), signing_input, octets) for key in case.keys(row.kty))
