"""Names of character sets that are none."""

from scrapy.http import Request, Response, TextResponse

from courseatlas.character_sets import is_character_set


class CharacterSet:
    """Reads a page as UTF-8 where it names a codec of Python that no page can be written in.

    Scrapy takes such a name, for example `hex`, and fails as soon as it looks at the text.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass the answer on, with UTF-8 in place of a name that is no character set."""
        if isinstance(response, TextResponse) and not is_character_set(response.encoding):
            return response.replace(encoding="utf-8")
        return response
