"""Printed strings and what they state. A string that states no value, or more than one, gives null: nothing is guessed."""

from datetime import date
from decimal import Decimal

import pytest

from courseatlas.parsing import PARSERS, parse, states_a_value
from courseatlas.values.credits import credits
from courseatlas.values.dates import span
from courseatlas.values.durations import duration, effort
from courseatlas.values.money import money
from courseatlas.values.numbers import count, rating
from courseatlas.values.words import (
    credential,
    delivery,
    difficulty,
    language,
    language_in_title,
    pacing,
)

NOTHING = (None, None, None)


@pytest.mark.parametrize(
    "printed, least, most, unit",
    [
        ("3", 3, 3, None),
        ("3.0", 3, 3, None),
        ("1-4", 1, 4, None),
        ("3 or 4", 3, 4, None),
        ("3,4", 3, 4, None),
        ("0 or 1", 0, 1, None),
        ("Var", None, None, None),
        ("Variable (1-4)", 1, 4, None),
        ("0.5 credits", 0.5, 0.5, "credit"),
        ("12 units", 12, 12, "unit"),
        ("4.5 ECTS", 4.5, 4.5, "ects"),
        ("4,5 ECTS", 4.5, 4.5, "ects"),
        ("30 ECTS credits", 30, 30, "ects"),
        ("3 SH", 3, 3, "semester_hour"),
        ("3 s.h.", 3, 3, "semester_hour"),
        ("(4 Hours)", 4, 4, "semester_hour"),
        ("Credit Hours: 3", 3, 3, "semester_hour"),
        ("3-0-9 units", None, None, None),
        ("(2-3) 3 hours", 3, 3, "semester_hour"),
        ("4 (4-0)", 4, 4, None),
        ("1-3 hours, maximum 9", 1, 3, "semester_hour"),
        ("4 semester hours (or 6 quarter hours)", 4, 4, "semester_hour"),
        ("5 quarter units", 5, 5, "quarter_hour"),
        ("1.5 CEUs", 1.5, 1.5, "ceu"),
        ("6 créditos", 6, 6, "credit"),
        ("up to 12 credits", None, 12, "credit"),
        ("at least 30 credits", 30, None, "credit"),
        ("No credit", 0, 0, "credit"),
        ("Units arranged", None, None, "unit"),
        ("3 credits (2 lecture, 2 lab)", 3, 3, "credit"),
        ("", None, None, None),
        ("1.5 or 3", 1.5, 3, None),
        ("1 TO 3 OR 4 hours.", 1, 4, "semester_hour"),
        ("Credit Hours: 3.000", 3, 3, "semester_hour"),
        ("0.5 - 1 Course Unit", 0.5, 1, "unit"),
        ("0.000 OR 3.000", 0, 3, None),
        ("4 or 3", 3, 4, None),
        ("7 to 3.000", None, None, None),
        ("7.000 TO 3.000 Credits", None, None, None),
        ("2-2-3", None, None, None),
        ("3-0-0-3", None, None, None),
        ("3-0-9", None, None, None),
        ("1-2-3 hours", None, None, None),
        ("3-0-3 Credits", 3, 3, "credit"),
        ("Lecture-Lab-Credit: 2-2-3", 3, 3, None),
        ("Lecture/Lab/Credits: 3/0/3", 3, 3, None),
        ("9 units (3-0-6)", 9, 9, "unit"),
        ("15 CATS points (7.5 ECTS)", 15, 15, "credit"),
        ("7,5 ECTS", 7.5, 7.5, "ects"),
        ("ECTS: 6", 6, 6, "ects"),
        ("2 SWS / 5 LP", 5, 5, "ects"),
        ("7,5 högskolepoäng", 7.5, 7.5, "ects"),
        ("3 crédits ECTS", 3, 3, "ects"),
        ("12 CFU", 12, 12, "ects"),
        ("1½ credits", 1.5, 1.5, "credit"),
        ("½ unit", 0.5, 0.5, "unit"),
        ("3L,1T,0P, 4 cr", 4, 4, "credit"),
        ("Level 7, 20 credits", 20, 20, "credit"),
        ("Each semester 3 credits", 3, 3, "credit"),
        ("45 clock hours", None, None, None),
        ("3.000 Lecture hours", None, None, None),
        ("4 Quarter Credit Hours", 4, 4, "quarter_hour"),
        ("4 Qtr. Hrs.", 4, 4, "quarter_hour"),
        ("5 quarter credits", 5, 5, "quarter_hour"),
    ],
)
def test_credits(printed: str, least: float | None, most: float | None, unit: str | None) -> None:
    assert credits(printed) == (least, most, unit)


