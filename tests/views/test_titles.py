"""The title of a page says what came of it: in the whole page, and in what htmx puts into one that is there already."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from tests.browser.debug_page import ES256, HS256, JWE

HTMX = {"HX-Request": "true"}
ASKED = [
    ("/inspect", {"input": HS256.token}, "Inspected – Debug"),
    ("/inspect", {"input": ""}, "Debug"),
    ("/audit", {"input": HS256.token}, "Audited – Debug"),
    ("/debug", {"input": ES256.token, "key": ES256.key, "at": "1300819000"}, "Valid – Debug"),
    ("/verify", {"input": ES256.token, "key": ES256.key}, "Invalid – Debug"),
    ("/verify", {"input": ES256.token}, "Not verified – Debug"),
    ("/decrypt", {"input": JWE.token, "key": JWE.key}, "Decrypted – Debug"),
    ("/decrypt", {"input": JWE.token, "key": "another"}, "Not decrypted – Debug"),
    ("/verify", {"input": ES256.token, "leeway": "-5"}, "Refused – Debug"),
    ("/compare", {"input": ES256.token, "other": HS256.token}, "Compared – Compare"),
    ("/compare", {"input": ES256.token}, "Not compared – Compare"),
    ("/keys/inspect", {"key": ES256.key}, "Inspected – Keys"),
    ("/keys/convert", {"key": ES256.key, "to": "pem-spki"}, "Conversion – Keys"),
    ("/keys/generate", {"spec": "ES256"}, "Generated – Keys"),
    ("/keys/generate", {"spec": "unheard-of"}, "Refused – Keys"),
    ("/nothing", {}, "Not served"),
]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
@pytest.mark.parametrize(("path", "fields", "title"), ASKED)
def test_the_title_says_what_came_of_it(
    client: FlaskClient, path: str, fields: dict[str, str], title: str, headers: dict[str, str]
) -> None:
    text = client.post(path, data=fields, headers=headers).text

    titles = re.findall(r"<title>([^<]*)</title>", re.sub(r"(?s)<svg.*?</svg>", "", text))
    assert [html.unescape(found).strip() for found in titles] == [f"{title} – Token Debugger"]
