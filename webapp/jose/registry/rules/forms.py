"""Serialization, base64url and JSON: how a token is written (RFC 7515, RFC 4648, RFC 8259)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="S01",
        code="token.parts",
        severity=Severity.HIGH,
        title="The token has the wrong number of parts",
        why=(
            "A JWS in the compact form has three parts and a JWE five. With another number it was cut off, joined"
            " with something or is no token, and every verifier must refuse it."
        ),
        remedy=(
            "Copy the whole token again. A JWS is header.payload.signature; a JWE has five parts, some of which "
            "may be empty."
        ),
        reference="RFC 7515 section 7.1; RFC 7516 section 7.1; RFC 7519 section 7.2",
        example="eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0 (the signature is missing)",
        is_told_by_verdict=True,
    ),
    Rule(
        id="S02",
        code="token.characters",
        severity=Severity.HIGH,
        title="It contains characters that no token has",
        why=(
            "A compact token is base64url and dots. Readers that skip other characters and readers that refuse "
            "them disagree about the same text, and what was signed is no longer what is sent."
        ),
        remedy=(
            "Send the token as it was issued: without white space, line breaks, quotes, percent-encoding or "
            "invisible characters in it."
        ),
        reference="RFC 7515 section 2; draft-ietf-oauth-rfc8725bis section 3.14",
        example="eyJhbGciOiJFUzI1NiJ9.eyJz dWIiOiJhIn0.c2ln (a blank in the payload)",
    ),
    Rule(
        id="S03",
        code="token.json-form",
        severity=Severity.HIGH,
        title="A JWT is written in a JSON Serialization",
        why=(
            "A JWT is always compact. Code that also takes the JSON forms has been made to read one payload and "
            "to check the signature of another."
        ),
        remedy="Issue JWTs in the compact form, and refuse everything else where a JWT is expected.",
        reference="RFC 7519 section 1; RFC 7519 section 3; draft-ietf-oauth-rfc8725bis section 3.14",
        example='{"payload":"eyJzdWIiOiJhIn0","protected":"…","signature":"…"}',
    ),
    Rule(
        id="S04",
        code="token.forms-mixed",
        severity=Severity.HIGH,
        title="Flattened and general form are mixed",
        why=(
            "One reader takes the flattened members and another the general ones, so that the two see different "
            "signatures or recipients."
        ),
        remedy=(
            'Write either "signature" with its headers, or "signatures"; likewise either "encrypted_key" and '
            '"header", or "recipients".'
        ),
        reference="RFC 7515 section 7.2.2; RFC 7516 section 7.2.2",
        example='{"payload":"…","signature":"…","signatures":[…]}',
        is_told_by_verdict=True,
    ),
    Rule(
        id="S05",
        code="header.name-twice",
        severity=Severity.HIGH,
        title="A Header Parameter stands in both headers",
        why=(
            "The names of the protected and the unprotected header must be different. Where they are not, two "
            "readers can follow different values, one of which anybody can change."
        ),
        remedy="Keep each Header Parameter in one place, best in the protected header.",
        reference="RFC 7515 section 4; RFC 7515 section 7.2.1; RFC 7516 section 4",
        example='{"protected":"eyJhbGciOiJFUzI1NiJ9","header":{"alg":"ES256"},…}',
        is_told_by_verdict=True,
    ),
    Rule(
        id="S06",
        code="header.alg-unprotected",
        severity=Severity.MEDIUM,
        title='"alg" is not protected against change',
        why=(
            "An algorithm that stands only in the unprotected header can be replaced on the way without breaking "
            "the signature of a JWS or the tag of a JWE."
        ),
        remedy='Put "alg" into the protected header; the compact form always does.',
        reference="RFC 7515 section 10.7",
        example='{"payload":"…","header":{"alg":"ES256"},"signature":"…"}',
    ),
    Rule(
        id="S07",
        code="payload.detached",
        severity=Severity.INFO,
        title="The payload travels apart from the token",
        why=(
            "The signature can only be checked together with content that came another way, octet by octet as it "
            "was signed."
        ),
        remedy="Give the content along with the token when you verify it.",
        reference="RFC 7515 appendix F",
        example="eyJhbGciOiJFUzI1NiJ9..c2ln",
    ),
    Rule(
        id="S08",
        code="token.long",
        severity=Severity.INFO,
        title="The token is longer than 4,096 characters",
        why="Browsers need not keep a cookie that is longer, and many servers refuse HTTP headers of 8 KB or more.",
        remedy="Leave out claims that the receiver can look up, or send a reference instead of a token.",
        reference="RFC 6265 section 6.1",
        example="a token with hundreds of group names in it",
    ),
    Rule(
        id="S09",
        code="nested.cty-missing",
        severity=Severity.MEDIUM,
        title='A token is inside, and "cty" does not say so',
        why=(
            'In a Nested JWT "cty" must be "JWT". Without it a reader takes the inner token for mere text, or has'
            " to guess."
        ),
        remedy='Set "cty" to "JWT" in the outer header.',
        reference="RFC 7519 section 5.2",
        example='{"alg":"RSA-OAEP-256","enc":"A256GCM"} around a signed JWT',
    ),
    Rule(
        id="S10",
        code="nested.cty-wrong",
        severity=Severity.MEDIUM,
        title='"cty" says that a token is inside, and there is none',
        why=(
            "A reader that follows the header tries to read the content as a token again and fails, or skips the "
            "check that it was told of."
        ),
        remedy='Leave "cty" out when the content is a Claims Set.',
        reference="RFC 7519 section 5.2",
        example='{"alg":"ES256","cty":"JWT"} around {"sub":"a"}',
    ),
    Rule(
        id="S11",
        code="nested.deep",
        severity=Severity.LOW,
        title="Tokens are nested more than two levels deep",
        why=(
            "Signed, then encrypted, is all that anybody needs. More levels mostly cost time, and readers have "
            "been made to run out of memory with them."
        ),
        remedy="Sign once and encrypt once; refuse tokens that nest deeper.",
        reference="RFC 7519 section 5.2 (the number is our own limit)",
        example="a JWS in a JWS in a JWS",
    ),
    Rule(
        id="S12",
        code="encryption.unsigned",
        severity=Severity.MEDIUM,
        title="Encrypted with a public key, but not signed",
        why=(
            "Whoever has the public key, and that is everybody, can write such a token with any claims. "
            "Encryption with a public key hides a content; it does not say whose it is."
        ),
        remedy="Sign the claims first and encrypt the signed token, or require a signature in another place.",
        reference="RFC 7519 section 11.2; draft-ietf-oauth-rfc8725bis section 3.3",
        example='{"alg":"RSA-OAEP-256","enc":"A256GCM"} around {"sub":"admin"}',
    ),
    Rule(
        id="S13",
        code="paste.wrapper",
        severity=Severity.INFO,
        title="Something stood around the token",
        why="It is no part of the token, and a verifier that is handed all of it refuses it.",
        remedy="Take off the name of the header and the scheme, quotes and the like before you verify.",
        reference="RFC 6750 section 2.1; RFC 9449 section 7.1",
        example="Authorization: Bearer eyJhbGciOiJFUzI1NiJ9.…",
    ),
    Rule(
        id="B01",
        code="base64url.padded",
        severity=Severity.MEDIUM,
        title="A part of the token is padded",
        why=(
            "base64url in JOSE has no padding. Strict readers refuse it; tolerant ones accept several texts as "
            "the same token, which defeats lists of revoked tokens."
        ),
        remedy='Leave out the "=" at the end of each part, and refuse tokens that have them.',
        reference="RFC 7515 section 2",
        example="eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0=.c2ln",
    ),
    Rule(
        id="B02",
        code="base64url.unused-bits",
        severity=Severity.MEDIUM,
        title="The last character of a part carries bits that belong to no octet",
        why=(
            "The same octets can then be written in several ways. Whoever knows a token by its text, as a list of"
            " revoked tokens does, takes the variants for different tokens."
        ),
        remedy="Use an encoder that leaves the unused bits zero, and refuse tokens where they are not.",
        reference="RFC 4648 section 3.5",
        example="…c2lh and …c2li decode to the same octets when the part ends there",
    ),
    Rule(
        id="B03",
        code="base64url.standard-alphabet",
        severity=Severity.MEDIUM,
        title="A part is in the alphabet of standard base64",
        why=(
            'base64url writes "-" for "+" and "_" for "/". Strict readers refuse the token, and "+" and "/" '
            "change in URLs."
        ),
        remedy="Encode with base64url without padding.",
        reference="RFC 4648 section 5; RFC 7515 section 2",
        example="eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhPz8/In0.a+b/",
    ),
    Rule(
        id="B04",
        code="base64url.impossible-length",
        severity=Severity.HIGH,
        title="A part cannot be base64url: a character is missing or too many",
        why="Octets become two, three or four characters per group, never one. The part was damaged on the way.",
        remedy="Copy the token again; the end of the part that is marked was lost, or something was added.",
        reference="RFC 4648 section 4",
        example="eyJhbGciOiJFUzI1NiJ9.eyJzd.c2ln",
    ),
    Rule(
        id="J01",
        code="header.duplicate-member",
        severity=Severity.HIGH,
        title="A Header Parameter is given twice",
        why=(
            "Names must be unique. Two readers may take different values, so that one checks what the other does "
            "not use."
        ),
        remedy="Write each Header Parameter once, and use a parser that refuses duplicates.",
        reference="RFC 7515 section 4; RFC 7516 section 4",
        example='{"alg":"none","alg":"ES256"}',
    ),
    Rule(
        id="J02",
        code="claims.duplicate-member",
        severity=Severity.HIGH,
        title="A claim is given twice",
        why=(
            "Names must be unique. Two readers may take different values: one checks the first, the other acts "
            "upon the last."
        ),
        remedy="Write each claim once, and use a parser that refuses duplicates.",
        reference="RFC 7519 section 4",
        example='{"sub":"alice","sub":"admin"}',
    ),
    Rule(
        id="J03",
        code="json.encoding",
        severity=Severity.HIGH,
        title="The JSON is not UTF-8, or begins with a byte order mark",
        why=(
            "Header and claims must be UTF-8 without a mark. Readers that guess another encoding see other "
            "characters than those that do not."
        ),
        remedy="Encode as UTF-8 without a byte order mark before signing.",
        reference="RFC 7515 section 3; RFC 8259 section 8.1; RFC 8725 section 3.7",
        example='the octet e9 of Latin-1 for "é" in a claim',
    ),
    Rule(
        id="J04",
        code="header.not-an-object",
        severity=Severity.HIGH,
        title="The header or key is no JSON object",
        why=(
            "A JOSE Header and a JWK are JSON objects. What cannot be read as one says neither how the token is "
            "signed nor with which key."
        ),
        remedy=(
            'Write the header as a JSON object such as {"alg":"ES256"}; look for a cut or damaged text where this'
            " came from."
        ),
        reference="RFC 7515 section 4; RFC 7517 section 4",
        example='["ES256"]',
    ),
    Rule(
        id="J05",
        code="claims.not-an-object",
        severity=Severity.HIGH,
        title="The claims are no JSON object",
        why=(
            "The content of a JWT must be one JSON object. Anything else has no issuer, no audience and no expiry"
            " that could be checked."
        ),
        remedy="Put the claims into a JSON object; use a plain JWS for other content.",
        reference="RFC 7519 section 7.2",
        example='["alice","admin"]',
    ),
    Rule(
        id="J06",
        code="json.not-a-number",
        severity=Severity.HIGH,
        title="NaN or Infinity stands where a value is due",
        why=(
            "JSON has no such values. Some readers take them all the same, and every comparison with NaN is "
            "false: a token with such an expiry never expires."
        ),
        remedy="Leave the member out, or write a number.",
        reference="RFC 8259 section 6",
        example='{"exp":NaN}',
    ),
    Rule(
        id="J07",
        code="json.number-range",
        severity=Severity.LOW,
        title="A number is larger or finer than other readers can hold",
        why=(
            "JavaScript and many others keep numbers as doubles: whole numbers are exact up to 2^53 - 1 only. "
            "Beyond, two users can become one."
        ),
        remedy="Write long identifiers as strings.",
        reference="RFC 7493 section 2.2; RFC 8259 section 6",
        example='{"user_id":9007199254740993}',
    ),
    Rule(
        id="J08",
        code="json.lone-surrogate",
        severity=Severity.MEDIUM,
        title="Half of a surrogate pair stands alone in a string",
        why=(
            "That is no Unicode character. Readers refuse it, replace it or drop it, so that different strings "
            "can become equal."
        ),
        remedy="Write whole characters; cut strings between characters and not between code units.",
        reference="RFC 8259 section 8.2; RFC 7493 section 2.1",
        example='{"name":"\\ud800"}',
    ),
    Rule(
        id="J09",
        code="json.deep",
        severity=Severity.MEDIUM,
        title="Objects and arrays are nested more than 32 levels deep",
        why="Parsers that recurse can be made to run out of stack with deep JSON. No claim needs it.",
        remedy="Flatten the content, and limit the depth that your parser accepts.",
        reference="RFC 8259 section 9 (the number is our own limit)",
        example='{"a":[[[[…]]]]}',
    ),
    Rule(
        id="J10",
        code="jwk.duplicate-member",
        severity=Severity.HIGH,
        title="A member of a key or set is given twice",
        why=(
            "Names must be unique. Two readers may take different values and so hold different keys for the same one."
        ),
        remedy="Write each member once.",
        reference="RFC 7517 section 4; RFC 7517 section 5",
        example='{"kty":"EC","x":"…","x":"…"}',
    ),
)
