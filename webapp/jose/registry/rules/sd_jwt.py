"""SD-JWT and its key binding (RFC 9901)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="V01",
        code="sd-jwt.unreferenced",
        severity=Severity.HIGH,
        title="A Disclosure is part of nothing that was signed",
        why="No digest stands for it, so that the issuer never vouched for it: the holder may have made it up.",
        remedy="Refuse the SD-JWT. Send each Disclosure exactly as the issuer gave it, character by character.",
        reference="RFC 9901 section 7.1, step 5",
        example='a Disclosure whose digest is nowhere in "_sd"',
    ),
    Rule(
        id="V02",
        code="sd-jwt.disclosure",
        severity=Severity.HIGH,
        title="A Disclosure or a digest has the wrong form",
        why="What is no array of salt, name and value, or stands in the wrong place, is put together in another way "
        "by each library.",
        remedy="Refuse the SD-JWT. A claim takes salt, name and value; an element of an array takes salt and value.",
        reference="RFC 9901 section 7.1, step 3",
        example='a Disclosure that decodes to {"a": 1}',
    ),
    Rule(
        id="V03",
        code="sd-jwt.reserved-name",
        severity=Severity.HIGH,
        title="A claim has a name that is reserved for digests",
        why='"_sd" and "..." steer how the claims are put together. A claim of that name could bring in digests of '
        "its own.",
        remedy="Refuse the SD-JWT, and give the claim another name.",
        reference="RFC 9901 section 7.1, step 3",
        example='["salt", "_sd", ["…"]] as a Disclosure',
    ),
    Rule(
        id="V04",
        code="sd-jwt.claim-present",
        severity=Severity.HIGH,
        title="A Disclosure would replace a claim that is there already",
        why="Two values for one claim: which of them counts depends on the library, and so may who the user is.",
        remedy="Refuse the SD-JWT. A claim is either signed openly or disclosed, never both.",
        reference="RFC 9901 section 7.1, step 3",
        example='"sub": "alice" in the payload, and ["salt", "sub", "admin"] as a Disclosure',
    ),
    Rule(
        id="V05",
        code="sd-jwt.digest-twice",
        severity=Severity.HIGH,
        title="A digest or Disclosure is there more than once",
        why="One Disclosure would appear in several places, where the issuer may have meant another in each.",
        remedy="Refuse the SD-JWT. A new salt for each claim gives each its own digest.",
        reference="RFC 9901 section 7.1, step 4",
        example='"_sd": ["mfDy…", "mfDy…"]',
    ),
    Rule(
        id="V06",
        code="sd-jwt.hash",
        severity=Severity.HIGH,
        title="The hash algorithm of the digests is unknown or weak",
        why="Whoever finds a second Disclosure with the same digest puts other values in the place of those signed.",
        remedy='Use "sha-256", or leave "_sd_alg" out, which means the same.',
        reference="RFC 9901 section 4.1.1, section 7.1, step 2",
        example='"_sd_alg": "md5"',
    ),
    Rule(
        id="V07",
        code="key-binding.sd-hash",
        severity=Severity.CRITICAL,
        title="The Key Binding JWT was made for another presentation",
        why="Its hash does not cover what was presented: Disclosures were exchanged, or a Key Binding JWT was taken "
        "from another SD-JWT.",
        remedy="Refuse the presentation. The holder must sign anew whenever the Disclosures change.",
        reference="RFC 9901 section 4.3.1, section 7.3",
        example='"sd_hash" of an SD-JWT with one Disclosure fewer',
    ),
    Rule(
        id="V08",
        code="key-binding.typ",
        severity=Severity.HIGH,
        title='The Key Binding JWT is not typed "kb+jwt"',
        why="Without its type another JWT that the holder signed, for another purpose, may pass as the proof.",
        remedy='The holder\'s software must write "typ": "kb+jwt"; refuse the presentation until then.',
        reference="RFC 9901 section 4.3, section 7.3",
        example='{"alg": "ES256", "typ": "JWT"} as the header of the Key Binding JWT',
    ),
    Rule(
        id="V09",
        code="key-binding.missing",
        severity=Severity.HIGH,
        title="There is no Key Binding JWT, and one is required",
        why="Without it anybody who has seen the SD-JWT can present it.",
        remedy="Ask the holder for a presentation with key binding. Do not fall back to one without.",
        reference="RFC 9901 section 7.3",
        example="issuer-signed~disclosure~ and nothing after the last ~",
    ),
    Rule(
        id="V10",
        code="key-binding.expected",
        severity=Severity.HIGH,
        title="The Key Binding JWT was not made for this request",
        why="Its audience, nonce or time is another, or missing: it may have been made for somebody else, or be "
        "replayed.",
        remedy="Refuse the presentation. Give each request a fresh nonce, and compare it and the audience.",
        reference="RFC 9901 section 4.3, section 7.3",
        example='"aud": "https://evil.example" in the Key Binding JWT',
    ),
    Rule(
        id="V11",
        code="key-binding.key",
        severity=Severity.CRITICAL,
        title="The Key Binding JWT is not signed by the holder that the issuer named",
        why='The key in "cnf" is the one thing that ties the presentation to its holder. Anybody can sign with '
        "another.",
        remedy='Refuse the presentation. Verify the Key Binding JWT with the key in "cnf" and no other.',
        reference="RFC 9901 section 4.1.2, section 7.3",
        example="a Key Binding JWT that an attacker's key signed",
    ),
    Rule(
        id="V12",
        code="sd-jwt.validity-claim",
        severity=Severity.MEDIUM,
        title="A claim that decides about validity is left to the holder",
        why="The holder may hold it back. A credential that has expired then looks like one without an end.",
        remedy="The issuer must sign iss, aud, exp, nbf and cnf openly.",
        reference="RFC 9901 section 9.7",
        example='["salt", "exp", 1767226599] as a Disclosure',
    ),
    Rule(
        id="V13",
        code="sd-jwt.salt",
        severity=Severity.MEDIUM,
        title="A salt can be guessed",
        why="Whoever has the digest of a claim that was held back tries values until one fits. Only a long salt, "
        "another one for each claim, prevents that.",
        remedy="Make each salt from 16 new random octets.",
        reference="RFC 9901 sections 4.2.1 and 9.3",
        example='["mgQb-GHt", "given_name", "Ana"], whose salt has 6 octets',
    ),
    Rule(
        id="V14",
        code="sd-jwt.plain",
        severity=Severity.HIGH,
        title="This is a plain JWT, not an SD-JWT",
        why='An SD-JWT without Disclosures still ends in "~". Readers that accept both let a JWT of another purpose '
        "pass.",
        remedy='Put "~" behind the JWT if it is meant as an SD-JWT.',
        reference="RFC 9901 section 4",
        example="eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln",
    ),
)
