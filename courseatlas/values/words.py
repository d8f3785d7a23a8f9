"""From printed words to the words of the schema: levels, credentials, delivery, languages."""

import re

from courseatlas.values.vocabulary import language_codes, words

_DIFFICULTY: dict[str, str] = {
    word: level for level, level_words in words().difficulty.items() for word in level_words
}

_BACHELOR_AWARDS = r"BTech|BCA|BSBA|BSCS|BSE|BSN|BFA|BLA|BArch|BBA|BASc|BAS|BEng|BSc|BS|BA|AB|SB"
_MASTER_AWARDS = (
    r"MTech|MCA|MBA|MFA|MPH|MPA|MPS|MEng|MSCS|MSECE|MSc|MS|MA|SM|MAT|MEd|MArch|LLM|MRes|MPhil|MASc"
)
_DOCTOR_AWARDS = r"PhD|DPhil|EngD|DEng|EdD|DNP|DPT|JD|MD|PharmD|DBA|ScD"
# (pattern of a program's title, credential_type, academic_level); the first that matches decides.
# An award is written in capitals, a word such as "minor" in any case
_CREDENTIALS = (
    (re.compile(r"\bprofessional certificate\b", re.I), "professional_certificate", None),
    (
        re.compile(
            r"\bmicro-?(?:masters?|bachelors?|credentials?|degrees?)\b|\bdigital badge\b"
            r"|\bnanodegree\b|\bx-?series\b",
            re.I,
        ),
        "microcredential",
        None,
    ),
    (re.compile(r"\bboot ?-?camps?\b", re.I), "bootcamp", None),
    (re.compile(r"\bspeciali[sz]ation\b(?! track)", re.I), "specialization", None),
    (
        re.compile(r"\bconcentration\b|\bspeciali[sz]ation track\b|\bemphasis\b", re.I),
        "concentration",
        None,
    ),
    (re.compile(r"\bminor\b", re.I), "minor", None),
    (re.compile(r"\bundergraduate certificate\b", re.I), "certificate", "undergraduate"),
    (
        re.compile(
            r"\b(?:post-?)?(?:graduate|baccalaureate) (?:certificate|diploma)\b"
            r"|\bPG ?(?:Cert|Dip)\b",
            re.I,
        ),
        "certificate",
        "graduate",
    ),
    # IPEDS counts certificates and diplomas below a degree as one kind of award
    (
        re.compile(
            r"\b(?:certificate|certificat|certificado|certificato|zertifikat)\b"
            r"|^(?:especialização em|especialización en) "
            r"|(?<!high school )\bdiploma\b",
            re.I,
        ),
        "certificate",
        None,
    ),
    (re.compile(rf"\b({_DOCTOR_AWARDS})\b"), "doctorate", "graduate"),
    (
        re.compile(r"\bdoctor(?:ate|ado|at)?\b|\bdottorato\b|\bdoutorado\b|博士", re.I),
        "doctorate",
        "graduate",
    ),
    (re.compile(rf"\b({_MASTER_AWARDS})\b"), "master", "graduate"),
    (
        re.compile(
            r"\bm[aá]ster(?:['’]?s|studiengang|program|programm)?\b|\blaurea magistrale\b"
            r"|\bmestrado\b|\bmaestría\b|\bmaîtrise en\b"
            r"|\byüksek lisans\b|\bмагистратура\b|硕士|修士",
            re.I,
        ),
        "master",
        "graduate",
    ),
    (re.compile(rf"\b({_BACHELOR_AWARDS})\b"), "bachelor", "undergraduate"),
    (
        re.compile(
            r"\bbachelor(?:['’]?s|studiengang|program|programm)?\b|^(?:doble )?grado en\b"
            r"|\blicenciatura\b|^licence (?!to\b|for\b|in\b)|\blaurea (?:triennale|in)\b"
            r"|\bbacharelado\b|\bbaccalauréat en\b|\bkandidatprogram\b|\bбакалавриат\b|学士",
            re.I,
        ),
        "bachelor",
        "undergraduate",
    ),
    (re.compile(r"\b(AAS|AA|AS)\b"), "associate", "undergraduate"),
    (
        re.compile(
            r"\bassociate(?:'s)? (?:degree|of|in (?:\w+ )?(?:arts?|sciences?|technology"
            r"|technical|engineering|business|nursing))\b",
            re.I,
        ),
        "associate",
        "undergraduate",
    ),
)
_LONG_AWARDS = {
    "bachelor of science": "BS",
    "bachelor of arts": "BA",
    "master of science": "MS",
    "master of arts": "MA",
    "doctor of philosophy": "PhD",
    "master of business administration": "MBA",
    "bachelor of fine arts": "BFA",
    "associate in applied science": "AAS",
    "associate of applied science": "AAS",
    "associate in science": "AS",
    "associate of science": "AS",
    "associate in arts": "AA",
    "associate of arts": "AA",
}
_DOTTED = re.compile(
    r"\b(?:[A-Z][a-z]?\.\s?){2,4}|\b[BDM]\.\s?(?:Arch|Ed|Eng|Phil|Res|Sc|Tech)\b\.?"
)
_LEVEL_WORD = re.compile(r"^(?:nivel|niveau|level|difficulty)\s*[:\s]\s*|\s*(?:levels?|courses?)$")
_BETWEEN_LEVELS = re.compile(r"\s*(?:/|-|–|,|\bto\b|\band\b|&)\s*")
_AFTER_LANGUAGE = re.compile(r"\s+[-–]\s+|\s*[([,;/|]")
# "(Portuguese)", "(en español)"; a code such as "(IT)" may be anything
_IN_BRACKETS = re.compile(r"\((?:in |en |em |auf |in lingua )?(?P<name>[^\W\d_]{4,})\)\s*$", re.I)
_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def difficulty(text: str | None) -> str | None:
    """The schema's `difficulty` for a printed level, or None. A text with two levels is mixed.

    >>> difficulty("Beginner Level"), difficulty("Beginner to Intermediate")
    ('beginner', 'mixed')
    """
    word = _LEVEL_WORD.sub("", (text or "").strip().casefold())
    if word in _DIFFICULTY:
        return _DIFFICULTY[word]
    levels = {_DIFFICULTY.get(part) for part in _BETWEEN_LEVELS.split(word)}
    if None in levels:
        return None
    return levels.pop() if len(levels) == 1 else "mixed"


