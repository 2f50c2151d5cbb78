"""Formats of tokens that are not JOSE, by how they are written: each has keys, rules and libraries of its own."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.opaque_tokens import OpaqueToken

_SIGNATURE: Final = r"(?:[A-Za-z0-9_-]{27}|[A-Za-z0-9_-]{38}|[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{64}|[A-Za-z0-9_-]{86})"
_ASPNET: Final = "Only the application reads it, with the key ring of its Data Protection"

OTHER_FORMATS: Final = (
    OpaqueToken(
        "paseto",
        r"v[1-4]\.(?:public|local)\.[A-Za-z0-9_.-]+",
        "a PASETO, which is not JOSE",
        "It has its own keys and rules: use a PASETO library to read it",
    ),
    OpaqueToken(
        "paserk",
        r"k[1-4]\.(?:local|public|secret|[lps]id|seal|(?:local|secret)-(?:pw|wrap\.[a-z]+))\.[A-Za-z0-9_-]+",
        "a key for PASETO (PASERK)",
        "Its second word says what it is: local is a shared secret, secret a private key, public a public key, and "
        "lid, sid and pid are only their names. JOSE cannot use it: put it into a PASETO library",
    ),
    OpaqueToken(
        "fernet",
        r"gAAAAA[A-Za-z0-9_-]{60,}={0,2}",
        "a Fernet token",
        "It is encrypted with a Fernet key, which is not JOSE: use the library cryptography with that key",
    ),
    OpaqueToken(
        "flask-session",
        rf"\.?e[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{{6}}\.{_SIGNATURE}",
        "a session cookie of Flask, signed by itsdangerous",
        "Its three parts are data, time and signature, but it is no JWT: the data is readable to everybody (base64url, "
        "deflated when a dot stands first). Use itsdangerous with SECRET_KEY and the salt cookie-session",
        is_found_in_text=False,
    ),
    OpaqueToken(
        "itsdangerous",
        rf"[A-Za-z0-9_-]{{4,}}\.(?:[A-Za-z0-9_-]{{6}}\.)?{_SIGNATURE}",
        "a value signed by itsdangerous",
        "Its parts are data, perhaps a time, and signature, but it is no JWT. Use itsdangerous with the application's "
        "secret and salt",
        is_found_in_text=False,
    ),
    OpaqueToken(
        "django-signed",
        r"\.?[A-Za-z0-9_=-]{4,}:(?:[A-Za-z0-9]{6}:)?(?:[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{27})",
        "a value signed by Django",
        "Its key is derived from SECRET_KEY: use django.core.signing.loads with the right salt",
        is_found_in_text=False,
    ),
    OpaqueToken(
        "rails-cookie",
        r"[A-Za-z0-9+/=%_-]{20,}--(?:[0-9a-f]{40,128}|[A-Za-z0-9+/=%_-]{12,40}--[A-Za-z0-9+/=%_-]{16,40})",
        "a cookie of Rails, signed or encrypted",
        "With one signature behind -- it is signed and readable in base64; with three parts it is encrypted. Its key "
        "is derived from secret_key_base: use ActiveSupport::MessageVerifier or MessageEncryptor",
        is_found_in_text=False,
    ),
    OpaqueToken(
        "phoenix",
        r"(?:SFMyNTY|SFMzODQ|SFM1MTI|QTEyOEdDTQ|QTI1NkdDTQ)\.[A-Za-z0-9_-]+\.[A-Za-z0-9_.-]+",
        "a token of Phoenix (Plug.Crypto)",
        "Its first part names an algorithm of JOSE, but is no JOSE Header, and its data is an Erlang term. Use "
        "Phoenix.Token.verify with secret_key_base and the salt",
    ),
    OpaqueToken(
        "iron",
        r"Fe26\.2\*[^\s;,\"']{40,}",
        "a sealed value of iron (hapi, iron-session)",
        "It is encrypted with a password that only the application has: use iron-webcrypto or @hapi/iron to unseal it",
    ),
    OpaqueToken(
        "signed-cookie",
        r"s(?::|%3A)[^\s;,\"'.]{8,200}\.[A-Za-z0-9+/%=]{40,}",
        "a session cookie signed by Express (cookie-signature)",
        "What stands before the dot is a session ID that only the server can look up; behind it is an HMAC with the "
        "session secret",
    ),
    OpaqueToken("aspnet-cookie", r"CfDJ8[A-Za-z0-9_-]{20,}", "a value protected by ASP.NET Core", _ASPNET),
    OpaqueToken(
        "aspnet-viewstate",
        r"/wE[A-Za-z0-9+/]{20,}={0,2}",
        "a ViewState of ASP.NET",
        "It is a serialized page, signed with the machine key of the application",
        is_found_in_text=False,
    ),
    OpaqueToken(
        "health-certificate",
        r"HC1:[0-9A-Z $%*+./:-]{20,}",
        "an EU Digital COVID Certificate",
        "It is a CWT, compressed and in base45. COSE is CBOR (RFC 9052), not JOSE: use a library for it",
    ),
    OpaqueToken(
        "azure-sas",
        r"(?:SharedAccessSignature |\??s[vptes]=)[^\s\"']{0,300}\bsig=[^\s\"']{20,}",
        "a shared access signature of Azure",
        "Its parameters are readable, and sig is an HMAC over them with the account's key: nothing in it is JOSE. "
        "Whoever has it can use it until se",
    ),
    OpaqueToken(
        "password-hash",
        r"\$(?:2[abxy]?|argon2(?:id?|d)|5|6|7|y|scrypt|pbkdf2[a-z0-9-]*)\$[A-Za-z0-9$./,=+-]{20,}",
        "a hash of a password",
        "It is kept to compare passwords with, and is neither a token nor a key",
    ),
    OpaqueToken(
        "one-time-password",
        r"otpauth://[^\s\"']+",
        "the setup of a one-time password (TOTP, HOTP)",
        "Its secret, in base32, belongs into an authenticator. If it was pasted by mistake, replace it",
    ),
    OpaqueToken(
        "age-key",
        r"AGE-SECRET-KEY-1[A-Z0-9]{50,}",
        "a private key of age",
        "It opens files that age encrypted; JOSE has no use for it",
    ),
    OpaqueToken(
        "kerberos",
        r"(?:Negotiate )?YI[IGJ][A-Za-z0-9+/]{60,}={0,2}",
        "a Kerberos ticket (SPNEGO)",
        "Only the service's keytab opens it; klist shows what it is for",
        is_found_in_text=False,
    ),
    OpaqueToken(
        "ntlm",
        r"(?:(?:NTLM|Negotiate) )?TlRMTVNTUA[A-Za-z0-9+/]{10,}={0,2}",
        "an NTLM message",
        "It is a challenge-response message of Windows authentication, not a token",
    ),
    OpaqueToken(
        "basic",
        r"(?i:basic )[A-Za-z0-9+/]{8,}={0,2}",
        "HTTP Basic credentials",
        "They are a user name and a password in base64: nothing is signed. Change the password if they were shared",
        is_found_in_text=False,
    ),
    OpaqueToken(
        "request-signature",
        r"(?:AWS4-HMAC-SHA256 Credential=|(?i:digest) username=|(?i:oauth) oauth_|(?i:hawk) id=)[^\r\n]{10,}",
        "a signed request (AWS Signature Version 4, HTTP Digest, OAuth 1.0, Hawk)",
        "The request itself is signed with a secret that is never sent: there is no token in it to look into",
    ),
)
