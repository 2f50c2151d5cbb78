"""Reading a request's body: a form (urlencoded or multipart), or a JSON object with the same names.

What a body may cost is bounded before it is parsed: a form of a million fields is a megabyte and takes a gigabyte.
"""

from __future__ import annotations

import json
import re
from binascii import a2b_qp
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.jose.base64url import encode
from webapp.services.results import Refusal
from webapp.views.context import limits
from webapp.views.refusals import RefusalError, malformed, unusable

# The texts sent for each field: several when it was repeated, or was a list in JSON.
Fields: TypeAlias = Mapping[str, tuple[str, ...]]

# Fields of one form, and values, objects and arrays of one JSON body. The largest form has about 20.
_MOST_FIELDS: Final = 200
_MOST_VALUES: Final = 500
# A string that does not end counts to the end of the text: no octet is looked at twice.
_JSON_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_STRAY_PERCENT: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
# Files that are taken as octets, whatever is in them: their text is base64url.
_OCTETS: Final = frozenset({"payload_file"})
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")


def read_fields(known: frozenset[str]) -> Fields:
    """The known fields of this request's body.

    Refuses with 400 request.json or request.form, 413 limit.body-size, 415 request.media-type, and for a JSON body
    422 field.unknown or field.value. Unknown fields of a form are left out.
    """
    read = _READERS.get(request.mimetype)
    if read:
        return read(known)
    if not request.mimetype and not request.get_data():
        return {}
    accepted = ", ".join(_READERS)
    message = f"The body's media type is not one that is read here: {accepted}."
    raise RefusalError(415, Refusal(code="request.media-type", message=message))


def _octets() -> bytes:
    """The whole body. Werkzeug cuts one of unknown length (chunked) at the ceiling, and says nothing."""
    octets = request.get_data(cache=False)
    if request.content_length is None and len(octets) >= limits().body_size:
        raise RequestEntityTooLarge
    return octets


def _urlencoded(known: frozenset[str]) -> Fields:
    octets = _octets()
    if octets.count(b"&") >= _MOST_FIELDS:
        raise malformed("request.form", f"The form has more than {_MOST_FIELDS} fields.")
    if _STRAY_PERCENT.search(octets):
        raise malformed("request.form", "A '%' in the form stands before no two hexadecimal digits; encode it as %25.")
    pairs = (pair.partition(b"=") for pair in octets.split(b"&"))
    return _collected(known, ((unquote(name), unquote(value)) for name, _, value in pairs))


def unquote(octets: bytes) -> str:
    """Decode percent escapes, by way of quoted-printable, whose decoder takes milliseconds for megabytes of them.

    urllib.parse takes seconds, and a gigabyte. The two encodings differ in the sign alone.
    """
    printable = octets.replace(b"+", b" ").replace(b"=", b"%3D").replace(b"%", b"=")
    return a2b_qp(printable).decode("utf-8", "replace")


def _multipart(known: frozenset[str]) -> Fields:
    pairs = list(request.form.items(multi=True))
    for name, file in request.files.items(multi=True):
        octets = file.read()
        if name in _OCTETS:
            pairs.append((name, encode(octets)))
            continue
        try:
            pairs.append((name, octets.decode("utf-8")))
        except UnicodeDecodeError:
            if name in known:
                raise unusable(name, f"The file given as {name!r} is not UTF-8 text.") from None
    return _collected(known, pairs)


def _collected(known: frozenset[str], pairs: Iterable[tuple[str, str]]) -> Fields:
    fields: dict[str, tuple[str, ...]] = {}
    for name, text in pairs:
        if name in known:
            fields[name] = (*fields.get(name, ()), text)
    return fields


def _json(known: frozenset[str]) -> Fields:
    body = _json_object(_octets())
    for name in body:
        if name not in known:
            raise _unknown(name, known)
    return {name: _texts(name, value) for name, value in body.items() if value is not None}


def _json_object(octets: bytes) -> Mapping[str, object]:
    if _has_too_many_values(octets):
        raise malformed("request.json", f"The JSON body has more than {_MOST_VALUES} values; fields are flat texts.")
    try:
        # From octets it would take UTF-16 and UTF-32 as well, whose values have not been counted.
        body = json.loads(octets.decode("utf-8-sig"), parse_int=str, parse_float=str, parse_constant=str)
    except ValueError:
        raise malformed("request.json", "The body is not JSON in UTF-8, though its media type says so.") from None
    if not isinstance(body, dict):
        raise malformed("request.json", "The JSON body must be an object whose members are the fields.")
    return body


def _has_too_many_values(octets: bytes) -> bool:
    """Whether a JSON text has more values than any form of ours. One pass, that ends where it knows.

    Strings are counted whole, and what stands in them is not.
    """
    values, end = 0, 0
    for number, string in enumerate(_JSON_STRING.finditer(octets)):
        values += _signs(octets, end, string.start())
        if values > _MOST_VALUES or number > 2 * _MOST_VALUES:
            return True
        end = string.end()
    return values + _signs(octets, end, len(octets)) > _MOST_VALUES


def _signs(octets: bytes, start: int, end: int) -> int:
    return sum(octets.count(sign, start, end) for sign in (b",", b"[", b"{"))


def _unknown(name: str, known: frozenset[str]) -> RefusalError:
    shown = name if _NAME.fullmatch(name) else None
    what = f"There is no field {shown!r} here" if shown else "A field has a name that is not known here"
    return unusable(shown, f"{what}; the fields are {', '.join(sorted(known))}.", code="field.unknown")


def _texts(name: str, value: object) -> tuple[str, ...]:
    """A JSON value as the texts that a form would send. Numbers are texts already, with their literal digits."""
    if isinstance(value, list):
        return tuple(text for item in value for text in _texts(name, item))
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, str):
        return (value,)
    raise unusable(name, f"The field {name!r} must be text; give JSON as the text of it, in quotes.")


_READERS: Final[Mapping[str, Callable[[frozenset[str]], Fields]]] = {
    "application/x-www-form-urlencoded": _urlencoded,
    "multipart/form-data": _multipart,
    "application/json": _json,
}
