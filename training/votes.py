"""From the ten FER+ votes of a face to a soft target and to a majority label.

Source: Barsoum et al., "Training Deep Networks for Facial Expression Recognition with
Crowd-Sourced Label Distribution", 2016.
"""

from __future__ import annotations

import numpy as np

from training.labels import EXPRESSIONS

NO_MAJORITY = -1


def drop_single_votes(votes: np.ndarray) -> np.ndarray:
    """Votes ``[n, 10]`` in which every category that one person only chose counts nothing."""
    return np.where(votes <= 1, 0, votes)


def majority_labels(votes: np.ndarray) -> np.ndarray:
    """Majority label of each face, int64 ``[n]``, or ``NO_MAJORITY``.

    Single votes are dropped first. A face counts if one category then has more than half of all
    remaining votes (unknown and not-a-face among them) and is an expression. On FER2013 this keeps
    25,060 faces of Training, 3,199 of PublicTest and 3,153 of PrivateTest.
    """
    kept = drop_single_votes(votes)
    winner = kept.argmax(axis=1)
    clear = 2 * kept.max(axis=1) > kept.sum(axis=1)
    return np.where(clear & (winner < len(EXPRESSIONS)), winner, NO_MAJORITY)


def soft_targets(votes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distribution over the eight expressions ``[n, 8]`` and a weight ``[n]`` for each face.

    The distribution is the share of each expression among the votes that remain for expressions.
    The weight is the share of those among all remaining votes: 1 for a face on which nobody said
    unknown or not-a-face, 0 for one without any expression, whose row is uniform.
    """
    kept = drop_single_votes(votes).astype(np.float64)
    for_expressions = kept[:, : len(EXPRESSIONS)].sum(axis=1, keepdims=True)
    everything = kept.sum(axis=1, keepdims=True)
    uniform = np.full((len(votes), len(EXPRESSIONS)), 1 / len(EXPRESSIONS))
    shares = np.divide(
        kept[:, : len(EXPRESSIONS)], for_expressions, out=uniform, where=for_expressions > 0
    )
    weights = np.divide(
        for_expressions, everything, out=np.zeros_like(everything), where=everything > 0
    )
    return shares.astype(np.float32), weights[:, 0].astype(np.float32)
