"""Help about keys that are agreed between sender and recipient, and derived in another way than JOSE does it."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_BY_A_LIBRARY: Final = Fixes(
    python='jwe.encrypt_compact({"alg": "ECDH-ES", "enc": "A256GCM"}, plaintext, public_key)  # joserfc',
    node='await new CompactEncrypt(text).setProtectedHeader({ alg: "ECDH-ES", enc: "A256GCM" }).encrypt(publicKey)',
    java="jweObject.encrypt(new ECDHEncrypter(publicKey))  // Nimbus",
    go="jose.NewEncrypter(jose.A256GCM, jose.Recipient{Algorithm: jose.ECDH_ES, Key: publicKey}, nil)",
    dotnet="JWT.Encode(text, publicKey, JweAlgorithm.ECDH_ES, JweEncryption.A256GCM)  // jose-jwt",
)
_CONCAT: Final = Fixes(
    python="ConcatKDFHash(hashes.SHA256(), 32, otherinfo).derive(shared)  # cryptography",
    node='crypto.createHash("sha256").update(counter).update(shared).update(otherInfo).digest()',
    java='new ConcatKDF("SHA-256").deriveKey(shared, 256, algId, apu, apv, bits, noInfo)  // Nimbus',
    go='josecipher.DeriveECDHES("A256GCM", apu, apv, private, public, 32)  // go-jose',
    dotnet="ecdh.DeriveKeyFromHash(peer, HashAlgorithmName.SHA256, prepend: counter, append: otherInfo)",
)


def _kdf(code: str, title: str, what: str, why: str) -> DiagnosisHelp:
    return DiagnosisHelp(code=code, title=title, what=what, why=why, fixes=_CONCAT, reference="RFC 7518 section 4.6.2")


ROWS: Final = (
    DiagnosisHelp(
        code="jwe.epk-static",
        title="The ephemeral key is the recipient's own",
        what="The header has the recipient's public key as \"epk\", where the sender's one-time key is due.",
        why="The sender wrote the key that it encrypts to into the header. Such a token cannot be read by anybody.",
        fixes=_BY_A_LIBRARY,
        reference="RFC 7518 section 4.6.1.1",
    ),
    DiagnosisHelp(
        code="jwe.epk-invalid",
        title="The ephemeral key is no public key",
        what='The coordinates in "epk" are not those of a point on the curve.',
        why="They were damaged, or a coordinate lost the zeros at its beginning. Such keys are also used to attack "
        "recipients that do not check them.",
        fixes=_BY_A_LIBRARY,
        reference="RFC 7518 section 4.6.1.1",
    ),
    _kdf(
        "jwe.kdf-party",
        "apu or apv are taken in another way",
        '"apu" and "apv" are base64url in the header and go into the derivation decoded.',
        "The text was used as it stands, or they were left out on one side.",
    ),
    _kdf(
        "jwe.kdf-missing",
        "The shared secret was used as the key",
        "What ECDH gives must go through the Concat KDF. The sender used its first octets as they are.",
        "deriveKey of the Web Cryptography API with ECDH does so, and many examples for ECDH outside of JOSE.",
    ),
    _kdf(
        "jwe.kdf-algorithm",
        "Another algorithm stands in the key derivation",
        "With ECDH-ES the derivation names enc, with ECDH-ES+A128KW and its like it names alg.",
        "The rule differs between the two ways, and a derivation of one's own takes one of them for both.",
    ),
    _kdf(
        "jwe.kdf-lengths",
        "The parts of the key derivation have other lengths before them",
        "Each part of OtherInfo has its length in 32 bits before it.",
        "Other profiles of the Concat KDF have parts of fixed lengths, without a number before them.",
    ),
    _kdf(
        "jwe.kdf-bits",
        "The number of key bits in the derivation is another",
        "SuppPubInfo is the number of bits of the key that is derived, in 32 bits, big-endian.",
        "Octets were taken for bits, or the number was left out.",
    ),
    _kdf(
        "jwe.kdf-order",
        "The key derivation hashes in another order",
        "The hash is computed over a counter of 32 bits, the shared secret and OtherInfo, in this order.",
        "Other derivations (X9.63, HKDF, a bare hash) were taken for the Concat KDF.",
    ),
    _kdf(
        "jwe.kdf-hash",
        "The key derivation uses another hash",
        "JOSE derives with SHA-256 whatever the curve and the size of the key.",
        "The hash was chosen by the curve, as ECDSA does.",
    ),
)
