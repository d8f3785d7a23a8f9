"""Read a YAML file into a pydantic model; each problem names file, line, field and remedy."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

import regex
import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from courseatlas.errors import InvalidFile
from courseatlas.yaml_problems import Location, Problem, problems_of

_LIMIT = 64 * 1024
# libyaml's parser, where PyYAML was built with it
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# what a pattern is tried on: characters repeated, and an end that no pattern means
_REPEATED, _REPEATS, _ODD_END = "a0/-. ", 60, "\x00"
_MOST_SECONDS = 0.25
_FIRST_LETTERS = regex.compile(r"\^?([\w/.-]*)")
_STRING_TAG = "tag:yaml.org,2002:str"
# an anchor, alias or tag begins with one of these signs; most files hold none and need no second
# scan
_MAYBE_INDIRECT = re.compile(r"(?:^|[\s\[{,:-])[&*!]", re.M)

Model = TypeVar("Model", bound=BaseModel)


class YamlModel(BaseModel):
    """The base of all file models: frozen, strict about types, without unknown fields.

    A field's `description` completes the sentence "must be ...".
    """

    # a crawl's process imports the models of many files and reads few of them
    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, allow_inf_nan=False, defer_build=True
    )


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Field(description="a text that is not empty"),
]


def _compiles(pattern: str) -> str:
    try:
        compiled = regex.compile(pattern)
    except regex.error as e:
        raise ValueError(f"must be a regular expression; {pattern!r} is not: {e}") from e
    beginnings = dict.fromkeys(["", "/", _FIRST_LETTERS.match(pattern)[1]])
    characters = dict.fromkeys([*_REPEATED, *pattern])
    try:
        for beginning, character in product(beginnings, characters):
            # a repetition within a repetition has to try all ways to share out such a text
            text = beginning + character * _REPEATS + _ODD_END
            compiled.search(text, timeout=_MOST_SECONDS)
    except TimeoutError as e:
        raise ValueError(
            f"must come to an end on any address; {pattern!r} does not on {character!r} repeated; "
            "write it without a repetition within a repetition"
        ) from e
    return pattern


RegularExpression = Annotated[
    Text, AfterValidator(_compiles), Field(description="a regular expression")
]


@dataclass(frozen=True)
class Document(Generic[Model]):
    """A valid YAML file: what it says, and on which line it says it."""

    path: Path
    content: Model
    root: yaml.Node | None

    def line(self, *location: str | int) -> int:
        """The line, from 1, of the value at a location such as `("rules", 0, "field")`."""
        return line_of(self.root, location)

    def place(self, *location: str | int) -> str:
        """The file and the line of the value at a location, as `file:line`."""
        return f"{self.path}:{self.line(*location)}"


def read_document(
    path: Path, model: type[Model], context: Mapping[str, Any] | None = None
) -> Document[Model]:
    """Read and validate a YAML file. `context` is what the model's validators may ask for.

    Raises InvalidFile with one line per problem, in the order of the file: file, line, field,
    remedy.
    """
    root = compose(path)
    value = _plain_value(root, yaml.constructor.SafeConstructor())
    messages = set(_duplicate_keys(root))
    try:
        content = model.model_validate({} if value is None else value, context=dict(context or {}))
    except ValidationError as e:
        messages |= {
            (line_of(root, problem.location), problem.sentence) for problem in problems_of(e, model)
        }
    if messages:
        raise InvalidFile(
            "\n".join(f"{path}:{line}: {sentence}" for line, sentence in sorted(messages))
        )
    return Document(path, content, root)


def read_model(path: Path, model: type[Model], context: Mapping[str, Any] | None = None) -> Model:
    """The content of `read_document`, for callers that need no line numbers."""
    return read_document(path, model, context).content


def compose(path: Path) -> yaml.Node | None:
    """The nodes of a YAML file, None for an empty one.

    Raises InvalidFile for a file that cannot be read, is no regular file, is over 64 KiB, is not
    YAML, or holds an anchor, alias or tag.
    """
    if path.exists() and not path.is_file():
        # a pipe or a device might never end
        raise InvalidFile(f"{path}: is no regular file; give a YAML file")
    try:
        body = path.read_bytes()
    except OSError as e:
        raise InvalidFile(f"{path}: cannot be read: {e.strerror}; check the path") from e
    if len(body) > _LIMIT:
        raise InvalidFile(
            f"{path}:1: the file: is larger than {_LIMIT >> 10} KiB; "
            "check that it is the right file"
        )
    try:
        text = body.decode("utf-8")
        if _MAYBE_INDIRECT.search(text):
            _refuse_indirect_values(path, text)
        return yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as e:
        mark = getattr(e, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = f"is not valid YAML: {getattr(e, 'problem', e)}"
        raise InvalidFile(f"{path}:{line}: the file: {reason}; correct the syntax") from e


def _refuse_indirect_values(path: Path, text: str) -> None:
    """Raise InvalidFile at the first anchor, alias or tag: a file states plain values only."""
    for token in yaml.scan(text, Loader=_LOADER):
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
            line = token.start_mark.line + 1
            raise InvalidFile(
                f"{path}:{line}: the file: holds an anchor, alias or tag; write plain values"
            )


def line_of(root: yaml.Node | None, location: Location) -> int:
    """The line, from 1, of the deepest node on the way to a location that the file has."""
    node, line = root, root.start_mark.line + 1 if root is not None else 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            entry = next(((key, value) for key, value in node.value if key.value == part), None)
            if entry is None:
                break
            line, node = entry[0].start_mark.line + 1, entry[1]
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value)
        ):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def _duplicate_keys(node: yaml.Node | None, location: Location = ()) -> Iterator[tuple[int, str]]:
    """The line and the sentence of each key that its mapping gives once more."""
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            yield from _duplicate_keys(item, (*location, position))
    if isinstance(node, yaml.MappingNode):
        names = [key.value for key, _ in node.value]
        for position, (key, item) in enumerate(node.value):
            if key.value in names[:position]:
                problem = Problem((*location, key.value), "is given twice; keep one")
                yield key.start_mark.line + 1, problem.sentence
            yield from _duplicate_keys(item, (*location, key.value))


def _plain_value(node: yaml.Node | None, constructor: yaml.constructor.SafeConstructor) -> Any:
    """The node as plain values: a sequence becomes a tuple, a key stays as it is written."""
    if isinstance(node, yaml.MappingNode):
        return {_key(key): _plain_value(item, constructor) for key, item in node.value}
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain_value(item, constructor) for item in node.value)
    if node is None or node.tag == _STRING_TAG:
        return None if node is None else node.value
    try:
        return constructor.construct_object(node)
    except (ValueError, yaml.YAMLError):
        # such as a date with a 13th month: the model says what the field must be
        return node.value


def _key(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else "a key that is not a word"
