"""How a service refuses a request: a field whose value says what cannot be done. A bad token or key is a result."""

from __future__ import annotations


class UnusableFieldError(Exception):
    """The value of a field cannot be used. The message never quotes a secret."""

    def __init__(self, *, field: str, code: str, message: str) -> None:
        super().__init__(code)
        self.field = field
        self.code = code
        self.message = message
