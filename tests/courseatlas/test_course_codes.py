"""Course codes as schools print them, in our own words for the titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseatlas.values.codes import (
    course_codes,
    number_of,
    split_code,
    subject_of,
    with_plain_hyphens,
)

# the line, its code, subject and number, the codes beside it, and the title
FORMS: list[tuple[str, str, str | None, str | None, list[str], str]] = [
    (
        "CSCI-UA 472 Artificial Intelligence",
        "CSCI-UA 472",
        "CSCI-UA",
        "472",
        [],
        "Artificial Intelligence",
    ),
    ("MATH-UA 9 Sets", "MATH-UA 9", "MATH-UA", "9", [], "Sets"),
    ("FOOD1-UE 1051 Bread", "FOOD1-UE 1051", "FOOD1-UE", "1051", [], "Bread"),
    ("MATH 2331.001 Sets", "MATH 2331.001", "MATH", "2331.001", [], "Sets"),
    ("BIO 101L/101 Cells", "BIO 101L", "BIO", "101L", ["BIO 101"], "Cells"),
    ("CSC384H1 Minds", "CSC384H1", "CSC", "384H1", [], "Minds"),
    ("CSC108H5: Programs", "CSC108H5", "CSC", "108H5", [], "Programs"),
    ("CSCA08H3 Programs", "CSCA08H3", "CSC", "A08H3", [], "Programs"),
    ("COMP SCI 3004 Kernels", "COMP SCI 3004", "COMP SCI", "3004", [], "Kernels"),
    ("COMP SCI 3004NA Kernels", "COMP SCI 3004NA", "COMP SCI", "3004NA", [], "Kernels"),
    ("COMP SCI 7059MELB Kernels", "COMP SCI 7059MELB", "COMP SCI", "7059MELB", [], "Kernels"),
    ("10-301 Learning", "10-301", "10", "301", [], "Learning"),
    ("6.3900[J] Learning", "6.3900[J]", "6", "3900[J]", [], "Learning"),
    ("07 280 Learning", "07 280", "07", "280", [], "Learning"),
    ("18.06SC Matrices", "18.06SC", "18", "06SC", [], "Matrices"),
    ("EECS-E 484 Kernels", "EECS-E 484", "EECS-E", "484", [], "Kernels"),
    ("CS 440 / ECE 448 Minds", "CS 440", "CS", "440", ["ECE 448"], "Minds"),
    ("MATH 106 or 114 or 115 Sets", "MATH 106", "MATH", "106", ["MATH 114", "MATH 115"], "Sets"),
    ("21M.380 Sound", "21M.380", "21M", "380", [], "Sound"),
    ("ES.801 Waves", "ES.801", "ES", "801", [], "Waves"),
    ("CMS.301[J] Games", "CMS.301[J]", "CMS", "301[J]", [], "Games"),
    ("6.00.1x Programs", "6.00.1x", "6", "00.1x", [], "Programs"),
    ("8.01x Motion", "8.01x", "8", "01x", [], "Motion"),
    ("EN.601.475 Learning", "EN.601.475", "EN", "601.475", [], "Learning"),
    ("01:198:440 Minds", "01:198:440", "01:198", "440", [], "Minds"),
    ("198:440 Minds", "198:440", "198", "440", [], "Minds"),
    ("184.702 Minds", "184.702", "184", "702", [], "Minds"),
    ("252-0220-00L Minds", "252-0220-00L", "252", "0220-00L", [], "Minds"),
    ("CS-433 Learning", "CS-433", "CS", "433", [], "Learning"),
    ("COM-480 Views", "COM-480", "COM", "480", [], "Views"),
    ("MATH-111(b) Spaces", "MATH-111(b)", "MATH", "111(b)", [], "Spaces"),
    ("CS-E4710 Learning", "CS-E4710", "CS", "E4710", [], "Learning"),
    ("MS-C2105 Sets", "MS-C2105", "MS", "C2105", [], "Sets"),
    ("STK-IN4300 Learning", "STK-IN4300", "STK-IN", "4300", [], "Learning"),
    ("IN3050 Minds", "IN3050", "IN", "3050", [], "Minds"),
    ("DD2421 Learning", "DD2421", "DD", "2421", [], "Learning"),
    ("1DL340 Minds", "1DL340", "1DL", "340", [], "Minds"),
    ("2AMM10 Nets", "2AMM10", "2AMM", "10", [], "Nets"),
    ("6CCS3AIN Minds", "6CCS3AIN", "6CCS", "3AIN", [], "Minds"),
    ("F29AI Minds", "F29AI", "F", "29AI", [], "Minds"),
    ("G51PRG Programs", "G51PRG", "G", "51PRG", [], "Programs"),
    ("COMP10120 Projects", "COMP10120", "COMP", "10120", [], "Projects"),
    ("COMP0142 Learning", "COMP0142", "COMP", "0142", [], "Learning"),
    ("INFR11130 Minds", "INFR11130", "INFR", "11130", [], "Minds"),
    ("ECS7001P Nets", "ECS7001P", "ECS", "7001P", [], "Nets"),
    ("H6751 Text", "H6751", "H", "6751", [], "Text"),
    ("TM351 Tables", "TM351", "TM", "351", [], "Tables"),
    ("02450 Learning", "02450", None, None, [], "Learning"),
    ("31005 Learning", "31005", None, None, [], "Learning"),
    ("30240042 Minds", "30240042", None, None, [], "Minds"),
    ("M1522.001000 Minds", "M1522.001000", "M", "1522.001000", [], "Minds"),
    ("CSC.T272 Minds", "CSC.T272", "CSC", "T272", [], "Minds"),
    ("MAC0425 Minds", "MAC0425", "MAC", "0425", [], "Minds"),
    ("IIC2613 Minds", "IIC2613", "IIC", "2613", [], "Minds"),
    ("ISIS-1104 Minds", "ISIS-1104", "ISIS", "1104", [], "Minds"),
    ("CSC3022F Nets", "CSC3022F", "CSC", "3022F", [], "Nets"),
    ("COMS3007A Nets", "COMS3007A", "COMS", "3007A", [], "Nets"),
    ("159.302 Minds", "159.302", "159", "302", [], "Minds"),
    ("COMPX310-23A Learning", "COMPX310", "COMPX", "310", [], "Learning"),
    ("E0 270 Learning", "E0 270", "E0", "270", [], "Learning"),
    ("CS F407 Minds", "CS F407", "CS", "F407", [], "Minds"),
    ("BITS F464 Learning", "BITS F464", "BITS", "F464", [], "Learning"),
    ("COL774 Learning", "COL774", "COL", "774", [], "Learning"),
    ("CS60050 Learning", "CS60050", "CS", "60050", [], "Learning"),
    ("COMS W4701 Minds", "COMS W4701", "COMS", "W4701", [], "Minds"),
    ("COMS 4701W Minds", "COMS 4701W", "COMS", "4701W", [], "Minds"),
    ("CS/ECE 374 Automata", "CS/ECE 374", "CS/ECE", "374", [], "Automata"),
    ("CSC/CPE 101. First", "CSC/CPE 101", "CSC/CPE", "101", [], "First"),
    ("CS-GY 6923 Learning", "CS-GY 6923", "CS-GY", "6923", [], "Learning"),
    ("DS-GA 1003 Learning", "DS-GA 1003", "DS-GA", "1003", [], "Learning"),
    ("CSCI-UA.0472 Minds", "CSCI-UA.0472", "CSCI-UA", "0472", [], "Minds"),
    ("CSCI-UA.0472-001 Minds", "CSCI-UA.0472", "CSCI-UA", "0472", [], "Minds"),
    ("AS.110.201 Spaces", "AS.110.201", "AS", "110.201", [], "Spaces"),
    ("CMP_SC 4770 Minds", "CMP_SC 4770", "CMP_SC", "4770", [], "Minds"),
    ("COMP_SCI 349-0 Learning", "COMP_SCI 349-0", "COMP_SCI", "349-0", [], "Learning"),
    ("I&C SCI 31 Programs", "I&C SCI 31", "I&C SCI", "31", [], "Programs"),
    ("PHYSICS 7C Waves", "PHYSICS 7C", "PHYSICS", "7C", [], "Waves"),
    ("COM SCI M146 Learning", "COM SCI M146", "COM SCI", "M146", [], "Learning"),
    ("EC ENGR C247 Nets", "EC ENGR C247", "EC ENGR", "C247", [], "Nets"),
    ("STAT C100 Data", "STAT C100", "STAT", "C100", [], "Data"),
    ("L & S C200 Data", "L & S C200", "L & S", "C200", [], "Data"),
    ("CS 156abc Learning", "CS 156abc", "CS", "156abc", [], "Learning"),
    ("CMS/CS/CNS/EE 155 Learning", "CMS/CS/CNS/EE 155", "CMS/CS/CNS/EE", "155", [], "Learning"),
    ("STAT 27700/CMSC 25300 Learning", "STAT 27700", "STAT", "27700", ["CMSC 25300"], "Learning"),
    (
        "ORF 309 / EGR 309 / MAT 380 Chance",
        "ORF 309",
        "ORF",
        "309",
        ["EGR 309", "MAT 380"],
        "Chance",
    ),
    ("CPSC 470a Minds", "CPSC 470a", "CPSC", "470a", [], "Minds"),
    ("S&DS 365 Data", "S&DS 365", "S&DS", "365", [], "Data"),
    ("COSC 76.01 Topics", "COSC 76.01", "COSC", "76.01", [], "Topics"),
    ("C S 343 Minds", "C S 343", "C S", "343", [], "Minds"),
    ("M 340L Matrices", "M 340L", "M", "340L", [], "Matrices"),
    ("E E 460J Nets", "E E 460J", "E E", "460J", [], "Nets"),
    ("CS:4420 Minds", "CS:4420", "CS", "4420", [], "Minds"),
    ("ACCT:1300 Books", "ACCT:1300", "ACCT", "1300", [], "Books"),
    ("COM S 474 Learning", "COM S 474", "COM S", "474", [], "Learning"),
    ("L24 Math 217 Spaces", "L24 Math 217", "L24 Math", "217", [], "Spaces"),
    ("E81 CSE 417T Learning", "E81 CSE 417T", "E81 CSE", "417T", [], "Learning"),
    ("CSE 5194.01 Seminar", "CSE 5194.01", "CSE", "5194.01", [], "Seminar"),
    ("CS 480/580 Minds", "CS 480", "CS", "480", ["CS 580"], "Minds"),
    ("MAT* 137 Algebra", "MAT* 137", "MAT", "137", [], "Algebra"),
    ("MATH& 151 Sets", "MATH& 151", "MATH&", "151", [], "Sets"),
    ("ENC1101C Words", "ENC1101C", "ENC", "1101C", [], "Words"),
    ("COSC-1336 Programs", "COSC-1336", "COSC", "1336", [], "Programs"),
    ("COMP 440 - MINDS", "COMP 440", "COMP", "440", [], "MINDS"),
    ("CS 101-102 Programs", "CS 101", "CS", "101", ["CS 102"], "Programs"),
    ("CS 101-001 Programs", "CS 101", "CS", "101", [], "Programs"),
    ("CS 101 (formerly CS 50) Programs", "CS 101", "CS", "101", [], "Programs"),
    ("CS 101 (CS 201) Programs", "CS 101", "CS", "101", ["CS 201"], "Programs"),
    ("CS 101 (non-credit) Programs", "CS 101", "CS", "101", [], "Programs"),
    ("CS 101* Programs", "CS 101", "CS", "101", [], "Programs"),
    ("MATH 1A. Sets", "MATH 1A", "MATH", "1A", [], "Sets"),
    ("I E 305 Queues", "I E 305", "I E", "305", [], "Queues"),
    ("A A 210 Statics", "A A 210", "A A", "210", [], "Statics"),
    ("6.S191 Nets", "6.S191", "6", "S191", [], "Nets"),
    ("IFT-2002 Minds", "IFT-2002", "IFT", "2002", [], "Minds"),
    ("GLO-4030 Nets", "GLO-4030", "GLO", "4030", [], "Nets"),
    ("INF8215 Minds", "INF8215", "INF", "8215", [], "Minds"),
    ("Math 101 Sets", "Math 101", "Math", "101", [], "Sets"),
    ("ECON 001. Choice", "ECON 001", "ECON", "001", [], "Choice"),
    ("CS 1 Programs", "CS 1", "CS", "1", [], "Programs"),
    ("CS 0007 Programs", "CS 0007", "CS", "0007", [], "Programs"),
    ("NSC 209 Waves", "NSC 209", "NSC", "209", [], "Waves"),
    ("Hist-A 200 Past", "Hist-A 200", "Hist-A", "200", [], "Past"),
    ("CompSci 101 Programs", "CompSci 101", "CompSci", "101", [], "Programs"),
    ("COMPSCI 250: Programs", "COMPSCI 250", "COMPSCI", "250", [], "Programs"),
    ("CSE 6740A Learning", "CSE 6740A", "CSE", "6740A", [], "Learning"),
    ("ECE-GY 6143 Learning", "ECE-GY 6143", "ECE-GY", "6143", [], "Learning"),
    ("MGT*101 Money", "MGT*101", "MGT", "101", [], "Money"),
    ("CIS*2750 Systems", "CIS*2750", "CIS", "2750", [], "Systems"),
    ("CIS*E101 Systems", "CIS*E101", "CIS", "E101", [], "Systems"),
    ("PSY.101 Minds", "PSY.101", "PSY", "101", [], "Minds"),
    ("BUS-101-01 Money", "BUS-101", "BUS", "101", [], "Money"),
    ("ARTH 1040W Past", "ARTH 1040W", "ARTH", "1040W", [], "Past"),
    ("HNRS 4H Seminar", "HNRS 4H", "HNRS", "4H", [], "Seminar"),
    ("COMP1100/6100 Programs", "COMP1100", "COMP", "1100", ["COMP 6100"], "Programs"),
    ("COMP 551, COMP 652 Learning", "COMP 551", "COMP", "551", ["COMP 652"], "Learning"),
    ("CS 188 (also listed as ECE 188) Minds", "CS 188", "CS", "188", ["ECE 188"], "Minds"),
    ("158.755 Data", "158.755", "158", "755", [], "Data"),
    ("COS 314/324 Minds", "COS 314", "COS", "314", ["COS 324"], "Minds"),
    ("GRS CS 542 Learning", "GRS CS 542", "GRS CS", "542", [], "Learning"),
    ("CAS CS 542 Learning", "CAS CS 542", "CAS CS", "542", [], "Learning"),
    ("MET CS 777 Data", "MET CS 777", "MET CS", "777", [], "Data"),
    ("ENG EC 503 Learning", "ENG EC 503", "ENG EC", "503", [], "Learning"),
    ("CS.30100 Minds", "CS.30100", "CS", "30100", [], "Minds"),
    ("CS 21-1 Programs", "CS 21", "CS", "21", [], "1 Programs"),
    ("15122 Programs", "15122", None, None, [], "Programs"),
    ("H02C1a Minds", "H02C1a", "H", "02C1a", [], "Minds"),
    ("BMI/CS 576 Genes", "BMI/CS 576", "BMI/CS", "576", [], "Genes"),
    ("MATH 51H Sets", "MATH 51H", "MATH", "51H", [], "Sets"),
    ("EECS 16A Circuits", "EECS 16A", "EECS", "16A", [], "Circuits"),
    ("E015330 Learning", "E015330", "E", "015330", [], "Learning"),
    ("CS 229 Learning", "CS 229", "CS", "229", [], "Learning"),
    ("CS229 Learning", "CS229", "CS", "229", [], "Learning"),
    ("CS106A Programs", "CS106A", "CS", "106A", [], "Programs"),
    ("CS 446 / ECE 449 Learning", "CS 446", "CS", "446", ["ECE 449"], "Learning"),
    ("CSE 446 Learning", "CSE 446", "CSE", "446", [], "Learning"),
    ("EECS 445 Learning", "EECS 445", "EECS", "445", [], "Learning"),
    ("CPSC 110 Programs", "CPSC 110", "CPSC", "110", [], "Programs"),
    ("CMPUT 174 Programs", "CMPUT 174", "CMPUT", "174", [], "Programs"),
    ("COMP-202 Programs", "COMP-202", "COMP", "202", [], "Programs"),
    ("COMP 202D1 Programs", "COMP 202D1", "COMP", "202D1", [], "Programs"),
    ("SYSC 4001 Kernels", "SYSC 4001", "SYSC", "4001", [], "Kernels"),
    ("PSYCH 101 Minds", "PSYCH 101", "PSYCH", "101", [], "Minds"),
    ("INF1120 Programs", "INF1120", "INF", "1120", [], "Programs"),
    ("CSC_52001 Data", "CSC_52001", "CSC", "52001", [], "Data"),
    ("TDA362 Pixels", "TDA362", "TDA", "362", [], "Pixels"),
    ("EDAN96 Learning", "EDAN96", "EDAN", "96", [], "Learning"),
    ("TDDC17 Minds", "TDDC17", "TDDC", "17", [], "Minds"),
    ("DATA11001 Data", "DATA11001", "DATA", "11001", [], "Data"),
    ("TDT4136 Minds", "TDT4136", "TDT", "4136", [], "Minds"),
    ("CSE2510 Learning", "CSE2510", "CSE", "2510", [], "Learning"),
    ("IN2064 Learning", "IN2064", "IN", "2064", [], "Learning"),
    ("EE 236 Devices", "EE 236", "EE", "236", [], "Devices"),
    ("SC1015 Data", "SC1015", "SC", "1015", [], "Data"),
    ("CS3243 Minds", "CS3243", "CS", "3243", [], "Minds"),
    ("ENGG1003 Programs", "ENGG1003", "ENGG", "1003", [], "Programs"),
    ("COMP90049 Text", "COMP90049", "COMP", "90049", [], "Text"),
    ("FIT1045 Programs", "FIT1045", "FIT", "1045", [], "Programs"),
    ("CITS1001 Programs", "CITS1001", "CITS", "1001", [], "Programs"),
    ("COMPSCI 367 Minds", "COMPSCI 367", "COMPSCI", "367", [], "Minds"),
    ("STATS 210 Chance", "STATS 210", "STATS", "210", [], "Chance"),
    ("COS 314 Minds", "COS 314", "COS", "314", [], "Minds"),
    ("STA2020S Chance", "STA2020S", "STA", "2020S", [], "Chance"),
    ("TC2008B Agents", "TC2008B", "TC", "2008B", [], "Agents"),
    ("MC886 Learning", "MC886", "MC", "886", [], "Learning"),
    ("INF01017 Learning", "INF01017", "INF", "01017", [], "Learning"),
    ("CIS:3330 Data", "CIS:3330", "CIS", "3330", [], "Data"),
    ("CIS 22A Programs", "CIS 22A", "CIS", "22A", [], "Programs"),
    ("CMPSC 165A Minds", "CMPSC 165A", "CMPSC", "165A", [], "Minds"),
    ("PB HLTH 142 Chance", "PB HLTH 142", "PB HLTH", "142", [], "Chance"),
    ("EL ENG 20 Circuits", "EL ENG 20", "EL ENG", "20", [], "Circuits"),
    ("NWMEDIA 190 Media", "NWMEDIA 190", "NWMEDIA", "190", [], "Media"),
    ("COMPSCI C8 Data", "COMPSCI C8", "COMPSCI", "C8", [], "Data"),
    ("STAT 41600 Chance", "STAT 41600", "STAT", "41600", [], "Chance"),
    ("CMSC422 Learning", "CMSC422", "CMSC", "422", [], "Learning"),
    ("QTM 110 Data", "QTM 110", "QTM", "110", [], "Data"),
    ("CSE 151A Learning", "CSE 151A", "CSE", "151A", [], "Learning"),
    ("CSCI 5521W Learning", "CSCI 5521W", "CSCI", "5521W", [], "Learning"),
    ("COP 2800 Programs", "COP 2800", "COP", "2800", [], "Programs"),
    ("HUDK 4050 Data", "HUDK 4050", "HUDK", "4050", [], "Data"),
]


@pytest.mark.parametrize("line, code, subject, number, cross_listed, title", FORMS)
def test_a_title_line_is_cut_behind_its_codes(
    line: str,
    code: str,
    subject: str | None,
    number: str | None,
    cross_listed: list[str],
    title: str,
) -> None:
    codes = split_code(line)
    assert (codes.code, list(codes.cross_listed)) == (code, cross_listed)
    assert codes.rest.lstrip(" .:-*") == title
    assert (subject_of(code), number_of(code)) == (subject, number)


def test_the_table_has_the_forms_of_many_schools() -> None:
    assert len({line for line, *_ in FORMS}) >= 120


@pytest.mark.parametrize(
    "line",
    [
        "2020 Vision",
        "Fall 2020 Topics",
        "3D Modeling",
        "Introduction to AI",
        "20 000 Leagues",
        "Art 20th Century",
    ],
)
def test_a_title_that_begins_with_a_number_has_no_code(line: str) -> None:
    assert split_code(line) == (None, (), "", line)


@pytest.mark.parametrize(
    "text, codes",
    [
        ("MATH 106 or 114 or 115", ["MATH 106", "MATH 114", "MATH 115"]),
        ("CSCI-UA 102 and DS-GA 1003", ["CSCI-UA 102", "DS-GA 1003"]),
        ("CSCI-UA 102 or 201", ["CSCI-UA 102", "CSCI-UA 201"]),
        ("EECS-E 484; CSCI-B 551", ["EECS-E 484", "CSCI-B 551"]),
        ("CSC384H1, STA237H1", ["CSC 384H1", "STA 237H1"]),
        ("18.06SC or 6.3900[J]", ["18.06SC", "6.3900[J]"]),
        ("10-301 (15-122)", ["10-301", "15-122"]),
        ("CS\xa0440 / ECE\xa0448", ["CS 440", "ECE 448"]),
        ("CSCI\u2011UA\u200b 472", ["CSCI-UA 472"]),
        ("(CHEM 2313 or CHEM 2317) and CHEM 3431 or", ["CHEM 2313", "CHEM 2317", "CHEM 3431"]),
        ("MATH-UA 9 or PRE-K 12", ["MATH-UA 9"]),
        ("GPA 30 and COVID-19 rules", []),
        ("COMP SCI 300 AND MATH 240", ["COMP SCI 300", "MATH 240"]),
        ("COMP\xa0SCI 300 or 367", ["COMP SCI 300", "COMP SCI 367"]),
        ("I E 305, E C E/COMP SCI 252, A A 210", ["I E 305", "E C E/COMP SCI 252", "A A 210"]),
        ("MATH 1A and PHYSICS 7C, but not PART 2B", ["MATH 1A", "PHYSICS 7C"]),
        ("a grade of C 100 times", []),
        ("STUDENTS HAVE TO TAKE ONE OF THESE: CS 101 OR COMP SCI 300", ["CS 101", "SCI 300"]),
    ],
)
def test_a_text_names_codes_and_says_a_subject_once(text: str, codes: list[str]) -> None:
    assert course_codes(text) == codes


PIECES = [line for line, *_ in FORMS] + [
    " or ", " and ", " / ", ", ", "; ", " (", ") ", "101", "2", "GPA ", "\u200b", "\xa0", "\u2011",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=40)


@given(TEXTS)
def test_the_subject_and_the_number_of_each_code_are_printed(text: str) -> None:
    plain = with_plain_hyphens(text)
    line = split_code(plain)
    for code in (*course_codes(text), *([line.code] if line.code else []), *line.cross_listed):
        parts = subject_of(code), number_of(code)
        assert all(part in plain for part in parts if part), code
        assert any(parts) or code in plain


@given(TEXTS)
def test_the_parts_of_a_title_line_make_it_up(line: str) -> None:
    codes = split_code(line)
    assert codes.printed + codes.rest == line
    assert codes.code is None or codes.code in codes.printed
