"""Printed words to the words of the schema: levels, credentials, awards, delivery, languages."""

import re

from courseatlas.values.vocabulary import language_codes, words

_DIFFICULTY = {word: level for level, listed in words().difficulty.items() for word in listed}
_AROUND_LEVEL = re.compile(r"^(?:nivel|niveau)\s+|\s*(?:levels?|courses?)$")
_BETWEEN_LEVELS = re.compile(r"\s*(?:/|-|–|,|\bto\b|\band\b|&)\s*")

_BACHELOR_AWARDS = r"\b(BSBA|BSCS|BSE|BSN|BFA|BLA|BArch|BBA|BSc|BS|BA|AB|SB)\b"
_MASTER_AWARDS = r"\b(MBA|MFA|MPH|MPA|MPS|MEng|MSCS|MSECE|MSc|MS|MA|SM|MAT|MEd|MArch|LLM)\b"
_DOCTOR_AWARDS = r"\b(PhD|EdD|DNP|DPT|JD|MD|PharmD|DBA|ScD)\b"
_ASSOCIATE_AWARDS = r"\b(AAS|AA|AS)\b"
_MICRO = (
    r"\bmicro-?(?:masters?|bachelors?|credentials?|degrees?)\b|\bdigital badge\b|\bnanodegree\b"
    r"|\bx-?series\b"
)
_POST_GRADUATE = r"\b(?:post-?)?(?:graduate|baccalaureate) certificate\b"
# (pattern over a program's title, credential_type, academic_level); the first that matches decides.
# The group of a pattern is the award. An award is written in capitals, a word in any case.
_CREDENTIALS = (
    (re.compile(r"\bprofessional certificate\b", re.I), "professional_certificate", None),
    (re.compile(_MICRO, re.I), "microcredential", None),
    (re.compile(r"\bboot ?-?camps?\b", re.I), "bootcamp", None),
    (re.compile(r"\bspeciali[sz]ation\b(?! track)", re.I), "specialization", None),
    (
        re.compile(r"\bconcentration\b|\bspeciali[sz]ation track\b|\bemphasis\b", re.I),
        "concentration",
        None,
    ),
    (re.compile(r"\bminor\b", re.I), "minor", None),
    (re.compile(r"\bundergraduate certificate\b", re.I), "certificate", "undergraduate"),
    (re.compile(_POST_GRADUATE, re.I), "certificate", "graduate"),
    (re.compile(r"\bcertificate\b", re.I), "certificate", None),
    (re.compile(_DOCTOR_AWARDS), "doctorate", "graduate"),
    (re.compile(r"\bdoctor(?:ate)?\b", re.I), "doctorate", "graduate"),
    (re.compile(_MASTER_AWARDS), "master", "graduate"),
    (re.compile(r"\bmaster(?:'?s)?\b", re.I), "master", "graduate"),
    (re.compile(_BACHELOR_AWARDS), "bachelor", "undergraduate"),
    (re.compile(r"\bbachelor(?:'?s)?\b", re.I), "bachelor", "undergraduate"),
    (re.compile(_ASSOCIATE_AWARDS), "associate", "undergraduate"),
    (re.compile(r"\bassociate(?:'s)? (?:degree|of)\b", re.I), "associate", "undergraduate"),
)
_LONG_AWARDS = {
    "bachelor of science": "BS",
    "bachelor of arts": "BA",
    "master of science": "MS",
    "master of arts": "MA",
    "doctor of philosophy": "PhD",
    "master of business administration": "MBA",
    "bachelor of fine arts": "BFA",
}
_DOTTED = re.compile(r"\b(?:[A-Z][a-z]?\.\s?){2,4}")
_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_BEHIND_LANGUAGE = re.compile(r"\s+[-–]\s+|\s*[([,;/|]")

