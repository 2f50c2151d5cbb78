"""Help about tokens that another key made, and keys that cannot or must not be used."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_FROM_THE_ISSUER: Final = Fixes(
    python='jwt.PyJWKClient("https://issuer.example/jwks").get_signing_key_from_jwt(token)',
    node='createRemoteJWKSet(new URL("https://issuer.example/jwks"))',
    java="JWKSourceBuilder.create(jwksUrl).retrying(true).build()  // Nimbus: fetches again for an unknown kid",
    go='keyfunc.NewDefault([]string{"https://issuer.example/jwks"})  // MicahParks/keyfunc',
    dotnet="options.Authority = issuer;  // fetches again for an unknown kid: RefreshOnIssuerKeyNotFound",
)
_COMPARE_THE_THUMBPRINT: Final = Fixes(
    python='jwk.JWK(**header["jwk"]).thumbprint() == access_claims["cnf"]["jkt"]  # jwcrypto',
    node='await calculateJwkThumbprint(header.jwk, "sha256") === accessClaims.cnf.jkt  // jose',
    java='jwk.computeThumbprint("SHA-256").toString().equals(cnf.get("jkt"))  // Nimbus',
    go='thumb, err := key.Thumbprint(crypto.SHA256)  // lestrrat-go/jwx; base64url(thumb) == cnf["jkt"]',
    dotnet="Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint()) == jkt",
)
_NAME_IT: Final = Fixes(
    python='jwt.encode(claims, key, algorithm="RS256", headers={"kid": kid})',
    node='new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid })',
    java="Jwts.builder().header().keyId(kid).and()",
    go='token.Header["kid"] = kid',
    dotnet="new RsaSecurityKey(rsa) { KeyId = kid }",
)
_NAME_THE_ALGORITHM: Final = Fixes(
    python='jwt.decode(token, public_key, algorithms=["RS256"])',
    node='await jwtVerify(token, publicKey, { algorithms: ["RS256"] })',
    java="Jwts.parser().verifyWith(publicKey)  // the type of the key decides",
    go='jwt.Parse(token, keyFunc, jwt.WithValidMethods([]string{"RS256"}))',
    dotnet="ValidAlgorithms = [SecurityAlgorithms.RsaSha256]",
)

ROWS: Final = (
    DiagnosisHelp(
        code="key.kid-wrong",
        title="The kid names another key of the set",
        what="The signature verifies with a key of the set, but not with the one that the token's kid names.",
        why="The signer was given a new key and kept the old kid, or two keys were mixed up when the set was written.",
        fixes=_NAME_IT,
        reference="RFC 7515 section 4.1.4",
    ),
    DiagnosisHelp(
        code="key.kid-missing",
        title="The token names no kid",
        what="A key of the set verifies the token, but the token does not say which.",
        why="The signer was not told the name of its key. Verifiers then take the first key, or refuse.",
        fixes=_NAME_IT,
        reference="RFC 7515 section 4.1.4",
    ),
    DiagnosisHelp(
        code="key.kid-duplicate",
        title="Two keys of the set have one kid",
        what="The kid that the token names stands for more than one key, and the first of them is not the one.",
        why="A key was replaced under its old name, or sets of several services were joined.",
        fixes=_NAME_IT,
        reference="RFC 7517 section 4.5",
    ),
    DiagnosisHelp(
        code="key.kid-not-found",
        title="The set has no key with the token's kid",
        what="The kid that the token names is not in the set that was given.",
        why="The issuer changed its keys after the set was fetched, or the set belongs to another issuer, tenant or "
        "environment. Microsoft Entra publishes keys for custom signing only with ?appid= in the address.",
        fixes=_FROM_THE_ISSUER,
        reference="RFC 7515 section 4.1.4",
    ),
    DiagnosisHelp(
        code="key.private-text",
        title="The text of a private key is used as a secret",
        what="The MAC is made with the characters of the PEM of a private key.",
        why="A library was given the PEM of the key together with HS256, and took its text for the secret.",
        fixes=_NAME_THE_ALGORITHM,
        reference="RFC 7518 section 3.2",
    ),
    DiagnosisHelp(
        code="key.unusable",
        title="The key that was given cannot be used",
        what="A key stands there, but it is broken, incomplete, encrypted, or of a kind that JOSE does not have.",
        why="It was cut, typed or converted wrongly, or its password is missing.",
        fixes=_FROM_THE_ISSUER,
        reference="RFC 7517 section 4",
    ),
    DiagnosisHelp(
        code="key.reference",
        title="Only a reference to the key was given",
        what="An address, the name of a file or a fingerprint was given in place of the key.",
        why="Libraries fetch a JWK Set or read a file by themselves; here, nothing is fetched, and the key is pasted.",
        fixes=_FROM_THE_ISSUER,
        reference="RFC 7517 section 5",
    ),
    DiagnosisHelp(
        code="key.wrong",
        title="Wrong key, or a damaged signature",
        what="Opened with this RSA key, the signature shows no padding: another key made it, or it was damaged.",
        why="The key is that of another issuer, tenant or environment, or was changed since.",
        fixes=_FROM_THE_ISSUER,
        reference="RFC 8017 section 8",
    ),
    DiagnosisHelp(
        code="key.wrong-size",
        title="Probably the wrong key: it has another size",
        what="An RSA signature is as long as the modulus of its key; this one has the length of another usual size.",
        why="The key is that of another environment, or was changed since. A signature that lost its end, or was "
        "joined with something, can have such a length, too.",
        fixes=_FROM_THE_ISSUER,
        reference="RFC 8017 section 8.2.1",
    ),
    DiagnosisHelp(
        code="key.recovered",
        title="Wrong key; the right one is named by the kid",
        what="The public key that made an ECDSA signature can be computed from it. Its thumbprint is the token's kid.",
        why="Another key was given than the one that the token names; the token is intact.",
        fixes=_FROM_THE_ISSUER,
        reference="RFC 7638 section 3",
    ),
    DiagnosisHelp(
        code="key.from-token",
        title="Only the key in the token itself verifies it",
        what='The token carries a public key in "jwk" or "x5c", and that key verifies it.',
        why="Whoever makes a token chooses the key that it carries, so this shows only that the token fits itself.",
        fixes=_FROM_THE_ISSUER,
        reference="RFC 7515 section 10.3",
    ),
    DiagnosisHelp(
        code="key.dpop-proof",
        title="A DPoP proof is verified with the key that it carries",
        what='The proof carries a public key in "jwk", and that key verifies it, as it must.',
        why="A proof shows that its sender has the private key. That the key is the right one is said by the access "
        'token: "jkt" in its "cnf" is the thumbprint of the key.',
        fixes=_COMPARE_THE_THUMBPRINT,
        reference="RFC 9449 section 4.3",
    ),
    DiagnosisHelp(
        code="key.wrong-type",
        title="The key is of another type than the algorithm takes",
        what="A secret was given for a token that is signed with a private key, or the other way round, or an RSA key "
        "for an algorithm on elliptic curves.",
        why="The client secret of an application is taken for its signing key, or the issuer was set to another "
        "algorithm than one thinks.",
        fixes=_NAME_THE_ALGORITHM,
        reference="RFC 8725 section 3.1",
    ),
    DiagnosisHelp(
        code="key.wrong-curve",
        title="The key is on another curve than the algorithm takes",
        what="ES256 takes P-256, ES384 P-384, ES512 P-521, ES256K secp256k1.",
        why="The number in the name of the algorithm is that of the hash. The curve of ES512 is P-521.",
        fixes=_NAME_THE_ALGORITHM,
        reference="RFC 7518 section 3.4",
    ),
    DiagnosisHelp(
        code="key.wrong-parameters",
        title="The key of ML-DSA is for another parameter set",
        what="ML-DSA-44, ML-DSA-65 and ML-DSA-87 have keys of their own, and each key names its algorithm.",
        why="The signer was moved to another parameter set, and its old public key is still configured.",
        fixes=_NAME_THE_ALGORITHM,
        reference="RFC 9964 section 3",
    ),
    *(
        DiagnosisHelp(code=f"key.{cause}", title=title, what=what, why=why, fixes=_NAME_THE_ALGORITHM, reference=where)
        for cause, title, what, why, where in (
            (
                "use-forbids",
                'The key\'s "use" forbids it',
                'The key says "use": "enc", and verifies a signature all the same.',
                "A key for encryption was used for signing, or its JWK was written for both.",
                "RFC 7517 section 4.2",
            ),
            (
                "operations-forbid",
                'The key\'s "key_ops" forbid it',
                '"key_ops" of the key do not have "verify".',
                'The public key was made from a private JWK with "key_ops": ["sign"].',
                "RFC 7517 section 4.3",
            ),
            (
                "algorithm-forbids",
                'The key\'s "alg" is another',
                "The key is for one algorithm, the token has another.",
                "The signer was set to another algorithm than the key was published for.",
                "RFC 7517 section 4.4",
            ),
            (
                "too-short",
                "The key is too short",
                "A secret shorter than the hash, or RSA below 2,048 bits, can be guessed or broken.",
                "Short secrets are words and passwords; old RSA keys have 1,024 bits.",
                "RFC 7518 section 3",
            ),
            (
                "confusion",
                "The secret is a public key",
                "The text of a public key was used as the secret of an HMAC.",
                "A verifier that lets the token choose the algorithm can be tricked so.",
                "RFC 8725 section 2.1",
            ),
            (
                "unsafe",
                "The key is not safe",
                "The key has a known weakness, although the signature verifies.",
                "It was made by a faulty generator, or is published.",
                "RFC 8725 section 3.5",
            ),
        )
    ),
)
