"""Names and order of the classes, everywhere the same."""

from __future__ import annotations

EXPRESSIONS: tuple[str, ...] = (
    "neutral",
    "happiness",
    "surprise",
    "sadness",
    "anger",
    "disgust",
    "fear",
    "contempt",
)
"""The eight classes of the network, in the order of its outputs (FER+'s order)."""

FER2013_CLASSES: tuple[str, ...] = (
    "anger",
    "disgust",
    "fear",
    "happiness",
    "sadness",
    "surprise",
    "neutral",
)
"""FER2013's own seven labels, by their number in the data set, in our spelling."""

FER2013_TO_EXPRESSION: tuple[int, ...] = tuple(EXPRESSIONS.index(name) for name in FER2013_CLASSES)
"""Column of the eight-class output for each FER2013 label; contempt is no FER2013 label and is left out."""