_DELIVERY = tuple(
    (word, re.compile(pattern, re.I))
    for word, pattern in (
        (
            "hybrid",
            r"\bhybrid\b|\bblended\b|\bhyflex\b|\bin[- ]person (?:and|or|&) online\b"
            r"|\bonline (?:and|or|&) in[- ]person\b",
        ),
        (
            "online",
            r"\bonline\b|\bremote\b|\bvirtual\b|\bdistance\b|\bon-?demand\b|\bwebinar\b",
        ),
        (
            "in_person",
            r"\bin[- ]person\b|\bon[- ]?campus\b|\bon-?site\b|\bface[- ]to[- ]face\b"
            r"|\bclassroom\b|\bresidential\b",
        ),
    )
)
_SELF_PACED = re.compile(
    r"^self$|\bself[-_ ]?paced\b|\bown (?:pace|speed|schedule)\b|\basynchronous\b|\bon-?demand\b",
    re.I,
)
_INSTRUCTOR_LED = re.compile(
    r"^instructor$|\binstructor[-_ ](?:led|paced)\b|\bcohort\b|\bsynchronous\b|\blive\b", re.I
)
_LEVELS = tuple(
    (level, re.compile(pattern, re.I))
    for level, pattern in (
        (
            "graduate",
            r"^(?:post)?graduate|\bgraduate\b(?<!undergraduate)|\bmaster|\bdoctor|\bpostgrad",
        ),
        ("undergraduate", r"undergrad|\bbachelor"),
        ("secondary", r"high school|secondary|\bk-?12\b"),
        ("professional", r"professional|executive|non-?credit|continuing"),
    )
)

Credential = tuple[str | None, str | None, str | None]


def difficulty(text: str | None) -> str | None:
    """The `difficulty` of a printed level, or None; several levels are `mixed`.

    >>> difficulty("Beginner Level"), difficulty("Beginner to Intermediate")
    ('beginner', 'mixed')
    """
    printed = _AROUND_LEVEL.sub("", (text or "").strip().casefold())
    if printed in _DIFFICULTY:
        return _DIFFICULTY[printed]
    levels = {_DIFFICULTY.get(part) for part in _BETWEEN_LEVELS.split(printed)}
    if None in levels:
        return None
    return levels.pop() if len(levels) == 1 else "mixed"


def language(text: str | None) -> str | None:
    """The BCP 47 tag of a language, by its name in any of several languages or by its code.

    Of several languages the first counts. None for a text that names none.

    >>> language("English"), language("pt_BR"), language("Français (France)"), language("日本語")
    ('en', 'pt-BR', 'fr', 'ja')
    """
    if not text:
        return None
    codes, printed = language_codes(), text.strip()
    name = printed.casefold()
    code = codes.get(name) or codes.get(_BEHIND_LANGUAGE.split(name)[0].strip())
    if code or not _LANGUAGE_CODE.fullmatch(printed):
        return code
    head, *rest = re.split("[-_]", printed)
    return "-".join([head.lower(), *rest])


def credential(title: str | None) -> Credential:
    """(credential_type, award, academic_level) that a program's title names.

    >>> credential("Artificial Intelligence, MS (Boston)")
    ('master', 'MS', 'graduate')
    """
    if not title:
        return None, None, None
    text = _DOTTED.sub(lambda dotted: re.sub(r"[.\s]", "", dotted.group()) + " ", title)
    for pattern, kind, level in _CREDENTIALS:
        match = pattern.search(text)
        if match:
            award = match[1] if match.groups() else _long_award(text)
            return kind, award, level
    return None, None, None


def _long_award(text: str) -> str | None:
    """The abbreviation of an award that a title spells out."""
    lower = text.casefold()
    return next((award for name, award in _LONG_AWARDS.items() if name in lower), None)


def delivery(text: str | None) -> str | None:
    """The `delivery` of a printed format, or None; a format that names both ways is `hybrid`.

    >>> delivery("Fully Online")
    'online'
    """
    ways = [word for word, pattern in _DELIVERY if pattern.search(text or "")]
    if len(ways) > 1:
        return "hybrid"
    return ways[0] if ways else None


def pacing(text: str | None) -> str | None:
    """The `pacing` of a printed pace, or None.

    >>> pacing("Self-paced")
    'self_paced'
    """
    if _SELF_PACED.search(text or ""):
        return "self_paced"
    return "instructor_led" if _INSTRUCTOR_LED.search(text or "") else None


def academic_level(text: str | None) -> str | None:
    """The `academic_level` of a printed level; None for none, and for several levels.

    >>> academic_level("Undergraduate"), academic_level("Undergraduate, Graduate")
    ('undergraduate', None)
    """
    levels = {level for level, pattern in _LEVELS if pattern.search(text or "")}
    return levels.pop() if len(levels) == 1 else None
