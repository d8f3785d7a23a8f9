"""The grammar of a statement: which courses are needed together, and which are alternatives.

A semicolon parts more than a comma, and a comma more than a word between two courses. Commas of a
list mean what the last of them says ("A, B, or C"), and "and" where none says anything. Of ", and"
and ", or" in one sentence the later parts more. Between two commas "or" binds closer than "and":
"A and B or C" is "A and (B or C)", for a catalog names what is needed and alternatives for each.
An "or" with somebody's consent at the end stands for all before it.
"""

from collections.abc import Callable, Sequence
from itertools import combinations
from math import comb

from courseatlas.prerequisites.expressions import AllOf, Condition, Expression, all_of, any_of
from courseatlas.prerequisites.tokens import Kind, Token

Tokens = Sequence[Token]
# lists to choose several from that are longer are not spelled out
_MOST_CHOICES = 100
_CONNECTIVES = ("and", "or")


def parse(tokens: Tokens) -> Expression | None:
    """What a statement asks for; None where it has no words."""
    return _statement(_with_choices(tokens))


def _statement(tokens: Tokens) -> Expression | None:
    courses = [position for position, token in enumerate(tokens) if token.kind == "item"]
    for position in range(courses[-1] + 1 if courses else 0, len(tokens) - 1):
        if tokens[position].kind == "or" and tokens[position + 1].is_consent:
            before = _statement(_stripped(tokens[:position]))
            return any_of([*_some(before), Condition(_printed(tokens[position + 1 :]))])
    return _listed(tokens, "semicolon", lambda part: _listed(part, "comma", _part))


def _printed(tokens: Tokens) -> str:
    marks = {"comma": ",", "semicolon": ";"}
    words = " ".join(marks.get(token.kind, token.words) for token in tokens)
    return words.replace(" ,", ",").replace(" ;", ";")


def _some(expression: Expression | None) -> list[Expression]:
    return [] if expression is None else [expression]


def _stripped(tokens: Tokens) -> Tokens:
    """The tokens without separators and connectives at their end."""
    last = len(tokens)
    while last and tokens[last - 1].kind in ("comma", "semicolon", *_CONNECTIVES):
        last -= 1
    return tokens[:last]


def _split(tokens: Tokens, kind: Kind) -> list[Tokens]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == kind:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _listed(
    tokens: Tokens, separator: Kind, parse_part: Callable[[Tokens], Expression | None]
) -> Expression | None:
    """What the parts between commas or semicolons ask for together."""
    parts, leads = [], []
    for part in _split(tokens, separator):
        lead = next((token.kind for token in part[:1] if token.kind in _CONNECTIVES), None)
        bare = part[1:] if lead else part
        if bare:
            parts.append(bare)
            leads.append(lead)
    if not parts:
        return None
    unsaid: Kind = "or" if separator == "comma" and _ends_with_or(parts, leads) else "and"
    expressions = [parse_part(part) for part in parts]
    return _combined(expressions, _filled(leads, unsaid))


def _ends_with_or(parts: Sequence[Tokens], leads: Sequence[Kind | None]) -> bool:
    """Whether a list ends with "or" before which no comma stands: "A, B or C"."""
    if len(parts) < 2 or any(leads[1:]):
        return False
    *others, last = parts
    connected = any(token.kind in _CONNECTIVES for part in others for token in part)
    ways = _split(last, "or")
    names_courses = all(any(token.kind == "item" for token in way) for way in ways)
    has_and = any(token.kind == "and" for token in last)
    return len(ways) > 1 and names_courses and not has_and and not connected


def _filled(leads: Sequence[Kind | None], unsaid: Kind) -> list[Kind]:
    """The connective before each part but the first: the next that is said, else `unsaid`."""
    filled: list[Kind] = []
    following = unsaid
    for lead in reversed(leads[1:]):
        following = lead or following
        filled.insert(0, following)
    return filled


def _combined(
    expressions: Sequence[Expression | None], connectives: Sequence[Kind]
) -> Expression | None:
    """The parts, combined by the connectives between them; the last one binds least."""
    if not connectives:
        return expressions[0]
    outermost = connectives[-1]
    segments, start = [], 0
    for position, connective in enumerate(connectives, 1):
        if connective == outermost:
            segments.append((start, position))
            start = position
    segments.append((start, len(expressions)))
    combined = [
        _combined(expressions[first:last], connectives[first : last - 1])
        for first, last in segments
    ]
    kept = [part for part in combined if part is not None]
    return any_of(kept) if outermost == "or" else all_of(kept)


def _part(tokens: Tokens) -> Expression | None:
    """What a part without commas asks for."""
    needed = []
    for part in _split(tokens, "and"):
        ways = [_operand(way) for way in _split(part, "or")]
        needed += _some(any_of([way for way in ways if way is not None]))
    return all_of(needed)


