"""Help about keys that are made of a secret or password: cut, filled up, derived."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_REAL_KEY: Final = Fixes(
    python='key = base64.b64decode(os.environ["KEY"])  # made once with secrets.token_bytes(32)',
    node='const key = Buffer.from(process.env.KEY, "base64")  // made once with crypto.randomBytes(32)',
    java='byte[] key = Base64.getDecoder().decode(System.getenv("KEY"));',
    go='key, err := base64.StdEncoding.DecodeString(os.Getenv("KEY"))',
    dotnet='var key = Convert.FromBase64String(Environment.GetEnvironmentVariable("KEY")!);',
)
_PBES2: Final = Fixes(
    python='jwe.encrypt_compact({"alg": "PBES2-HS256+A128KW", "enc": "A128GCM"}, text, OctKey.import_key(password))',
    node='new GeneralEncrypt(text).addRecipient(password)  // jose; the alg "PBES2-HS256+A128KW" in its header',
    java="new PasswordBasedEncrypter(password, 16, 600_000)  // Nimbus",
    go="jose.Recipient{Algorithm: jose.PBES2_HS256_A128KW, Key: password, PBES2Count: 600000}",
    dotnet="JWT.Encode(text, password, JweAlgorithm.PBES2_HS256_A128KW, JweEncryption.A128GCM)  // jose-jwt",
)
_SESSION: Final = Fixes(
    python='HKDF(hashes.SHA256(), 64, salt=b"authjs.session-token", info=info).derive(secret)  # cryptography',
    node='await getToken({ req, secret, salt: "authjs.session-token" })  // next-auth/jwt',
    java="new HKDFBytesGenerator(new SHA256Digest()) with new HKDFParameters(secret, salt, info)  // Bouncy Castle",
    go="hkdf.Key(sha256.New, secret, salt, info, 64)  // crypto/hkdf",
    dotnet="HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 64, salt, info)",
)
_WITH_AN_AUDIENCE: Final = Fixes(
    python='oauth.auth0.authorize_redirect(redirect_uri, audience="https://api.example")  # Authlib',
    node='createAuth0Client({ authorizationParams: { audience: "https://api.example" } })',
    java="AuthAPI.authorizeUrl(redirectUri).withAudience(audience)  // auth0-java",
    go='conf.AuthCodeURL(state, oauth2.SetAuthURLParam("audience", audience))',
    dotnet="options.AddAudience(audience), or WithAccessToken(o => o.Audience = audience)",
)

ROWS: Final = (
    DiagnosisHelp(
        code="secret.cut",
        title="The secret is cut to the size that is due",
        what="The sender takes only the first (or last) octets of the secret as its key.",
        why="AES takes keys of one size, and some code cuts what is longer in place of refusing it.",
        fixes=_REAL_KEY,
        reference="RFC 7518 section 4.1",
    ),
    DiagnosisHelp(
        code="secret.padded",
        title="The secret is filled up to the size that is due",
        what="The sender fills up a short secret with zeros, spaces or itself until it is as long as the key must be.",
        why="AES takes keys of one size, and some code fills up what is shorter in place of refusing it.",
        fixes=_REAL_KEY,
        reference="RFC 7518 section 4.1",
    ),
    DiagnosisHelp(
        code="jwe.pbes2-salt",
        title="The salt for the password was put together in another way",
        what='The salt is the name of the algorithm, a zero octet, and the decoded "p2s". The sender took another.',
        why='Whoever calls PBKDF2 by hand takes "p2s" as the salt, which the algorithm does not.',
        fixes=_PBES2,
        reference="RFC 7518 section 4.8.1.1",
    ),
    DiagnosisHelp(
        code="jwe.pbes2-hash",
        title="The key was derived from the password with another hash",
        what="PBKDF2 was used with another hash than the one in the name of the algorithm.",
        why="Many functions for PBKDF2 take SHA-1 or SHA-256 when no hash is named.",
        fixes=_PBES2,
        reference="RFC 7518 section 4.8",
    ),
    DiagnosisHelp(
        code="jwe.pbes2-iterations",
        title="The key was derived with another number of iterations than p2c",
        what='PBKDF2 was iterated as often as some library does by itself, and not as "p2c" says.',
        why='"p2c" was written into the header and not handed to the function, or the reverse.',
        fixes=_PBES2,
        reference="RFC 7518 section 4.8.1.2",
    ),
    DiagnosisHelp(
        code="jwe.nextauth-session",
        title="A session cookie of NextAuth 4",
        what="The key is derived from NEXTAUTH_SECRET with HKDF, SHA-256 and the info of NextAuth.js.",
        why="The application encrypts the session to itself. The secret is not the key.",
        fixes=_SESSION,
        reference="RFC 5869 section 2",
    ),
    DiagnosisHelp(
        code="jwe.authjs-session",
        title="A session cookie of Auth.js (NextAuth 5)",
        what="The key is derived from AUTH_SECRET with HKDF and SHA-256; the name of the cookie is the salt.",
        why="The application encrypts the session to itself. Over HTTPS the name of the cookie begins with __Secure-, "
        "and so the key is another one.",
        fixes=_SESSION,
        reference="RFC 5869 section 2",
    ),
    DiagnosisHelp(
        code="jwe.express-session",
        title="A session cookie of the Auth0 libraries",
        what='The key is derived from the application\'s secret with HKDF, SHA-256 and the info "JWE CEK".',
        why="nextjs-auth0 and express-openid-connect encrypt the session to themselves. The secret is not the key.",
        fixes=_SESSION,
        reference="RFC 5869 section 2",
    ),
    DiagnosisHelp(
        code="jwe.session-cookie",
        title="It can be a session cookie whose key is derived",
        what="The header is as short as those of NextAuth, Auth.js and the Auth0 libraries are.",
        why="Such cookies are encrypted by an application to itself, with a key derived from its secret.",
        fixes=_SESSION,
        reference="RFC 5869 section 2",
    ),
    DiagnosisHelp(
        code="jwe.only-for-issuer",
        title="Only the issuer can read it",
        what="Auth0 issues an encrypted access token when no audience is asked for; only its /userinfo reads it.",
        why="The parameter audience was left out, or named an API that is not registered.",
        fixes=_WITH_AN_AUDIENCE,
    ),
    DiagnosisHelp(
        code="jwe.only-for-recipient",
        title="Only the recipient can read it",
        what="The token is encrypted to the public key of a resource server. No key for it was given.",
        why="Issuers encrypt access tokens for APIs that registered a key. A client passes them on and does not read "
        "them.",
        fixes=_WITH_AN_AUDIENCE,
        reference="RFC 7516 section 2",
    ),
)
