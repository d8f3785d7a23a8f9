"""The vocabulary of relevance: what AI/ML is called, in YAML files for maintainers.

`topics.yml` declares the topics, `weighing.yml` the weights and thresholds, `contexts.yml` the
words that take a mention back; every other file holds terms: one by subject, and those of other
languages. How a phrase is written is told at the top of `machine_learning.yml`.
"""
