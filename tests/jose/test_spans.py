"""Exact to the character: what is cut can be put together again, and a span holds what carries its member."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jose.making import LIMITS
from webapp.jose.artefact import Artefact, ArtefactMember
from webapp.jose.base64url import encode
from webapp.jose.describe.artefacts import describe
from webapp.jose.detect import detect
from webapp.jose.segments import split
from webapp.jose.text import Excerpt

_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_settings = settings(derandomize=True, database=None, deadline=None, max_examples=60)
_SCALARS: Final = st.integers(-99, 10**9) | st.booleans() | st.none() | st.text('aé\N{GRINNING FACE} "\\', max_size=5)
_VALUES: Final = _SCALARS | st.lists(_SCALARS, max_size=3) | st.dictionaries(st.sampled_from("xyz"), _SCALARS)
_CLAIMS: Final = st.dictionaries(st.sampled_from(["iss", "exp", "a", "b", "é"]), _VALUES, min_size=2, max_size=4)


def _compact(header: str, claims: str) -> str:
    return f"{encode(header.encode())}.{encode(claims.encode())}.{encode(bytes(32))}"


def _flattened(header: str, claims: str) -> str:
    parts = {"protected": encode(header.encode()), "payload": encode(claims.encode()), "signature": encode(bytes(32))}
    return json.dumps({**parts, "header": {"kid": "é", "x": [1, {"y": "z"}]}}, ensure_ascii=False, indent=1)


def _wrapped(header: str, claims: str) -> str:
    token = _compact(header, claims)
    return "Authorization: Bearer " + "\r\n  ".join(token[i : i + 20] for i in range(0, len(token), 20))


_FORMS: Final = st.sampled_from([_compact, _flattened, _wrapped])


def _described(paste: str) -> Artefact | None:
    found = detect(paste, LIMITS).found
    return describe(found[0], LIMITS, 0) if len(found) == 1 else None


_Members = Mapping[tuple[str, str], ArtefactMember]


def _members(artefact: Artefact | None) -> _Members:
    return {(member.where, member.path): member for member in artefact.members} if artefact else {}


@given(st.text(st.sampled_from("eyJ.~=é\n\ud800"), max_size=40), st.integers(1, 6))
def test_the_parts_of_a_token_put_together_are_the_token(text: str, count: int) -> None:
    segments = split(Excerpt.whole(text), tuple(str(number) for number in range(count)))

    missing = max(count - 1 - text.count("."), 0)
    assert ".".join(segment.encoded.text for segment in segments) == text + "." * missing
    assert all(segment.span.of(text) == segment.encoded.text for segment in segments)


@given(_CLAIMS, _FORMS)
@_settings
def test_every_part_stands_where_it_says(claims: dict[str, Any], form: Any) -> None:
    paste = form('{"alg":"HS256"}', json.dumps(claims))

    artefact = _described(paste)

    assert artefact
    for part in artefact.parts:
        assert "".join(part.span.of(paste).split()) == part.text


@given(_CLAIMS, _FORMS, st.sampled_from([{}, {"ensure_ascii": False}, {"indent": 1}]))
@_settings
def test_every_claim_is_a_member_with_its_literal_text(claims: dict[str, Any], form: Any, style: Any) -> None:
    paste = form('{"alg":"HS256"}', json.dumps(claims, **style))

    members = _members(_described(paste))

    found = {path: json.loads(member.text) for (where, path), member in members.items() if where == "claims"}
    assert {name: found[f"/{name}"] for name in claims} == claims
    assert len(found) == len(claims) + sum(len(value) for value in claims.values() if isinstance(value, dict))


@given(_CLAIMS, _FORMS, st.data())
@_settings
def test_a_character_changes_the_members_whose_spans_hold_it_and_no_others(
    claims: dict[str, Any], form: Any, data: st.DataObject
) -> None:
    paste = form('{"alg":"HS256","x":"yyyy"}', json.dumps(claims, ensure_ascii=False, separators=(",", ":")))
    before = _members(_described(paste))
    member = data.draw(st.sampled_from([*before.values()]))
    at = data.draw(st.integers(member.span.start, member.span.end - 1).filter(lambda place: paste[place] in _ALPHABET))

    for other in _ALPHABET:
        found = _described(f"{paste[:at]}{other}{paste[at + 1 :]}")
        after = _members(found)
        is_json = found and not any(problem.code.startswith("json.") for problem in found.problems)
        if other == paste[at] or not is_json or after.keys() != before.keys():
            continue  # Nothing was changed, or so much that there is nothing to compare.
        assert [key for key in before if after[key].text != before[key].text] == _changed(before, after, at)
        assert all(after[key].span == one.span for key, one in before.items() if not _holds(one, at))


def _changed(before: _Members, after: _Members, at: int) -> list[tuple[str, str]]:
    """The members that a change of the character has to change; at the ends of a span it need not."""
    inner = [key for key, one in before.items() if one.span.start < at < one.span.end - 1]
    ends = [key for key, one in before.items() if at in (one.span.start, one.span.end - 1)]
    return [key for key in before if key in inner or (key in ends and after[key].text != before[key].text)]


def _holds(member: ArtefactMember, at: int) -> bool:
    return member.span.start <= at < member.span.end
