"""Relevance on titles of our own."""

import pytest

from courseatlas.relevance import load

VOCABULARY = load()


@pytest.mark.parametrize(
    ("title", "description", "levels"),
    [
        ("Deep Learning", None, {"core"}),
        ("Media Literacy in the Age of Deepfakes", None, {"core", "applied"}),
        ("Introducción al aprendizaje automático", None, {"core"}),
        ("深度学习入门", None, {"core"}),
        ("Linear Algebra", None, {"adjacent"}),
        ("Digital Forensics", None, {"adjacent"}),
        ("Intermediate Latin", None, {"none"}),
        ("Emotional Intelligence at Work", None, {"none"}),
        ("Project Management", "Opens a career in artificial intelligence.", {"none", "adjacent"}),
        (
            "Advanced Studio",
            "Students train neural networks and other machine learning models; deep learning is used throughout.",
            {"applied", "core"},
        ),
    ],
)
def test_a_record_gets_its_level(title: str, description: str | None, levels: set[str]) -> None:
    assert VOCABULARY.classify(title, description).relevance in levels


def test_what_decided_is_told() -> None:
    verdict = VOCABULARY.classify("Deepfakes and Computer Vision")
    assert {"deepfakes", "computer vision"} <= set(verdict.matched_terms)
    assert {"media_forensics", "computer_vision"} <= set(verdict.topics)
