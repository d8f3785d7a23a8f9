"""Requests that a site answers only within a session, which a form opens."""

from functools import partial

from scrapy.http import FormRequest, Request, Response
from twisted.python.failure import Failure

from spiders.page.form import Form
from spiders.page_request import POSTED_PAGE


def opened_by(form: Form, request: Request) -> Request:
    """The request that posts the form, and whose answer leads to `request`.

    Both share the cookies of a session of their own: a site keeps the results of a search with its
    session, so that two searches in one would be mixed up. `request` goes before the form of
    another session: sessions end, and a refusal is known before it is repeated.
    """
    session = {"cookiejar": request.url, "dont_merge_cookies": False}
    within = request.replace(meta=request.meta | session, priority=request.priority + 1)
    # the answer to the form is no page, also where the page itself is posted for
    of_form = {name: value for name, value in within.meta.items() if name != POSTED_PAGE}
    return FormRequest(
        form.url,
        formdata=list(form.fields),
        callback=partial(_opened, within=within),
        errback=partial(_failed, within=within),
        dont_filter=True,
        priority=request.priority,
        meta=of_form,
    )


def _opened(response: Response, within: Request) -> object:
    """The request within the session; an error is the answer to it, as no session was opened."""
    if response.status < 400:
        return within
    assert within.callback  # `opened_by` is given the request for a page
    return within.callback(response.replace(url=within.url, request=within))


def _failed(failure: Failure, within: Request) -> object:
    """Note a failure as that of the request that was to follow."""
    failure.request = within  # type: ignore[attr-defined]
    assert within.errback
    return within.errback(failure)
