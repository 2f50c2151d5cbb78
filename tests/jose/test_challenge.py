"""What a resource server says when it refuses: its WWW-Authenticate header, in the forms in which it is copied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jose.diagnose.asking import NOW, mac
from tests.jose.making import LIMITS
from webapp.jose.artefact import Artefact, Kind
from webapp.jose.challenge import read
from webapp.jose.detect import detect
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.registry.challenges import ERRORS, PARAMETERS
from webapp.jose.registry.references import url_of
from webapp.jose.text import Excerpt
from webapp.services.inspect import inspect
from webapp.services.questions import Question
from webapp.services.results import InspectionResult
from webapp.services.verify import verify

TOKEN = mac(b"a secret that nobody has published")
ANSWER = """HTTP/1.1 401 Unauthorized
Content-Type: application/json
WWW-Authenticate: Bearer realm="example", error="invalid_token",
  error_description="The access token \\"expired\\"", scope="orders:read",
  resource_metadata="https://api.example/.well-known/oauth-protected-resource"

{"message":"Unauthorized"}"""


def _asked(paste: str) -> InspectionResult:
    return inspect(Question(input=paste, expected=Expectations(at=NOW)), LIMITS)


def _described(paste: str) -> Artefact:
    (artefact,) = _asked(paste).artefacts
    return artefact


def test_an_answer_with_a_challenge_is_explained_with_what_to_do_next() -> None:
    result = _asked(ANSWER)

    assert result.problems == ()
    assert result.artefacts[0].kind is Kind.CHALLENGE
    assert result.headline == "The server did not accept the token"
    assert "Paste the token that was sent" in result.explanation


def test_each_parameter_has_its_place_its_meaning_and_its_source() -> None:
    members = _described(ANSWER).members

    assert [member.name for member in members] == [
        "realm",
        "error",
        "error_description",
        "scope",
        "resource_metadata",
    ]
    for member in members:
        assert member.span.of(ANSWER).startswith(f'{member.name}="')
        assert member.explanation
        assert url_of(member.explanation.reference or "")


@pytest.mark.parametrize(
    ("paste", "title"),
    [
        ('WWW-Authenticate: Bearer error="insufficient_scope", scope="a b"', "does not allow this"),
        ('Bearer error="invalid_request"', "The request is malformed"),
        ("< HTTP/2 401\n< www-authenticate: Bearer error=invalid_token\n", "did not accept the token"),
        ('www-authenticate: Basic realm="x", DPoP error="invalid_dpop_proof"', "did not accept the DPoP proof"),
        ('WWW-Authenticate: Bearer\nWWW-Authenticate: DPoP error="use_dpop_nonce"', "wants its nonce"),
        ('WWW-Authenticate: Bearer error="insufficient_user_authentication", max_age="5', "too weak or too old"),
        ("WWW-Authenticate: Bearer", "The server saw no token"),
        ('WWW-Authenticate: Bearer error="of_our_own"', "an error of its own"),
    ],
)
def test_each_error_is_told_in_words(paste: str, title: str) -> None:
    assert title in _asked(paste).headline


def test_the_nonce_for_the_next_proof_is_found_in_its_header() -> None:
    paste = 'www-authenticate: DPoP error="use_dpop_nonce"\ndpop-nonce: abc.def'

    assert [(one.name, one.text) for one in _described(paste).members][-1] == ("DPoP-Nonce", "abc.def")


def test_a_token_beside_the_challenge_is_what_the_paste_is_about() -> None:
    (found,) = detect(f"> Authorization: Bearer {TOKEN}\n\n{ANSWER}", LIMITS).found

    assert found.kind is Kind.JWS


@pytest.mark.parametrize("paste", ['WWW-Authenticate: Basic realm="x"', "Bearer of good news", "error=invalid_token"])
def test_other_texts_are_no_challenge(paste: str) -> None:
    assert read(Excerpt.whole(paste)) is None


def test_whoever_asks_to_verify_it_is_told_the_same() -> None:
    result = verify(Question(input=ANSWER, expected=Expectations(at=NOW)), LIMITS)

    assert [one.title for one in result.diagnoses] == ["The server did not accept the token"]


def test_every_error_and_parameter_has_a_source() -> None:
    references = [*(row.reference for row in ERRORS.values()), *(row.reference for row in PARAMETERS.values())]

    assert all(url_of(reference) for reference in references)


@given(st.text(alphabet='WwBearerDPo-Authnic: =",\\\n\t<ax1', max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    challenge = read(Excerpt.whole("WWW-Authenticate: " + text))

    assert challenge is None or challenge.scheme
