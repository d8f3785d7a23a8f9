"""Relevance on titles and descriptions of our own."""

import csv
import io
from pathlib import Path

import pytest
import yaml

from cli.classify import classify
from courseatlas import relevance
from courseatlas.errors import AtlasError, InvalidFile
from courseatlas.phrases import spelled_out
from courseatlas.profiles import load as load_profile
from courseatlas.terms import LEVELS, Term
from tests.support.paths import ROOT

VOCABULARY = relevance.load()
ABOUT_AI = {"core", "applied"}
OTHER = {"adjacent", "none"}


@pytest.mark.parametrize(
    ("title", "description", "levels"),
    [
        ("Deep Learning", None, {"core"}),
        ("BS in Artificial Intelligence", None, {"core"}),
        ("AI in Medicine", None, {"applied"}),
        ("Python for Data Science and Machine Learning", None, {"applied"}),
        ("Media Literacy in the Age of Deepfakes", None, ABOUT_AI),
        ("Intelligent Computing, BS", None, {"applied"}),
        ("Language Technologies, MS", None, {"applied"}),
        ("Speech and Language Technology", None, {"applied"}),
        ("Computational Cognition, Minor", None, {"adjacent"}),
        ("Language Technology in the Classroom", None, OTHER),
        ("Linear Algebra", None, {"adjacent"}),
        ("Data Analytics", None, {"adjacent"}),
        ("Digital Forensics", None, {"adjacent"}),
        ("Intermediate Latin", None, {"none"}),
        ("Emotional Intelligence at Work", None, {"none"}),
        ("Project Management", "Opens a career in artificial intelligence.", OTHER),
        (
            "Advanced Studio",
            "Students train neural networks and other machine learning models; deep learning is used throughout.",
            ABOUT_AI,
        ),
        (
            "Sensors Lab",
            "A first part on optics. " * 12 + "One guest lecture touches machine learning.",
            OTHER,
        ),
    ],
)
def test_a_record_gets_its_level(title: str, description: str | None, levels: set[str]) -> None:
    assert VOCABULARY.classify(title, description).relevance in levels


BORDERING = [
    "Matrix Methods", "Elements of Probability", "Applied Statistics", "Convex Optimization", "Information Theory and Its Uses",
    "Data Science Studio", "Business Analytics", "Information Visualization", "Digital Image Processing", "Statistical Signal Processing",
    "Computer Animation", "Game Theory for Engineers", "Introduction to Cognitive Science", "Computational Neuroscience Lab",
    "Robotics Workshop", "Mobile Device Forensics: Digital Forensics II", "Disinformation and Its Audiences", "Visual Effects Production",
    "Data Ethics", "Privacy Law and Data Protection", "Computers and Society", "Markov Chains and Queueing Theory", "Ciencia de datos",
]  # fmt: skip
GENERAL = [
    "Introduction to Programming", "Data Structures", "Design of Algorithms", "Operating Systems", "Computer Networks", "Databases",
    "Compiler Construction", "Software Engineering", "Theory of Computation", "Game Development", "Network Security", "Cryptography",
    "Cloud Computing", "Web Development", "Discrete Mathematics", "Calculus II", "Numerical Methods", "Teaching Seminar in Computer Science",
    "Embedded Systems", "Human-Computer Interaction", "Regression Testing", "Data Communications", "Management Information Systems",
    "Search Engine Optimization", "Statistical Mechanics", "Blockchain Basics", "Programación en Java", "Introduction to Linguistics",
]  # fmt: skip


@pytest.mark.parametrize("title", BORDERING)
def test_a_field_that_ai_rests_on_or_serves_borders_on_it(title: str) -> None:
    assert VOCABULARY.classify(title).relevance == "adjacent"


@pytest.mark.parametrize("title", GENERAL)
def test_general_computing_and_mathematics_do_not_border_on_it(title: str) -> None:
    passing = "Examples come from machine learning, games and data analysis."
    assert VOCABULARY.classify(title).relevance == "none"
    assert VOCABULARY.classify(title, f"{title} from the ground up. {passing}").relevance == "none"


def test_what_is_not_about_ai_still_has_its_topics() -> None:
    result = VOCABULARY.classify("Introduction to Programming")
    assert (result.topics, result.matched_terms) == (("programming",), ())


