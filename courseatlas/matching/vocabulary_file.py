"""What `matching.yml` may say, as a pydantic model."""

from typing import Annotated

from pydantic import Field

from courseatlas.yaml_files import RegularExpression, Text, YamlModel

Words = Annotated[Text, Field(description="words in one text, parted by spaces")]
TextList = Annotated[
    tuple[Text, ...], Field(min_length=1, description="a list of one or more texts")
]
ExpressionList = Annotated[
    tuple[RegularExpression, ...],
    Field(min_length=1, description="a list of one or more regular expressions"),
]
Weight = Annotated[float, Field(ge=0, le=1000, description="a number from 0 to 1000")]


class DifferenceEntry(YamlModel):
    """The words of one kind of difference between titles."""

    name: Text
    alone: Annotated[bool, Field(description="true or false")]
    words: Words


class ProviderWords(YamlModel):
    """What the names of providers say."""

    nobody: TextList
    noise: Words
    schools: Words
    aliases: Annotated[
        dict[str, tuple[Text, ...]],
        Field(description="a mapping of an institution to a list of its other names"),
    ]


class MatchingThresholds(YamlModel):
    """The numbers of evidence; `matching.yml` says why each is what it is."""

    by_title: Weight
    by_text: Weight
    same_code: Weight
    same_text: Weight
    renumbered: Weight
    accept: Weight
    best_margin: Weight
    title_like: Weight
    explained: Weight
    named: Weight
    both_sides: Weight
    introduction: Weight
    ambiguous_title: Weight
    reworded: Weight
    full_share: Weight
    full_copied: Weight
    copied: Weight
    double: Weight
    least_words: Weight
    many_words: Weight
    rare_title: Weight
    most_alike: Weight


class MatchingFile(YamlModel):
    """The content of `matching.yml`."""

    stop_words: Words
    filler: Words
    introduction: Words
    families: Annotated[
        dict[str, tuple[Text, ...]],
        Field(description="a mapping of one word to a list of the words of its family"),
    ]
    phrases: Annotated[
        dict[str, Text], Field(description="a mapping of phrases to the word that each stands for")
    ]
    differences: Annotated[
        tuple[DifferenceEntry, ...], Field(description="a list of name, alone and words")
    ]
    language_marks: Annotated[
        dict[str, Text], Field(description="a mapping of a mark to its language")
    ]
    placeholders: ExpressionList
    program_words: ExpressionList
    course_words: ExpressionList
    common: Words
    common_titles: Annotated[int, Field(ge=2, description="a number of titles, 2 or more")]
    common_share: Annotated[float, Field(gt=0, le=1, description="a share above 0, at most 1")]
    providers: ProviderWords
    thresholds: MatchingThresholds
