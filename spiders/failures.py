"""What went wrong, as a code of the ledger and a sentence."""

from scrapy.exceptions import IgnoreRequest
from twisted.internet import error as internet
from twisted.web.client import ResponseFailed

from spiders.archive.scrapy_cache import NotArchived
from spiders.ledger import Outcome
from spiders.manners import Refused

# by the module and name of the exception's class: Scrapy wraps those of its download handlers in its own, of which not all are public
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


def of_status(status: int) -> str | None:
    """The code for an answer that is no page; None for one that is (2xx)."""
    if 200 <= status < 300:
        return None
    return {401: "login", 403: "blocked", 407: "login", 451: "blocked"}.get(status, f"http_{status}")


def of_exception(exception: BaseException) -> Outcome:
    """The outcome of a URL whose request ended in an exception."""
    if isinstance(exception, Refused):
        return Outcome(exception.outcome, exception.code, str(exception))
    if isinstance(exception, NotArchived):
        return Outcome("error", "not_archived", "the archive holds no answer for it")
    text = str(exception)
    if isinstance(exception, IgnoreRequest) and "max redirections" in text:
        return Outcome("error", "redirect_loop", text)
    if "DOWNLOAD_MAXSIZE" in text or "larger than" in text:
        return Outcome("error", "too_large", text[:300])
    for cause in _causes(exception):
        if isinstance(cause, internet.TimeoutError):
            return Outcome("error", "timeout", text[:300])
        for name, code in _CODES:
            if any(name in f"{kind.__module__}.{kind.__name__}" for kind in type(cause).__mro__):
                return Outcome("error", code, text[:300] or type(cause).__name__)
    return Outcome("error", "failed", f"{type(exception).__name__}: {text}"[:300])


def _causes(exception: BaseException) -> list[BaseException]:
    """What an exception wraps, the innermost first: "no answer was received" says less than the refused certificate within."""
    inner = [reason.value for reason in exception.reasons] if isinstance(exception, ResponseFailed) else [exception.__cause__]
    return [*(cause for one in inner if one is not None for cause in _causes(one)), exception]
