"""Help about JWEs whose key is right: content put together in another way, or changed after encryption."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_BY_A_LIBRARY: Final = Fixes(
    python='jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM"}, plaintext, key)  # joserfc does all of it',
    node='await new CompactEncrypt(plaintext).setProtectedHeader({ alg: "dir", enc: "A256GCM" }).encrypt(key)',
    java="jweObject.encrypt(new DirectEncrypter(key))  // Nimbus",
    go="encrypter.Encrypt(plaintext), then .CompactSerialize()  // go-jose",
    dotnet="handler.CreateToken(new SecurityTokenDescriptor { EncryptingCredentials = credentials })",
)
_SPLIT: Final = Fixes(
    python="ciphertext, tag = sealed[:-16], sealed[-16:]  # AESGCM.encrypt gives both in one",
    node="cipher.getAuthTag()  // Web Cryptography gives ciphertext and tag in one: slice(0, -16), slice(-16)",
    java="Arrays.copyOfRange(sealed, sealed.length - 16, sealed.length)  // Cipher.doFinal gives both in one",
    go="sealed[:len(sealed)-16], sealed[len(sealed)-16:]  // Seal gives both in one",
    dotnet="aes.Encrypt(nonce, plaintext, ciphertext, tag, associatedData)",
)
_VECTOR: Final = Fixes(
    python="nonce = os.urandom(12)",
    node="const iv = crypto.randomBytes(12)",
    java="byte[] iv = new byte[12]; new SecureRandom().nextBytes(iv);",
    go="nonce := make([]byte, gcm.NonceSize())  // 12; not NewGCMWithNonceSize(block, 16)",
    dotnet="var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);  // 12",
)
_HALVES: Final = Fixes(
    python="mac_key, enc_key = cek[:32], cek[32:]  # A256CBC-HS512",
    node="const macKey = cek.subarray(0, 32), encKey = cek.subarray(32)",
    java="Arrays.copyOfRange(cek, 0, 32) for the HMAC, Arrays.copyOfRange(cek, 32, 64) for AES",
    go="macKey, encKey := cek[:32], cek[32:]",
    dotnet="var macKey = cek[..32]; var encKey = cek[32..];",
)
_TAG: Final = Fixes(
    python='hmac.digest(mac_key, aad + iv + ciphertext + struct.pack(">Q", len(aad) * 8), "sha512")[:32]',
    node="AL: a Buffer of 8 octets, writeBigUInt64BE(BigInt(aad.length * 8)); then digest().subarray(0, 32)",
    java="ByteBuffer.allocate(8).putLong(aad.length * 8L); then Arrays.copyOf(mac.doFinal(), 32)",
    go="binary.BigEndian.PutUint64(al, uint64(len(aad))*8); then mac.Sum(nil)[:32]",
    dotnet="BinaryPrimitives.WriteUInt64BigEndian(al, (ulong)aad.Length * 8); then hash[..32]",
)
_BOUND: Final = Fixes(
    python='aad = token.split(".")[0].encode("ascii")  # the encoded header as it stands',
    node='const aad = Buffer.from(token.split(".")[0], "ascii")',
    java='byte[] aad = token.substring(0, token.indexOf(".")).getBytes(StandardCharsets.US_ASCII);',
    go='aad := []byte(strings.SplitN(token, ".", 2)[0])',
    dotnet="var aad = Encoding.ASCII.GetBytes(token.Split('.')[0]);",
)
_COMPRESS: Final = Fixes(
    python="c = zlib.compressobj(wbits=-15); c.compress(text) + c.flush()",
    node="zlib.deflateRawSync(text)  // not deflateSync, not gzipSync",
    java="new Deflater(Deflater.DEFAULT_COMPRESSION, true)  // nowrap",
    go="flate.NewWriter(w, flate.DefaultCompression)  // compress/flate, not compress/zlib",
    dotnet="new DeflateStream(stream, CompressionMode.Compress)  // not ZLibStream, not GZipStream",
)
_BASE64URL: Final = Fixes(
    python='base64.urlsafe_b64encode(octets).rstrip(b"=")',
    node='octets.toString("base64url")',
    java="Base64.getUrlEncoder().withoutPadding().encodeToString(octets)",
    go="base64.RawURLEncoding.EncodeToString(octets)",
    dotnet="Base64Url.EncodeToString(octets)",
)

ROWS: Final = (
    DiagnosisHelp(
        code="jwe.parts-joined",
        title="Ciphertext, tag or Initialization Vector stand in one part",
        what="The parts of the content are all there, but not each in its place.",
        why="Many interfaces of AES GCM give ciphertext and tag in one, and some put the vector before them.",
        fixes=_SPLIT,
        reference="RFC 7516 section 7.1",
    ),
    DiagnosisHelp(
        code="jwe.parts-swapped",
        title="Parts of the token have changed places",
        what="Initialization Vector, ciphertext and tag are right, but in another order.",
        why="Formats of one's own often end in vector and tag. A JWE has header, encrypted key, vector, ciphertext, "
        "tag.",
        fixes=_BY_A_LIBRARY,
        reference="RFC 7516 section 7.1",
    ),
    DiagnosisHelp(
        code="jwe.iv-length",
        title="The Initialization Vector has another length than 96 bits",
        what="AES GCM takes vectors of any length, JOSE those of 12 octets alone.",
        why="The vector was made as for AES CBC, of 16 octets.",
        fixes=_VECTOR,
        reference="RFC 7518 section 5.3",
    ),
    DiagnosisHelp(
        code="jwe.tag-length",
        title="The tag is longer or shorter than is due",
        what="The octets of the tag are right, but there are too many or too few of them.",
        why="AES_CBC_HMAC_SHA2 takes the first half of the HMAC only. A short tag was cut on its way.",
        fixes=_TAG,
        reference="RFC 7518 section 5.2.2.1",
    ),
    DiagnosisHelp(
        code="jwe.halves-swapped",
        title="The halves of the content key are swapped",
        what="The first half of the content key is for HMAC and the second for AES; the sender did the reverse.",
        why='The name says "CBC-HS", and so AES first. RFC 7518 puts the MAC key first.',
        fixes=_HALVES,
        reference="RFC 7518 section 5.2.2.1",
    ),
    DiagnosisHelp(
        code="jwe.other-mac",
        title="The tag is computed in another way",
        what="The tag is an HMAC under the right key, but over another message, or with another hash.",
        why="AL, the length of the associated data in bits as 64 bits, is left out or written otherwise.",
        fixes=_TAG,
        reference="RFC 7518 section 5.2.2.1",
    ),
    DiagnosisHelp(
        code="jwe.associated-data",
        title="Something else than the encoded header is bound to the content",
        what="The associated data of the cipher must be the characters of the encoded protected header.",
        why="The decoded header, or nothing, was handed to the cipher.",
        fixes=_BOUND,
        reference="RFC 7516 section 5.1",
    ),
    DiagnosisHelp(
        code="jwe.header-rewritten",
        title="The header was encoded anew",
        what="The header says the same as when the token was made, but its text is another, and so the tag is wrong.",
        why="Something on the way decodes the header and encodes it again, with other spaces or another order.",
        fixes=_BOUND,
        reference="RFC 7516 section 5.1",
    ),
    DiagnosisHelp(
        code="jwe.header-edited",
        title="The header was changed after encryption",
        what="A member was added, changed or taken out after the content was encrypted.",
        why="The protected header is bound to the content. A kid or cty must be there before encryption.",
        fixes=_BY_A_LIBRARY,
        reference="RFC 7516 section 5.1",
    ),
    DiagnosisHelp(
        code="jwe.not-base64url",
        title="A part is not in base64url",
        what="Key and content are right, but a part has padding or characters that base64url does not have.",
        why="Standard base64 was used, or the token went through something that added characters.",
        fixes=_BASE64URL,
        reference="RFC 7515 section 2",
    ),
    DiagnosisHelp(
        code="jwe.encrypted-key-damaged",
        title="The encrypted key has a length that no RSA key makes",
        what="The second part of the token is longer or shorter than any RSA key in use makes it.",
        why="Characters were lost or added on the way, such as - and _ that became spaces.",
        fixes=_BY_A_LIBRARY,
        reference="RFC 8017 section 7.1.1",
    ),
    DiagnosisHelp(
        code="jwe.header-refused",
        title="The header is refused before any key is tried",
        what="A parameter that the algorithm needs is missing, is of the wrong type, or must not be there.",
        why="The header was written by hand, or a part of the token was lost.",
        fixes=_BY_A_LIBRARY,
        reference="RFC 7516 section 5.2",
    ),
    DiagnosisHelp(
        code="jwe.rule-broken",
        title="The token breaks a rule, though its key is right",
        what="The content opens, but a strict reader must refuse the token before that.",
        why='The header has a "crit" that nobody understands, or a parameter in a form that is not allowed.',
        fixes=_BY_A_LIBRARY,
        reference="RFC 7516 section 5.2",
    ),
    DiagnosisHelp(
        code="jwe.zip-zlib",
        title="The content is compressed in the format of zlib",
        what='"zip": "DEF" means raw DEFLATE; the content has the header and check sum of zlib.',
        why="The functions that are called compress or deflate mostly write the format of zlib.",
        fixes=_COMPRESS,
        reference="RFC 7516 section 4.1.3",
    ),
    DiagnosisHelp(
        code="jwe.zip-gzip",
        title="The content is compressed in the format of gzip",
        what='"zip": "DEF" means raw DEFLATE; the content is a gzip file.',
        why="Compression for HTTP was used for the token.",
        fixes=_COMPRESS,
        reference="RFC 7516 section 4.1.3",
    ),
    DiagnosisHelp(
        code="jwe.zip-not-compressed",
        title="The content is not compressed, though zip says so",
        what='The header has "zip": "DEF", and the decrypted content is plain.',
        why='"zip" was written into the header, and the library did not compress: many no longer do.',
        fixes=_COMPRESS,
        reference="RFC 7516 section 4.1.3",
    ),
    DiagnosisHelp(
        code="jwe.zip-missing",
        title="The content is compressed, but zip does not say so",
        what="The decrypted content is no text, and inflates to text.",
        why='It was compressed before it was encrypted, and "zip" was forgotten.',
        fixes=_COMPRESS,
        reference="RFC 7516 section 4.1.3",
    ),
    DiagnosisHelp(
        code="jwe.ciphertext-changed",
        title="The ciphertext is damaged",
        what="The key is right: most of the content reads as text. The rest was changed, or is missing.",
        why="Characters were lost or changed on the way: a cookie or header that was cut, a copy with a line break.",
        fixes=_BY_A_LIBRARY,
        reference="RFC 7516 section 5.2",
    ),
    DiagnosisHelp(
        code="jwe.header-or-tag-changed",
        title="The header or the tag was changed",
        what="The key is right and the whole content reads as text, but the tag does not fit.",
        why="The header was changed or encoded anew, or characters of the tag were lost.",
        fixes=_BOUND,
        reference="RFC 7516 section 5.2",
    ),
    DiagnosisHelp(
        code="jwe.tag-missing",
        title="The tag is missing",
        what="Key and ciphertext are right, and the fifth part of the token is empty or not there.",
        why="The end of the token was cut off, or the sender forgot to write what its cipher gives beside the text.",
        fixes=_SPLIT,
        reference="RFC 7516 section 7.1",
    ),
    DiagnosisHelp(
        code="jwe.content-changed",
        title="The key is right, and the token was changed",
        what="The encrypted key opens, which no wrong key brings about, and the tag does not fit.",
        why="Header, ciphertext or tag were changed or cut after encryption.",
        fixes=_BY_A_LIBRARY,
        reference="RFC 7516 section 5.2",
    ),
    DiagnosisHelp(
        code="jwe.wrong-key",
        title="Probably the wrong key",
        what="The key management checks itself, and the check failed with this key.",
        why="The token was encrypted to another key: of another environment, or one that was replaced. Or the "
        "encrypted key was changed on its way.",
        fixes=_BY_A_LIBRARY,
        reference="RFC 7516 section 5.2",
    ),
    DiagnosisHelp(
        code="jwe.wrong-key-or-damaged",
        title="Either the wrong key, or a changed token",
        what="With dir, ECDH-ES and RSA1_5 a wrong key is noticed at the tag only, as is any change.",
        why="dir and ECDH-ES have no check of their own; RSA1_5 answers a wrong padding with random octets on purpose.",
        fixes=_BY_A_LIBRARY,
        reference="RFC 7516 section 11.5",
    ),
)
