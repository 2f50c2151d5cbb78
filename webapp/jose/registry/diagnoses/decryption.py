"""Help about JWEs that a key does not open: the wrong one, or the right one used otherwise than alg and enc say."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_DECRYPT: Final = Fixes(
    python="jwe.decrypt_compact(token, private_key)  # joserfc",
    node="await compactDecrypt(token, privateKey)",
    java="JWEObject.parse(token).decrypt(new RSADecrypter(privateKey))  // Nimbus",
    go="jose.ParseEncrypted(token, keyAlgs, encs), then .Decrypt(privateKey)  // go-jose v4",
    dotnet="handler.ValidateTokenAsync(token, new() { TokenDecryptionKey = new RsaSecurityKey(rsa) })",
)
_BY_KID: Final = Fixes(
    python="jwe.decrypt_compact(token, KeySet.import_key_set(jwks))  # joserfc takes the key that the kid names",
    node='new CompactEncrypt(plaintext).setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", kid })',
    java="new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM).keyID(kid)  // Nimbus",
    go="jose.NewEncrypter(enc, jose.Recipient{Algorithm: alg, Key: key, KeyID: kid}, nil)",
    dotnet="new EncryptingCredentials(new RsaSecurityKey(rsa) { KeyId = kid }, alg, enc)",
)
_NAME_THE_ALGORITHM: Final = Fixes(
    python='jwe.encrypt_compact({"alg": "RSA-OAEP-256", "enc": "A256GCM"}, plaintext, key)  # joserfc',
    node='new CompactEncrypt(plaintext).setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM" }).encrypt(key)',
    java="new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)  // Nimbus",
    go="jose.NewEncrypter(jose.A256GCM, jose.Recipient{Algorithm: jose.RSA_OAEP_256, Key: key}, nil)",
    dotnet="new EncryptingCredentials(key, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes256CbcHmacSha512)",
)
_ONE_HASH: Final = Fixes(
    python="padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)  # cryptography",
    node='crypto.publicEncrypt({ key, oaepHash: "sha256" }, cek)  // one hash for both',
    java='new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT)',
    go="rsa.EncryptOAEP(sha256.New(), rand.Reader, publicKey, cek, nil)  // one hash for both",
    dotnet="rsa.Encrypt(cek, RSAEncryptionPadding.OaepSHA256)  // one hash for both",
)
_PAD_LEFT: Final = Fixes(
    python='number.to_bytes((key.key_size + 7) // 8, "big")',
    node="Buffer.concat([Buffer.alloc(length - octets.length), octets])",
    java="BigIntegers.asUnsignedByteArray(length, number)  // Bouncy Castle; BigInteger.toByteArray drops zeros",
    go="number.FillBytes(make([]byte, key.Size()))",
    dotnet="number.ToByteArray(isUnsigned: true, isBigEndian: true), then padded with zeros at the left",
)
_SIZES: Final = Fixes(
    python="secrets.token_bytes(32)  # A256KW, and dir with A256GCM; 64 for dir with A256CBC-HS512",
    node='await generateSecret("A256GCM")',
    java="new OctetSequenceKeyGenerator(256).generate()  // Nimbus",
    go="key := make([]byte, 32); rand.Read(key)",
    dotnet="RandomNumberGenerator.GetBytes(32)",
)

ROWS: Final = (
    DiagnosisHelp(
        code="jwe.other-key",
        title="Another of the keys opens the token",
        what="A key that was given opens the token, but not the one that its kid names.",
        why="The recipient changed its keys and the sender kept the old kid, or the token names none.",
        fixes=_BY_KID,
        reference="RFC 7516 section 4.1.6",
    ),
    DiagnosisHelp(
        code="jwe.kid-not-found",
        title="No key has the kid that the token was encrypted for",
        what="The token names the key that it was encrypted to, and none of the keys that were given is it.",
        why="The recipient changed its keys while the sender kept the old one, or the token is for somebody else.",
        fixes=_BY_KID,
        reference="RFC 7516 section 4.1.6",
    ),
    DiagnosisHelp(
        code="jwe.unknown-name",
        title="alg or enc is no registered name",
        what="The header names an algorithm that JOSE does not know, often in the wrong case.",
        why="The name was written by hand, or is that of another library or of a cipher.",
        fixes=_NAME_THE_ALGORITHM,
        reference="RFC 7518 section 4.1",
    ),
    DiagnosisHelp(
        code="jwe.key-alg",
        title="The key opens the token, but says that it is for another alg",
        what='The "alg" of the JWK is another than that of the token, and decryption stops for it.',
        why="Sender and recipient agreed on one algorithm, and the sender's library was set to another. A key used "
        "with two paddings can be attacked, so that strict recipients refuse.",
        fixes=_NAME_THE_ALGORITHM,
        reference="RFC 8725 section 3.1",
    ),
    DiagnosisHelp(
        code="jwe.public-key",
        title="A public key cannot decrypt",
        what="The key that was given has no private half.",
        why="Whoever sends encrypts with the public key, and only who holds the private one reads. Published JWK Sets "
        "hold public keys.",
        fixes=_DECRYPT,
        reference="RFC 7516 section 5.2",
    ),
    DiagnosisHelp(
        code="jwe.rsa-size",
        title="The token was probably encrypted to an RSA key of another size",
        what="The encrypted key has the length of another usual modulus than that of the key that was given.",
        why="It belongs to another key, of another environment or one that was replaced; or it was cut on its way.",
        fixes=_BY_KID,
        reference="RFC 8017 section 7.1.1",
    ),
    DiagnosisHelp(
        code="jwe.wrong-curve",
        title="The token was encrypted to a key on another curve",
        what='The ephemeral key in "epk" is on another curve than the key that was given.',
        why="The sender makes it on the curve of the recipient's key; so the recipient's key is another.",
        fixes=_BY_KID,
        reference="RFC 7518 section 4.6.1.1",
    ),
    DiagnosisHelp(
        code="jwe.other-algorithm",
        title="The content key is encrypted with another algorithm than alg says",
        what='The key is right. It opens the encrypted key under another name than the one in "alg".',
        why='"alg" was written by hand or changed afterwards, or the library was set to another padding or key size.',
        fixes=_NAME_THE_ALGORITHM,
        reference="RFC 7516 section 4.1.1",
    ),
    DiagnosisHelp(
        code="jwe.other-encryption",
        title="The content is encrypted with another algorithm than enc says",
        what='The key is right, and the content opens under another name than the one in "enc".',
        why='"enc" was written by hand or changed afterwards, or the key decided the size of the cipher.',
        fixes=_NAME_THE_ALGORITHM,
        reference="RFC 7516 section 4.1.2",
    ),
    DiagnosisHelp(
        code="jwe.oaep-mgf1",
        title="OAEP was made with two different hashes",
        what="The label of OAEP is hashed with one function and its mask, MGF1, with another.",
        why='Java\'s "RSA/ECB/OAEPWithSHA-256AndMGF1Padding" takes SHA-1 for MGF1 unless it is told otherwise.',
        fixes=_ONE_HASH,
        reference="RFC 7518 section 4.3",
    ),
    DiagnosisHelp(
        code="jwe.zero-dropped",
        title="A zero at the beginning of the encrypted key is missing",
        what="The encrypted key is shorter than the modulus; with zeros put before it, the key opens it.",
        why="The sender turned the RSA result into an integer, which has no zeros at its beginning. One token "
        "in 256 has one.",
        fixes=_PAD_LEFT,
        reference="RFC 8017 section 4.1",
    ),
    DiagnosisHelp(
        code="jwe.wrong-key-type",
        title="The key is of another type than alg takes",
        what="A secret was given for a token that is encrypted to a public key, or the other way round.",
        why="The client secret or a signing key is taken for the encryption key, or the sender was set to another alg.",
        fixes=_NAME_THE_ALGORITHM,
        reference="RFC 7518 section 4.1",
    ),
    DiagnosisHelp(
        code="jwe.wrong-key-size",
        title="The secret has another size than the algorithm takes",
        what="A128KW takes 128 bits and A256KW 256; dir takes what enc needs: 256 bits for A256GCM and for "
        "A128CBC-HS256, 512 for A256CBC-HS512.",
        why="Bits were taken for characters, the text was not decoded, or a password stands where a key is due. "
        "Passwords are for PBES2.",
        fixes=_SIZES,
        reference="RFC 7518 section 4.1",
    ),
)