@pytest.mark.parametrize(
    "printed, amount, currency, kind",
    [
        ("$1,320", "1320", "USD", "one_off"),
        ("USD 99.00", "99.00", "USD", "one_off"),
        ("$3,300.00 USD", "3300.00", "USD", "one_off"),
        ("1.320,50 €", "1320.50", "EUR", "one_off"),
        ("12,99 €", "12.99", "EUR", "one_off"),
        ("€1.320", "1320", "EUR", "one_off"),
        ("EUR 1 200,00", "1200.00", "EUR", "one_off"),
        ("CHF 1'200.00", "1200.00", "CHF", "one_off"),
        ("£1,200.00 + VAT", "1200.00", "GBP", "one_off"),
        ("₹1,20,000", "120000", "INR", "one_off"),
        ("Rs. 499", "499", "INR", "one_off"),
        ("A$120", "120", "AUD", "one_off"),
        ("CA$99", "99", "CAD", "one_off"),
        ("HK$1,000", "1000", "HKD", "one_off"),
        ("R$ 59,90", "59.90", "BRL", "one_off"),
        ("US$ 99", "99", "USD", "one_off"),
        ("SEK 1299", "1299", "SEK", "one_off"),
        ("Price: 49.99$", "49.99", "USD", "one_off"),
        ("from $99", "99", "USD", "one_off"),
        ("US$1.5k", "1500", "USD", "one_off"),
        ("$49/month", "49", "USD", "subscription"),
        ("$39 USD per month", "39", "USD", "subscription"),
        ("$9.99 a month", "9.99", "USD", "subscription"),
        ("$1,320 per credit hour", "1320", "USD", "tuition"),
        ("Tuition: $52,000", "52000", "USD", "tuition"),
        ("Free audit; $99 certificate", "99", "USD", "one_off"),
        ("Original price $199.99, current price $12.99", "12.99", "USD", "one_off"),
        ("Current price $12.99 Original price $199.99", "12.99", "USD", "one_off"),
        ("$199 $84", "84", "USD", "one_off"),
        ("$0", "0", "USD", "free"),
        ("Free", "0", None, "free"),
        ("Free online course", "0", None, "free"),
        ("Kostenlos", "0", None, "free"),
    ],
)
def test_money(printed: str, amount: str, currency: str | None, kind: str) -> None:
    assert money(printed) == (Decimal(amount), currency, kind)


@pytest.mark.parametrize(
    "printed",
    [
        "8500",
        "$99 – $199",
        "$99 to $199",
        "¥12,000",
        "1 299 kr",
        "free trial",
        "Included with subscription",
        "$1.320.50",
        "TRY 30 days",
        "12 courses",
        "",
    ],
)
def test_what_is_no_single_price_gives_none(printed: str) -> None:
    assert money(printed) == NOTHING


@pytest.mark.parametrize(
    "printed, weeks, months, hours",
    [
        ("8 weeks, 3–5 hours per week", 8, None, None),
        ("3 hours per week for 8 weeks", 8, None, None),
        ("8-week course", 8, None, None),
        ("four weeks", 4, None, None),
        ("6 Wochen", 6, None, None),
        ("4 semaines", 4, None, None),
        ("16 semanas", 16, None, None),
        ("P4W", 4, None, None),
        ("W12", 12, None, None),
        ("PT16H", None, None, 16),
        ("PT1H30M", None, None, 1.5),
        ("P1Y6M", None, 18, None),
        ("P3M", None, 3, None),
        ("approx. 20 hours to complete", None, None, 20),
        ("2 months at 10 hours a week", None, 2, None),
        ("11h 30m", None, None, 11.5),
        ("1 hr 30 min", None, None, 1.5),
        ("1,5 hours", None, None, 1.5),
        ("18.5 total hours", None, None, 18.5),
        ("90 minutes", None, None, 1.5),
        ("1 year", None, 12, None),
        ("2 Jahre", None, 24, None),
        ("2-3 years", None, None, None),
        ("6-8 weeks", None, None, None),
        ("1 semester", None, None, None),
        ("self-paced", None, None, None),
    ],
)
def test_durations(
    printed: str, weeks: float | None, months: float | None, hours: float | None
) -> None:
    assert duration(printed) == {
        "duration_weeks": weeks,
        "duration_months": months,
        "duration_hours": hours,
    }


