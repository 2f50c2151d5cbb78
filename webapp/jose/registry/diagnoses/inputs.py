"""Help about signatures over other octets than the parts of the token as they stand."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_BY_LIBRARY: Final = Fixes(
    python='token = jwt.encode(claims, key, algorithm="RS256")  # never join and sign by hand',
    node='const token = await new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(key)',
    java="String token = Jwts.builder().claims(claims).signWith(key).compact();",
    go="token, err := jwt.NewWithClaims(jwt.SigningMethodRS256, claims).SignedString(key)",
    dotnet="new JsonWebTokenHandler().CreateToken(descriptor)",
)
_AS_IT_IS: Final = Fixes(
    python="pass the str on; never json.loads() and json.dumps() what is signed",
    node="pass the string on; never JSON.parse() and JSON.stringify() what is signed",
    java="pass the String on; never read and write what is signed with Jackson",
    go="pass the string on; never json.Unmarshal and json.Marshal what is signed",
    dotnet="pass the string on; never deserialize and serialize what is signed",
)
_RAW_BODY: Final = Fixes(
    python="request.get_data()  # Flask; await request.body() in FastAPI",
    node="express.raw({ type: '*/*' })  // before express.json()",
    java="request.getInputStream().readAllBytes()",
    go="body, err := io.ReadAll(r.Body)",
    dotnet="await Request.Body.CopyToAsync(buffer)",
)
_ALB: Final = Fixes(
    python='jwt.decode(token, public_key, algorithms=["ES256"])  # PyJWT takes padded parts as they are',
    node="AlbJwtVerifier.create({ albArn, issuer })  // aws-jwt-verify",
    java="Verify over the text of the header as it is; most libraries refuse the padding",
    go="jwt.NewParser(jwt.WithPaddingAllowed())",
    dotnet="Verify over the text of the header as it is; IdentityModel refuses the padding",
)
_S: Final = "RFC 7515 section 5.1"
_BEFORE_SIGNING: Final = Fixes(
    python='jwt.encode(claims, key, algorithm="RS256", headers={"kid": kid})  # all of it before it is signed',
    node='new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(key)  // before it is signed',
    java="Jwts.builder().header().keyId(kid).and().claims(claims).signWith(key).compact();",
    go='token.Header["kid"] = kid  // before token.SignedString(key)',
    dotnet="new RsaSecurityKey(rsa) { KeyId = kid }  // before the token is created",
)

ROWS: Final = (
    DiagnosisHelp(
        code="input.header-edited", title="The header was changed after signing",
        what="With one member of the header more, less or as it was, the signature is right.",
        why="A gateway, proxy or script decodes the header, adds a kid or takes out what it does not know, and encodes "
        "it again. The header is signed, too.",
        fixes=_BEFORE_SIGNING, reference=_S,
    ),
    DiagnosisHelp(
        code="input.claims-edited", title="The claims were changed after signing",
        what="Without a claim, or with numbers as they were, the signature is right.",
        why="A gateway adds claims to the token that it passes on, or a JSON library writes numbers in another way. "
        "Nobody signed what was added.",
        fixes=_BEFORE_SIGNING, reference=_S,
    ),
    DiagnosisHelp(
        code="input.padded", title="The signature covers padded parts",
        what="Header and payload were signed with the = at their ends, which JOSE leaves out.",
        why="The signer used a base64 encoder that pads. AWS load balancers do so in x-amzn-oidc-data.",
        fixes=_ALB, reference="RFC 7515 section 2",
    ),
    DiagnosisHelp(
        code="input.padding-added", title="Padding was added after signing",
        what="The signature covers the parts without =, but the token has it.",
        why="Something on the way decoded and encoded the parts again.",
        fixes=_AS_IT_IS, reference="RFC 7515 section 2",
    ),
    DiagnosisHelp(
        code="input.standard-base64", title="The signature covers standard base64",
        what="Header and payload were signed in the alphabet with + and /.",
        why="The signer used plain base64 where base64url is due, and the token was changed later.",
        fixes=_BY_LIBRARY, reference="RFC 7515 section 2",
    ),
    DiagnosisHelp(
        code="input.alphabet-changed", title="The alphabet was changed after signing",
        what="The signature covers base64url, but the token has + or /.",
        why="Something on the way replaced the signs.",
        fixes=_AS_IT_IS, reference="RFC 7515 section 2",
    ),
    DiagnosisHelp(
        code="input.decoded", title="The signature covers the decoded parts",
        what="The JSON itself was signed, not its base64url.",
        why="The token was put together by hand.",
        fixes=_BY_LIBRARY, reference=_S,
    ),
    DiagnosisHelp(
        code="input.payload-alone", title="The signature covers the payload alone",
        what="The header was left out of what was signed, so that anybody could change it.",
        why="The token was put together by hand.",
        fixes=_BY_LIBRARY, reference=_S,
    ),
    DiagnosisHelp(
        code="input.payload-hashed", title="The signature covers a hash of the payload",
        what="The payload was hashed, and its hash was signed in its place.",
        why="The token was put together by hand, after a protocol that signs digests, or for a KMS.",
        fixes=_BY_LIBRARY, reference=_S,
    ),
    DiagnosisHelp(
        code="input.encoded-twice", title="The payload was encoded twice before it was signed",
        what="The signature covers base64url of base64url, but the token has it once.",
        why="A library that encodes by itself was given a payload that was encoded already.",
        fixes=_BY_LIBRARY, reference=_S,
    ),
    DiagnosisHelp(
        code="input.payload-missing", title="The signature covers the header alone",
        what="The payload was empty when the token was signed, so that anybody could put in another one.",
        why="The claims were put into the token after it was signed, or the payload was never passed on.",
        fixes=_BY_LIBRARY, reference=_S,
    ),
    DiagnosisHelp(
        code="input.no-dot", title="The signature covers the parts without the dot",
        what="Header and payload were joined without the dot before they were signed.",
        why="The token was put together by hand.",
        fixes=_BY_LIBRARY, reference=_S,
    ),
    DiagnosisHelp(
        code="input.b64", title="The two sides disagree on whether the payload is encoded",
        what='The payload was signed encoded where the header says "b64": false, or the reverse.',
        why="RFC 7797 changes what is signed. A library that does not know it signs the encoded payload.",
        fixes=_RAW_BODY, reference="RFC 7797 section 3",
    ),
    DiagnosisHelp(
        code="input.hashed-first", title="The input was hashed before it was signed",
        what="The signer hashed the two parts and signed the hash, so that it was hashed twice.",
        why="Signing services such as a KMS take a digest (AWS: MessageType DIGEST) or a message (RAW).",
        fixes=_BY_LIBRARY, reference=_S,
    ),
    DiagnosisHelp(
        code="input.trailing", title="The signature covers something behind the two parts",
        what="A line break or zero octet was signed along.",
        why="The input was written to a file with echo, or read from one, before openssl signed it.",
        fixes=_BY_LIBRARY, reference=_S,
    ),
    DiagnosisHelp(
        code="input.reserialized", title="The JSON was written again after it was signed",
        what="The same JSON with other white space, order or escapes makes the signature right.",
        why="A gateway, a test tool or the signer itself read the JSON and wrote it again.",
        fixes=_AS_IT_IS, reference=_S,
    ),
    DiagnosisHelp(
        code="input.content-missing", title="The payload travels apart from the token",
        what="The token has no payload of its own (detached content), and none was given beside it.",
        why="APIs of banks and payments sign the body of a request so. Or a payload was left out of a log.",
        fixes=_RAW_BODY, reference="RFC 7515 appendix F",
    ),
    DiagnosisHelp(
        code="input.content", title="The content has other octets than the one that was signed",
        what="With other line ends, a line break more or less, or in another encoding, the signature is right.",
        why="An editor, git or an HTTP framework changed the text, or it was pasted into a form.",
        fixes=_RAW_BODY, reference="RFC 7515 appendix F",
    ),
)  # fmt: skip
