"""Values that do harm where they are used as they are, and addresses that must not be fetched (RFC 8725 section 3.10).

What is looked for has the shape of an attack, not only its characters: O'Brien, "select" and 2 < 3 are names and text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import ClaimsCase
from webapp.jose.audit.strings import Text
from webapp.jose.finding import Finding
from webapp.jose.internal_address import internal
from webapp.jose.registry.rules import RULES

_TAGS: Final = (
    "script|iframe|img|svg|object|embed|body|link|meta|style|form|input|base|video|audio|details|math|marquee|button|"
    "textarea|isindex|frame|frameset|applet|template|noscript|xss"
)
_HANDLERS: Final = (
    "error|load|click|dblclick|mouse[a-z]{2,6}|focus(?:in|out)?|blur|key(?:down|up|press)|change|submit|toggle|begin|end|"
    "animation[a-z]{3,9}|transition[a-z]{3,6}|pointer[a-z]{2,18}|input|drag[a-z]{0,5}|touch[a-z]{3,6}|wheel|copy|cut|"
    "paste|scroll|unload|beforeunload|message|hashchange|popstate|start|finish|resize|select|show|canplay|play"
)
_WORD: Final = r"(?:'[^']{0,40}'?|\"[^\"]{0,40}\"?|[0-9]+|[a-z_]{1,30})"


def _any(*shapes: str) -> re.Pattern[str]:
    return re.compile("|".join(shapes), re.IGNORECASE)


_PATH: Final = "a path out of its folder"
# fmt: off
_SHAPES: Final = (
    ("markup that a page runs", _any(
        rf"<\s{{0,9}}/?\s{{0,9}}(?:{_TAGS})(?=[\s/>]|\Z)", rf"%3c(?:%2f)?(?:{_TAGS})\b",
    )),
    ("an event handler of a page", _any(
        rf"(?:[\s\"'`/<>;]|\A)on(?:{_HANDLERS})\s{{0,9}}=\s{{0,9}}[\"'`\w(]",
    )),
    ("an address that runs a script", _any(r"(?<![\w.-])(?:(?:java|vb|live)script:(?=[^\s:])|data:text/html)")),
    ("a template expression", _any(
        r"\{\{[^{}]{1,200}\}\}", r"[$#*@]\{[^{}]{1,200}\}", r"<%[=@!\s][^%]{0,200}%>", r"\{%[^%]{1,200}%\}",
        r"\$\{(?:jndi|env|sys|lower|upper):", r"#(?:set|foreach|include)\s?\(", r"<#(?:assign|include|import)\b",
    )),
    ("a piece of SQL", _any(
        rf"['\"\d)]\s{{0,9}}\)?\s{{0,9}}(?:or|and|\|\||&&)\s{{1,9}}(?:not\s{{1,9}})?{_WORD}\s{{0,9}}"
        rf"(?:=|<>|!=|like\b|in\s{{0,9}}\()\s{{0,9}}{_WORD}",
        r"['\"]\s{0,9}(?:--(?:\s|\Z|\+)|#\s{0,9}\Z|/\*)",
        r"['\"]\s{0,9}(?:or|and)\s{1,9}(?:true|false|\d{1,9})\b",
        r"['\"\d)]\s{1,9}order\s{1,9}by\s{1,9}\d",
        r"['\"(]\s{0,9}(?:\|\|)?\s{0,9}\(?\s{0,9}select\s{1,9}\S+\s{1,9}from\b",
        r"\b(?:or|and)\s{1,9}(\d{1,9})\s{0,9}=\s{0,9}\1\b",
        r"\bunion\s{1,9}(?:all\s{1,9}|distinct\s{1,9})?select\b",
        r"['\";)]\s{0,9};?\s{0,9}(?:drop|truncate|alter)\s{1,9}(?:table|database|schema|user)\b",
        r"['\";)]\s{0,9};\s{0,9}(?:insert\s{1,9}into|delete\s{1,9}from|update\s{1,9}\w{1,60}\s{1,9}set|select|exec)\b",
        r"['\";)]\s{0,9};\s{0,9}(?:execute|shutdown|declare)\b",
        r"\b(?:pg_sleep|sleep|benchmark|load_file|extractvalue|updatexml)\s{0,3}\(\s{0,3}['\d(]",
        r"\bwaitfor\s{1,9}delay\b", r"\bxp_cmdshell\b", r"\binformation_schema\.",
        r"\bdrop\s{1,9}table\s{1,9}\w{1,60}\s{0,9}(?:;|--)", r"\bselect\s{1,9}\*\s{1,9}from\s{1,9}\w",
        r"\binto\s{1,9}(?:out|dump)file\b",
    )),
    (_PATH, _any(
        r"(?<![\w.])\.\.(?:[/\\]|%2f|%5c|%c0%af|;/)", r"\.{4}[/\\]{2}", r"%2e%2e(?:%2f|%5c|[/\\])",
        r"(?<![\w.:/-])/(?:etc/(?:passwd|shadow|hosts)|proc/self/)",
    )),
    ("a header in a line of its own", _any(
        r"[\r\n]\s{0,9}(?:set-cookie2?|location|content-[a-z-]{2,30}|host|transfer-encoding|authorization|refresh|bcc|cc|"
        r"access-control-[a-z-]{2,40}|x-[a-z0-9-]{1,40}|to|from|subject):",
        r"[\r\n]\s{0,9}HTTP/\d", r"%0d%0a", r"\r\n[a-z][a-z-]{1,40}:\s?\S", r"\r\n\r\n<",
    )),
    ("an XML document type or entity", _any(r"<!(?:DOCTYPE|ENTITY|ELEMENT|\[CDATA\[)", r"<\?xml[\s-]")),
    ("a command of a shell", _any(
        r"\$\([^()\s][^()]{0,200}\)", r"`(?:id|whoami|ls|cat|curl|wget|uname|nc|sleep|ping)\b[^`]{0,200}`",
        r"(?:[;&\n]|\|{1,2}|&&)\s{0,9}(?:rm\s+-|cat\s+/|curl\s|wget\s|nc\s+-|bash\s+-|sh\s+-|whoami\b|ping\s+-)",
        r"\(\)\s{0,3}\{", r"\A[=+@-]{1,3}(?:cmd\||hyperlink\(|import(?:xml|html|data|feed|range)\(|dde\(|webservice\()",
        r"(?:[;&\n]|\|{1,2}|&&)\s{0,9}(?:powershell\b|id\s{0,9}(?:[;|&]|\Z))",
    )),
    ("a filter of LDAP", _any(r"\*\)\s{0,3}\(", r"\)\s{0,3}\(\s{0,3}[|&!]", r"\(\s{0,3}[|&]\s{0,3}\(")),
    ("a zero octet", _any(r"\x00|%00")),
)
# fmt: on
# Whose dot segments are taken out before anything is fetched (RFC 3986 section 5.2.4).
_WEB_ADDRESS: Final = re.compile(r"https?://[^/\s]", re.IGNORECASE)
# Texts without any sign that an attack needs.
_PLAIN: Final = re.compile(r"[A-Za-z0-9_@.+~-]*")
# What any of the shapes has: most texts have none of it, and are looked at no further.
_HINT: Final = re.compile(
    r"[<{\r\n\x00`]|\.\.|%[0-3cC][0-9a-fA-F]|%2e|:///|script:|data:t|['\")]\s{0,9}(?:[-#;/]|or\b|and\b|\|\||&&|drop|trunc|alter|')"
    r"|\bor\s|\band\s|union|sleep|benchmark|load_file|extractvalue|updatexml|waitfor|xp_|schema\.|\bselect\b|drop\s|into\s|"
    r"\)\s{0,3}\(|\$\(|[;&|]|/etc/|/proc/|%3c|#(?:set|for|inc)|\(\)|cmd\||hyperlink|webservice|import|dde\(|order\s|\bon[a-z]+\s{0,9}=",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 2_000
_ONE_LINE: Final = frozenset(
    {"iss", "sub", "jti", "email", "preferred_username", "username", "nickname", "client_id", "azp", "sid", "kid"}
)
_BREAK: Final = re.compile(r"[\r\n]")
_OPERATOR: Final = re.compile(
    r"\$(?:ne|eq|gte?|lte?|n?in|regex|where|exists|or|and|nor|not|expr|function)\Z|__proto__\Z"
)
# Claims whose value is the address of something to be fetched or shown, by the last word of their names.
_FETCHED: Final = re.compile(
    r"(?:^|[_\-./:a-z])(?:picture|profile|website|urls?|uris?|link|href|endpoint|image|avatar|logo|photo|icon|src|callback|"
    r"webhook|page|feed|server|target|location|file|document|media|video|audio|jwks|jku|x5u|homepage|thumbnail|download)\Z",
    re.IGNORECASE,
)
# Where a browser is sent to, which may be the user's own machine (RFC 8252 section 7.3), or what is compared only.
_SENT_TO: Final = re.compile(r"redirect_?uris?\Z|\Ahtu\Z", re.IGNORECASE)
_COMPARED: Final = frozenset(
    {
        "aud",
        "sub",
        "azp",
        "client_id",
        "scope",
        "acr",
        "amr",
        "vct",
        "@context",
        "type",
        "id",
        "jti",
        "events",
        "sub_id",
    }
)
_ADDRESS: Final = re.compile(r"\s{0,9}(?:([A-Za-z][A-Za-z0-9+.-]{0,30}):)?[/\\]{2}[^\s]")
# Schemes that programs fetch; what has another one is a name, or is opened by an application.
_CLOSED: Final = frozenset({"https", "wss", "ldaps", "ftps", ""})
_OPEN: Final = frozenset({"http", "ftp", "tftp", "ws", "ldap", "gopher", "dict", "file", "smb", "jar", "netdoc"})


def attack_in(text: Text) -> str:
    """What attack a text has the shape of, with its article; "" for an ordinary one."""
    value = text.value
    if _PLAIN.fullmatch(value) or not _HINT.search(value):
        return ""
    for what, shape in _SHAPES:
        if shape.search(value) and not (what == _PATH and _WEB_ADDRESS.match(value)):
            return what
    return "a line break where one line is due" if text.name in _ONE_LINE and _BREAK.search(value) else ""


def operators(case: ClaimsCase) -> Iterator[Finding]:
    """Members whose names databases and languages carry out, or that are attacks themselves."""
    for member in case.claims.json.members:
        if not _PLAIN.fullmatch(member.name) and (what := attack_in(Text(member, "", member.name[:_LONGEST_NAME]))):
            span = case.claims.decoded.span(member.octets.start, member.octets.end)
            yield RULES["C09"].found(f"The name of a member is {what}", span)
        elif member.name[:1] in ("$", "_") and _OPERATOR.match(member.name):
            told = f'"{member.name}" is the name of a member, which some databases and languages carry out'
            span = case.claims.decoded.span(member.octets.start, member.octets.end)
            yield RULES["C09"].found(told, span)


def danger_of(text: Text) -> str:
    """Why the address that a text is must not be fetched, as an apposition; "" when nothing speaks against it."""
    if "//" not in text.value and "\\" not in text.value:
        return ""
    match = _ADDRESS.match(text.value)
    if match is None or text.name in _COMPARED or _SENT_TO.search(text.name):
        return ""
    scheme = (match[1] or "").lower()
    if (scheme in _OPEN or scheme in _CLOSED) and (why := internal(text.value)):
        return f"which leads to {why}"
    if scheme in _OPEN and (text.name == "iss" or _FETCHED.search(text.name)):
        return f"which is {scheme} and not https"
    return ""
