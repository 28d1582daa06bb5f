"""All figures of one part of the data set from a network's logits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.data import FaceSet
from training.labels import EXPRESSIONS, FER2013_CLASSES, FER2013_TO_EXPRESSION
from training.metrics import Scores, score, softmax
from training.votes import NO_MAJORITY, majority_labels


@dataclass(frozen=True)
class Figures:
    """Scores against the FER+ majority and against FER2013's own labels.

    fer2013_mapped: the eight-class output without contempt, the rest as they are.
    fer2013_head: the second head, trained on FER2013's own labels.
    """

    ferplus: Scores
    fer2013_mapped: Scores
    fer2013_head: Scores

    def as_dict(self) -> dict[str, object]:
        """Plain values, for JSON."""
        return {
            "ferplus": self.ferplus.as_dict(),
            "fer2013_mapped": self.fer2013_mapped.as_dict(),
            "fer2013_head": self.fer2013_head.as_dict(),
        }


def figures(faces: FaceSet, expression: np.ndarray, fer2013: np.ndarray) -> Figures:
    """Score logits ``[n, 8]`` (calibrated or not) and ``[n, 7]`` for the faces of one part."""
    majority = majority_labels(faces.votes)
    counted = majority != NO_MAJORITY
    mapped = expression[:, list(FER2013_TO_EXPRESSION)]
    return Figures(
        ferplus=score(softmax(expression[counted]), majority[counted], EXPRESSIONS),
        fer2013_mapped=score(softmax(mapped), faces.fer2013, FER2013_CLASSES),
        fer2013_head=score(softmax(fer2013), faces.fer2013, FER2013_CLASSES),
    )
