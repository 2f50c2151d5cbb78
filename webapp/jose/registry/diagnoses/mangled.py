"""Help about tokens that were changed, cut or joined on their way."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_FORM: Final = "RFC 7515 section 7.1"
_HEADER: Final = Fixes(
    python='headers={"Authorization": f"Bearer {token}"}',
    node="headers: { Authorization: `Bearer ${token}` }",
    java='request.header("Authorization", "Bearer " + token)',
    go='req.Header.Set("Authorization", "Bearer "+token)',
    dotnet='client.DefaultRequestHeaders.Authorization = new("Bearer", token);',
)
_ROOM: Final = Fixes(
    python="a column of type TEXT; logging without a limit on length",
    node="a column of type TEXT; console.log shortens long strings in objects",
    java="a CLOB or TEXT column, not VARCHAR(255); -Dserver.max-http-request-header-size",
    go="http.Server{MaxHeaderBytes: 1 << 16}",
    dotnet="nvarchar(max), not nvarchar(255); Kestrel's MaxRequestHeadersTotalSize",
)
_DECODE_ONCE: Final = Fixes(
    python='request.args["token"]  # is decoded already',
    node="url.searchParams.get('token')  // is decoded already",
    java='request.getParameter("token")  // is decoded already',
    go='r.URL.Query().Get("token")  // is decoded already',
    dotnet='Request.Query["token"]  // is decoded already',
)


def _row(cause: str, title: str, what: str, why: str, fixes: Fixes = _HEADER) -> DiagnosisHelp:
    return DiagnosisHelp(code=f"mangled.{cause}", title=title, what=what, why=why, fixes=fixes, reference=_FORM)


ROWS: Final = (
    _row("disguised", "The token is written in another way as a whole",
         "It stands there backwards, in hexadecimal, as a list of octets, in UTF-16 or compressed.",
         "A program or a log shows octets in place of text, or something on the way packed the token.", _HEADER),
    _row("percent-encoding", "Percent-encoding was left in the token", "Signs such as %2E stand for others.",
         "The token was taken from a URL or form without decoding it, or was encoded twice.", _DECODE_ONCE),
    _row("spaces", "A sign of the token became a space", "A space stands where - _ or + belongs.",
         "Form data writes a space as +, and line wrapping puts spaces in.", _DECODE_ONCE),
    _row("alphabet", "The token was written in standard base64", "+ and / stand where - and _ belong.",
         "A base64 library encoded its parts again.", _DECODE_ONCE),
    _row("padding", "Padding was added to the token", "= stands at the end of parts; the token verifies without.",
         "A base64 library encoded its parts again, or a check wanted whole groups of four.", _DECODE_ONCE),
    _row("foreign", "Characters were added to the token", "Quotes, dots, blanks or invisible signs stand in it.",
         "They come from the text or program around it, or from a document that hyphenates."),
    _row("characters", "Signs of the token became others", "A dash or an HTML entity stands for a sign of the token.",
         "Documents, chats and web pages replace signs as one types."),
    _row("prefix", "Something was put before the token", "The token begins after the first few characters.",
         "The name of a scheme or parameter was joined to it."),
    _row("swapped", "The parts of the token are in the wrong order", "Header, payload and signature are exchanged.",
         "The token was put together by hand."),
    _row("joined", "Two tokens were joined", "A second token begins where the first ends.",
         "A header was set twice, or a variable was appended to."),
    _row("dots", "The dots between the parts are gone", "The parts follow one another directly or behind other signs.",
         "A file name, a search field or a text field does not allow dots."),
    _row("doubled", "A part of the token stands there twice", "Once less, the token verifies.",
         "A variable was appended to, or the token was put together by hand."),
    _row("beginning", "The first characters of the token are missing", "With them put back, it verifies.",
         "It was selected by hand, or a program cut off the wrong number of characters behind Bearer."),
    _row("character", "One character was lost, added or changed", "It is found where the JSON breaks.",
         "The token was typed, read from an image or edited."),
    _row("signature", "The signature was damaged", "It is right but for one character, or for the case of its letters.",
         "The token was typed, read from an image or edited."),
    _row("broken", "Header or payload are broken", "They begin as JSON and stop being it in the middle.",
         "A piece was lost, or characters were changed on the way.", _ROOM),
    _row("redacted", "A part was taken out on purpose", "A word or a row of signs stands in its place.",
         "Loggers and traces hide the signatures of tokens, so that nobody can use them.", _ROOM),
    _row("part-missing", "A part of the token is missing", "The header or the payload is not there.",
         "The token was taken apart and put together without it."),
    _row("ellipsis", "The token was shortened for display", "Three dots stand in the place of many characters.",
         "Logs, tables and debuggers shorten long values.", _ROOM),
    _row("case", "The token was changed to one case", "All letters are in one case, and nothing brings them back.",
         "A search field, a file system that ignores case, or a rule for headers."),
    _row("cut-off", "The token was cut off", "Its end is missing.",
         "A column of 255 characters, a cookie above 4,096 octets, a console that cuts lines.", _ROOM),
)  # fmt: skip
