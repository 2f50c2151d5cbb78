"""Where our verdict and that of joserfc differ on purpose: each rule with its section of an RFC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tests.conformance.judges import Judgement


@dataclass(frozen=True, slots=True)
class Rule:
    """Why one of the two refuses what the other accepts. told is what we say about such a token all the same."""

    reason: str
    reference: str
    why: str
    told: str | None = None


# fmt: off
WE_REFUSE: Final = (
    Rule("json.byte-order-mark", "RFC 8259 section 8.1", "JSON must not begin with a byte order mark"),
    Rule("json.syntax", "RFC 8259 section 8.1", "JSON is UTF-8; Python's reader takes UTF-16, too"),
    Rule("paste.dotted", "RFC 7515 section 3", "a header in UTF-16 is no JOSE Header, so this is no token"),
    Rule("paste.opaque", "RFC 7516 section 3", "the same with five parts"),
    Rule("json.not-a-number", "RFC 8259 section 6", "NaN is no JSON; Python's reader takes it"),
    Rule("json.number-range", "RFC 8259 section 6", "1e999 is a number for some readers and infinite for others"),
    Rule("json.surrogate", "RFC 8259 section 8.2", "half a surrogate pair is no text"),
    Rule("limit.json-depth", "RFC 8259 section 9", "a reader may limit the depth"),
    Rule("limit.json-digits", "RFC 8259 section 9", "a reader may limit the range of numbers"),
    Rule("json.not-an-object", "RFC 7515 section 7.2.1", "an unprotected header is an object, or left out"),
    Rule("header.crit-empty", "RFC 7515 section 4.1.11", '"crit" must not be empty'),
    Rule("header.crit-registered", "RFC 7515 section 4.1.11", '"crit" must not list what JWS or JWE define'),
    Rule("header.crit-duplicate", "RFC 7515 section 4.1.11", '"crit" must not list a name twice'),
    Rule("header.epk-type", "RFC 7518 section 4.6.1.1", 'the "epk" is a whole JWK, whose "kty" fits its curve'),
    Rule("header.b64-crit", "RFC 7797 section 6", '"b64" must be listed in "crit", also when it is true'),
    Rule("key.alg", "RFC 7517 section 4.4", "a key that names an algorithm is for that one; the empty name is none"),
    Rule("header.zip-unprotected", "RFC 7516 section 4.1.3", '"zip" must be protected, not left out of account'),
    Rule("header.name-twice", "RFC 7516 section 7.2.1", "a name may stand in one of the headers only"),
    Rule("jws.form", "RFC 7515 section 7.2.2", "flattened and general members must not be mixed"),
    Rule("jwe.form", "RFC 7516 section 7.2.2", "flattened and general members must not be mixed"),
    Rule("jwe.member-type", "RFC 7516 section 7.2.1", "each of these members is text"),
    Rule("zip.truncated", "RFC 1951 section 3.2.3", "a stream without its last block is not whole"),
)
THEY_REFUSE: Final = (
    Rule("designed for algorithm 'Ed(25519|448)'", "RFC 9864 section 2.2", "EdDSA is the older name of the same"),
    Rule("'(jku|x5u)' in header must be a URL", "RFC 7515 section 4.1.2", "any URI; it is never fetched unasked"),
    Rule("'b64' in header must be", "RFC 7516 section 4", 'a JWE knows no "b64": what is not understood is ignored'),
    Rule("'ap[uv]' in header must be", "RFC 7518 section 4.6.1.2", "null says as much as nothing"),
    Rule("in header must be a", "RFC 7515 section 5.2", "the mathematics is not in doubt", "header.member-type"),
    Rule("Invalid JSON Web Signature", "RFC 7797 section 5.2", "periods are payload here", "jws.payload-dots"),
    Rule("bad_signature|Error: $", "RFC 7515 section 2", "bits behind the last octet", "base64url.trailing-bits"),
    Rule("bad_signature|Error: $", "RFC 7515 section 2", "the padding was signed", "base64url.padding"),
    Rule("KeyError: 'payload'", "RFC 7515 appendix F", "what is left out is detached, or empty"),
    Rule("JSONDecodeError: Expecting value", "RFC 7515 section 7.2.1", "an empty header says as much as none"),
    Rule("key_parameter: '.*' must be a", "RFC 7517 section 4", "a key is read as far as it can be", "jwk.member-type"),
    Rule("key_parameter: '.*' must be a", "RFC 7517 section 4", "null, as some serializers write what is not there"),
    Rule("'key_ops' must be one of", "RFC 7517 section 4.3", "other values may be used"),
    Rule("'use' must be one of", "RFC 7517 section 4.2", "other values may be used; decrypting harms nobody"),
    Rule("designed to be used for", "RFC 7517 section 4.2", "decrypting with it harms nobody", "key.use"),
    Rule("'use' and 'key_ops' does", "RFC 7517 section 4.3", "they must agree; the mathematics is not in doubt"),
    Rule("Unsupported key_op", "RFC 7517 section 4.3", "a private key that signs has the public one in it"),
    Rule("^one of several: ", "RFC 7516 section 5.2", "another recipient decrypts it"),
)
# fmt: on


def difference(theirs: Judgement, ours: Judgement) -> Rule | None:
    """The rule that one of the two has and the other has not."""
    if theirs.accepted:
        return next((rule for rule in WE_REFUSE if rule.reason in ours.reasons), None)
    (reason,) = theirs.reasons
    fitting = (rule for rule in THEY_REFUSE if re.search(rule.reason, reason))
    return next((rule for rule in fitting if rule.told is None or rule.told in ours.reasons), None)


def is_explained(theirs: Judgement, ours: Judgement) -> bool:
    """Whether both say the same, or a rule is why they do not."""
    if theirs.accepted == ours.accepted:
        return theirs.content == ours.content
    return difference(theirs, ours) is not None
