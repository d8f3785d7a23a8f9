"""Strict YAML: a file is read into plain values, and every complaint names file, line, field and remedy."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from courseatlas.errors import InvalidFile

_LIMIT = 64 * 1024
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's parser where PyYAML was built with it


def read_own(path: Path) -> Any:
    """A YAML file of the project's own, that nobody edits in a registry: plain values, without the strict reading."""
    return yaml.load(path.read_text("utf-8"), Loader=_LOADER)


class Fields:
    """The mapping at the top of a YAML file (or one within it), taken apart field by field; `finish` raises what was wrong."""

    def __init__(self, path: Path, node: yaml.Node | None, problems: list[str], name: str = ""):
        self._path, self._problems, self._name = path, problems, name
        self._taken: set[str] = set()
        self._nodes: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, name or "the file", "must be a mapping of fields")
            return
        self._line = node.start_mark.line + 1
        for key, value in node.value:
            if key.value in self._nodes:
                self.problem(key, key.value, "stands twice; keep one")
            self._nodes[key.value] = value

    @property
    def line(self) -> int:
        """Where the mapping begins in its file, from 1."""
        return getattr(self, "_line", 1)

    def problem(self, node: yaml.Node | None, field: str, remedy: str) -> None:
        line = node.start_mark.line + 1 if node is not None else self.line
        name = f"{self._name}.{field}" if self._name and field != self._name else field
        self._problems.append(f"{self._path}:{line}: {name}: {remedy}")

    def take(self, field: str, kind: Callable[[Any], Any], default: Any = ..., must: str = "") -> Any:
        """A field's value through `kind`, which raises ValueError or TypeError where it does not fit; `must` says what does."""
        self._taken.add(field)
        node = self._nodes.get(field)
        if node is None:
            if default is ...:
                self.problem(None, field, f"is missing; {must or 'give it'}")
                return None
            return default
        try:
            return kind(plain(node))
        except (ValueError, TypeError) as e:
            self.problem(node, field, f"{must or 'does not fit'} ({e})")
            return None if default is ... else default

    def within(self, field: str) -> "Fields | None":
        """The mapping under a field, or None where it is left out."""
        self._taken.add(field)
        node = self._nodes.get(field)
        return Fields(self._path, node, self._problems, f"{self._name}.{field}" if self._name else field) if node is not None else None

    def items(self, field: str, optional: bool = False) -> "list[Fields]":
        """The mappings of the list under a field."""
        self._taken.add(field)
        node = self._nodes.get(field)
        if node is None and optional:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.problem(node, field, "must be a list")
            return []
        return [Fields(self._path, item, self._problems, f"{field}[{n}]") for n, item in enumerate(node.value)]

    def each(self, field: str, kind: Callable[[Any], Any]) -> list[tuple[Any, str]]:
        """The values of the list under a field through `kind`, each with the file and line it stands at; those that fit."""
        self._taken.add(field)
        node = self._nodes.get(field)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.problem(node, field, "must be a list of one or more" if node is not None else "is missing; give a list of one or more")
            return []
        found = []
        for item in node.value:
            try:
                found.append((kind(plain(item)), f"{self._path}:{item.start_mark.line + 1}"))
            except (ValueError, TypeError) as e:
                self.problem(item, field, f"does not fit ({e})")
        return found

    def rest(self) -> None:
        """Complain of every field that nobody took."""
        for field, node in self._nodes.items():
            if field not in self._taken:
                self.problem(node, field, f"is not a known field; use one of {', '.join(sorted(self._taken))}")


def compose(path: Path) -> yaml.Node | None:
    """The file's YAML as nodes with line numbers. Raises InvalidFile for what is no plain YAML, or too large."""
    try:
        body = path.read_bytes()
    except OSError as e:
        raise InvalidFile(f"{path}: cannot be read: {e.strerror}; check the path") from e
    if len(body) > _LIMIT:
        raise InvalidFile(f"{path}:1: the file: is over {_LIMIT >> 10} KiB; such a file is a page of text")
    try:
        text = body.decode("utf-8")
        if any(isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken) for token in yaml.scan(text, Loader=_LOADER)):
            raise InvalidFile(f"{path}:1: the file: holds an anchor, alias or tag; write plain values")
        return yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as e:
        mark = getattr(e, "problem_mark", None)
        raise InvalidFile(
            f"{path}:{mark.line + 1 if mark else 1}: the file: is not YAML: {getattr(e, 'problem', e)}; mend the syntax"
        ) from e


def plain(node: yaml.Node) -> Any:
    """A node as plain values, as yaml.safe_load would give it."""
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node, deep=True)
    finally:
        loader.dispose()


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("not a text")
    return value.strip()


def texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple(text(item) for item in value)


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not true or false")
    return value


def one_of(words: tuple[str, ...]) -> Callable[[Any], str]:
    def kind(value: Any) -> str:
        if value not in words:
            raise ValueError(f"not one of {', '.join(words)}")
        return value

    return kind


def number(low: float, high: float) -> Callable[[Any], float]:
    def kind(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ValueError(f"not a number from {low:g} to {high:g}")
        return value

    return kind


def mapping(kind: Callable[[Any], Any]) -> Callable[[Any], Mapping[str, Any]]:
    def check(value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise TypeError("not a mapping")
        return {str(key): kind(item) for key, item in value.items()}

    return check
