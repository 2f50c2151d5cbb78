"""The JOSE Header (RFC 7515 section 4, RFC 8725)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="H01",
        code="header.alg-missing",
        severity=Severity.HIGH,
        title='The header has no "alg"',
        why=(
            "A token must say how it is signed or encrypted. A verifier that falls back to a default can be led "
            "to a weak one."
        ),
        remedy='Set "alg" in the protected header, and refuse tokens without it.',
        reference="RFC 7515 section 4.1.1; RFC 7516 section 4.1.1",
        example='{"typ":"JWT"}',
        is_told_by_verdict=True,
    ),
    Rule(
        id="H02",
        code="header.alg-spelling",
        severity=Severity.HIGH,
        title='"alg" is written unlike any registered name',
        why=(
            'Names are case-sensitive. Libraries that compare without regard to case or blanks have let "nOnE" '
            'pass where "none" was forbidden.'
        ),
        remedy="Write the name exactly as it is registered, and compare octet by octet.",
        reference="RFC 7515 section 4.1.1; draft-ietf-oauth-rfc8725bis section 2.12",
        example='{"alg":"es256"}',
        is_told_by_verdict=True,
    ),
    Rule(
        id="H03",
        code="header.alg-unregistered",
        severity=Severity.HIGH,
        title='"alg" is not registered, or not for this use',
        why=(
            "No other software knows what the name means, or it names an algorithm for another kind of token; a "
            "verifier that guesses has been led to the wrong key or to none."
        ),
        remedy="Use an algorithm that is registered for signatures in a JWS, and one for key management in a JWE.",
        reference="RFC 7518 section 3.1; RFC 7518 section 4.1; IANA, JSON Web Signature and Encryption Algorithms",
        example='{"alg":"A128KW"} in a JWS',
        is_told_by_verdict=True,
    ),
    Rule(
        id="H04",
        code="header.alg-none",
        severity=Severity.CRITICAL,
        title="The token is not signed",
        why="Anybody can write such a token, with any claims; nothing in it can be believed.",
        remedy='Refuse "none" wherever a signature is expected, and allow only the algorithms that are in use.',
        reference="RFC 8725 section 3.2; RFC 7518 section 3.6",
        example='{"alg":"none"}',
        is_told_by_verdict=True,
    ),
    Rule(
        id="H05",
        code="header.alg-none-signed",
        severity=Severity.HIGH,
        title='"alg" is "none", and yet a signature is there',
        why=(
            "The signature of such a token must be empty. Somebody may have changed the algorithm of a signed "
            "token, to see whether the signature is still looked at."
        ),
        remedy='Refuse the token. Find out who sends it: this is how an attack with "none" looks.',
        reference="RFC 7518 section 3.6",
        example='{"alg":"none"} with a third part that is not empty',
        is_told_by_verdict=True,
    ),
    Rule(
        id="H06",
        code="signature.empty",
        severity=Severity.CRITICAL,
        title="The signature is empty",
        why=(
            "The header names an algorithm, and no signature is there. Libraries have taken an empty signature "
            "for a right one."
        ),
        remedy="Refuse the token, and make sure that your verifier does.",
        reference="RFC 7515 section 5.2; CVE-2020-28042",
        example="eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0. (nothing after the last dot)",
        is_told_by_verdict=True,
    ),
    Rule(
        id="H07",
        code="header.alg-eddsa",
        severity=Severity.INFO,
        title='"EdDSA" does not say which curve',
        why="The name stands for two algorithms and is deprecated; the key has to tell which one is meant.",
        remedy='Use "Ed25519" or "Ed448" in new tokens, once your verifiers know these names.',
        reference="RFC 9864 section 2.2",
        example='{"alg":"EdDSA"}',
    ),
    Rule(
        id="H08",
        code="header.alg-rsa1_5",
        severity=Severity.HIGH,
        title="RSA1_5 can be attacked",
        why=(
            "Whoever can ask a server whether a padding is right can decrypt without the key (Bleichenbacher's attack)."
        ),
        remedy="Use RSA-OAEP-256, or ECDH-ES with a fresh key for each message.",
        reference="RFC 8725 section 3.2; draft-ietf-jose-deprecate-none-rsa15",
        example='{"alg":"RSA1_5","enc":"A256GCM"}',
    ),
    Rule(
        id="H10",
        code="header.crit-malformed",
        severity=Severity.HIGH,
        title='"crit" is malformed',
        why=(
            '"crit" must be a list, not empty, of different extension names that are present and that the base '
            "specifications do not define. Readers must reject anything else."
        ),
        remedy='Correct the list, or leave "crit" out when nothing is critical.',
        reference="RFC 7515 section 4.1.11",
        example='{"alg":"ES256","crit":[]}',
        is_told_by_verdict=True,
    ),
    Rule(
        id="H11",
        code="header.crit-unknown",
        severity=Severity.HIGH,
        title='"crit" demands an extension that is not understood here',
        why=(
            "The issuer says that the token must be rejected by whoever does not understand the extension. "
            "Verifiers that skip this accept what was not meant so."
        ),
        remedy="Reject the token, or use a verifier that knows the extension.",
        reference="RFC 7515 section 4.1.11",
        example='{"alg":"ES256","crit":["exp"],"exp":1363284000}',
        is_told_by_verdict=True,
    ),
    Rule(
        id="H12",
        code="header.crit-unprotected",
        severity=Severity.HIGH,
        title='"crit" is not in the protected header',
        why="Outside of it anybody can take the list away, and with it the duty to understand the extensions.",
        remedy='Put "crit" into the protected header.',
        reference="RFC 7515 section 4.1.11",
        example='{"protected":"…","header":{"crit":["x"],"x":1},…}',
        is_told_by_verdict=True,
    ),
    Rule(
        id="H13",
        code="header.b64",
        severity=Severity.HIGH,
        title='"b64": false is used where or how it must not be',
        why=(
            'A JWT must not have an unencoded payload, and elsewhere "crit" must list "b64" in the protected '
            "header: else one reader checks other octets than the other."
        ),
        remedy='Leave "b64" out of JWTs. Elsewhere write "crit":["b64"] beside it in the protected header.',
        reference="RFC 7797 section 6; RFC 7797 section 7",
        example='{"alg":"ES256","b64":false}',
    ),
    Rule(
        id="H14",
        code="header.jku",
        severity=Severity.MEDIUM,
        title="The token says where its key is to be fetched",
        why=(
            '"jku" is written by whoever made the token. A verifier that follows it takes the key of an attacker,'
            " or can be made to call addresses of its own network."
        ),
        remedy='Ignore "jku", or compare it with a list of addresses before anything is fetched.',
        reference="RFC 7515 section 4.1.2; RFC 8725 section 3.10; OWASP ASVS 5.0 section 9.1.3",
        example='{"alg":"ES256","jku":"https://keys.example/jwks.json"}',
    ),
    Rule(
        id="H15",
        code="header.key-address",
        severity=Severity.HIGH,
        title="The address of the key is unsafe",
        why=(
            '"jku" and "x5u" must be fetched over TLS. An address inside the network makes the verifier call a '
            "machine that the attacker cannot reach itself (SSRF)."
        ),
        remedy="Allow https addresses of a fixed list only, and refuse loopback, private and link-local hosts.",
        reference="RFC 7515 section 4.1.2; RFC 7515 section 4.1.5; RFC 8725 section 3.10",
        example='{"alg":"ES256","jku":"http://169.254.169.254/latest"}',
    ),
    Rule(
        id="H16",
        code="header.x5u",
        severity=Severity.MEDIUM,
        title="The token says where its certificate is to be fetched",
        why=(
            '"x5u" is written by whoever made the token. A verifier that follows it can be led to any '
            "certificate, or to an address of its own network."
        ),
        remedy=(
            'Ignore "x5u", or compare it with a list of addresses and validate the chain up to a root that you trust.'
        ),
        reference="RFC 7515 section 4.1.5; RFC 8725 section 3.10; OWASP ASVS 5.0 section 9.1.3",
        example='{"alg":"ES256","x5u":"https://keys.example/c.pem"}',
    ),
    Rule(
        id="H17",
        code="header.jwk",
        severity=Severity.MEDIUM,
        title="The token brings its own verification key",
        why=(
            "Whoever makes a token can sign it with a new key and put that key in. That the signature fits proves"
            " nothing."
        ),
        remedy=(
            'Verify with keys that you got from the issuer, and never with "jwk" (proofs of possession such as '
            "DPoP excepted)."
        ),
        reference="RFC 7515 section 4.1.3; CVE-2018-0114; OWASP ASVS 5.0 section 9.1.3",
        example='{"alg":"ES256","jwk":{"kty":"EC","crv":"P-256",…}}',
    ),
    Rule(
        id="H18",
        code="header.jwk-private",
        severity=Severity.CRITICAL,
        title="The token gives a private or symmetric key away",
        why="Everybody who sees the token can sign with that key from now on.",
        remedy='Treat the key as known to all and replace it. Put only public members into "jwk".',
        reference="RFC 7515 section 4.1.3; RFC 9449 section 4.3",
        example='{"alg":"ES256","jwk":{"kty":"EC",…,"d":"…"}}',
    ),
    Rule(
        id="H19",
        code="certificate.malformed",
        severity=Severity.HIGH,
        title='"x5c" is malformed',
        why=(
            '"x5c" must be a list, not empty, of certificates in DER, each in standard base64 with padding and '
            "not in base64url."
        ),
        remedy="Write the DER of each certificate in base64, without PEM lines, the one of the signing key first.",
        reference="RFC 7515 section 4.1.6; RFC 7517 section 4.7",
        example='{"alg":"ES256","x5c":"MIIB…"}',
    ),
    Rule(
        id="H20",
        code="certificate.other-key",
        severity=Severity.HIGH,
        title="The first certificate is not of the key that signs",
        why=(
            'The first certificate of "x5c" must hold the public key of the signature. Verifiers that trust the '
            "chain check with another key than those that use the given one."
        ),
        remedy="Put the certificate of the signing key first.",
        reference="RFC 7515 section 4.1.6",
        example='an "x5c" that was left over when the key was replaced',
    ),
    Rule(
        id="H21",
        code="certificate.thumbprint",
        severity=Severity.HIGH,
        title="The thumbprint is not that of the first certificate",
        why=(
            '"x5t" and "x5t#S256" are base64url digests of the DER of the certificate whose key signs. A reader '
            'that chooses by thumbprint takes another certificate than one that reads "x5c".'
        ),
        remedy=(
            "Compute SHA-1 or SHA-256 of the DER octets and write the digest itself, not its hexadecimal form, in"
            " base64url."
        ),
        reference="RFC 7515 section 4.1.7; RFC 7515 section 4.1.8",
        example='an "x5t#S256" of another certificate',
    ),
    Rule(
        id="H22",
        code="certificate.thumbprint-sha1",
        severity=Severity.LOW,
        title="The certificate is named by its SHA-1 thumbprint only",
        why="Two certificates with one SHA-1 digest can be made.",
        remedy='Send "x5t#S256" instead, or beside it.',
        reference="RFC 7515 section 4.1.7; RFC 7515 section 4.1.8",
        example='{"alg":"RS256","x5t":"7II0xcqjdmFOGqiDnz9G4CgAsXw"}',
    ),
    Rule(
        id="H23",
        code="header.kid-injection",
        severity=Severity.HIGH,
        title='"kid" looks like an attack',
        why=(
            '"kid" is written by whoever made the token. Verifiers that put it into a path, a query, a command or'
            " a URL have been led to keys that the attacker knows."
        ),
        remedy='Look "kid" up in a fixed set of keys, and nowhere else.',
        reference="RFC 8725 section 3.10",
        example='{"alg":"HS256","kid":"../../../dev/null"}',
    ),
    Rule(
        id="H24",
        code="header.kid-type",
        severity=Severity.MEDIUM,
        title='"kid" is no string',
        why=(
            "Readers that compare it with the strings of a key set find nothing, fail, or convert it, each in its"
            " own way."
        ),
        remedy='Write "kid" as a string.',
        reference="RFC 7515 section 4.1.4",
        example='{"alg":"ES256","kid":5}',
    ),
    Rule(
        id="H25",
        code="header.kid-missing",
        severity=Severity.LOW,
        title='Several keys fit, and no "kid" says which',
        why=(
            "A verifier has to try the keys one after the other, and a token that was made with an old key cannot"
            " be told from one made with the new."
        ),
        remedy='Set "kid" in the header to that of the key.',
        reference="OpenID Connect Core 1.0 section 10.1",
        example='{"alg":"ES256"} with a set of two P-256 keys',
    ),
    Rule(
        id="H26",
        code="header.kid-unknown",
        severity=Severity.HIGH,
        title='No key of the set has this "kid"',
        why="The token was made with a key that is not, or no longer, or not yet published; or by somebody else.",
        remedy="Fetch the key set again. If the key is still missing, refuse the token.",
        reference="RFC 7515 section 6; OpenID Connect Core 1.0 section 10.1",
        example='{"alg":"ES256","kid":"2019"} with a set of the keys "2025" and "2026"',
        is_told_by_verdict=True,
    ),
    Rule(
        id="H27",
        code="header.typ-missing",
        severity=Severity.INFO,
        title='The header has no "typ"',
        why=(
            "Nothing says what kind of token this is, so that one kind may pass for another where the claims fit both."
        ),
        remedy='Set a type of its own for each kind of token, such as "at+jwt", and require it.',
        reference="RFC 8725 section 3.11",
        example='{"alg":"ES256"}',
    ),
    Rule(
        id="H29",
        code="header.typ-other",
        severity=Severity.HIGH,
        title='"typ" is not that of this kind of token',
        why=(
            "A token of another kind may be replayed here: an access token as an ID Token, or an ID Token as a "
            "logout token."
        ),
        remedy="Refuse tokens of another type, and issue each kind with its own.",
        reference="RFC 8725 section 3.11; RFC 9068 section 2.1; RFC 9449 section 4.2; RFC 9101 section 10.8",
        example='{"alg":"RS256","typ":"JWT"} in an access token of RFC 9068',
    ),
    Rule(
        id="H30",
        code="header.member-type",
        severity=Severity.MEDIUM,
        title="A Header Parameter has the wrong JSON type",
        why="Strict readers refuse the token; others convert the value, each in its own way.",
        remedy="Write the value in the type that its definition gives.",
        reference="RFC 7515 section 4.1; RFC 7518 section 4",
        example='{"alg":"ES256","typ":5}',
    ),
    Rule(
        id="H32",
        code="header.claim-differs",
        severity=Severity.HIGH,
        title="A claim that is repeated in the header differs",
        why="What a gateway reads in the header without the key is not what the receiver finds inside.",
        remedy="Refuse the token. Copy claims into the header unchanged, or not at all.",
        reference="RFC 7519 section 5.3",
        example='{"alg":"dir","enc":"A256GCM","iss":"https://a.example"} around {"iss":"https://b.example"}',
    ),
    Rule(
        id="H33",
        code="header.typ-prefix",
        severity=Severity.INFO,
        title='"typ" has a prefix that should be left out',
        why=(
            '"application/" is left out of types with no other slash, to keep tokens short. Readers that compare '
            "texts do not find them equal."
        ),
        remedy='Write "at+jwt" for "application/at+jwt".',
        reference="RFC 7515 section 4.1.9",
        example='{"alg":"ES256","typ":"application/at+jwt"}',
    ),
)
