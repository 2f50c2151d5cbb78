"""Tokens and keys that the source of a program puts together from strings, and tokens in comments and pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.jose.making import LIMITS, new_key, signed
from webapp.jose.detect import detect
from webapp.jose.jwk.parse import read_keys

TOKEN = signed("HS256", new_key("HS256"), b'{"sub":"alice","scope":"orders:read orders:write"}', kid="2026-01")
PIECES = [TOKEN[at : at + 40] for at in range(0, len(TOKEN), 40)]
JWK_LINES = ['{"kty": "EC",', ' "crv": "P-256",', ' "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",']
JWK_LINES += [' "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}']


def _joined(before: str, joint: str, after: str = "", quote: str = '"') -> str:
    return before + joint.join(f"{quote}{piece}{quote}" for piece in PIECES) + after


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(_joined("String token = ", "\n    + ", ";"), id="Java"),
        pytest.param(_joined("token := ", " +\n\t\t", "\n"), id="Go"),
        pytest.param(_joined("var token = ", " + // a part\n  ", ";"), id="JavaScript with comments"),
        pytest.param(_joined("my $token = ", "\n  . ", ";", "'"), id="Perl"),
        pytest.param(_joined("$token = ", " .\n    ", ";"), id="PHP"),
        pytest.param(_joined("local token = ", " ..\n    "), id="Lua"),
        pytest.param(_joined("token = ", "\n  <> "), id="Haskell"),
        pytest.param(_joined("token = ", " \\\n    ", "", "'"), id="Ruby"),
        pytest.param(_joined("Dim token = ", " & _\n    "), id="Visual Basic"),
        pytest.param(_joined("SELECT ", " ||\n    ", "", "'"), id="SQL"),
        pytest.param(_joined("static const char *token =\n    ", "\n    ", ";"), id="C"),
        pytest.param(_joined("token = (", "\n         ", ")"), id="Python"),
        pytest.param(_joined("token = (b", "\n         b", ")", "'"), id="Python octets"),
        pytest.param(_joined("", " +\n"), id="the strings alone"),
        pytest.param('"' + '" + "." + "'.join(TOKEN.split(".")) + '"', id="parts"),
    ],
)
def test_a_token_that_a_program_puts_together_from_strings_is_one_token(source: str) -> None:
    detection = detect(source, LIMITS)

    assert [found.excerpt.text for found in detection.found] == [TOKEN]
    assert "line-breaks" in {one.code for one in detection.stripped}


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"# {piece}" for piece in PIECES),
        "\n".join(f"    // {piece}" for piece in PIECES),
        "/**\n" + "\n".join(f" * {piece}" for piece in PIECES) + "\n */",
        "\\n".join(PIECES),
        '{"id_token":"' + "\\n".join(PIECES) + '"}',
        '<span class="a">' + '</span>.<span class="b">'.join(TOKEN.split(".")) + "</span>",
        "<code>" + TOKEN.replace(".", ".<wbr>") + "</code>",
    ],
)
def test_a_token_in_a_comment_or_a_page_is_put_together(text: str) -> None:
    detection = detect(text, LIMITS)

    assert [found.excerpt.text for found in detection.found] == [TOKEN]


def test_every_character_of_a_joined_token_knows_its_place() -> None:
    source = _joined("String token = ", "\n    + ", ";")

    token = detect(source, LIMITS).found[0].excerpt

    assert "".join(source[token.place(at)] for at in range(len(token.text))) == TOKEN


def test_a_token_with_an_empty_line_in_it_is_put_together_when_that_makes_it_whole() -> None:
    whole = detect(f'{{ jwt: "{TOKEN[:70]}\n\n{TOKEN[70:]}" }}', LIMITS)
    cut = detect(f"the log ends at {TOKEN[:70]}\n\nRegards", LIMITS)

    assert [found.excerpt.text for found in whole.found] == [TOKEN]
    assert [found.excerpt.text for found in cut.found] == [TOKEN[:70]]


def test_a_token_in_the_alphabet_of_base64_is_found_in_a_command() -> None:
    signature = TOKEN.rpartition(".")[0] + "." + "+/" * 21 + "8="

    detection = detect(f"curl -H 'Authorization: Bearer {signature}' https://api.example/eyJhbGciOi/x", LIMITS)

    assert [found.excerpt.text for found in detection.found] == [signature]


@pytest.mark.parametrize("joint", ["\n", ",\n", ", "])
def test_a_list_of_tokens_stays_a_list(joint: str) -> None:
    detection = detect(f'tokens = ["{TOKEN}"{joint}"{TOKEN}"]', LIMITS)

    assert [found.excerpt.text for found in detection.found] == [TOKEN, TOKEN]


def _java(lines: list[str]) -> str:
    return 'String jwk = "' + '" +\n    "'.join(line.replace('"', '\\"') for line in lines) + '";'


def _c(lines: list[str]) -> str:
    return "const char *jwk =\n" + "\n".join('  "' + line.replace('"', '\\"') + '\\n"' for line in lines) + ";"


def _haskell(lines: list[str]) -> str:
    return '  jwk = ""\n' + "\n".join('    <> "' + line.replace('"', '\\"') + '"' for line in lines)


def _perl(lines: list[str]) -> str:
    return "my $jwk = " + "\n".join(lines).replace('":', "' =>").replace('"', "'") + ";"


def _python(lines: list[str]) -> str:
    return "jwk = " + "\n".join(lines).replace("f83OJ3D2xF", 'f83O"\n        b"J3D2xF').replace('"x_', 'b"x_')


@pytest.mark.parametrize("written", [_java, _c, _haskell, _perl, _python])
def test_a_key_in_the_source_of_a_program_is_read(written: Callable[[list[str]], str]) -> None:
    found = read_keys(written(JWK_LINES), limits=LIMITS)

    assert [(key.kty, key.crv, key.bits) for key in found.keys] == [("EC", "P-256", 256)]
    assert found.keys[0].thumbprint == read_keys("\n".join(JWK_LINES), limits=LIMITS).keys[0].thumbprint
    assert {"key.string-joints", "key.env-line"} & {problem.code for problem in found.problems}


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f"])
def test_a_key_that_a_word_processor_has_touched_is_read(blank: str) -> None:
    text = "".join(JWK_LINES).replace(" ", blank).replace('"', "\u201d")

    found = read_keys(text, limits=LIMITS)

    assert [key.crv for key in found.keys] == ["P-256"]
    assert "key.json-literal" in {problem.code for problem in found.problems}


@pytest.mark.parametrize("break_", ["\n# ", "\n  "])
@pytest.mark.parametrize("width", [50, 0])
@pytest.mark.parametrize("end", [f"~{TOKEN}", "~", ""])
def test_an_sd_jwt_over_several_lines_of_a_text_is_put_together(break_: str, width: int, end: str) -> None:
    disclosures = ["WyJzYWx0LTEiLCJnaXZlbl9uYW1lIiwiQWxpY2UiXQ", "WyJzYWx0LTIiLCJjb3VudHJ5IiwiQVQiXQ"]
    presentation = f"{TOKEN}~{'~'.join(disclosures)}{end}"
    pieces = [presentation[at : at + width] for at in range(0, len(presentation), width)] if width else []
    pieces = pieces or presentation.replace("~", "~|").split("|")

    detection = detect("# The presentation:" + break_ + break_.join(pieces) + "\n\nand so on", LIMITS)

    assert [found.excerpt.text for found in detection.found] == [presentation]


def test_a_key_with_its_line_breaks_written_as_in_a_variable_is_read() -> None:
    found = read_keys('JWK="{\\n ' + "\\n".join(JWK_LINES)[1:] + '"', limits=LIMITS)

    assert [(key.kty, key.crv) for key in found.keys] == [("EC", "P-256")]
