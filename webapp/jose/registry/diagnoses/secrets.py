"""Help about secrets that are read in another way than the signer reads them."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_TRIM: Final = Fixes(
    python='secret = os.environ["JWT_SECRET"].strip()',
    node="const secret = process.env.JWT_SECRET.trim()",
    java='String secret = System.getenv("JWT_SECRET").strip();',
    go='secret := strings.TrimSpace(os.Getenv("JWT_SECRET"))',
    dotnet='var secret = Environment.GetEnvironmentVariable("JWT_SECRET")!.Trim();',
)
_PLAIN: Final = Fixes(
    python='jwt.decode(token, secret.encode("utf-8"), algorithms=["HS256"])',
    node="await jwtVerify(token, new TextEncoder().encode(secret))",
    java="Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8)): jjwt's old setSigningKey(String) decodes base64",
    go="return []byte(secret), nil  // in the key function",
    dotnet="new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret))",
)
_BASE64: Final = Fixes(
    python='jwt.decode(token, base64.b64decode(secret), algorithms=["HS256"])',
    node='await jwtVerify(token, Buffer.from(secret, "base64"))',
    java="Keys.hmacShaKeyFor(Decoders.BASE64.decode(secret))",
    go="key, err := base64.StdEncoding.DecodeString(secret)",
    dotnet="new SymmetricSecurityKey(Convert.FromBase64String(secret))",
)
_BASE64URL: Final = Fixes(
    python='base64.urlsafe_b64decode(secret + "=" * (-len(secret) % 4))',
    node='await jwtVerify(token, Buffer.from(secret, "base64url"))',
    java="Keys.hmacShaKeyFor(Decoders.BASE64URL.decode(secret))",
    go="key, err := base64.RawURLEncoding.DecodeString(secret)",
    dotnet="new SymmetricSecurityKey(Base64UrlEncoder.DecodeBytes(secret))",
)

ROWS: Final = (
    DiagnosisHelp(
        code="secret.utf-8",
        title="The secret is plain text",
        what="The signer takes the characters of the secret as they are; the verifier decodes them first.",
        why="Many secrets look like base64 or hexadecimal but are meant as text. Some libraries decode a secret that "
        "is given as a string, others do not.",
        fixes=_PLAIN,
        reference="RFC 7518 section 3.2",
    ),
    DiagnosisHelp(
        code="secret.base64",
        title="The secret is base64 and must be decoded",
        what="The signer decodes the secret from base64; the verifier takes its characters as they are.",
        why="Secrets are random octets, and base64 is how they are written into configurations. Whether a library "
        "decodes them differs from one to the next.",
        fixes=_BASE64,
        reference="RFC 4648 section 4",
    ),
    DiagnosisHelp(
        code="secret.base64url",
        title="The secret is base64url and must be decoded",
        what="The signer decodes the secret from base64url, the form with - and _; the verifier does not.",
        why='This is how a JWK writes the secret in "k", and how many key generators print it.',
        fixes=_BASE64URL,
        reference="RFC 7518 section 6.4.1",
    ),
    DiagnosisHelp(
        code="secret.base64-twice",
        title="The secret is base64 of base64",
        what="The text must be decoded twice before it gives the octets that were signed with.",
        why="Kubernetes and other stores write every value in base64 once more, over a secret that was base64 already.",
        fixes=_BASE64,
        reference="RFC 4648 section 4",
    ),
    DiagnosisHelp(
        code="secret.decoded-twice",
        title="The secret is encoded twice, in two ways",
        what="The text must be decoded twice, from base64 and from hexadecimal, before it gives the octets of the key.",
        why="openssl rand -hex prints a key in hexadecimal, and a store such as Kubernetes writes that in base64.",
        fixes=Fixes(
            python="key = bytes.fromhex(base64.b64decode(secret).decode().strip())",
            node='Buffer.from(Buffer.from(secret, "base64").toString().trim(), "hex")',
            java="HexFormat.of().parseHex(new String(Base64.getDecoder().decode(secret)).strip())",
            go="text, err := base64.StdEncoding.DecodeString(secret); key, err := hex.DecodeString(string(text))",
            dotnet="Convert.FromHexString(Encoding.ASCII.GetString(Convert.FromBase64String(secret)).Trim())",
        ),
        reference="RFC 4648 section 8",
    ),
    DiagnosisHelp(
        code="secret.base64-lenient",
        title="The secret went through a lenient base64 decoder",
        what="The text is no proper base64, but the signer's library decodes it all the same and leaves out what it "
        "does not know.",
        why="Lenient decoders skip foreign characters or an incomplete last group. Different texts then give the same "
        "key, and a strict reader refuses the text.",
        fixes=Fixes(
            python="base64.b64decode(secret, validate=True) refuses such text; the default skips foreign characters",
            node='Buffer.from(secret, "base64") skips what it does not know: check the text before',
            java="Base64.getDecoder() is strict, Base64.getMimeDecoder() and Commons Codec skip characters",
            go="base64.StdEncoding.Strict() refuses stray bits; all of them refuse foreign characters",
            dotnet="Convert.FromBase64String() refuses foreign characters but skips white space",
        ),
        reference="RFC 4648 section 3.3",
    ),
    DiagnosisHelp(
        code="secret.atob",
        title="The secret was decoded to a string, not to octets",
        what="The signer decoded base64 to a string of characters and then wrote that string in UTF-8, so that every "
        "octet above 127 became two.",
        why="atob() in JavaScript gives a string. Most libraries encode a string in UTF-8 when they are given one.",
        fixes=_BASE64,
        reference="RFC 4648 section 4",
    ),
    DiagnosisHelp(
        code="secret.hex",
        title="The secret is hexadecimal and must be decoded",
        what="The signer decodes the hexadecimal digits to octets; the verifier takes the digits as text, or reversed.",
        why="openssl rand -hex and many key generators print secrets so. 64 digits are 32 octets, but 64 as text.",
        fixes=Fixes(
            python='jwt.decode(token, bytes.fromhex(secret), algorithms=["HS256"])',
            node='await jwtVerify(token, Buffer.from(secret, "hex"))',
            java="Keys.hmacShaKeyFor(HexFormat.of().parseHex(secret))",
            go="key, err := hex.DecodeString(secret)",
            dotnet="new SymmetricSecurityKey(Convert.FromHexString(secret))",
        ),
        reference="RFC 4648 section 8",
    ),
    DiagnosisHelp(
        code="secret.newline",
        title="A line break belongs to the secret on one side",
        what="One side's secret ends in, or contains, a line break that the other side's does not have.",
        why="Editors and echo end files with a line break, and reading a file keeps it. Kubernetes secrets made with "
        "echo instead of echo -n have it, too.",
        fixes=_TRIM,
        reference="RFC 7518 section 3.2",
    ),
    DiagnosisHelp(
        code="secret.white-space",
        title="White space belongs to the secret on one side",
        what="Blanks around or within the secret are part of it on one side only.",
        why="They come along when a secret is copied from a document, a terminal or a table.",
        fixes=_TRIM,
        reference="RFC 7518 section 3.2",
    ),
    DiagnosisHelp(
        code="secret.quotes",
        title="Quotes belong to the secret on one side",
        what="Quotes around the secret are part of it on one side only.",
        why="Some readers of .env files keep the quotes, docker --env-file among them; others take them off.",
        fixes=Fixes(
            python="python-dotenv takes the quotes off; docker run --env-file does not: leave them out of the file",
            node="dotenv takes the quotes off; docker run --env-file does not: leave them out of the file",
            java="Properties files keep quotes: leave them out",
            go="godotenv takes the quotes off; docker run --env-file does not: leave them out of the file",
            dotnet="Environment variables keep quotes: leave them out",
        ),
    ),
    DiagnosisHelp(
        code="secret.assignment",
        title="Only the value of the line is the secret",
        what='The whole line, such as JWT_SECRET="…", was given; the signer uses the value alone.',
        why="The line was copied out of a configuration file as it stands.",
        fixes=_TRIM,
    ),
    DiagnosisHelp(
        code="secret.json-member",
        title="The secret is a member of the JSON",
        what="A JSON object was given; the signer uses one of its members.",
        why="Secret managers give out JSON; the secret is one value in it.",
        fixes=Fixes(
            python='secret = json.loads(text)["secret"]',
            node="const { secret } = JSON.parse(text)",
            java='String secret = new ObjectMapper().readTree(text).get("secret").asText();',
            go="err := json.Unmarshal(text, &config)  // then use config.Secret",
            dotnet='var secret = JsonDocument.Parse(text).RootElement.GetProperty("secret").GetString();',
        ),
    ),
    DiagnosisHelp(
        code="secret.jwk-text",
        title='The text of "k" was used without decoding it',
        what='The signer took the characters of "k" as the secret, where the octets that they encode are due.',
        why='"k" looks like a password. In a JWK it is always base64url.',
        fixes=_BASE64URL,
        reference="RFC 7518 section 6.4.1",
    ),
    DiagnosisHelp(
        code="secret.percent-encoded",
        title="The secret is percent-encoded on one side",
        what="One side uses the secret as it stands in a URL or form, the other its plain form.",
        why="It was copied out of a connection URL or a form body, where %2B stands for +.",
        fixes=Fixes(
            python="secret = urllib.parse.unquote(text)",
            node="const secret = decodeURIComponent(text)",
            java="String secret = URLDecoder.decode(text, StandardCharsets.UTF_8);  // also turns + into a space",
            go="secret, err := url.PathUnescape(text)",
            dotnet="var secret = Uri.UnescapeDataString(text);",
        ),
        reference="RFC 3986 section 2.1",
    ),
    DiagnosisHelp(
        code="secret.escapes",
        title="Backslashes belong to the secret on one side",
        what="The secret was copied with the backslashes of a JSON or shell text.",
        why="In JSON and in quotes, a backslash stands before characters that would mean something else.",
        fixes=_TRIM,
    ),
    DiagnosisHelp(
        code="secret.character-set",
        title="The two sides write the secret in different character sets",
        what="Letters beyond ASCII become other octets in UTF-8, Latin-1 or UTF-16.",
        why="Text has no octets until a character set is chosen; old platforms choose for themselves.",
        fixes=_PLAIN,
        reference="RFC 8259 section 8.1",
    ),
    DiagnosisHelp(
        code="secret.case",
        title="The secret is written in another case on one side",
        what="The same letters in lower or upper case make the MAC right.",
        why="Hexadecimal text and UUIDs are often written in the other case when they are stored.",
        fixes=_PLAIN,
    ),
    DiagnosisHelp(
        code="secret.encoded",
        title="The signer encodes the secret before it uses it",
        what="The signer's key is the base64 or hexadecimal text of the secret.",
        why="Code that decodes base64 was given a plain secret and somebody encoded it to make that work, on one side.",
        fixes=_PLAIN,
    ),
    DiagnosisHelp(
        code="secret.hashed",
        title="The signer hashes the secret before it uses it",
        what="The signer's key is a hash of the secret, or its hexadecimal text.",
        why="Frameworks derive keys of the length that is due from a password by hashing it.",
        fixes=Fixes(
            python="key = hashlib.sha256(secret.encode()).digest()",
            node='const key = createHash("sha256").update(secret).digest()',
            java='byte[] key = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));',
            go="key := sha256.Sum256([]byte(secret))",
            dotnet="var key = SHA256.HashData(Encoding.UTF8.GetBytes(secret));",
        ),
        reference="RFC 7518 section 3.2",
    ),
)