@pytest.mark.parametrize(
    "printed, least, most",
    [
        ("8 weeks, 3–5 hours per week", 3, 5),
        ("2 months at 10 hours a week", 10, 10),
        ("2-4 hours/week", 2, 4),
        ("10-12 hrs/wk", 10, 12),
        ("5 hours weekly", 5, 5),
        ("20 hours in all, 4 hours per week", 4, 4),
        ("3 hours", None, None),
        ("2 hours a day", None, None),
        ("40 hours per week", 40, 40),
        ("61 hours a week", None, None),
    ],
)
def test_efforts(printed: str, least: float | None, most: float | None) -> None:
    assert effort(printed) == (least, most)


@pytest.mark.parametrize(
    "printed, first, last",
    [
        ("2026-09-01", date(2026, 9, 1), None),
        ("2026-09-01T10:00:00Z", date(2026, 9, 1), None),
        ("2027/01/15", date(2027, 1, 15), None),
        ("9/15/2026", date(2026, 9, 15), None),
        ("15/9/2026", date(2026, 9, 15), None),
        ("15.01.2027", date(2027, 1, 15), None),
        ("Monday, February 8, 2027", date(2027, 2, 8), None),
        ("1 Sept 2026", date(2026, 9, 1), None),
        ("20 de marzo de 2027", date(2027, 3, 20), None),
        ("le 3 mars 2027", date(2027, 3, 3), None),
        ("8.–12. März 2027", date(2027, 3, 8), date(2027, 3, 12)),
        ("Jan 15 – Mar 3, 2027", date(2027, 1, 15), date(2027, 3, 3)),
        ("Sep 8, 2026 - Dec 11, 2026", date(2026, 9, 8), date(2026, 12, 11)),
        ("03.09.2026 - 12.12.2026", date(2026, 9, 3), date(2026, 12, 12)),
        ("3.9. bis 12.12.2026", date(2026, 9, 3), date(2026, 12, 12)),
        ("01-SEP-2026 to 15-DEC-2026", date(2026, 9, 1), date(2026, 12, 15)),
        ("2026年9月1日", date(2026, 9, 1), None),
        ("21-23 February 2027", date(2027, 2, 21), date(2027, 2, 23)),
    ],
)
def test_dates(printed: str, first: date, last: date | None) -> None:
    assert span(printed) == (first, last or first)


@pytest.mark.parametrize(
    "printed", ["Fall 2026", "rolling", "Starts Jan 15", "June 31, 2026", "13/13/2026", "2026"]
)
def test_what_is_no_full_date_gives_none(printed: str) -> None:
    assert span(printed) == (None, None)


@pytest.mark.parametrize(
    "printed, tag",
    [
        ("English", "en"),
        ("EN", "en"),
        ("en-US", "en-US"),
        ("pt_BR", "pt-BR"),
        ("zh-Hans", "zh-Hans"),
        ("English (US)", "en"),
        ("English [Auto]", "en"),
        ("English, Spanish", "en"),
        ("Inglés", "en"),
        ("Español", "es"),
        ("Deutsch", "de"),
        ("Chinese (Simplified)", "zh"),
        ("Mandarin", "zh"),
        ("Ukrainian", "uk"),
        ("Polish", "pl"),
        ("Bahasa Indonesia", "id"),
        ("中文", "zh"),
        ("日本語", "ja"),
        ("Klingon-ish", None),
        ("", None),
    ],
)
def test_languages(printed: str, tag: str | None) -> None:
    assert language(printed) == tag


@pytest.mark.parametrize(
    ("title", "tag"),
    [
        ("Estratégia de dados (Portuguese)", "pt"),
        ("Lámparas para todos (en español)", "es"),
        ("Lampenkunde (auf Deutsch)", "de"),
        ("Lamps (Online)", None),
        ("Lamps (IT)", None),
        ("Spanish Lamps", None),
    ],
)
def test_a_title_may_end_in_the_name_of_its_language(title: str, tag: str | None) -> None:
    assert language_in_title(title) == tag