@pytest.mark.parametrize(
    "title",
    [
        "Pattern Recognition", "Intelligent Systems", "Speech Processing", "Knowledge Representation", "Probabilistic Graphical Models",
        "Computational Learning Theory", "Autonomous Robots", "Information Retrieval", "Computer Vision", "Natural Language Understanding",
        "Principles of Safe Autonomy", "A.I. for Beginners", "Ai for Everyone", "Intro to MachineLearning", "Deep RL", "RAG with LLMs",
        "Vision Transformers", "K-Means Clustering in Python", "AI/ML Foundations", "Big Data Mining", "Detecting Deepfakes",
    ],
)  # fmt: skip
def test_a_short_title_of_the_field_is_known(title: str) -> None:
    assert VOCABULARY.classify(title).relevance in ABOUT_AI


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Adobe Illustrator (Ai) from Zero", None),
        ("Exporting AI Files", "How Adobe Illustrator saves your artwork."),
        ("Dosing Liquids", "Draw 5 ml with a syringe, then 500 ML from the bottle."),
        ("RL and RC Circuits", "Resistors and inductors."),
        ("A Vision for Your Company", "Find the vision, tell the mission."),
        ("Learning and Teaching in Primary School", "Learning theories and their use in class."),
        ("Machine Shop Practice", "Lathes and milling machines."),
        ("Network Administration", "Routers, switches and the network of an office."),
        ("Power Transformers", "Windings, oil and protection of a transformer."),
        ("Real Estate Agents: First Steps", "How an agent finds sellers."),
        ("Regression Models", "Least squares and its diagnostics."),
        ("The Neural Basis of Movement", "Neural circuits of the spinal cord."),
        ("NLP Practitioner: Neuro-Linguistic Programming", "Coaching for confidence."),
        ("Gemini Season", "Astrology for every month."),
        ("Rag Dolls and RAG Rugs", "Sewing for beginners."),
        ("Windows Failover Clustering", "Servers that take over."),
        ("Scrum Master Exam - AI Empowered", "Practice tests."),
        (
            "Bread Baking",
            "Made by a team of data people. Powered by AI. No prior knowledge of machine learning needed.",
        ),
        ("Office Skills", "Skills you'll gain: Filing, Responsible AI, Generative AI, Minutes"),
        ("Free Speech and the Law", None),
        ("Introduzione ai sistemi operativi", None),
    ],
)
def test_a_word_in_another_sense_or_in_passing_does_not_count(
    title: str, description: str | None
) -> None:
    assert VOCABULARY.classify(title, description).relevance in OTHER


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Introducción al aprendizaje automático", "machine_learning"), ("IA para docentes", "artificial_intelligence"),
        ("Redes neuronales desde cero", "neural_networks"), ("Visão computacional na prática", "computer_vision"),
        ("Aprendizado de máquina com dados reais", "machine_learning"), ("L’apprentissage profond expliqué", "deep_learning"),
        ("Réseaux de neurones", "neural_networks"), ("Künstliche Intelligenz verstehen", "artificial_intelligence"),
        ("Maschinelles Lernen für alle", "machine_learning"), ("Sprachverarbeitung mit neuronalen Netzen", "natural_language_processing"),
        ("Intelligenza artificiale in azienda", "artificial_intelligence"), ("Reti neurali", "neural_networks"),
        ("Машинное обучение на практике", "machine_learning"), ("Нейросети для художников", "neural_networks"),
        ("深度学习入门", "deep_learning"), ("机器学习基础", "machine_learning"), ("はじめての機械学習", "machine_learning"),
        ("画像認識AIをつくる", "computer_vision"), ("머신러닝을 배우다", "machine_learning"), ("자연어 처리 입문", "natural_language_processing"),
        ("Makine öğrenmesine giriş", "machine_learning"), ("Yapay zekâ nedir", "artificial_intelligence"),
        ("Uczenie maszynowe krok po kroku", "machine_learning"), ("مقدمة في الذكاء الاصطناعي", "artificial_intelligence"),
        ("Kunstmatige intelligentie op school", "artificial_intelligence"), ("Belajar pembelajaran mesin", "machine_learning"),
        ("การเรียนรู้ของเครื่องเบื้องต้น", "machine_learning"), ("मशीन लर्निंग की शुरुआत", "machine_learning"),
        ("Trí tuệ nhân tạo cho mọi người", "artificial_intelligence"), ("Tekoälyn perusteet", "artificial_intelligence"),
    ],
)  # fmt: skip
def test_the_field_is_known_in_other_languages(title: str, topic: str) -> None:
    result = VOCABULARY.classify(title)
    assert result.relevance in ABOUT_AI and topic in result.topics


