"""The majority protocol and the soft targets."""

import numpy as np

from training.votes import NO_MAJORITY, majority_labels, soft_targets

#                neu hap sur sad ang dis fea con unk not
CLEAR = [6, 2, 1, 0, 1, 0, 0, 0, 0, 0]
HALF = [4, 4, 1, 1, 0, 0, 0, 0, 0, 0]
CLEAR_ONCE_SINGLES_ARE_GONE = [5, 1, 1, 1, 1, 1, 0, 0, 0, 0]
MOSTLY_UNKNOWN = [2, 0, 0, 0, 0, 0, 0, 0, 7, 1]
ALL_SINGLE = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]


def test_majority_needs_more_than_half_of_the_votes_that_remain() -> None:
    votes = np.array([CLEAR, HALF, CLEAR_ONCE_SINGLES_ARE_GONE, MOSTLY_UNKNOWN, ALL_SINGLE])
    assert majority_labels(votes).tolist() == [0, NO_MAJORITY, 0, NO_MAJORITY, NO_MAJORITY]


def test_targets_are_shares_of_the_votes_for_expressions() -> None:
    targets, weights = soft_targets(np.array([CLEAR, MOSTLY_UNKNOWN, ALL_SINGLE]))
    np.testing.assert_allclose(targets[0], [0.75, 0.25, 0, 0, 0, 0, 0, 0])
    np.testing.assert_allclose(targets[1], [1, 0, 0, 0, 0, 0, 0, 0])
    np.testing.assert_allclose(targets[2], np.full(8, 1 / 8))
    np.testing.assert_allclose(weights, [1, 2 / 9, 0], rtol=1e-6)