def language_in_title(title: str | None) -> str | None:
    """The BCP 47 tag of the language that a title names in brackets at its end.

    >>> language_in_title("Inteligência Artificial (Portuguese)"), language_in_title("AI (Basics)")
    ('pt', None)
    >>> language_in_title("Introducción a la IA (en español)"), language_in_title("Networks (IT)")
    ('es', None)
    """
    named = _IN_BRACKETS.search(title or "")
    return language_codes().get(named["name"].casefold()) if named else None


def language(text: str | None) -> str | None:
    """The BCP 47 tag of a language that is printed as a name, in any of several languages, or code.

    Of several languages the first counts. A text that names no language gives None.

    >>> language("English"), language("pt_BR"), language("Français (France)"), language("日本語")
    ('en', 'pt-BR', 'fr', 'ja')
    """
    if not text:
        return None
    tags, word = language_codes(), text.strip()
    first = _AFTER_LANGUAGE.split(word.casefold())[0].strip()
    tag = tags.get(word.casefold()) or tags.get(first)
    if tag or not _LANGUAGE_CODE.fullmatch(word):
        return tag
    head, *rest = re.split("[-_]", word)
    return "-".join([head.lower(), *rest])


def credential(title: str | None) -> tuple[str | None, str | None, str | None]:
    """(credential_type, award, academic_level) that a program's title names.

    >>> credential("Artificial Intelligence, MS (Boston)")
    ('master', 'MS', 'graduate')
    """
    if not title:
        return None, None, None
    text = _DOTTED.sub(lambda award: re.sub(r"[.\s]", "", award.group()) + " ", title)
    for pattern, kind, level in _CREDENTIALS:
        match = pattern.search(text)
        if match:
            return kind, match[1] if match.groups() else _long_award(text), level
    return None, None, None


def _long_award(text: str) -> str | None:
    """The abbreviation of an award that is written out."""
    plain = text.casefold()
    return next((award for name, award in _LONG_AWARDS.items() if name in plain), None)


_DELIVERY = (
    (
        "hybrid",
        re.compile(
            r"\bhybrid\b|\bblended\b|\bhyflex\b|\bin[- ]person (?:and|or|&) online\b"
            r"|\bonline (?:and|or|&) in[- ]person\b",
            re.I,
        ),
    ),
    (
        "online",
        re.compile(
            r"\bonline\b|\bremote\b|\bvirtual\b|\bdistance\b|\bon-?demand\b|\bwebinar\b"
            r"|\bweb-?based\b|\ben ligne\b|\ben línea\b|\ba distancia\b|\bfernstudium\b",
            re.I,
        ),
    ),
    (
        "in_person",
        re.compile(
            r"\bin[- ]person\b|\bon[- ]?campus\b|\bon-?site\b|\bface[- ]to[- ]face\b"
            r"|\bclassroom\b|\bresidential\b|\bpresencial\b|\ben présentiel\b|\bpräsenzstudium\b",
            re.I,
        ),
    ),
)
_SELF_PACED = re.compile(
    r"^self$|\bself[-_ ]?paced\b|\bown (?:pace|speed|schedule)\b|\basynchronous\b|\bon-?demand\b",
    re.I,
)
_INSTRUCTOR_LED = re.compile(
    r"^instructor$|\binstructor[-_ ](?:led|paced)\b|\bcohort\b|\bsynchronous\b|\blive\b", re.I
)
_LEVELS = (
    (
        "graduate",
        re.compile(
            r"^(?:post)?graduate|\bgraduate\b(?<!undergraduate)|\bmaster|\bdoctor|\bpostgrad", re.I
        ),
    ),
    ("undergraduate", re.compile(r"undergrad|\bbachelor|\b(?:lower|upper)[- ]division\b", re.I)),
    ("secondary", re.compile(r"high school|secondary|\bk-?12\b", re.I)),
    ("professional", re.compile(r"professional|executive|non-?credit|continuing", re.I)),
)


def delivery(text: str | None) -> str | None:
    """The schema's `delivery` for a printed format; a text with both ways is hybrid.

    >>> delivery("Fully Online")
    'online'
    """
    ways = [way for way, pattern in _DELIVERY if text and pattern.search(text)]
    if len(ways) > 1:
        return "hybrid"
    return ways[0] if ways else None


def pacing(text: str | None) -> str | None:
    """The schema's `pacing` for a printed pace, or None.

    >>> pacing("Self-paced")
    'self_paced'
    """
    if not text:
        return None
    if _SELF_PACED.search(text):
        return "self_paced"
    return "instructor_led" if _INSTRUCTOR_LED.search(text) else None


def academic_level(text: str | None) -> str | None:
    """The schema's `academic_level` for a printed level; a text with two levels gives None.

    >>> academic_level("Undergraduate")
    'undergraduate'
    """
    levels = {level for level, pattern in _LEVELS if text and pattern.search(text)}
    return levels.pop() if len(levels) == 1 else None
