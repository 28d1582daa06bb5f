"""Temperature and threshold on logits whose truth we know."""

import numpy as np

from training.calibrate import calibrate
from training.data import FaceSet
from training.metrics import calibration_error, softmax
from training.votes import majority_labels


def drawn_votes(probabilities: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """All ten votes go to one expression, drawn by its probability."""
    votes = np.zeros((len(probabilities), 10), dtype=np.int64)
    for row, chances in zip(votes, probabilities, strict=True):
        row[random.choice(8, p=chances)] = 10
    return votes


def test_overconfident_logits_are_cooled() -> None:
    random = np.random.default_rng(5)
    honest = random.normal(0, 2, (4000, 8))
    votes = drawn_votes(softmax(honest), random)
    faces = FaceSet(np.zeros((4000, 48, 48), np.uint8), votes, np.zeros(4000, np.int64))
    result = calibrate(faces, honest * 3, honest * 3)
    assert 2.7 < result.temperature < 3.3
    truth = majority_labels(votes)
    assert calibration_error(result.probabilities(honest * 3, honest * 3), truth) < 0.03
    assert calibration_error(softmax(honest * 3), truth) > 0.1
    assert 0.4 < result.uncertain_below < 0.6
