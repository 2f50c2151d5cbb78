"""How a view refuses a request. What is over a ceiling raises LimitError instead; errors.py catches both."""

from __future__ import annotations

from webapp.services.results import Refusal, RefusedField


class RefusalError(Exception):
    """The request cannot be served: the status to answer with, the refusal, and when to try again."""

    def __init__(self, status: int, refusal: Refusal, *, retry_after: int | None = None) -> None:
        super().__init__(refusal.code)
        self.status = status
        self.refusal = refusal
        self.retry_after = retry_after


def unusable(
    field: str | None, message: str, *, code: str = "field.value", others: tuple[RefusedField, ...] = ()
) -> RefusalError:
    """422: the value of a field cannot be used. others are further such fields."""
    return RefusalError(422, Refusal(code=code, message=message, field=field, others=others))


def malformed(code: str, message: str) -> RefusalError:
    """400: the request cannot be read."""
    return RefusalError(400, Refusal(code=code, message=message))
