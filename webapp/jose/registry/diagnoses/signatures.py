"""Help about signatures that were made in another way than the token says."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_SIGN_WITH: Final = Fixes(
    python='jwt.encode(claims, key, algorithm="HS256")',
    node='new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(key)',
    java="Jwts.builder().claims(claims).signWith(key, Jwts.SIG.HS256)",
    go="jwt.NewWithClaims(jwt.SigningMethodHS256, claims)",
    dotnet="new SigningCredentials(key, SecurityAlgorithms.HmacSha256)",
)
_ALLOW: Final = Fixes(
    python='jwt.decode(token, key, algorithms=["RS256"])',
    node='await jwtVerify(token, key, { algorithms: ["RS256"] })',
    java="Jwts.parser().verifyWith(key)  // refuses unsecured tokens",
    go='jwt.Parse(token, keyFunc, jwt.WithValidMethods([]string{"RS256"}))',
    dotnet="RequireSignedTokens = true  // the default",
)
_UNCHANGED: Final = Fixes(
    python="pass the str on; never json.loads() and json.dumps() what is signed",
    node="pass the string on; never JSON.parse() and JSON.stringify() what is signed",
    java="pass the String on; never read and write what is signed with Jackson",
    go="pass the string on; never json.Unmarshal and json.Marshal what is signed",
    dotnet="pass the string on; never deserialize and serialize what is signed",
)

ROWS: Final = (
    DiagnosisHelp(
        code="signature.other-algorithm",
        title="The signature is made with another algorithm than alg says",
        what='The signature is right, but for another hash, padding or curve than the one in "alg".',
        why='"alg" was written by hand, or kept when the signing library or the key was changed.',
        fixes=_SIGN_WITH,
        reference="RFC 7515 section 4.1.1",
    ),
    DiagnosisHelp(
        code="signature.none",
        title="The token is not signed",
        what='"alg" is "none": there is no signature, and anybody can have written the token.',
        why="A test tool or emulator made it, or somebody took the signature off to see who still accepts it.",
        fixes=_ALLOW,
        reference="RFC 8725 section 3.2",
    ),
    DiagnosisHelp(
        code="signature.header-refused",
        title="The signature is right, but the header is refused",
        what='Key and content are right; something in the header, such as an unknown "crit", forbids to accept it.',
        why="The issuer marks an extension of its own as critical; whoever does not know it must reject the token.",
        fixes=Fixes(
            python='jws.deserialize_compact(token, key, registry=registry)  # joserfc, with "x" registered',
            node='await jwtVerify(token, key, { crit: { "x": true } })',
            java='new RSASSAVerifier(key, Set.of("x"))  // Nimbus',
            go='check token.Header["crit"] in the key function',
            dotnet='check "crit" of the header in TokenValidated',
        ),
        reference="RFC 7515 section 4.1.11",
    ),
    DiagnosisHelp(
        code="signature.missing",
        title="The signature is missing",
        what='"alg" names an algorithm, but behind the second dot is nothing.',
        why="Logs and proxies leave the signature out on purpose; or an attacker took it off.",
        fixes=_ALLOW,
        reference="RFC 7515 section 5.2",
    ),
    DiagnosisHelp(
        code="signature.algorithm-name",
        title="alg is no registered name",
        what="The name in the header is another library's or in another case. The registered name is due.",
        why="Java calls it SHA256withRSA, .NET HmacSha256 or a URL of XML Signature; names in JOSE are case-sensitive.",
        fixes=_SIGN_WITH,
        reference="RFC 7518 section 3.1",
    ),
    DiagnosisHelp(
        code="signature.other-hash",
        title="The signature is made with a hash that no JOSE algorithm has there",
        what="Key and content are right, but signed with SHA-1, with SHA-256 on P-384, or without a DigestInfo.",
        why="The signing function took its default hash, or a bare digest was encrypted with the private key.",
        fixes=Fixes(
            python="key.sign(signing_input, ec.ECDSA(hashes.SHA384()))  # ES384, cryptography",
            node='crypto.sign("sha384", signingInput, { key, dsaEncoding: "ieee-p1363" })',
            java='Signature.getInstance("SHA384withECDSAinP1363Format")',
            go="ecdsa.Sign(rand.Reader, key, sum384[:])  // sha512.Sum384 for ES384",
            dotnet="ecdsa.SignData(signingInput, HashAlgorithmName.SHA384)",
        ),
        reference="RFC 7518 section 3.1",
    ),
    DiagnosisHelp(
        code="signature.algorithm-edited",
        title="alg was changed after signing",
        what='The signature verifies once "alg" is what it was when the token was signed.',
        why="Somebody tries whether a verifier lets the token choose the algorithm, or none. Or a header was written "
        "by hand around a signature that was made before.",
        fixes=_ALLOW,
        reference="RFC 8725 section 3.1",
    ),
    DiagnosisHelp(
        code="signature.algorithm-missing",
        title="The header names no algorithm",
        what='"alg" is not there, empty, null or no text.',
        why="The header was written by hand, or its alg was taken out to see who accepts the token without one.",
        fixes=_ALLOW,
        reference="RFC 7515 section 4.1.1",
    ),
    DiagnosisHelp(
        code="signature.pss-parameters",
        title="RSA-PSS was used with other parameters",
        what="The salt is not as long as the hash, or the mask is made with another hash.",
        why="Libraries default to the longest salt (OpenSSL, Go), or to SHA-1 in the mask (Java).",
        fixes=Fixes(
            python="padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)",
            node="{ padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }",
            java='new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1)',
            go="&rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash}",
            dotnet="RSASignaturePadding.Pss  // salt as long as the hash",
        ),
        reference="RFC 7518 section 3.5",
    ),
    DiagnosisHelp(
        code="signature.content-changed",
        title="Right key, changed content",
        what="The key that was given made the signature, but over another header or payload.",
        why="Somebody changed the token, a program read and wrote its JSON again, or parts of two tokens were mixed.",
        fixes=_UNCHANGED,
        reference="RFC 8017 section 8.2.2",
    ),
    DiagnosisHelp(
        code="signature.wrong-key-or-changed",
        title="Wrong key or changed content",
        what="With a MAC, ECDSA or EdDSA, a wrong key and changed content cannot be told apart.",
        why="Most often the secret or key is that of another environment.",
        fixes=_UNCHANGED,
        reference="RFC 7515 section 5.2",
    ),
)
