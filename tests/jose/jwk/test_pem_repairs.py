from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jose.jwk import containers
from tests.jose.jwk.containers import PASSWORD, PRIVATE_KEYS
from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.limits import Limits

P256 = PRIVATE_KEYS["P-256"]
# One PEM with '+' and '/' in it, so that the alphabet can be told: a made-up but well-formed key may have neither.
PEM: Final = next(
    pem for pem in (containers.pkcs8(key) for key in (containers.RSA, P256)) if "+" in pem and "/" in pem
)  # fmt: skip
LINES: Final = PEM.strip().split("\n")
BODY: Final = "".join(LINES[1:-1])


def read(text: str, password: str = "") -> KeyText:
    return read_keys(text, password=password, limits=Limits())


def told(found: KeyText) -> list[str]:
    return [problem.code for problem in found.problems]


def quoted_lines() -> str:
    return " +\n".join(f'"{line}\\n"' for line in LINES)


DAMAGE: Final = {
    "literal line breaks": (PEM.strip().replace("\n", "\\n"), ["pem.literal-newlines"]),
    "literal Windows line breaks": (PEM.strip().replace("\n", "\\r\\n"), ["pem.literal-newlines"]),
    "escaped twice": (PEM.strip().replace("\n", "\\\\n"), ["pem.literal-newlines"]),
    "blanks for line breaks": (PEM.strip().replace("\n", " "), ["pem.line-breaks"]),
    "no line breaks": (PEM.strip().replace("\n", ""), ["pem.line-breaks"]),
    "one long line": (f"{LINES[0]}\n{BODY}\n{LINES[-1]}", ["pem.line-breaks"]),
    "doubled line breaks": (PEM.replace("\n", "\n\n"), ["pem.line-breaks"]),
    "indented": ("    " + PEM.strip().replace("\n", "\n    "), ["pem.indentation"]),
    "YAML": ("key: |\n  " + PEM.strip().replace("\n", "\n  "), ["pem.indentation"]),
    "quoted mail": ("> " + PEM.strip().replace("\n", "\n> "), ["pem.indentation"]),
    "quotes": (f'"{PEM.strip()}"', ["pem.quotes"]),
    "strings of a program": (quoted_lines(), ["pem.literal-newlines", "pem.quotes"]),
    "a variable": (f"SIGNING_KEY={PEM}", ["pem.env-line"]),
    "a quoted variable": (f"SIGNING_KEY='{PEM.strip()}'", ["pem.env-line"]),
    "a line of .env": (
        'export KEY="' + PEM.strip().replace("\n", "\\n") + '"\nOTHER=1',
        ["pem.literal-newlines", "pem.env-line"],
    ),
    "four hyphens": (PEM.replace("-----", "----"), ["pem.dashes"]),
    "hyphens before it alone": (PEM.replace("KEY-----", "KEY"), ["pem.dashes"]),
    "no hyphens": (PEM.replace("-----", ""), ["pem.dashes"]),
    "dashes of a word processor": (PEM.replace("-----", "\u2014\u2013"), ["pem.dashes"]),
    "no end": ("\n".join(LINES[:-1]) + "\n", ["pem.end-missing"]),
    "no beginning": ("\n".join(LINES[1:]) + "\n", ["pem.begin-missing"]),
    "invisible characters": (PEM.replace("\n", "\u200b\n", 3), ["pem.invisible"]),
    "the other alphabet": ("\n".join([LINES[0], *[line.replace("+", "-").replace("/", "_") for line in LINES[1:-1]],
                                      LINES[-1]]), ["pem.alphabet"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_pem_is_read_and_each_repair_told(text: str, codes: list[str]) -> None:
    found = read(text)

    assert [key.is_usable for key in found.keys] == [True]
    assert found.keys[0].thumbprint == read(PEM).keys[0].thumbprint
    assert sorted(told(found)) == sorted(codes)
    assert all(problem.span and problem.span.start < problem.span.end <= len(text) for problem in found.problems)


@pytest.mark.parametrize("text", [text for text, _ in DAMAGE.values()], ids=DAMAGE)
def test_the_corrected_text_is_the_key_as_it_should_be(text: str) -> None:
    found = read(text)

    assert found.corrected == PEM
    assert read(PEM).problems == ()


@pytest.mark.parametrize("text", [text for text, _ in DAMAGE.values()], ids=DAMAGE)
def test_the_private_key_is_repeated_in_the_corrected_text_alone(text: str) -> None:
    found = read(text)

    assert LINES[2][:12] not in repr(found)


@pytest.mark.parametrize(
    "text",
    [PEM, PEM.replace("\n", "\r\n"), "Bag Attributes\n    friendlyName: me\n" + PEM, f"before\n{PEM}after\n"],
    ids=["as written", "Windows line ends", "bag attributes", "text around it"],
)
def test_what_readers_take_as_it_is_is_no_damage(text: str) -> None:
    found = read(text)

    assert found.keys[0].is_usable
    assert (found.problems, found.corrected) == ((), None)


@pytest.mark.parametrize(
    "damage",
    [lambda pem: pem.replace("\n", "\\n"), lambda pem: pem.replace("\n", " "), lambda pem: pem.replace("\n", "\n\n")],
    ids=["literal line breaks", "blanks", "doubled line breaks"],
)
def test_an_encrypted_pem_keeps_its_headers(damage: Callable[[str], str]) -> None:
    text = containers.traditional(P256, containers.encrypted())

    found = read(damage(text.strip()), PASSWORD)

    assert found.keys[0].is_usable
    assert found.corrected is not None
    assert read(found.corrected, PASSWORD).problems == ()
    assert found.corrected.splitlines() == text.splitlines()


def test_a_block_without_its_end_is_read_only_when_its_octets_are_complete() -> None:
    cut = PEM[: len(PEM) // 2]

    found = read(cut)

    assert found.keys == ()
    assert told(found) == ["pem.syntax"]


def test_one_block_that_cannot_be_read_does_not_hide_the_next() -> None:
    found = read(PEM[:200] + "\n" + containers.spki(P256))

    assert [key.source for key in found.keys] == ["pem-spki"]
    assert told(found) == ["pem.syntax"]


def test_a_word_that_only_looks_like_a_label_is_a_secret() -> None:
    assert read("THE END PUBLIC KEY").container == "secret"
    assert read("we BEGIN CERTIFICATE work").container == "secret"


_SCRAPS: Final = st.sampled_from(
    [
        "-----", "BEGIN ", "END ", "PRIVATE KEY", "SSH2 PUBLIC KEY", "\n", "\\n", " ", '"', "'", "+", "\\", "> ",
        BODY[:64], BODY, "\u2014", "\u200b", "Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-128-CBC,00", "KEY=",
        "-----BEGIN PUBLIC KEY", "-----END PUBLIC KEY-----", "-----BEGIN X-----", "=", "{", "}", "a:", "ssh-rsa ",
        "AAAAB3NzaC1yc2E", "//", "`",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_SCRAPS, max_size=14).map("".join))
def test_no_damage_makes_it_raise(text: str) -> None:
    found = read(text, PASSWORD)

    assert all(problem.span is None or problem.span.end <= len(text) for problem in found.problems)
    assert all(key.is_usable or key.problems for key in found.keys)
