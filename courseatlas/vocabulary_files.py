"""Read the YAML files of a vocabulary of relevance into a compiled Vocabulary."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from courseatlas.errors import InvalidFile
from courseatlas.phrases import Word, fold, spelled_out
from courseatlas.terms import (
    Context,
    ContextWords,
    PhraseTrie,
    Term,
    Topic,
    Vocabulary,
    Weighing,
    joined,
)
from courseatlas.yaml_files import Document, Text, YamlModel, read_document
from courseatlas.yaml_problems import Location, field_name, nearest

Weight = Annotated[float, Field(ge=0, le=1000, description="a number from 0 to 1000")]
WordList = Annotated[tuple[Text, ...], Field(description="a list of words")]
PhraseList = Annotated[
    tuple[Text, ...], Field(min_length=1, description="a list of one or more phrases")
]


class TopicEntry(YamlModel):
    """One topic that a record can have."""

    key: Text
    title: Text
    meaning: Text
    narrows: bool = False


class WeighingEntry(YamlModel):
    """The weights and thresholds of `weighing.yml`."""

    core: Weight
    applied: Weight
    adjacent: Weight
    general: Weight
    opening_words: Annotated[int, Field(ge=0, le=1000, description="a number of words")]
    opening: Weight
    later: Weight
    listing: Weight
    repeat: Weight
    applied_from: Weight
    applied_from_beside: Weight
    applied_from_data: Weight
    core_from: Weight
    adjacent_from: Weight
    topic_from: Weight
    listed_courses: Annotated[int, Field(ge=1, le=100, description="a number of courses")]
    listed_share: Annotated[float, Field(gt=0, le=1, description="a share of courses")]


class ContextEntry(YamlModel):
    """Phrases that make mentions count less or not at all."""

    kind: Literal["cancels", "passing", "listing"]
    why: Text
    patterns: PhraseList


class TermEntry(YamlModel):
    """Phrases that name topics, and the conditions under which they do."""

    topics: Annotated[
        tuple[Text, ...], Field(min_length=1, description="a list of one or more topics")
    ]
    level: Literal["general", "adjacent", "applied", "core"]
    patterns: PhraseList
    needs: WordList = ()
    unless: Annotated[WordList, Field(alias="except")] = ()
    company: Annotated[Literal["core"] | None, Field(alias="beside")] = None
    place: Annotated[Literal["title"] | None, Field(alias="in")] = None
    anywhere: bool = False


class VocabularyFile(YamlModel):
    """One file of a vocabulary; every part may be in any file."""

    topics: Annotated[tuple[TopicEntry, ...], Field(description="a list of topics")] = ()
    spellings: Annotated[
        dict[str, str],
        Field(description="a mapping of a spelling to what is read in its place"),
    ] = {}
    abbreviations: Annotated[
        dict[str, WordList],
        Field(description="a mapping of a word to a list of its short forms"),
    ] = {}
    weighing: WeighingEntry | None = None
    contexts: Annotated[tuple[ContextEntry, ...], Field(description="a list of contexts")] = ()
    terms: Annotated[tuple[TermEntry, ...], Field(description="a list of terms")] = ()


@dataclass(frozen=True)
class _Pattern:
    """One pattern of a file, what it means, and where it is written.

    With `anywhere` its script has no spaces between words, so that it is found within a word too.
    """

    text: str
    entry: Term | Context
    document: Document[VocabularyFile]
    location: Location
    anywhere: bool = False

    @property
    def place(self) -> str:
        return self.document.place(*self.location)

    def ways(self) -> tuple[tuple[Word, ...] | str, ...]:
        """Every way to write it: words, or the text itself. Raises ValueError."""
        return (fold(self.text).lower(),) if self.anywhere else spelled_out(self.text)


def read(path: Path) -> Vocabulary:
    """The vocabulary of a folder of YAML files, or of one file.

    Raises InvalidFile with one line per problem: file, line, field, remedy.
    """
    files = sorted(path.glob("*.yml")) if path.is_dir() else [path]
    if not files:
        raise InvalidFile(
            f"{path}:1: the folder: holds no .yml file; give the folder of a vocabulary"
        )
    documents, problems = [], []
    for file in files:
        try:
            documents.append(read_document(file, VocabularyFile))
        except InvalidFile as e:
            problems.append(str(e))
    topics = _topics(documents)
    weighing = next(
        (document.content.weighing for document in documents if document.content.weighing), None
    )
    if weighing is None and not problems:
        problems.append(
            f"{path}:1: weighing: is missing; give the weights and thresholds, "
            "as the shipped weighing.yml does"
        )
    patterns = list(_patterns(documents))
    problems += [
        *_repeated_topics(documents),
        *_undeclared_topics(documents, topics),
        *_unwritable(patterns),
    ]
    problems = problems or list(_repeated(patterns))
    if problems or weighing is None:
        raise InvalidFile("\n".join(problems))
    spellings = {
        written: read_as
        for document in documents
        for written, read_as in document.content.spellings.items()
    }
    return _compiled(
        topics, Weighing(**weighing.model_dump()), spellings, patterns, _short_forms(documents)
    )


def _compiled(
    topics: Mapping[str, Topic],
    weighing: Weighing,
    spellings: Mapping[str, str],
    patterns: list[_Pattern],
    short_forms: Mapping[str, Sequence[str]],
) -> Vocabulary:
    written = [(way, pattern.entry) for pattern in patterns for way in pattern.ways()]
    spaced = [(way, entry) for way, entry in written if not isinstance(way, str)]
    spaced += joined(spaced)
    scripts = {
        way: entry for way, entry in written if isinstance(way, str) and isinstance(entry, Term)
    }
    longest_first = sorted(scripts, key=lambda text: (-len(text), text))
    return Vocabulary(
        topics=topics,
        weighing=weighing,
        spellings=spellings,
        in_title=PhraseTrie(spaced, short_forms),
        in_text=PhraseTrie(
            [(words, entry) for words, entry in spaced if not _is_for_titles(entry)]
        ),
        anywhere=re.compile("|".join(map(re.escape, longest_first))) if longest_first else None,
        scripts=scripts,
    )


def _is_for_titles(entry: Term | Context) -> bool:
    return isinstance(entry, Term) and entry.title_only


def _topics(documents: list[Document[VocabularyFile]]) -> dict[str, Topic]:
    return {
        entry.key: Topic(entry.key, entry.title, entry.meaning, entry.narrows)
        for document in documents
        for entry in document.content.topics
    }


def _repeated_topics(documents: list[Document[VocabularyFile]]) -> Iterator[str]:
    places: dict[str, str] = {}
    for document in documents:
        for position, entry in enumerate(document.content.topics):
            place = document.place("topics", position)
            if entry.key in places:
                remedy = f"{entry.key} is declared at {places[entry.key]} too; keep one"
                yield f"{place}: topics[{position}].key: {remedy}"
            places.setdefault(entry.key, place)


def _undeclared_topics(
    documents: list[Document[VocabularyFile]], topics: Mapping[str, Topic]
) -> Iterator[str]:
    for document in documents:
        for position, entry in enumerate(document.content.terms):
            for number, topic in enumerate(entry.topics):
                if topic not in topics:
                    place = document.place("terms", position, "topics", number)
                    remedy = "is not a declared topic; add it to topics.yml or correct the name"
                    hint = nearest(topic, list(topics))
                    yield f"{place}: terms[{position}].topics: {topic} {remedy}{hint}"


def _patterns(documents: list[Document[VocabularyFile]]) -> Iterator[_Pattern]:
    """The patterns of all files in their order, of each file the contexts before the terms."""
    for document in documents:
        for position, context_entry in enumerate(document.content.contexts):
            context = Context(context_entry.kind, context_entry.why)
            for number, text in enumerate(context_entry.patterns):
                yield _Pattern(text, context, document, ("contexts", position, "patterns", number))
        for position, entry in enumerate(document.content.terms):
            term = _term(entry)
            for number, text in enumerate(entry.patterns):
                location = ("terms", position, "patterns", number)
                yield _Pattern(text, term, document, location, entry.anywhere)


def _unwritable(patterns: list[_Pattern]) -> Iterator[str]:
    for pattern in patterns:
        try:
            pattern.ways()
        except ValueError as e:
            yield f"{pattern.place}: {field_name(pattern.location[:3])}: {e}"


def _repeated(patterns: list[_Pattern]) -> Iterator[str]:
    first: dict[tuple[Word, ...] | str, _Pattern] = {}
    for pattern in patterns:
        for way in pattern.ways():
            if way in first:
                written = (
                    way
                    if isinstance(way, str)
                    else " ".join(word.text + "*" * word.prefix for word in way)
                )
                remedy = f"{written!r} is written at {first[way].place} too; keep one"
                yield f"{pattern.place}: patterns: {remedy}"
            first.setdefault(way, pattern)


def _term(entry: TermEntry) -> Term:
    return Term(
        topics=entry.topics,
        level=entry.level,
        needs=ContextWords.of(entry.needs) if entry.needs else None,
        unless=ContextWords.of(entry.unless) if entry.unless else None,
        beside_core=entry.company is not None,
        title_only=entry.place is not None,
    )


def _short_forms(documents: list[Document[VocabularyFile]]) -> dict[str, list[str]]:
    """Short form -> the words that it may stand for."""
    wholes: dict[str, list[str]] = {}
    for document in documents:
        for word, forms in document.content.abbreviations.items():
            for form in forms:
                wholes.setdefault(form, []).append(word)
    return wholes