@pytest.mark.parametrize(
    ("title", "topics"),
    [
        ("Deepfakes and Computer Vision", {"synthetic_media", "computer_vision"}),
        ("Deepfake Detection", {"media_forensics"}),
        ("AI Governance and Law", {"ai_policy_and_law"}),
        ("Adversarial Machine Learning", {"ai_security"}),
        ("Machine Learning for Trading", {"machine_learning", "ai_in_finance"}),
        ("Generative AI for Teachers", {"generative_ai", "ai_in_education"}),
        ("Network Security", {"computer_security"}),
    ],
)
def test_a_record_gets_its_topics(title: str, topics: set[str]) -> None:
    assert topics <= set(VOCABULARY.classify(title).topics)


def test_what_decided_is_told() -> None:
    result = VOCABULARY.classify("Deepfakes and Computer Vision")
    assert {"deepfakes", "computer vision"} <= set(result.matched_terms)
    assert (
        result
        == VOCABULARY.classify("Deepfakes and Computer Vision")
        == relevance.load().classify("Deepfakes and Computer Vision")
    )


@pytest.mark.parametrize(
    ("title", "description", "level"),
    [
        ("Appreciative Inquiry (AI)", "Lead change. AI is a way to ask.", "none"),
        ("Leading with questions", "Appreciative Inquiry (AI) in teams; AI interviews.", "none"),
        ("Vector art: AI (Adobe Illustrator)", None, "none"),
        ("Medical Laboratory (ML) Practice", "ML in hospitals", "none"),
        ("Amnesty International (AI) and human rights", None, "none"),
        ("Applied improvisation (AI)", "With machine learning and neural networks.", "applied"),
        ("Artificial Intelligence (AI)", None, "core"),
        ("AI (artificial intelligence) for all", None, "core"),
        ("Machine learning (ML) in practice", None, "core"),
        ("Large Language Models (LLMs)", None, "core"),
        ("AI (an introduction)", None, "core"),
    ],
)
def test_an_acronym_means_what_stands_beside_it(
    title: str, description: str | None, level: str
) -> None:
    assert VOCABULARY.classify(title, description).relevance == level


def test_what_an_acronym_means_in_a_record_is_told() -> None:
    result = VOCABULARY.classify("Appreciative Inquiry (AI)")
    assert "title: ai does not count: here it means “Appreciative Inquiry”" in result.reasons


def test_what_did_not_count_is_told_with_the_reason() -> None:
    told = " ".join(
        VOCABULARY.classify(
            "RL for Cooks", "Opens a career in machine learning. Uses AI eps files of Illustrator."
        ).reasons
    )
    assert "rl does not count: needs company such as" in told
    assert "machine learning does not count: after “career in”: said of careers" in told
    assert "ai eps does not count: the program Adobe Illustrator" in told


def test_the_score_rises_with_the_level() -> None:
    texts = ["Deep Learning", "AI in Medicine", "Linear Algebra", "Latin"]
    scores = {result.relevance: result.score for result in map(VOCABULARY.classify, texts)}
    assert list(scores) == list(reversed(LEVELS)) and list(scores.values()) == sorted(
        scores.values(), reverse=True
    )


def test_the_topics_of_the_shipped_profiles_are_declared() -> None:
    for path in (ROOT / "profiles").glob("*.yml"):
        named = {
            topic
            for recommendation in load_profile(path).recommendations
            for topic in recommendation.match.topics
        }
        assert named <= set(VOCABULARY.topic_keys())


