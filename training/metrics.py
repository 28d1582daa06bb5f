"""Accuracy, macro-F1, mean recall, confusion and calibration error of class probabilities."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np


@dataclass(frozen=True)
class Scores:
    """Figures of one test: shares from 0 to 1; confusion counts, rows true, columns predicted."""

    faces: int
    accuracy: float
    macro_f1: float
    mean_recall: float
    ece: float
    recall: dict[str, float]
    confusion: list[list[int]]

    def as_dict(self) -> dict[str, object]:
        """Plain values, for JSON."""
        return asdict(self)


def score(probabilities: np.ndarray, truth: np.ndarray, names: tuple[str, ...]) -> Scores:
    """Score probabilities ``[n, c]`` against labels ``[n]``, classes named in order."""
    predicted = probabilities.argmax(axis=1)
    confusion = np.zeros((len(names), len(names)), dtype=np.int64)
    np.add.at(confusion, (truth, predicted), 1)
    hits = confusion.diagonal().astype(np.float64)
    actual, claimed = confusion.sum(axis=1), confusion.sum(axis=0)
    recall = hits / np.maximum(actual, 1)
    f1 = 2 * hits / np.maximum(actual + claimed, 1)
    present = actual > 0
    return Scores(
        faces=len(truth),
        accuracy=float(hits.sum() / max(1, len(truth))),
        macro_f1=float(f1[present].mean()),
        mean_recall=float(recall[present].mean()),
        ece=calibration_error(probabilities, truth),
        recall={name: float(value) for name, value in zip(names, recall, strict=True)},
        confusion=confusion.tolist(),
    )


def calibration_error(probabilities: np.ndarray, truth: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error over equal bins of confidence (Guo et al., 2017)."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(right[which == b].mean() - confidence[which == b].mean()) * (which == b).mean()
        for b in range(bins)
        if (which == b).any()
    ]
    return float(sum(gaps))


def softmax(logits: np.ndarray) -> np.ndarray:
    """Softmax over the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)
