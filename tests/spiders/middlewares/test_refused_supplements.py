"""Pages that only add to records of others: after two refusals none of their kind is asked for."""

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from spiders.errors import Refused
from spiders.middlewares.refused_supplements import RefusedSupplements
from spiders.page_request import SUPPLEMENT

URL = "https://catalog.example.edu/description"
CHALLENGE = b"<html><title>Just a moment...</title></html>"


def asked(kind: str | None = "description", **meta: object) -> Request:
    return Request(URL, meta={"scheduled": URL, **({SUPPLEMENT: kind} if kind else {}), **meta})


@pytest.mark.parametrize(
    ("response", "meta", "code"),
    [
        (Response(URL, 403), {}, "blocked"),
        (Response(URL, 404), {}, "http_404"),
        (Response(URL, 500), {}, "http_500"),
        (Response(f"{URL}/login", 200), {"redirect_urls": [URL]}, "redirected"),
        (Response(URL, 200, body=CHALLENGE), {}, "blocked"),
    ],
)
def test_a_kind_of_page_is_not_asked_for_after_two_refusals(
    response: Response, meta: dict[str, object], code: str
) -> None:
    guard = RefusedSupplements()
    for _ in range(2):
        guard.process_request(asked())
        with pytest.raises(Refused) as refused:
            guard.process_response(asked(**meta), response)
        assert (refused.value.outcome, refused.value.code) == ("error", code)
    with pytest.raises(Refused, match="refusals of description") as left:
        guard.process_request(asked())
    assert left.value.outcome == "budget"
    guard.process_request(asked("prerequisites"))
    guard.process_request(asked(None))


def test_pages_that_answer_and_pages_of_other_kinds_pass() -> None:
    guard, page = RefusedSupplements(), Response(URL, 200, body=b"<p>Lamps</p>")
    assert guard.process_response(asked(), page) is page
    refused = Response(URL, 403)
    assert guard.process_response(asked(None), refused) is refused
    # a form may lead on by a redirect
    form = asked(redirect_urls=["https://catalog.example.edu/form"])
    assert guard.process_response(form, page) is page


def test_a_request_without_an_answer_counts_and_one_that_a_guard_refused_does_not() -> None:
    guard = RefusedSupplements()
    for exception in (IgnoreRequest(), IgnoreRequest(), TimeoutError()):
        guard.process_exception(asked(), exception)
    guard.process_request(asked())
    guard.process_exception(asked(), TimeoutError())
    with pytest.raises(Refused):
        guard.process_request(asked())
