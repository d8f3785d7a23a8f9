"""Labels that catalogs print before a value, by the column that the value belongs to.

All of them stand in `labels.yml`. This module finds them in lines of text; `spiders.page.labelled`
finds those that stand by themselves in the markup.
"""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

from courseatlas.text import one_line
from courseatlas.yaml_files import read_model
from spiders.page.page_files import LabelsFile

ECTS = "ects"
REQUISITES = frozenset(("prerequisites_text", "corequisites_text"))
# Chinese, Japanese and Korean words beside a label, with what parts them from it
_OTHER_SCRIPT = re.compile(
    r"[\s/|:]*[\u3001-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]+[\s/|]*"
)


@cache
def _labels() -> LabelsFile:
    return read_model(Path(__file__).with_name("labels.yml"), LabelsFile)


def plain_label(printed: str) -> str:
    """A label without its colon, and without the same in Chinese, Japanese or Korean beside it.

    >>> plain_label("科目番号 / Course No."), plain_label("학점(Credits):"), plain_label("Credits")
    ('Course No.', 'Credits', 'Credits')
    >>> plain_label("単位数")
    '単位数'
    """
    label = one_line(printed).rstrip(" :：")
    if label.isascii():
        return label
    without = _OTHER_SCRIPT.sub(" ", label).strip()
    in_brackets = re.fullmatch(r"\(([^()]+)\)|(.+?)\s*\(\s*\)", without)
    plain = in_brackets[1] or in_brackets[2] if in_brackets else without
    return plain if re.search(r"[a-z]", plain, re.I) else label


def labels_requisites(words: str) -> bool:
    """Whether words are a label of prerequisites or corequisites, beside or below which they stand.

    >>> labels_requisites("Prerequisites:"), labels_requisites("Credits")
    (True, False)
    """
    columns = columns_by_label().get(words.rstrip(" :").casefold(), ())
    return not REQUISITES.isdisjoint(columns)


@cache
def columns_by_label() -> dict[str, tuple[str, ...]]:
    """The labels that stand by themselves, in lower case, each with the columns it may state."""
    columns: dict[str, tuple[str, ...]] = {}
    for column, labels in _labels().alone.items():
        for label in labels:
            columns[label] = (*columns.get(label, ()), column)
    return columns


@cache
def column_of_header() -> dict[str, str]:
    """The headers of tables of courses, in lower case, each with the column it states.

    The column of credits whose unit stands in the header alone is ECTS.
    """
    headers = _labels().headers.items()
    columns = {label: column for column, labels in headers for label in labels}
    return columns | dict.fromkeys(_labels().ects_headers, ECTS)


@cache
def _in_line() -> re.Pattern[str]:
    """A label at the start of a line or after a sentence's end; the group names its column."""
    groups = (f"(?P<{column}>{'|'.join(patterns)})" for column, patterns in _labels().in_line)
    labels = "|".join(groups)
    return re.compile(rf"(?:^|(?<=[.;)\]])\s+)(?:{labels})\s*(?::|(?<=s\))\s)\s*", re.I)


@cache
def _in_prose() -> re.Pattern[str]:
    labels = "|".join(_labels().in_prose)
    return re.compile(rf"(?:^|(?<=[.;)\]])\s+)(?:{labels})(?:\(s\))?\s*:\s*(?P<value>[^\n]+)", re.M)


@cache
def _leading_prerequisites() -> re.Pattern[str]:
    labels = "|".join(_labels().in_line.prerequisites_text)
    return re.compile(rf"^\s*(?:{labels})\s*(?:\(s\))?\s*[:.]\s*", re.I)


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_labels().prerequisites_go_on)})\b")


def segments(line: str, marked: Collection[str] = ()) -> dict[str, str]:
    """A line cut at its labels: column -> value.

    The key '' holds the words before the first label, or the whole line where there is no label. Of
    two labels for the same column the first counts. `marked` are the bold words around the line:
    where a label is bold, a plain word such as "Recommended:" is part of its value.

    >>> segments("Prerequisite: MATH 141. Concurrent: MATH 142.")
    {'prerequisites_text': 'MATH 141.', 'corequisites_text': 'MATH 142.'}
    """
    labels = _labels_of(line, marked)
    ends = [label.start() for label in labels[1:]] + [len(line)]
    values: dict[str, str] = {}
    head = line[: labels[0].start()].strip() if labels else line.strip()
    if head:
        values[""] = head
    for label, end in zip(labels, ends, strict=False):
        column = label.lastgroup or ""
        value = line[label.end() : end].strip()
        value = with_unit(column, label.group().strip(" :"), value)
        if column != "other":
            values.setdefault(column, value)
    return values


def with_unit(column: str, label: str, value: str) -> str:
    """A labelled value; behind credits without a unit the label, which names it.

    >>> with_unit("credits_text", "Credit Hours", "3")
    '3 Credit Hours'
    """
    names_no_unit = column == "credits_text" and value and not re.search("[a-z]", value, re.I)
    return f"{value} {label}" if names_no_unit else value


def _labels_of(line: str, marked: Collection[str]) -> list[re.Match[str]]:
    labels = list(_in_line().finditer(line))
    bold = {words.rstrip(" :").casefold() for words in marked}
    is_bold = [label.group().strip(" :").casefold() in bold for label in labels]
    if not any(is_bold[:1]):
        return labels
    pairs = zip(labels, is_bold, strict=True)
    return [label for label, is_bold in pairs if is_bold or label.lastgroup != "other"]


def without_prerequisite_label(line: str) -> str:
    """The line without a label for prerequisites at its start.

    >>> without_prerequisite_label("Prerequisites. CS 1")
    'CS 1'
    """
    return _leading_prerequisites().sub("", line)


# the end of a sentence before another that begins with a word of two letters or more
_SENTENCE_END = re.compile(r"(?<=[a-z\d)]\.)\s+(?=[A-Z][a-z]+\s[a-z])")


def _first_sentence(value: str) -> str:
    """The prerequisites at the start of a description, without the sentences about the course."""
    for end in _SENTENCE_END.finditer(value):
        rest = value[end.end() :]
        if len(rest.split()) >= 3 and not _goes_on().match(rest):
            return value[: end.start()]
    return value


def in_prose(description: str) -> dict[str, str]:
    """The prerequisites and corequisites that a description's own sentences label.

    A value ends at the next label or at the end of its line.
    """
    if "req" not in description.lower():
        return {}
    columns: dict[str, str] = {}
    for label in _in_prose().finditer(description):
        at_start = label.start() == 0 or description[label.start() - 1] == "\n"
        for column, value in segments(label.group().strip()).items():
            if column and value:
                columns.setdefault(column, _first_sentence(value) if at_start else value)
    return columns
