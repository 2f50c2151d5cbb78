"""The indentation of templates, which is not sent; what stands apart there stays apart."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.vectors import rfc_examples
from webapp.jose.base64url import encode
from webapp.views.lean_templates import compile_all

EXAMPLE = next(example for example in rfc_examples("/verify") if example.alg == "HS256")


def test_attributes_stay_apart_where_a_block_ends_a_line(app: Flask) -> None:
    template = app.jinja_env.from_string('<b{% if x %} a="1"{% endif %}\n        c="2">\n    <i>{{ x }}</i></b>')

    assert template.render(x="\n    y") == '<b a="1" c="2">\n <i>\n    y</i></b>'


def test_no_attribute_of_the_page_runs_into_another(client: FlaskClient) -> None:
    for page in (client.get("/"), client.post("/verify", data={"input": EXAMPLE.token, "key": EXAMPLE.key})):
        tags = re.findall(r"<[a-z][^<>]*>", page.text)

        assert not [tag for tag in tags if re.search(r'="[^"]*"[a-z]', tag)]


def test_members_and_elements_that_nobody_sees_at_first_cost_the_page_little(client: FlaskClient) -> None:
    def elements(**claims: object) -> int:
        token = f"{encode(b'{}')}.{encode(json.dumps(claims).encode())}."
        return client.post("/inspect", data={"input": token}).text.count("</")

    few, many = ({f"claim-{number}": "x" for number in range(count)} for count in (150, 1_150))
    assert elements(**many) - elements(**few) < 3.1 * 1_000

    assert elements(groups=["x"] * 5_000) - elements(groups=["x"] * 500) < 50


def test_no_template_is_left_to_be_read_when_somebody_asks(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_all(app)
    read: list[str] = []
    monkeypatch.setattr(app.jinja_env, "compile", lambda _source, name, _filename: read.append(name))

    for address in ("/", "/keys", "/compare", "/help"):
        assert client.get(address).status_code == 200
    assert client.post("/debug", data={"input": EXAMPLE.token, "key": EXAMPLE.key}).status_code == 200
    assert read == []
