"""Help about signatures that are right, but written in another way than JOSE has them."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_ENCODE: Final = Fixes(
    python='base64.urlsafe_b64encode(signature).rstrip(b"=")',
    node='signature.toString("base64url")  // signature is a Buffer, from sign.sign(key) without an encoding',
    java="Base64.getUrlEncoder().withoutPadding().encodeToString(signature)",
    go="base64.RawURLEncoding.EncodeToString(signature)",
    dotnet="Base64UrlEncoder.Encode(signature)",
)
_P1363: Final = Fixes(
    python="r, s = decode_dss_signature(der); raw = r.to_bytes(32, 'big') + s.to_bytes(32, 'big')  # cryptography",
    node='crypto.sign("sha256", input, { key, dsaEncoding: "ieee-p1363" })',
    java='Signature.getInstance("SHA256withECDSAinP1363Format"), or ECDSA.transcodeSignatureToConcat() of Nimbus',
    go="r, s, err := ecdsa.Sign(rand.Reader, key, digest)  // then r.FillBytes and s.FillBytes of 32 octets each",
    dotnet="ecdsa.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)",
)
_FIXED: Final = Fixes(
    python='r.to_bytes(32, "big") + s.to_bytes(32, "big")',
    node='Buffer.from(r.toString(16).padStart(64, "0"), "hex")',
    java="BigIntegers.asUnsignedByteArray(32, r)  // Bouncy Castle; BigInteger.toByteArray() has no fixed length",
    go="r.FillBytes(make([]byte, 32))  // r.Bytes() leaves zeros out",
    dotnet="r.ToByteArray(isUnsigned: true, isBigEndian: true), then padded in front to 32 octets",
)
_WHOLE: Final = Fixes(
    python="Log and store tokens in fields without a limit of length; jwt.decode(token.strip(), …)",
    node="Give the column or the cookie room; split a cookie of more than 4,096 octets into several",
    java="Raise the column's length; server.max-http-request-header-size in Spring Boot for long headers",
    go="Raise http.Server.MaxHeaderBytes for long headers, and the column's length in the database",
    dotnet="Raise MaxRequestHeadersTotalSize of Kestrel, and the column's length in the database",
)

_SIGNS: Final = Fixes(
    python='re.fullmatch(r"[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*){2}", token)  # checks, and changes nothing',
    node="/^[\\w-]+(\\.[\\w-]*){2}$/.test(token)  // checks, and changes nothing",
    java='token.matches("[\\\\w-]+(\\\\.[\\\\w-]*){2}")  // checks, and changes nothing',
    go="Check the token with a pattern, and never replace in it: strings.Map drops what it does not know",
    dotnet='Regex.IsMatch(token, @"^[\\w-]+(\\.[\\w-]*){2}$")  // checks, and changes nothing',
)

ROWS: Final = (
    DiagnosisHelp(
        code="signature.signs-dropped",
        title="Every - and _ in the signature was dropped",
        what="With - and _ put back, the signature is right.",
        why="Something on the way keeps letters and digits alone: a check of input, the cleaning of a name.",
        fixes=_SIGNS,
        reference="RFC 4648 section 5",
    ),
    DiagnosisHelp(
        code="signature.der",
        title="The signature is DER, not R and S side by side",
        what="An ECDSA signature is two integers. JOSE writes them side by side at a fixed length; this one is an "
        "ASN.1 sequence (it begins with 30).",
        why="OpenSSL, Java, most HSMs and the key services of the clouds give DER. It must be converted.",
        fixes=_P1363,
        reference="RFC 7518 section 3.4",
    ),
    DiagnosisHelp(
        code="signature.integer-length",
        title="Zeros in front were left out or added",
        what="R, S or the RSA signature has not the fixed length that is due.",
        why="Big integers are written in as few octets as they need, or with a sign octet. It fails for one token in "
        "about 128 and looks like chance.",
        fixes=_FIXED,
        reference="RFC 7518 section 3.4",
    ),
    DiagnosisHelp(
        code="signature.swapped",
        title="R and S are swapped",
        what="S stands first, where R must.",
        why="The two integers were put together by hand in the wrong order.",
        fixes=_P1363,
        reference="RFC 7518 section 3.4",
    ),
    DiagnosisHelp(
        code="signature.little-endian",
        title="The signature is little-endian",
        what="The octets of the integers stand in reverse order.",
        why="Windows CryptoAPI (CryptSignHash) and some smart cards give them so.",
        fixes=_FIXED,
        reference="RFC 7518 section 2",
    ),
    DiagnosisHelp(
        code="signature.hex-text",
        title="The signature is hexadecimal text",
        what="The hexadecimal digits of the signature stand in the token, where its octets are due in base64url.",
        why="The signing function gave text (hexdigest, digest('hex')), and that was encoded or appended.",
        fixes=_ENCODE,
        reference="RFC 7515 section 3.1",
    ),
    DiagnosisHelp(
        code="signature.base64-text",
        title="The signature is encoded twice",
        what="What the signature decodes to is base64 text again.",
        why="The signing function or service gave base64 text already, and that was encoded once more.",
        fixes=_ENCODE,
        reference="RFC 7515 section 3.1",
    ),
    DiagnosisHelp(
        code="signature.utf-8",
        title="The signature was passed through a string",
        what="Every octet above 127 became two, as UTF-8 writes a character.",
        why="The octets of the signature were put into a string before they were encoded.",
        fixes=_ENCODE,
        reference="RFC 7515 section 3.1",
    ),
    DiagnosisHelp(
        code="signature.standard-base64",
        title="The signature is standard base64",
        what="It is written with + and / or =, where JOSE has base64url without padding.",
        why="The usual base64 function was taken. It fails only for signatures that have these characters.",
        fixes=_ENCODE,
        reference="RFC 7515 section 2",
    ),
    DiagnosisHelp(
        code="signature.foreign-character",
        title="Foreign characters stand in the signature",
        what="Without them the signature verifies; a strict reader refuses the token.",
        why="Blanks, quotes or invisible characters came along when the token was copied or put into a template.",
        fixes=_ENCODE,
        reference="RFC 7515 section 2",
    ),
    DiagnosisHelp(
        code="signature.doubled",
        title="The signature stands there twice",
        what="Its first half verifies, and the second repeats it.",
        why="It was appended twice, or a buffer was reused.",
        fixes=_ENCODE,
        reference="RFC 7515 section 3.1",
    ),
    DiagnosisHelp(
        code="signature.too-long",
        title="The signature is too long",
        what="More octets stand there than the algorithm makes with this key.",
        why="Something was appended: a line end, another field, the rest of a buffer.",
        fixes=_ENCODE,
        reference="RFC 7518 section 3.1",
    ),
    DiagnosisHelp(
        code="signature.cut-short",
        title="The signature is cut short",
        what="The end of the token is missing.",
        why="It was not copied in whole, or a database column, a log, a header or a cookie has a limit of length.",
        fixes=_WHOLE,
        reference="RFC 7518 section 3.1",
    ),
)