def _folder(tmp_path: Path, terms: str) -> Path:
    shipped = ROOT / "courseatlas" / "vocabulary"
    for name in ("topics.yml", "weighing.yml"):
        (tmp_path / name).write_text((shipped / name).read_text("utf-8"), "utf-8")
    (tmp_path / "mine.yml").write_text(f"terms:\n{terms}\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        (
            "  - {topics: [astrology], level: core, patterns: [stars]}",
            "mine.yml:2: terms[0].topics: astrology is not a declared topic",
        ),
        (
            "  - {topics: [statistics], level: high, patterns: [odds]}",
            "mine.yml:2: terms[0].level: must be one of general",
        ),
        (
            "  - topics: [statistics]\n    level: core\n    patterns: [\n      odds,\n      (even odds]",
            "mine.yml:6: terms[0].patterns: '(even odds' has a bracket without its pair",
        ),
        ("  - {topics: [statistics], patterns: [odds]}", "mine.yml:2: terms[0].level: is missing"),
        ("  - {topics: [statistics], level: core}", "mine.yml:2: terms[0].patterns: is missing"),
        (
            "  - {topics: [statistics], level: core, patterns: [odds], colour: red}",
            "mine.yml:2: terms[0].colour: is not a known field",
        ),
        (
            "  - {topics: [statistics], level: core, patterns: [odds]}\n  - {topics: [statistics], level: core, patterns: [odds]}",
            "mine.yml:3: patterns: 'odds' is written at",
        ),
    ],
)
def test_a_mistake_in_the_vocabulary_is_named_with_file_line_and_remedy(
    tmp_path: Path, terms: str, says: str
) -> None:
    with pytest.raises(InvalidFile, match=r"mine\.yml:\d") as error:
        relevance.load(_folder(tmp_path, terms))
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("title", "levels"),
    [
        ("INTRO TO ARTIF INTELLIG", {"core"}),
        ("ADV MACH LRNG", {"core"}),
        ("NAT LANG PROC", {"core"}),
        ("STAT MACH LEARN", {"core"}),
        ("COMP VISION", {"core"}),
        ("REINF LEARNING", {"core"}),
        ("INTEL SYSTEMS", ABOUT_AI),
        ("INFO RETRIEVAL", ABOUT_AI),
        ("MACH DESIGN", {"none"}),
        ("LRNG DISABILITIES", {"none"}),
        ("INTEL ANALYSIS", OTHER),
        ("INTEL", {"none"}),
        ("STAT MECHANICS", {"none"}),
        ("LLM Human Rights Law", {"none"}),
        ("LLM in International Commercial Law", {"none"}),
        ("LLM Applications for Lawyers", {"core"}),
    ],
)
def test_titles_as_registrars_shorten_them(title: str, levels: set[str]) -> None:
    assert VOCABULARY.classify(title).relevance in levels


def test_a_short_form_counts_in_a_title_only() -> None:
    assert VOCABULARY.classify("Workshop", "Mach learning, mach learning.").relevance == "none"


def test_every_abbreviated_word_is_in_a_phrase_of_two_words() -> None:
    folder = ROOT / "courseatlas" / "vocabulary"
    files = [yaml.safe_load(file.read_text("utf-8")) for file in folder.glob("*.yml")]
    phrases = [
        words
        for file in files
        for term in file.get("terms", ())
        if not term.get("anywhere")
        for pattern in term["patterns"]
        for words in spelled_out(pattern)
        if len(words) > 1
    ]
    abbreviated = [word for file in files for word in file.get("abbreviations", ())]
    assert abbreviated
    for word in abbreviated:
        assert any(part.fits(word) for words in phrases for part in words), word


def test_every_cancelling_phrase_holds_a_term() -> None:
    contexts = yaml.safe_load(
        (ROOT / "courseatlas" / "vocabulary" / "contexts.yml").read_text("utf-8")
    )["contexts"]
    idle = [
        phrase
        for context in contexts
        if context["kind"] == "cancels"
        for phrase in context["patterns"]
        if not _holds_a_term(phrase)
    ]
    assert not idle


def _holds_a_term(phrase: str) -> bool:
    start = VOCABULARY.vocabulary.in_title
    for way in spelled_out(phrase):
        written = [word.text for word in way]
        for first in range(len(written)):
            walk = start[written[first]]
            for word in [*written[first + 1 :], ""]:
                if walk is None:
                    break
                if any(isinstance(entry, Term) for entry in walk.ends):
                    return True
                walk = walk[word]
    return False


def _classified(
    tmp_path: Path, body: bytes, description: str | None = None, explain: bool = False
) -> list[dict[str, str]]:
    file, out = tmp_path / "rows.csv", io.StringIO()
    file.write_bytes(body)
    classify(str(file), "title", description, explain, out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_explain_adds_weights_and_reasons(tmp_path: Path) -> None:
    row = _classified(tmp_path, b"title,text\nDeep Learning,Powered by AI\n", "text", explain=True)[
        0
    ]
    assert row["weights"] == "deep learning 1"
    assert (
        row["reasons"].startswith("core: the title names AI/ML | title: deep learning 1 (core;")
        and "ai does not count" in row["reasons"]
    )


def test_a_csv_with_a_byte_order_mark_a_nul_and_a_short_row_is_read(tmp_path: Path) -> None:
    rows = _classified(tmp_path, b"\xef\xbb\xbftitle,text\nDeep\0Learning,x\nLatin\n", "text")
    assert [row["relevance"] for row in rows] == ["core", "none"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "is empty"),
        (b"name\nx\n", "no column 'title'"),
        (b"title\na,b\n", "rows.csv:2: 2 cells"),
        (b"title\n\xff\n", "cannot be read"),
    ],
)
def test_a_bad_csv_is_one_clear_line(tmp_path: Path, body: bytes, says: str) -> None:
    with pytest.raises(AtlasError, match=says) as error:
        _classified(tmp_path, body)
    assert "\n" not in str(error.value)
