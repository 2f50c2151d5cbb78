"""Help about secrets that were changed when they were copied, or that nobody set."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_AGAIN: Final = Fixes(
    python='print(ascii(os.environ["JWT_SECRET"])) shows every character that is not plain',
    node='console.log(Buffer.from(process.env.JWT_SECRET).toString("hex")) shows its octets',
    java="System.out.println(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));",
    go='fmt.Printf("%+q\\n", secret) shows every character that is not plain',
    dotnet="Console.WriteLine(Convert.ToHexString(Encoding.UTF8.GetBytes(secret)));",
)
_QUOTED: Final = Fixes(
    python="In .env files: JWT_SECRET='…' in single quotes; python-dotenv replaces ${…} elsewhere",
    node="In .env files: JWT_SECRET='…' in single quotes; dotenv takes # for a comment elsewhere",
    java="In application.properties, ${…} is replaced by Spring: write \\${ for it",
    go="In .env files: JWT_SECRET='…' in single quotes; godotenv replaces $… elsewhere",
    dotnet="In shells: export JWT_SECRET='…' in single quotes; in Compose files $$ for $",
)
_BASE32: Final = Fixes(
    python="key = base64.b32decode(secret)",
    node="Decode it with a library such as rfc4648: base32.parse(secret)",
    java="byte[] key = new Base32().decode(secret);  // Commons Codec",
    go="key, err := base32.StdEncoding.DecodeString(secret)",
    dotnet="Decode it with a library such as Otp.NET: Base32Encoding.ToBytes(secret)",
)
_SET: Final = Fixes(
    python='secret = os.environ["JWT_SECRET"]  # raises an error where get() gives None',
    node='if (!process.env.JWT_SECRET) throw new Error("JWT_SECRET is not set")',
    java='Objects.requireNonNull(System.getenv("JWT_SECRET"), "JWT_SECRET is not set");',
    go='secret, ok := os.LookupEnv("JWT_SECRET")  // and stop where it is not ok or empty',
    dotnet='var secret = config["Jwt:Key"] ?? throw new InvalidOperationException("Jwt:Key is not set");',
)

ROWS: Final = (
    DiagnosisHelp(
        code="secret.invisible",
        title="Invisible characters stand in the secret",
        what="The secret that was given has characters that nobody sees, such as a byte order mark, a no-break space "
        "or a zero-width space; the signer's has not.",
        why="Editors write a byte order mark at the beginning of files; web pages, chats and PDF files add others.",
        fixes=_AGAIN,
        reference="RFC 7518 section 3.2",
    ),
    DiagnosisHelp(
        code="secret.typography",
        title="Quotes, hyphens or dots of the secret were made prettier",
        what="Plain signs of the secret became typographic ones, which are other characters.",
        why="Word processors, chats and wikis exchange quotes, hyphens and three dots as they are typed or pasted.",
        fixes=_AGAIN,
    ),
    DiagnosisHelp(
        code="secret.base32",
        title="The secret is base32 and must be decoded",
        what="The signer decodes the secret from base32; the verifier takes its characters as they are.",
        why="Secrets of one-time passwords, and of services that share code with them, are written so.",
        fixes=_BASE32,
        reference="RFC 4648 section 6",
    ),
    DiagnosisHelp(
        code="secret.html-escaped",
        title="The secret is escaped as for HTML on one side",
        what="One side has entities such as &amp; or &quot; where the other has the sign itself.",
        why="It was copied out of the source of a page, or a form stored what it had escaped for showing.",
        fixes=_AGAIN,
    ),
    DiagnosisHelp(
        code="secret.expanded",
        title="A shell or .env file took a part of the secret for its own",
        what="The signer's secret lacks what follows a $, a # or a space: the file that it is read from takes $ for a "
        "variable, # for a comment, and a space for the end.",
        why="Secrets with such signs must be quoted, and each reader has other rules for that.",
        fixes=_QUOTED,
    ),
    DiagnosisHelp(
        code="secret.doubled",
        title="The secret was not copied as it is: twice, or with a character too many",
        what="Once, or without one character at an end, the secret makes the signature right.",
        why="It is pasted a second time into a field that was not empty, or a sign beside it is selected along.",
        fixes=_AGAIN,
    ),
    DiagnosisHelp(
        code="secret.typed",
        title="One character of the secret was taken for another",
        what="With one character as the one that looks like it, such as O for 0, the secret makes the signature right.",
        why="The secret was typed from paper or from a picture.",
        fixes=_AGAIN,
    ),
    DiagnosisHelp(
        code="secret.unset",
        title="The signer had no secret",
        what="The token is signed with an empty secret, or with a word such as undefined or ${JWT_SECRET}.",
        why="The variable is not set where the signer runs, and the code makes text of that, or a template was not "
        "filled in. Everybody can sign so.",
        fixes=_SET,
        reference="RFC 8725 section 3.5",
    ),
)
