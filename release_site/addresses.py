"""Addresses within the site. They are made of ids alone: in the site of each release the page of a
record has the same address, so that an address can be shared.
"""

import re
from hashlib import sha256

HOME, SEARCH, CHANGES, CHARTS = "index.html", "search.html", "changes.html", "charts.html"
PROVIDERS, TOPICS = "providers.html", "topics.html"
# the overviews of the tables of records
OVERVIEWS = {"program": "programs.html", "course": "courses.html", "event": "events.html"}
# of a folder's entry, in characters; systems allow 255 bytes
_LONGEST, _KEPT, _DIGEST = 150, 100, 24
_ESCAPED = re.compile(rb"[^A-Za-z0-9_.-]")
# files of these names are devices in Windows, whatever their suffix
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")


def file_name(key: str) -> str:
    """A key as the name of a file, without suffix; no two keys have the same name.

    What a name or an address cannot hold is written as `~` and two hexadecimal digits for each byte
    of UTF-8, and so is `~` itself. The end of a long name is a digest. Upper and lower case differ.

    >>> file_name("CS-5100"), file_name("programs/data-science-ba"), file_name("../~")
    ('CS-5100', 'programs~2Fdata-science-ba', '~2E.~2F~7E')
    """
    raw = key.encode("utf-8", "surrogatepass")
    name = _ESCAPED.sub(lambda byte: b"~%02X" % byte[0][0], raw).decode("ascii")
    if name.startswith(".") or _DEVICE.match(name):
        name = f"~{ord(name[0]):02X}{name[1:]}"
    if len(name) > _LONGEST:
        # two marks in a row stand in no other name
        name = f"{name[:_KEPT]}~~{sha256(raw).hexdigest()[:_DIGEST]}"
    return name


def record_page(record_id: str) -> str:
    """The page of a program, course or event.

    >>> record_page("northeastern:course:CS-5100")
    'courses/northeastern/CS-5100.html'
    """
    source, kind, key = record_id.split(":", 2)
    return f"{kind}s/{file_name(source)}/{file_name(key)}.html"


def provider_page(provider_id: str) -> str:
    """The page of a provider."""
    return f"providers/{file_name(provider_id)}.html"


def topic_page(topic: str) -> str:
    """The page of a topic."""
    return f"topics/{file_name(topic)}.html"


def letter_page(kind: str, letter: str) -> str:
    """The list of the records of a kind whose titles begin with a letter."""
    return f"lists/{kind}s/{file_name(letter)}.html"


def numbered(address: str, number: int) -> str:
    """The address of a further page of a list; the first page is the address itself.

    >>> numbered("topics/robotics.html", 1), numbered("topics/robotics.html", 2)
    ('topics/robotics.html', 'topics/robotics~page2.html')
    """
    if number == 1:
        return address
    return f"{address.removesuffix('.html')}~page{number}.html"


def root_of(address: str) -> str:
    """The way from a page to the folder of the site.

    >>> root_of("index.html"), root_of("courses/cmu/10-301.html")
    ('', '../../')
    """
    return "../" * address.count("/")
