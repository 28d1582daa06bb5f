"""Scores against small cases worked out by hand."""

import numpy as np
import pytest

from training.metrics import calibration_error, score

NAMES = ("a", "b")


def test_scores_of_four_faces() -> None:
    probabilities = np.array([[0.9, 0.1], [0.8, 0.2], [0.6, 0.4], [0.3, 0.7]])
    result = score(probabilities, np.array([0, 0, 1, 1]), NAMES)
    assert result.confusion == [[2, 0], [1, 1]]
    assert result.accuracy == 0.75
    assert result.mean_recall == 0.75
    assert result.macro_f1 == pytest.approx((4 / 5 + 2 / 3) / 2)


def test_confidence_that_is_right_as_often_as_it_says_has_no_error() -> None:
    probabilities = np.tile([0.75, 0.25], (4, 1))
    assert calibration_error(probabilities, np.array([0, 0, 0, 1])) == pytest.approx(0)
    assert calibration_error(probabilities, np.array([0, 1, 1, 1])) == pytest.approx(0.5)