@pytest.mark.parametrize(
    "printed, level",
    [
        ("Introductory", "beginner"),
        ("Beginner level", "beginner"),
        ("INTERMEDIATE", "intermediate"),
        ("All Levels", "mixed"),
        ("Beginner to Intermediate", "mixed"),
        ("Nivel principiante", "beginner"),
        ("Débutant", "beginner"),
        ("100 level", None),
    ],
)
def test_difficulty(printed: str, level: str | None) -> None:
    assert difficulty(printed) == level


@pytest.mark.parametrize(
    "printed, number",
    [
        ("1.2M", 1_200_000),
        ("12k", 12_000),
        ("12.5K+", 12_500),
        ("1,234", 1234),
        ("12.345", 12345),
        ("1 299", 1299),
        ("(3,408 ratings)", 3408),
        (17, 17),
    ]
    + [("none yet", None), (None, None), (-1, None), ("4.6", None)],
)
def test_counts(printed: object, number: int | None) -> None:
    assert count(printed) == number


@pytest.mark.parametrize(
    "printed, value",
    [
        ("4.6", 4.6),
        ("4,6", 4.6),
        ("4.6 out of 5 stars", 4.6),
        ("4.6/5", 4.6),
        (4, 4.0),
        ("9.2/10", None),
        ("46", None),
        (True, None),
        ("", None),
    ],
)
def test_ratings(printed: object, value: float | None) -> None:
    assert rating(printed) == value


def test_delivery_and_pacing() -> None:
    printed = ("Fully Online", "In person", "HyFlex", "En ligne", "Presencial", "Somewhere")
    assert [delivery(text) for text in printed] == [
        "online",
        "in_person",
        "hybrid",
        "online",
        "in_person",
        None,
    ]
    assert [pacing(text) for text in ("Self-paced", "Instructor-led", "Sometimes")] == [
        "self_paced",
        "instructor_led",
        None,
    ]


def test_a_value_that_the_reader_stated_stays_and_the_string_stands_beside_it() -> None:
    parsed = parse({"credits_text": "3 hours", "credits_max": 4.0, "price_text": "a lot"})
    assert (
        parsed["credits_min"] == 3
        and parsed["credits_max"] == 4
        and parsed["credits_text"] == "3 hours"
    )
    assert parsed["price_text"] == "a lot" and "price_amount" not in parsed


@pytest.mark.parametrize(
    "column, text, read",
    [
        ("credits_text", "a pinch", False),
        ("credits_text", "3", True),
        ("credits_text", "Varies by topic", True),
        ("price_text", "8500", False),
        ("language_text", "Elvish", False),
        ("dates_text", "rolling", True),
    ],
)
def test_a_string_is_unread_when_no_value_came_of_it(column: str, text: str, read: bool) -> None:
    assert states_a_value(column, text, PARSERS[column](text)) is read


@pytest.mark.parametrize(
    ("printed", "kind", "award", "level"),
    [
        ("Associate in Applied Science", "associate", "AAS", "undergraduate"),
        ("Associate in Arts for Transfer", "associate", "AA", "undergraduate"),
        ("Associate in Specialized Technology", "associate", None, "undergraduate"),
        ("Associate of Science", "associate", "AS", "undergraduate"),
        ("Technical Diploma", "certificate", None, None),
        ("Diploma in Lamps", "certificate", None, None),
        ("Postgraduate Diploma in Lamps", "certificate", None, "graduate"),
        ("Lamps PgCert", "certificate", None, "graduate"),
        ("Lamps MRes", "master", "MRes", "graduate"),
        ("Lamps, B.A.Sc.", "bachelor", "BASc", "undergraduate"),
        ("Lamps, M.Eng.", "master", "MEng", "graduate"),
        ("B.Tech in Lamps", "bachelor", "BTech", "undergraduate"),
        ("Grado en Lámparas", "bachelor", None, "undergraduate"),
        ("Máster Universitario en Lámparas", "master", None, "graduate"),
        ("Laurea Magistrale in Lampade", "master", None, "graduate"),
        ("Masterstudiengang Lampen", "master", None, "graduate"),
        ("Licence Lampes", "bachelor", None, "undergraduate"),
        ("Licence to Practice", None, None, None),
        ("High School Diploma", None, None, None),
        ("Research Associate in Lamps", None, None, None),
    ],
)
def test_credentials(printed: str, kind: str | None, award: str | None, level: str | None) -> None:
    assert credential(printed) == (kind, award, level)