def _operand(tokens: Tokens) -> Expression | None:
    """Courses without a word between them, or a condition; words beside a course are its title."""
    items = [token.expression for token in tokens if token.expression is not None]
    words = [Condition(token.words) for token in tokens if token.kind == "words"]
    return all_of(items or words)


def _with_choices(tokens: Tokens) -> Tokens:
    """The tokens with each "one of …", "either …" and "both …" as an item, the last one first."""
    reduced = list(tokens)
    for position in reversed(range(len(reduced))):
        mark = reduced[position]
        if mark.kind not in ("choose", "either", "all"):
            continue
        after = reduced[position + 1 :]
        length = _end_of_all(mark, after) if mark.kind == "all" else _end_of_choice(mark, after)
        scope = after[:length]
        expression = _statement(scope) if mark.kind == "all" else _choice(mark, scope)
        replaced = [] if expression is None else [_as_token(expression)]
        reduced[position : position + 1 + length] = replaced
    return reduced


def _as_token(expression: Expression) -> Token:
    if isinstance(expression, Condition):
        return Token("words", expression.words)
    return Token("item", expression=expression)


def _end_of_all(mark: Token, tokens: Tokens) -> int:
    """How many tokens "both" or "all of" is about: without a list, courses joined by "and"."""
    is_long = mark.has_list or "following" in mark.words or mark.words.lower().startswith("all")
    ends = _list_ends(tokens) if is_long else ("or", "comma", "semicolon")
    return next((place for place, token in enumerate(tokens) if token.kind in ends), len(tokens))


def _list_ends(tokens: Tokens) -> tuple[Kind, ...]:
    """What ends a list: a semicolon, unless semicolons part what it lists."""
    separators = [token.kind for token in tokens if token.kind in ("comma", "semicolon")]
    return () if separators[:1] == ["semicolon"] else ("semicolon",)


def _end_of_choice(mark: Token, tokens: Tokens) -> int:
    """How many tokens a choice is about.

    Once it has an "or", an "and" ends it: "either A or B and C". In "either A and B or C and D" the
    ways are of several courses.
    """
    ends = _list_ends(tokens) if mark.has_list else ("semicolon",)
    has_or = has_and = False
    for place, token in enumerate(tokens):
        lead = next((each.kind for each in tokens[place + 1 : place + 2]), None)
        if token.kind in ends or (token.kind == "and" and has_or and not has_and):
            return place
        goes_on = lead == "or" if mark.kind == "choose" else False
        if token.kind == "comma" and has_or and not (goes_on or (mark.has_list and not lead)):
            return place
        has_or = has_or or token.kind == "or"
        has_and = has_and or token.kind == "and"
    return len(tokens)


def _choice(mark: Token, tokens: Tokens) -> Expression | None:
    """So many of the listed ways.

    Of an amount of credits nobody can tell which courses make it up, and of too many combinations
    nobody would read them: these are words.
    """
    ways = _ways(mark, tokens)
    if mark.number >= len(ways) or len(ways) == 1:
        return all_of(ways)
    if mark.number == 1:
        return any_of(ways)
    if not mark.number or comb(len(ways), mark.number) > _MOST_CHOICES:
        return Condition(mark.words)
    chosen = map(all_of, combinations(ways, mark.number))
    return any_of([each for each in chosen if each is not None])


def _ways(mark: Token, tokens: Tokens) -> list[Expression]:
    """What a choice offers. "One of A, B, and C" lists three; "A and B, or C" two."""
    parts: list[Tokens] = [
        way
        for listed in _split(tokens, "semicolon")
        for part in _split(listed, "comma")
        for way in _split(part, "or")
    ]
    is_list = not any(token.kind in ("or", "semicolon") for token in tokens)
    if mark.kind == "choose" and parts and is_list:
        parts[-1:] = _split(parts[-1], "and")
    listed = [_way(mark, part) for part in parts]
    ways = [expression for way in listed for expression in way if expression is not None]
    if mark.kind == "choose" and len(ways) == 1 and isinstance(ways[0], AllOf):
        return list(ways[0].parts)  # "one of (A, B, C)"
    return ways


def _way(mark: Token, tokens: Tokens) -> list[Expression | None]:
    """A way to meet a choice; of courses in a row without a word between them each is one."""
    bare = tokens[1:] if tokens and tokens[0].kind in _CONNECTIVES else tokens
    if mark.kind == "choose" and not any(token.kind == "and" for token in bare):
        items = [token.expression for token in bare if token.expression is not None]
        if len(items) > 1:
            return list(items)
    return [_part(bare)]
