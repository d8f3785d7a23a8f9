"""Printed words to the words of the schema: levels, credentials, awards, delivery, languages."""

import re

from courseatlas.values.vocabulary import language_codes, words

_DIFFICULTY = {word: level for level, listed in words().difficulty.items() for word in listed}

_BACHELOR_AWARDS = r"BSBA|BSCS|BSE|BSN|BFA|BLA|BArch|BBA|BSc|BS|BA|AB|SB"
_MASTER_AWARDS = r"MBA|MFA|MPH|MPA|MPS|MEng|MSCS|MSECE|MSc|MS|MA|SM|MAT|MEd|MArch|LLM"
_DOCTOR_AWARDS = r"PhD|EdD|DNP|DPT|JD|MD|PharmD|DBA|ScD"
# (pattern over a program's title, credential_type, academic_level); the first that is found decides. An award is written in
# capitals, a word such as "minor" in any case.
_CREDENTIALS = (
    (re.compile(r"\bprofessional certificate\b", re.I), "professional_certificate", None),
    (
        re.compile(r"\bmicro-?(?:masters?|bachelors?|credentials?|degrees?)\b|\bdigital badge\b|\bnanodegree\b|\bx-?series\b", re.I),
        "microcredential",
        None,
    ),
    (re.compile(r"\bboot ?-?camps?\b", re.I), "bootcamp", None),
    (re.compile(r"\bspeciali[sz]ation\b(?! track)", re.I), "specialization", None),
    (re.compile(r"\bconcentration\b|\bspeciali[sz]ation track\b|\bemphasis\b", re.I), "concentration", None),
    (re.compile(r"\bminor\b", re.I), "minor", None),
    (re.compile(r"\bundergraduate certificate\b", re.I), "certificate", "undergraduate"),
    (re.compile(r"\b(?:post-?)?(?:graduate|baccalaureate) certificate\b", re.I), "certificate", "graduate"),
    (re.compile(r"\bcertificate\b", re.I), "certificate", None),
    (re.compile(rf"\b({_DOCTOR_AWARDS})\b"), "doctorate", "graduate"),
    (re.compile(r"\bdoctor(?:ate)?\b", re.I), "doctorate", "graduate"),
    (re.compile(rf"\b({_MASTER_AWARDS})\b"), "master", "graduate"),
    (re.compile(r"\bmaster(?:'?s)?\b", re.I), "master", "graduate"),
    (re.compile(rf"\b({_BACHELOR_AWARDS})\b"), "bachelor", "undergraduate"),
    (re.compile(r"\bbachelor(?:'?s)?\b", re.I), "bachelor", "undergraduate"),
    (re.compile(r"\b(AAS|AA|AS)\b"), "associate", "undergraduate"),
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


def difficulty(text: str | None) -> str | None:
    """SCHEMA's `difficulty` for a printed level, or None. One that names two levels is mixed.

    >>> difficulty("Beginner Level"), difficulty("Beginner to Intermediate")
    ('beginner', 'mixed')
    """
    word = re.sub(r"^(?:nivel|niveau)\s+|\s*(?:levels?|courses?)$", "", (text or "").strip().casefold())
    parts = (
        {_DIFFICULTY.get(part) for part in re.split(r"\s*(?:/|-|–|,|\bto\b|\band\b|&)\s*", word)}
        if word not in _DIFFICULTY
        else {_DIFFICULTY[word]}
    )
    return None if None in parts else parts.pop() if len(parts) == 1 else "mixed"


def language(text: str | None) -> str | None:
    """BCP 47 tag for a language's name, in any of several languages, or its code; of several the first. None for what names none.

    >>> language("English"), language("pt_BR"), language("Français (France)"), language("日本語")
    ('en', 'pt-BR', 'fr', 'ja')
    """
    if not text:
        return None
    names, word = language_codes(), text.strip()
    whole = names.get(word.casefold()) or names.get(re.split(r"\s+[-–]\s+|\s*[([,;/|]", word.casefold())[0].strip())
    if whole or not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", word):
        return whole
    head, *rest = re.split("[-_]", word)
    return "-".join([head.lower(), *rest])


def credential(title: str | None) -> tuple[str | None, str | None, str | None]:
    """(credential_type, award, academic_level) that a program's title names.

    >>> credential("Artificial Intelligence, MS (Boston)")
    ('master', 'MS', 'graduate')
    """
    if not title:
        return None, None, None
    text = _DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m.group()) + " ", title)
    for pattern, kind, level in _CREDENTIALS:
        if found := pattern.search(text):
            spelled = next((award for words, award in _LONG_AWARDS.items() if words in text.casefold()), None)
            return kind, found[1] if found.groups() else spelled, level
    return None, None, None


_DELIVERY = (
    ("hybrid", r"\bhybrid\b|\bblended\b|\bhyflex\b|\bin[- ]person (?:and|or|&) online\b|\bonline (?:and|or|&) in[- ]person\b"),
    ("online", r"\bonline\b|\bremote\b|\bvirtual\b|\bdistance\b|\bon-?demand\b|\bwebinar\b"),
    ("in_person", r"\bin[- ]person\b|\bon[- ]?campus\b|\bon-?site\b|\bface[- ]to[- ]face\b|\bclassroom\b|\bresidential\b"),
)


def delivery(text: str | None) -> str | None:
    """SCHEMA's `delivery` for a printed format; one that names both ways is hybrid.

    >>> delivery("Fully Online")
    'online'
    """
    found = [word for word, pattern in _DELIVERY if text and re.search(pattern, text, re.I)]
    return "hybrid" if len(found) > 1 else found[0] if found else None


def pacing(text: str | None) -> str | None:
    """SCHEMA's `pacing` for a printed pace, or None.

    >>> pacing("Self-paced")
    'self_paced'
    """
    if not text:
        return None
    if re.search(r"^self$|\bself[-_ ]?paced\b|\bown (?:pace|speed|schedule)\b|\basynchronous\b|\bon-?demand\b", text, re.I):
        return "self_paced"
    return (
        "instructor_led"
        if re.search(r"^instructor$|\binstructor[-_ ](?:led|paced)\b|\bcohort\b|\bsynchronous\b|\blive\b", text, re.I)
        else None
    )


_LEVELS = (
    ("graduate", r"^(?:post)?graduate|\bgraduate\b(?<!undergraduate)|\bmaster|\bdoctor|\bpostgrad"),
    ("undergraduate", r"undergrad|\bbachelor"),
    ("secondary", r"high school|secondary|\bk-?12\b"),
    ("professional", r"professional|executive|non-?credit|continuing"),
)


def academic_level(text: str | None) -> str | None:
    """SCHEMA's `academic_level` for a printed level; a page that names both under- and graduate states no single one.

    >>> academic_level("Undergraduate")
    'undergraduate'
    """
    found = {level for level, pattern in _LEVELS if text and re.search(pattern, text, re.I)}
    return found.pop() if len(found) == 1 else None
