"""Why a request is not made or an answer is not read, as Scrapy's own kind of exception."""

from scrapy.exceptions import IgnoreRequest


class Refused(IgnoreRequest):
    """A middleware stops a request or an answer. `outcome` and `code` are words of the ledger."""

    def __init__(self, message: str, outcome: str, code: str | None = None):
        super().__init__(message)
        self.outcome = outcome
        self.code = code


class NotArchived(IgnoreRequest):
    """A replay asks for a page that the archive does not hold."""
