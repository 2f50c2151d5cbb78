"""Exact to the character, in whatever a token comes: a place is all characters whose change alters what it stands for.

Nothing here is computed as the product computes it: documents are written member by member, so that their places are
known; which characters carry which octets is found by changing every one of them.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.app import create_app
from webapp.settings import Settings

_settings = settings(derandomize=True, database=None, deadline=None, max_examples=25)
_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BLANK: Final = st.text(" \t\r\n", max_size=2)
_SCALARS: Final = st.sampled_from(
    [
        '"joe"',
        '"zoë😀"',
        r'"\u00e9\ud83d\ude00\/\"]}"',
        "1e3",
        "12345678901234567890",
        "-0.10",
        "true",
        "null",
        '""',
        '"a:,b"',
    ]
)
# The name as it is written, and as a JSON Pointer has it.
_NAMES: Final = st.sampled_from(
    [("a", "a"), (r"\u0062", "b"), ("α😀", "α😀"), (r"d\\", "d\\"), ("e/~", "e~1~0"), ("iss", "iss"), ("exp", "exp")]
)
Places: TypeAlias = list[tuple[str, int, int]]


@dataclass
class Document:
    """A JSON text, with the place of each member and of each element of an array, in characters, in order."""

    text: str = ""
    members: Places = field(default_factory=list)
    elements: Places = field(default_factory=list)

    def octets(self, places: Places) -> Places:
        """The same in octets."""
        return [(path, len(self.text[:start].encode()), len(self.text[:end].encode())) for path, start, end in places]


def write(draw: st.DrawFn, document: Document, path: str, depth: int, *, in_array: bool) -> None:
    """A value, as no library would write it."""
    kind = draw(st.sampled_from("osssal" if depth < 3 else "s"))
    if kind == "o":
        write_object(draw, document, path, depth, in_array=in_array)
    elif kind == "s":
        start = len(document.text)
        document.text += draw(_SCALARS)
        if in_array:
            document.elements.append((path, start, len(document.text)))
    else:
        document.text += "["
        for index in range(count := draw(st.integers(0, 3))):
            document.text += draw(_BLANK)
            write(draw, document, f"{path}/{index}", depth + 1, in_array=True)
            document.text += draw(_BLANK) + ("," if index < count - 1 else "")
        document.text += "]"


def write_object(
    draw: st.DrawFn, document: Document, path: str, depth: int, *, in_array: bool = False, first: str = ""
) -> None:
    """An object whose names may come twice."""
    document.text += "{" + first
    count = draw(st.integers(0 if depth else 2, 3))
    for index in range(count):
        written, name = draw(_NAMES)
        document.text += draw(_BLANK)
        start, place = len(document.text), len(document.members)
        document.members.append(("", 0, 0))
        document.text += f'"{written}"{draw(_BLANK)}:{draw(_BLANK)}'
        before = len(document.elements)
        write(draw, document, f"{path}/{name}", depth + 1, in_array=in_array)
        document.members[place] = (f"{path}/{name}", start, len(document.text))
        if document.elements[before:] and document.elements[-1][0] == f"{path}/{name}":
            document.elements[-1] = (f"{path}/{name}", start, len(document.text))
        document.text += draw(_BLANK) + ("," if index < count - 1 else "")
    document.text += "}"


@st.composite
def documents(draw: st.DrawFn, first: str = "") -> Document:
    """A Claims Set, or a header when it begins with an algorithm."""
    document = Document(draw(_BLANK) if not first else "")
    write_object(draw, document, "", 0, first=first)
    document.text += draw(_BLANK)
    return document


HEADERS: Final = documents('"alg":"HS256","x":0,')


def encoded(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def carriers(segment: str) -> list[set[int]]:
    """Which octets change when a character does, for each character: every other one is put in its place."""
    octets = decoded(segment)
    found = []
    for at, character in enumerate(segment):
        value = _ALPHABET.index(character)
        others = (decoded(segment[:at] + _ALPHABET[value ^ 1 << bit] + segment[at + 1 :]) for bit in range(6))
        found.append({index for other in others for index in range(len(octets)) if other[index] != octets[index]})
    return found


def decoded(segment: str) -> bytes:
    return base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))


# A paste in which a token stands: its text, and where each character of the token begins and ends in it.
Place: TypeAlias = tuple[int, int]
Paste: TypeAlias = tuple[str, list[Place]]


def run(start: int, length: int) -> list[Place]:
    return [(at, at + 1) for at in range(start, start + length)]


def around(before: str, token: str, after: str = "") -> Paste:
    return before + token + after, run(len(before), len(token))


def spelled(before: str, token: str, after: str, write: Callable[[int, str], str]) -> Paste:
    """A token that has some or all of its characters written with several."""
    text = before
    places = []
    for at, character in enumerate(token):
        written = write(at, character)
        places.append((len(text), len(text) + len(written)))
        text += written
    return text + after, places


def in_base64(before: str, token: str, after: str) -> Paste:
    """A token in base64 once more, in which neighbours share characters."""
    start = len(before)
    places = [(start + 4 * at // 3, start - (-4 * (at + 1) // 3)) for at in range(len(token))]
    return before + base64.b64encode(token.encode()).decode() + after, places


def in_lines(token: str, joint: str, before: str = "", after: str = "", width: int = 31) -> Paste:
    """A token that is cut into lines, with something between them."""
    text = before
    places: list[Place] = []
    for start in range(0, len(token), width):
        text += joint if start else ""
        places += run(len(text), len(token[start : start + width]))
        text += token[start : start + width]
    return text + after, places


def as_password(token: str) -> Paste:
    paste, places = in_base64("Authorization: Basic ", f"user:{token}", "\r\n")
    return paste, places[len("user:") :]


DRESSES: Final[Mapping[str, Callable[[str], Paste]]] = {
    "bare": lambda token: around("", token),
    "white space": lambda token: around(" \r\n\t", token, "\n\n"),
    "scheme": lambda token: around("Authorization: Bearer ", token, "\r\n"),
    "astral characters before it": lambda token: around("😀😀 ", token),
    "curl": lambda token: around(
        "curl 'https://example.com/ä😀?x=1' \\\n  -H 'Authorization: Bearer ", token, "' \\\n  -d '{\"a\":1}'"
    ),
    "cookie": lambda token: around("Cookie: theme=dark; session=", token, "; lang=en"),
    "address": lambda token: around(f"https://example.com/?state={quote('ä b')}&id_token=", token, "&x=1"),
    "response": lambda token: around('{"token_type":"Bearer","access_token":"', token, '","scope":"ä😀"}'),
    "prose": lambda token: around("the token 😀 is ", token, " and it fails"),
    "lines": lambda token: in_lines(token, "\n"),
    "lines of a form": lambda token: in_lines(token, "\r\n  ", before="Bearer "),
    "strings of a program": lambda token: in_lines(token, '" +\n    "', before='String token = "', after='";'),
    "percent-encoding": lambda token: spelled(
        "https://example.com/?a=%C3%A4&id_token=",
        token,
        "&x=1",
        lambda at, sign: f"%{ord(sign):02X}" if at % 5 < 2 else sign,
    ),
    "percent-encoding of its own dots": lambda token: spelled(
        "Cookie: 😀=", token, "; a=b", lambda _, sign: "%252E" if sign == "." else sign
    ),
    "escapes of a string": lambda token: spelled(
        '{"é": 1, "token": "',
        token,
        '", "x": "y"}',
        lambda at, sign: f"\\u{ord(sign):04x}" if at % 7 == 6 or sign == "." else sign,
    ),
    "base64": lambda token: in_base64("data:\n  ä: ", token, "\n"),
    "Basic": as_password,
    "digits of a card": lambda token: spelled("shc:/", token, "", lambda _, sign: f"{ord(sign) - 45:02}"),
}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings(rate_limit="off")).test_client()


def inspected(client: FlaskClient, paste: str) -> Mapping[str, Any]:
    answer: Any = client.post("/inspect", json={"input": paste}, headers={"Accept": "application/json"}).json
    assert len(answer["artefacts"]) == 1, (paste, answer)
    artefact: Mapping[str, Any] = answer["artefacts"][0]
    return artefact


def covered(span: list[int], places: Iterable[Place]) -> list[Place]:
    """The characters of the token in a span, which begins and ends with one."""
    among = [place for place in places if span[0] <= place[0] and place[1] <= span[1]]
    assert [among[0][0], among[-1][1]] == span
    return among


def check(found: list[tuple[str, list[int]]], due: Places, segment: str, places: list[Place]) -> None:
    """Each place holds the characters that carry the octets due, and no others."""
    changed = carriers(segment)
    wanted = [
        (path, [place for place, octets in zip(places, changed, strict=True) if octets & set(range(start, end))])
        for path, start, end in due
    ]
    assert [(path, covered(span, places)) for path, span in found] == wanted


def members_of(artefact: Mapping[str, Any], where: str) -> list[tuple[str, list[int]]]:
    return [
        (one["path"], one["span"]) for one in artefact["members"] if one["where"] == where and one["path"] not in EXTRA
    ]


EXTRA: Final = ("/alg", "/x", "/_sd_alg")


def elements_of(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[int]]]:
    """The elements of all arrays, once each: one within an array in an array is told for both."""
    found = {}
    for row in rows:
        for one in row["elements"]:
            start, end = one["text_span"]
            assert row["text"][start:end].strip() == row["text"][start:end] != ""
            found[tuple(one["span"])] = (one["path"], one["span"])
    return [found[span] for span in sorted(found)]


@pytest.mark.parametrize("dress", DRESSES)
@given(header=HEADERS, claims=documents())
@_settings
def test_members_and_elements_of_a_compact_token(
    client: FlaskClient, dress: str, header: Document, claims: Document
) -> None:
    segments = [encoded(header.text.encode()), encoded(claims.text.encode()), encoded(bytes(range(32)))]
    paste, places = DRESSES[dress](".".join(segments))

    artefact = inspected(client, paste)

    start = 0
    for segment, document, where in zip(segments, (header, claims), ("header", "claims"), strict=False):
        own = places[start : start + len(segment)]
        check(members_of(artefact, where), document.octets(document.members), segment, own)
        rows = [row for row in artefact["members"] if row["where"] == where]
        check(elements_of(rows), document.octets(document.elements), segment, own)
        start += len(segment) + 1
    for part, segment in zip(artefact["parts"], segments, strict=True):
        at = ".".join(segments).index(segment)
        assert covered(part["span"], places) == places[at : at + len(segment)]


@given(
    header=HEADERS,
    plain=documents(),
    claims=documents(),
    indent=st.sampled_from([None, 1, "\t"]),
    dress=st.sampled_from([("", ""), ("curl https://ä😀.example -d '", "' -v")]),
)
@_settings
def test_members_of_each_header_of_a_general_serialization(
    client: FlaskClient,
    header: Document,
    plain: Document,
    claims: Document,
    indent: int | str | None,
    dress: tuple[str, str],
) -> None:
    segments = [encoded(text.encode()) for text in (header.text, claims.text)]
    outer = {
        "signatures": [
            {"protected": segments[0], "signature": "AAAA"},
            {"header": "HERE", "signature": "AAAA", "protected": encoded(b'{"alg":"none"}')},
        ],
        "payload": segments[1],
    }
    paste = json.dumps(outer, indent=indent).replace('"HERE"', plain.text).join(dress)

    artefact = inspected(client, paste)

    signed, unsigned = (
        [(row["path"], row["span"]) for row in one["members"] if row["path"] not in EXTRA]
        for one in artefact["signatures"]
    )
    check(signed, header.octets(header.members), segments[0], positions(paste, segments[0]))
    check(members_of(artefact, "claims"), claims.octets(claims.members), segments[1], positions(paste, segments[1]))
    start = paste.index(plain.text)
    assert unsigned == [(path, [start + at, start + end]) for path, at, end in plain.members]


def positions(paste: str, segment: str) -> list[Place]:
    return run(paste.index(segment), len(segment))


@given(header=HEADERS, claims=documents(), every=st.integers(1, 9))
@_settings
def test_members_of_a_token_that_is_written_with_the_escapes_of_json(
    client: FlaskClient, header: Document, claims: Document, every: int
) -> None:
    segments = [encoded(text.encode()) for text in (header.text, claims.text)]

    def write(at: int, sign: str) -> str:
        return f"\\u{ord(sign):04x}" if at % every == 0 else sign

    paste, places = spelled('{"protected":"', segments[0], '","payload":"', write)
    paste, payload = spelled(paste, segments[1], '","signature":"AAAA"}', write)

    artefact = inspected(client, paste)

    check(members_of(artefact, "header"), header.octets(header.members), segments[0], places)
    check(members_of(artefact, "claims"), claims.octets(claims.members), segments[1], payload)


@given(values=st.lists(documents(), min_size=1, max_size=6, unique_by=lambda one: one.text))
@_settings
def test_values_within_disclosures(client: FlaskClient, values: list[Document]) -> None:
    written = [f'[ "salt{index}", "name{index}" ,\n{one.text}]' for index, one in enumerate(values)]
    disclosures = [encoded(text.encode()) for text in written]
    token = ".".join([encoded(b'{"alg":"HS256"}'), encoded(b'{"_sd_alg":"sha-256"}'), "AAAA"])
    paste = "Bearer " + "~".join([token, *disclosures, ""])

    found = inspected(client, paste)["disclosures"]

    for one, document, segment, text in zip(found, values, disclosures, written, strict=True):
        places = positions(paste, segment)
        assert covered(one["span"], places) == places
        shift = text.index(document.text)
        whole = Document(text, members=[(path, shift + start, shift + end) for path, start, end in leaves(document)])
        due = sorted(whole.octets(whole.members), key=lambda place: place[1])
        check([(element["path"], element["span"]) for element in one["elements"]], due, segment, places)


def leaves(document: Document) -> Places:
    """The elements, and the members that hold no others."""
    plain = [one for one in document.members if document.text[one[2] - 1] not in "]}"]
    quoted = [one for one in document.members if document.text[one[1] : one[2]].endswith(r'\"]}"')]
    return list({(start, end): (path, start, end) for path, start, end in plain + quoted + document.elements}.values())


@given(inner=documents(), outer=st.sampled_from(["bare", "scheme", "curl"]))
@_settings
def test_members_of_a_token_in_the_payload_of_a_token(client: FlaskClient, inner: Document, outer: str) -> None:
    token = ".".join([encoded(b'{"alg":"HS256"}'), encoded(inner.text.encode()), "AAAA"])
    payload = encoded(token.encode())
    paste, places = DRESSES[outer](".".join([encoded(b'{"alg":"RS256","cty":"JWT"}'), payload, "AAAA"]))

    artefact = inspected(client, paste)

    carrier = artefact["carrier"]
    assert carrier == {"start": paste.index(payload), "encoded": True}
    segment = token.split(".")[1]
    start = token.index(segment)
    check(members_of(artefact["nested"], "claims"), inner.octets(inner.members), segment, positions(token, segment))
    assert places[0][0] <= carrier["start"] + 4 * start // 3 < places[-1][0]


def test_claims_that_travel_apart_have_no_characters(client: FlaskClient) -> None:
    header = encoded(b'{"alg":"HS256"}')
    form = {"input": f"Bearer {header}..AAAA", "payload": '{"iss":"joe","iss":"ann"}', "key": "secret"}

    answer: Any = client.post("/verify", json=form, headers={"Accept": "application/json"}).json

    empty = [8 + len(header), 8 + len(header)]
    artefact = answer["artefact"]
    assert [one["span"] for one in artefact["members"] if one["where"] == "claims"] == [empty, empty]
    assert [one["span"] for one in artefact["problems"] if one["code"] == "json.duplicate-member"] == [empty]


@pytest.mark.parametrize(
    "text",
    [
        "the key 😀: {} it fails",
        "key: {}",
        "😀\n{}\n",
        "{}\n{}",
        '{{"cnf":{{"jwk":{}}}}}',
        '{{"a":{},"b":[{}],"c":[]}}',
    ],
)
def test_members_of_keys_within_other_text(client: FlaskClient, text: str) -> None:
    keys = [json.dumps({"kty": "oct", "k": "AAAAAAAAAAAAAAAAAAAAAA", "kid": f"zoë{at}"}) for at in range(2)]
    paste = text.format(*keys)
    count = text.count("{}")

    rows = inspected(client, paste)["members"]

    literal = [f'"{name}": {json.dumps(value)}' for key in keys[:count] for name, value in json.loads(key).items()]
    assert [paste[slice(*row["span"])] for row in rows] == literal


def test_the_first_keys_of_a_huge_set_have_places(client: FlaskClient) -> None:
    keys = [{"kty": "oct", "k": "A" * 40, "kid": f"key-{at}"} for at in range(5000)]
    paste = json.dumps({"keys": keys})
    assert len(paste) > 256 * 1024

    rows = inspected(client, paste)["members"]

    kids = [json.loads("{" + paste[slice(*row["span"])] + "}") for row in rows if row["name"] == "kid"]
    assert kids == [{"kid": f"key-{at}"} for at in range(50)]


def test_members_of_a_key_that_is_written_as_a_string_have_places_and_their_own_text(client: FlaskClient) -> None:
    text = json.dumps(json.dumps({"kty": "oct", "k": "AAAAAAAAAAAAAAAAAAAAAA", "kid": "a"}))

    rows = client.post("/keys/inspect", json={"key": text}, headers={"Accept": "application/json"}).get_json()

    found = {row["name"]: (text[slice(*row["span"])], row["text"]) for row in rows["key_members"]}
    assert found["kid"] == (r"\"kid\": \"a\"", '"a"')
    assert found["k"] == (r"\"k\": \"AAAAAAAAAAAAAAAAAAAAAA\"", "")


@pytest.mark.parametrize("route", ["/verify", "/decrypt", "/inspect", "/debug", "/keys/inspect"])
def test_members_of_the_given_key_have_places_in_its_own_text(client: FlaskClient, route: str) -> None:
    keys = [{"kty": "oct", "k": "AAAAAAAAAAAAAAAAAAAAAA", "kid": f"zoë😀{at}"} for at in range(2)]
    text = f"kéys: {json.dumps({'keys': keys}, indent=1)} 😀"
    token = ".".join([encoded(b'{"alg":"HS256"}'), encoded(b'{"iss":"joe"}'), "AAAA"])
    form = {"key": text} if route == "/keys/inspect" else {"key": text, "input": f"😀 {token}"}

    answer: Any = client.post(route, json=form, headers={"Accept": "application/json"}).json

    literal = [f'"{name}": {json.dumps(value)}' for key in keys for name, value in key.items()]
    assert [text[slice(*row["span"])] for row in answer["key_members"]] == literal
    assert [row["text"] for row in answer["key_members"] if row["name"] == "k"] == ["", ""]


_TWO_KEYS: Final = [
    {"kty": "oct", "k": "AAAAAAAAAAAAAAAAAAAAAA", "kid": "first"},
    {"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
     "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", "kid": "zoë"},
]  # fmt: skip


def members_in(key: Mapping[str, str], form: str, between: str = ", ") -> str:
    return between.join(form.format(name=name, value=value) for name, value in key.items())


@pytest.mark.parametrize(
    ("around", "form"),
    [
        ("a: {{{}}}\n😀 b: {{{}}}\n", '"{name}": "{value}"'),
        ("a: {{{}}} b: {{{}}}", '"{name}": "{value}"'),
        ("- {{{}}}\n- {{{}}}\n", '"{name}":"{value}"'),
        ("A='{{{}}}'\nexport B='{{{}}}'\n", '"{name}":"{value}"'),
        ("{{{}}}, and b: {{{}}}", '"{name}": "{value}"'),
        ("const a = {{{}}};\nconst b = {{{}}};", "{name}: '{value}'"),
        ("a = {{{}}}\nb = {{{}}}", "'{name}': '{value}'"),
        ("a = {{{}}}\nb = {{{}}}", ':{name} => "{value}"'),
        ("$a = [{}];\n$b = [{}];", "'{name}' => '{value}'"),
        ("a = Map.of({}); b = Map.of({}); c = 1", '"{name}", "{value}"'),
        ("first:\n  {}\nsecond:\n  {}\n", "{name}: {value}"),
        ("keys:\n- {}\n- {}\n", "'{name}': '{value}' # é"),
    ],
)
def test_all_keys_of_a_text_are_read_each_member_in_its_place(client: FlaskClient, around: str, form: str) -> None:
    lines = "{" not in around.replace("{}", "") and "(" not in around and "[" not in around
    text = around.format(*(members_in(key, form, "\n  " if lines else ", ") for key in _TWO_KEYS))

    answer: Any = client.post("/inspect", json={"input": text}, headers={"Accept": "application/json"}).json
    given: Any = client.post("/keys/inspect", json={"key": text}, headers={"Accept": "application/json"}).json

    # The colon of a Symbol of Ruby is no part of the name.
    bare = form.removesuffix(" # é").removeprefix(":")
    due = [bare.format(name=name, value=value) for key in _TWO_KEYS for name, value in key.items()]
    assert [text[slice(*row["span"])] for row in given["key_members"]] == due
    assert [text[slice(*row["span"])] for row in answer["artefacts"][0]["members"]] == due
    assert len(given["keys"]) == len(answer["artefacts"][0]["keys"]) == 2


def test_a_key_that_is_named_twice_in_a_text_is_read_once(client: FlaskClient) -> None:
    first, second = map(json.dumps, _TWO_KEYS)
    text = f"current: {first}\nnext: {second}\nfallback: {first}\n"

    answer: Any = client.post("/keys/inspect", json={"key": text}, headers={"Accept": "application/json"}).json

    assert [key["kid"] for key in answer["keys"]] == ["first", "zoë"]


def test_of_very_many_keys_in_a_text_it_is_said_which_are_read(client: FlaskClient) -> None:
    text = "\n".join(f"key{at}: {json.dumps({**_TWO_KEYS[0], 'kid': str(at)})}" for at in range(25))

    answer: Any = client.post("/keys/inspect", json={"key": text}, headers={"Accept": "application/json"}).json

    assert [key["kid"] for key in answer["keys"]] == [str(at) for at in range(20)]
    assert "limit.pem-blocks" in [problem["code"] for problem in answer["problems"]]


def test_both_sides_of_a_difference_have_their_places(client: FlaskClient) -> None:
    first = {"iss": "https://a.example", "aud": "api", "roles": [{"id": 1}, {"id": 2, "e/~": "old"}, {"id": 3}]}
    second = {"roles": [{"id": 2, "e/~": "new😀"}, {"id": 3}, {"id": 1}], "iss": "https://b.example"}
    headers = ['{"alg":"HS256","kid":"one"}', '{"alg":"HS256","x":1,"kid":"two"}']
    texts = [json.dumps(claims, separators=(",", ":"), ensure_ascii=False) for claims in (first, second)]
    tokens = [
        ".".join((encoded(header.encode()), encoded(text.encode()), "AAAA"))
        for header, text in zip(headers, texts, strict=True)
    ]
    pastes = [f"😀 {tokens[0]}", "Bearer " + "\r\n ".join(re.findall(".{1,25}", tokens[1]))]

    answer: Any = client.post(
        "/compare", json={"input": pastes[0], "other": pastes[1]}, headers={"Accept": "application/json"}
    ).json

    found = {
        (one["path"], side): re.sub(r"\s", "", pastes[at][slice(*one[side]["span"])])
        for section in answer["sections"]
        for one in section["differences"]
        for at, side in enumerate(("first", "second"))
        if one[side] and one[side]["span"]
    }
    due = {
        ("/iss", "first"): '"iss":"https://a.example"', ("/iss", "second"): '"iss":"https://b.example"',
        ("/aud", "first"): '"aud":"api"', ("/kid", "first"): '"kid":"one"', ("/kid", "second"): '"kid":"two"',
        ("/x", "second"): '"x":1', ("/roles/1/e~1~0", "first"): '"e/~":"old"',
        ("/roles/1/e~1~0", "second"): '"e/~":"new😀"',
    }  # fmt: skip
    assert found == {key: carrying(literal, (headers, texts), key, tokens) for key, literal in due.items()}


def carrying(literal: str, texts: tuple[list[str], list[str]], key: tuple[str, str], tokens: list[str]) -> str:
    """The characters of one of two tokens that carry a literal of its header or its claims."""
    which, part = int(key[1] == "second"), int(key[0] not in ("/kid", "/x"))
    text = texts[part][which]
    start = len(text[: text.index(literal)].encode())
    end = start + len(literal.encode())
    return tokens[which].split(".")[part][4 * start // 3 : -(-4 * end // 3)]


def test_members_of_keys_beside_the_token_have_their_places_in_the_paste(client: FlaskClient) -> None:
    keys = [{"kty": "oct", "k": "AAAAAAAAAAAAAAAAAAAAAA", "kid": f"zoë{at}"} for at in range(2)]
    token = ".".join([encoded(b'{"alg":"HS256"}'), encoded(b'{"iss":"joe"}'), "AAAA"])
    text = (
        f"😀 {json.dumps(keys[0], ensure_ascii=False)}\r\n\r\n{token}\r\n{json.dumps(keys[1], ensure_ascii=False)} end"
    )

    answer: Any = client.post("/debug", json={"input": text}, headers={"Accept": "application/json"}).json
    page = client.post("/debug", json={"input": text}, headers={"HX-Request": "true"}).text

    literal = [f'"{name}": "{value}"' for key in keys for name, value in key.items()]
    assert [text[slice(*row["span"])] for row in answer["key_members"]] == literal
    assert 'id="given-keys"' in page
    assert 'data-of="key"' not in page
