"""A signature that verifies over padded parts: not every reader takes such a token (RFC 7515 section 2)."""

from __future__ import annotations

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.diagnose.words import likely
from webapp.jose.finding import Diagnosis


def remark(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """It is genuine here, and a strict reader refuses it, or takes the padding off and calls the signature wrong."""
    protected, payload = case.signature.protected, case.jws.payload
    signed = [part.encoded.text for part in (protected, payload) if part is not None]
    if case.signature.signature.encoded.text.endswith("=") and not any(text.endswith("=") for text in signed):
        return likely(
            "mangled.padding",
            "Genuine, but padding (=) stands behind the signature, for which strict libraries refuse the token",
            "The signature covers header and payload, which have no padding, so that it can be taken off behind the "
            "signature. JOSE writes base64url without it, and jose, Nimbus, jjwt and golang-jwt refuse the =.",
            "Have the signer leave the = out, or take it off where the token is received.",
            reference="RFC 7515 section 2",
        )
    if not any(text.endswith("=") for text in signed):
        return None
    is_alb = isinstance(case.values.get("signer"), str)
    who = "AWS load balancers sign so (x-amzn-oidc-data)" if is_alb else "AWS load balancers sign so, among others"
    return likely(
        "input.padded",
        "Genuine over its padded parts (=): strict libraries refuse it, or call its signature wrong",
        f"The signature was made over header and payload with the = at their ends. {who}; JOSE has no padding. jose, "
        "Nimbus, jjwt and golang-jwt refuse the = as no base64url. Whoever takes it off before the signature is "
        "checked computes over other characters, and the signature is wrong then.",
        "Verify the text as it is, with a library that allows padding: PyJWT, golang-jwt with WithPaddingAllowed, "
        "aws-jwt-verify for load balancers. If the signer is yours, leave the padding out.",
        reference="RFC 7515 section 2",
    )
