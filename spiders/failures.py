"""Why a URL gave no page, as a code of the ledger and a sentence."""

from pathlib import Path

from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from twisted.internet import error as internet
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from spiders.errors import NotArchived, Refused
from spiders.ledger import PageOutcome
from spiders.statuses import is_page

# By a part of the module and name of an exception's class: Scrapy wraps the exceptions of its
# download handlers in its own classes, and not all of these are public.
_CODES = (
    ("Timeout", "timeout"),
    ("DNSLookup", "dns"),
    ("CannotResolve", "dns"),
    ("UnsupportedURL", "bad_url"),
    ("SSL", "tls"),
    ("TLS", "tls"),
    ("Certificate", "tls"),
    ("service_identity", "tls"),  # a certificate for another name
    ("DataLoss", "truncated"),
    ("PartialDownload", "truncated"),
    ("Cancelled", "too_large"),
    ("ConnectionRefused", "refused"),
    ("ConnectionLost", "connection_lost"),
    ("ConnectionDone", "connection_lost"),
    ("ConnectError", "connection_failed"),
    ("ResponseNeverReceived", "connection_lost"),
)
# a site that answers with so many walls in a row is left alone
MOST_WALLS = 3
_STATUSES = {401: "login", 403: "blocked", 407: "login", 451: "blocked"}
_LONGEST_DETAIL = 300


def of_status(status: int) -> str | None:
    """The code for an answer that is not a page; None for a page."""
    if is_page(status):
        return None
    return _STATUSES.get(status, f"http_{status}")


def of_exception(exception: BaseException) -> PageOutcome:
    """The outcome of a URL whose request ended in an exception."""
    if isinstance(exception, Refused):
        return PageOutcome(exception.outcome, exception.code, str(exception))
    if isinstance(exception, NotArchived):
        return PageOutcome("error", "not_archived", "the archive holds no answer for it")
    text = str(exception)
    if isinstance(exception, IgnoreRequest) and "max redirections" in text:
        return PageOutcome("error", "redirect_loop", text)
    if "DOWNLOAD_MAXSIZE" in text or "larger than" in text:
        return PageOutcome("error", "too_large", text[:_LONGEST_DETAIL])
    if isinstance(exception, ResponseDataLossError):
        # what it wraps says how the connection ended, and not that part of the answer had come
        return PageOutcome("error", "truncated", "the connection ended before the answer did")
    for cause in _causes(exception):
        code = _code_of(cause)
        if code:
            detail = text[:_LONGEST_DETAIL] or type(cause).__name__
            return PageOutcome("error", code, detail)
    detail = f"{type(exception).__name__}: {text}"[:_LONGEST_DETAIL]
    return PageOutcome("error", "failed", detail)


def of_reader(failure: Failure) -> PageOutcome:
    """The outcome of a page whose platform raised an error, with the place in the code."""
    frame = failure.getTracebackObject()  # type: ignore[no-untyped-call]
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = "?"
    if frame:
        place = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}"
    detail = f"{type(failure.value).__name__} at {place}: {failure.value}"[:_LONGEST_DETAIL]
    return PageOutcome("error", "reader_failed", detail)


def _code_of(cause: BaseException) -> str | None:
    """The code for an exception by its class or one that it is derived from; None for others."""
    if isinstance(cause, internet.TimeoutError):
        return "timeout"
    classes = [f"{each.__module__}.{each.__name__}" for each in type(cause).__mro__]
    return next((code for part, code in _CODES if any(part in name for name in classes)), None)


def _causes(exception: BaseException) -> list[BaseException]:
    """The exceptions that an exception wraps, the innermost first, then itself.

    "No answer was received" says less than the refused certificate within it.
    """
    inner = [exception.__cause__]
    if isinstance(exception, ResponseFailed):
        inner = [reason.value for reason in exception.reasons]
    wrapped = [cause for each in inner if each is not None for cause in _causes(each)]
    return [*wrapped, exception]


def of_open_urls(reason: str, minutes: float) -> PageOutcome | None:
    """What becomes of the URLs that are open at the end; None where the next attempt continues."""
    if reason == "closespider_timeout":
        return PageOutcome("budget", detail=f"the budget is {minutes:g} minutes")
    if reason == "blocked":
        detail = f"not asked for: {MOST_WALLS} answers in a row were walls"
        return PageOutcome("error", "blocked", detail)
    if reason == "finished":
        return PageOutcome("error", "unfinished", "the crawl ended without an answer for it")
    return None
