"""What is wrong with a page for people who do not see it, see it badly, or use no mouse: the rules of axe-core that fit our pages."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import html

_LARGEST_STEP = 1
_NAMED = "//*[@role='img'] | //img | //svg[not(@aria-hidden='true')]"
_LEAST_CONTRAST, _LEAST_OF_DRAWINGS = 4.5, 3.0


def problems(text: str) -> list[str]:
    """A sentence per problem of a page's markup and colours; [] for a page without any."""
    tree = html.document_fromstring(text)
    checks = (_document, _landmarks, _headings, _names, _ids, _lists_and_tables)
    found = [sentence for check in checks for sentence in check(tree)]
    css = "".join(tree.xpath("//style/text()"))
    return [*found, *_focus(css), *_contrasts(css)]


def name_of(element: html.HtmlElement) -> str:
    """The accessible name of an element, as far as our pages give names."""
    labels = element.get("aria-labelledby", "").split()
    tree = element.getroottree()
    labelled = " ".join(
        part.text_content() for label in labels for part in tree.xpath(f"//*[@id='{label}']")
    )
    own = element.get("aria-label") or element.get("alt") or labelled
    return (own or element.text_content()).strip()


def _document(tree: html.HtmlElement) -> Iterator[str]:
    if not (tree.findtext(".//title") or "").strip():
        yield "document-title: the page has no title"
    if not re.fullmatch(r"[a-z]{2,3}(-\w+)*", tree.get("lang", "")):
        yield "html-has-lang: the page does not say its language"
    viewport = "".join(tree.xpath("//meta[@name='viewport']/@content"))
    if "width=device-width" not in viewport or re.search(
        r"user-scalable=no|maximum-scale", viewport
    ):
        yield "meta-viewport: the page cannot be read on a telephone, or not made larger"


def _landmarks(tree: html.HtmlElement) -> Iterator[str]:
    if len(tree.xpath("//main")) != 1:
        yield "landmark-one-main: the page has not one main part"
    outside = [
        child.tag
        for child in tree.find("body")
        if isinstance(child.tag, str)
        and child.tag not in ("header", "nav", "main", "footer", "script")
        and child.get("class") != "skip"
    ]
    if outside:
        yield f"region: {outside} stand outside of the landmarks"
    navs = [name_of(nav) if nav.get("aria-labelledby") or nav.get("aria-label") else "" for nav in tree.xpath("//nav")]  # fmt: skip
    if "" in navs or len(set(navs)) < len(navs):
        yield f"landmark-unique: {navs} are the names of navigations"
    skips = tree.xpath("//a[@class='skip']/@href")
    if len(skips) != 1 or not tree.xpath(f"//*[@id='{skips[0].removeprefix('#')}']"):
        yield "skip-link: no link leads past the beginning, or it leads nowhere"


def _headings(tree: html.HtmlElement) -> Iterator[str]:
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    if levels.count(1) != 1 or levels[:1] != [1]:
        yield "page-has-heading-one: the page does not begin with its one h1"
    steps = [(a, b) for a, b in zip(levels, levels[1:], strict=False) if b - a > _LARGEST_STEP]
    if steps:
        yield f"heading-order: {steps} leave out a level"
    yield from (
        "empty-heading: a heading says nothing"
        for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
        if not heading.text_content().strip()
    )


def _names(tree: html.HtmlElement) -> Iterator[str]:
    for drawing in tree.xpath(_NAMED):
        is_named = drawing.get("alt") is not None or (drawing.get("aria-label") or "").strip(" :")
        if not is_named or (drawing.tag == "svg" and drawing.get("role") != "img"):
            yield f"svg-img-alt: a drawing has no role or no words: {dict(drawing.attrib)}"
    for link in tree.xpath("//a[@href] | //button"):
        if not name_of(link):
            yield f"link-name: a link to {link.get('href')} has no name"
        if name_of(link).lower() in ("here", "click here", "link", "more", "evidence"):
            yield f"link-name: “{name_of(link)}” does not say where it leads"
    for field in tree.xpath("//input | //select | //textarea"):
        label = field.xpath("ancestor::label") or tree.xpath(f"//label[@for='{field.get('id')}']")
        if not (field.get("aria-label") or (label and label[0].text_content().strip())):
            yield "label: an input has no label"


def _ids(tree: html.HtmlElement) -> Iterator[str]:
    ids = tree.xpath("//@id")
    yield from (f"duplicate-id: {name}" for name, count in Counter(ids).items() if count > 1)
    yield from (f"id: “{name}” has a space" for name in ids if re.search(r"\s", name))
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        for value in tree.xpath(f"//@{attribute}"):
            if not set(value.split()) <= set(ids):
                yield f"aria-valid-attr-value: {attribute}={value} names nothing"
    for target in tree.xpath("//a/@href[starts-with(., '#')]"):
        if target[1:] not in ids:
            yield f"skip-link: {target} leads nowhere"


def _lists_and_tables(tree: html.HtmlElement) -> Iterator[str]:
    allowed = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd", "div")}
    for tag, children in allowed.items():
        for child in tree.xpath(f"//{tag}/*"):
            if child.tag not in children:
                yield f"list: a {child.tag} stands in a {tag}"
    if tree.xpath("//li[not(parent::ul or parent::ol)] | //dt[not(ancestor::dl)] | //dd[not(ancestor::dl)]"):  # fmt: skip
        yield "listitem: an item stands outside of a list"
    yield from (
        "td-has-header: a table has no headers" for _ in tree.xpath("//table[not(.//th[@scope])]")
    )


def _focus(css: str) -> Iterator[str]:
    for tag in ("a", "button", "input"):
        if not re.search(rf"(?<![\w.-]){tag}:focus-visible[^{{}}]*\{{[^}}]*outline:\d", css):
            yield f"focus-visible: nobody sees which {tag} has the focus"
    if re.search(r"outline:(?:0|none)", css):
        yield "focus-visible: a rule takes the outline away"


def _contrasts(css: str) -> Iterator[str]:
    """Pairs of colours that are too near to each other, by the rules of the sheet itself.

    A rule that sets both colours is a pair; a rule that sets the text alone stands on the page, on
    a card, and on nothing else.
    """
    for scheme, colours in _schemes(css).items():
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
            ink = re.search(r"(?<![-\w])(?:color|fill|stroke):var\(--([\w-]+)\)", body)
            if not ink or selector.strip().startswith(":root"):
                continue
            ground = re.search(r"(?<![-\w])background:var\(--([\w-]+)\)", body)
            is_drawing = re.search(r"(?<![-\w])(?:fill|stroke):", body)
            least = _LEAST_OF_DRAWINGS if is_drawing else _LEAST_CONTRAST
            for on in [ground[1]] if ground else ["page", "card"]:
                ratio = contrast(colours[ink[1]], colours[on])
                if ratio < least and not selector.strip().endswith(".rest"):
                    yield f"color-contrast: {selector.strip()} is {ratio:.1f} on {on}, {scheme}"


def _schemes(css: str) -> dict[str, dict[str, str]]:
    """The variables of the light, the dark and the printed page."""
    light, *others = [
        dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", body))
        for body in re.findall(r":root\{([^}]*)\}", css)
    ]
    return {"light": light} | {
        name: light | changed for name, changed in zip(("dark", "print"), others, strict=False)
    }


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it.

    >>> round(contrast("#fff", "#000"), 1), round(contrast("#777777", "#fff"), 2)
    (21.0, 4.48)
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
