"""JWE (RFC 7516, RFC 7518 sections 4 and 5, RFC 8725)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="E01",
        code="header.enc",
        severity=Severity.HIGH,
        title='"enc" is missing, or is no registered name',
        why="Without a known content encryption algorithm nobody can decrypt the token, and a reader that guesses one "
        "can be led to a weaker one.",
        remedy='Name one of the registered algorithms, such as "A256GCM", exactly as it is written in the registry.',
        reference="RFC 7516 section 4.1.2",
        example='{"alg": "dir", "enc": "A256CTR"}',
    ),
    Rule(
        id="E02",
        code="pbes2.iterations-few",
        severity=Severity.MEDIUM,
        title="Fewer than 1,000 iterations protect the password",
        why="Whoever has the token can try passwords nearly as fast as a hash is computed. 1,000 is the least that "
        "was recommended already in 2015.",
        remedy="Encrypt with at least 600,000 iterations, or with a random key in place of a password.",
        reference="RFC 7518 section 4.8.1.2",
        example='{"alg": "PBES2-HS256+A128KW", "p2c": 500}',
    ),
    Rule(
        id="E03",
        code="pbes2.iterations-low",
        severity=Severity.LOW,
        title="Few iterations protect the password",
        why="Passwords are tried on graphics cards. Below 600,000 iterations of PBKDF2 with SHA-256 that is cheaper "
        "than is advised today.",
        remedy="Raise the iterations to 600,000, and see that every reader still accepts them.",
        reference="OWASP Password Storage Cheat Sheet; draft-ietf-oauth-rfc8725bis section 3.13",
        example='{"alg": "PBES2-HS256+A128KW", "p2c": 8192}',
    ),
    Rule(
        id="E04",
        code="pbes2.iterations-many",
        severity=Severity.HIGH,
        title="So many iterations that reading the token is an attack",
        why='"p2c" is chosen by whoever made the token, and the reader computes it before anything is proven: a few '
        "such tokens keep a server busy.",
        remedy="Refuse tokens above a ceiling of your own. More than 1,200,000 iterations are not computed here.",
        reference="draft-ietf-oauth-rfc8725bis section 3.13",
        example='{"alg": "PBES2-HS256+A128KW", "p2c": 2147483647}',
    ),
    Rule(
        id="E05",
        code="pbes2.salt",
        severity=Severity.HIGH,
        title="The salt of the password is missing, or too short",
        why="A short salt comes again: what was computed for one token then opens others with the same password.",
        remedy='Put at least 8 random octets into "p2s", 16 to be safe, and new ones for each token.',
        reference="RFC 7518 section 4.8.1.1",
        example='{"alg": "PBES2-HS256+A128KW", "p2s": "hNHFNw"}',
    ),
    Rule(
        id="E06",
        code="content.compressed",
        severity=Severity.MEDIUM,
        title="The content was compressed before it was encrypted",
        why="The length of the ciphertext then tells something about the content. Who can put text of their own "
        "beside a secret can find the secret by watching the length.",
        remedy='Leave "zip" out.',
        reference="RFC 8725 section 3.6",
        example='{"alg": "dir", "enc": "A256GCM", "zip": "DEF"}',
    ),
    Rule(
        id="E07",
        code="content.bomb",
        severity=Severity.HIGH,
        title="The content inflates beyond all measure",
        why="A few kilobytes can inflate to gigabytes, and exhaust the memory of whoever reads the token.",
        remedy="Stop inflating at a ceiling, as is done here, or refuse compressed tokens altogether.",
        reference="draft-ietf-oauth-rfc8725bis section 3.15",
        example="a ciphertext of 1 KB that inflates to 1 MB",
    ),
    Rule(
        id="E08",
        code="header.zip",
        severity=Severity.HIGH,
        title='"zip" is unknown, or stands outside of the protected header',
        why='Where "zip" is not protected, anybody on the way can change what the content is taken for. A reader that '
        "does not know the name must refuse the token.",
        remedy='Leave "zip" out, or write "DEF" in the protected header.',
        reference="RFC 7516 section 4.1.3",
        example='{"unprotected": {"zip": "DEF"}}',
    ),
    Rule(
        id="E09",
        code="header.epk",
        severity=Severity.CRITICAL,
        title="The ephemeral public key cannot be used, or must not be",
        why="A reader that computes with a point off the curve, or of small order, gives its private key away piece "
        "by piece: this is the invalid curve attack.",
        remedy="Check that the point is on the curve of your own key, and not of small order, before any computing.",
        reference="RFC 8725 section 3.4; RFC 7518 section 4.6.1.1",
        example='{"alg": "ECDH-ES", "epk": {"kty": "EC", "crv": "P-256", "x": "…", "y": "(not on the curve)"}}',
    ),
    Rule(
        id="E10",
        code="header.epk-private",
        severity=Severity.CRITICAL,
        title="The ephemeral key is there with its private half",
        why="With that half everybody who sees the token can agree the same key, and read the content.",
        remedy='Put only the public members into "epk". What was sent in such tokens must be taken as read by others.',
        reference="RFC 7518 section 4.6.1.1",
        example='{"alg": "ECDH-ES", "epk": {"kty": "EC", "crv": "P-256", "x": "…", "y": "…", "d": "…"}}',
    ),
    Rule(
        id="E11",
        code="encryption.lengths",
        severity=Severity.HIGH,
        title="The Initialization Vector or the Authentication Tag has the wrong length",
        why="A tag that was cut short is easier to forge, and some libraries compare only what is there.",
        remedy="Refuse the token. AES-GCM takes 12 and 16 octets; AES-CBC 16, and half the length of the key as its "
        "tag.",
        reference="RFC 7518 sections 5.2.2.1 and 5.3",
        example="a tag of 15 octets with A256GCM",
    ),
    Rule(
        id="E12",
        code="encryption.surplus-key",
        severity=Severity.HIGH,
        title="An Encrypted Key stands where the algorithm has none",
        why="With dir and ECDH-ES the content key does not travel. Readers that look at what stands there disagree "
        "with those that refuse the token, as they must.",
        remedy="Leave the second part empty, or name the algorithm that wrapped the key.",
        reference="RFC 7516 section 5.2, steps 6 and 10",
        example='{"alg": "dir", "enc": "A256GCM"}, then an Encrypted Key',
    ),
    Rule(
        id="E13",
        code="header.gcmkw",
        severity=Severity.HIGH,
        title='"iv" or "tag" of the wrapped key is missing, or has the wrong length',
        why="Without both of them the content key cannot be unwrapped, or it is not known to be unchanged.",
        remedy='Write the 12 octets of the vector into "iv", and the 16 of the tag into "tag" of the header.',
        reference="RFC 7518 section 4.7.1",
        example='{"alg": "A128GCMKW", "enc": "A128GCM"}',
    ),
    Rule(
        id="E14",
        code="key.size",
        severity=Severity.HIGH,
        title="The key has another length than the algorithm takes",
        why="AES takes keys of one length by its name. A library that cuts or pads the key encrypts with one that "
        "nobody meant.",
        remedy="Give a key of the length that is due, or name the algorithm that fits the key.",
        reference="RFC 7518 sections 4.4 and 4.5",
        example="A128KW with a key of 256 bits",
    ),
    Rule(
        id="E15",
        code="encryption.failed",
        severity=Severity.CRITICAL,
        title="The token was not decrypted",
        why="Either the key is not the one that it was encrypted to, or the token was changed. Nothing in it may be "
        "used.",
        remedy="Compare the key with the one that the sender used. The trace shows at which step decryption ended.",
        reference="RFC 7516 section 5.2",
        example="a token of which one character was changed",
        is_told_by_verdict=True,
    ),
    Rule(
        id="E16",
        code="encryption.several",
        severity=Severity.HIGH,
        title="Several recipients with an algorithm that has room for one",
        why="With dir and ECDH-ES the content key is that of one recipient. To let a second one read, a secret has to "
        "be shared that should not be.",
        remedy="Wrap the content key for each recipient: A256KW in place of dir, ECDH-ES+A256KW in place of ECDH-ES.",
        reference="RFC 7516 section 5.1; RFC 7518 sections 4.5 and 4.6",
        example='{"recipients": [{"header": {"alg": "dir"}}, {"header": {"alg": "A256KW"}}]}',
    ),
    Rule(
        id="E17",
        code="header.alg-sha1",
        severity=Severity.INFO,
        title="RSA-OAEP is built on SHA-1",
        why="No attack on OAEP with SHA-1 is known, but policies that forbid SHA-1 refuse it.",
        remedy="Use RSA-OAEP-256 where both sides know it.",
        reference="RFC 7518 section 4.3",
        example='{"alg": "RSA-OAEP", "enc": "A256GCM"}',
    ),
)
