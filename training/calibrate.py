"""Calibration on PublicTest: class bias, temperature, and the threshold of ``uncertain``."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from training.data import FaceSet
from training.labels import EXPRESSIONS
from training.metrics import score, softmax
from training.second_look import look_twice
from training.votes import NO_MAJORITY, majority_labels, soft_targets


@dataclass(frozen=True)
class Calibration:
    """What is done to the logits: ``(logits + class_bias) / temperature``, then ``look_twice``.

    class_bias: eight values. uncertain_below: a reading whose top probability is less is shown as
    uncertain. prior_strength: how the class bias was made, for the record.
    """

    class_bias: tuple[float, ...]
    temperature: float
    uncertain_below: float
    prior_strength: float

    def as_dict(self) -> dict[str, object]:
        """Plain values, for JSON."""
        return asdict(self)

    def probabilities(self, logits: np.ndarray, mirrored: np.ndarray) -> np.ndarray:
        """Calibrated probabilities ``[n, 8]`` from the logits of faces and of their mirror images."""
        bias = np.array(self.class_bias)
        return look_twice((logits + bias) / self.temperature, (mirrored + bias) / self.temperature)


def calibrate(faces: FaceSet, logits: np.ndarray, mirrored: np.ndarray) -> Calibration:
    """Fit all three, one after the other, to logits ``[n, 8]`` of the faces and of their mirror images."""
    majority = majority_labels(faces.votes)
    counted = majority != NO_MAJORITY
    targets, weights = soft_targets(faces.votes)
    share = (targets * weights[:, None]).sum(axis=0) / max(float(weights.sum()), 1e-9)
    strength, bias = _class_bias((logits + mirrored)[counted] / 2, majority[counted], share)
    temperature = _temperature(logits[counted] + bias, mirrored[counted] + bias, majority[counted])
    probabilities = look_twice((logits + bias) / temperature, (mirrored + bias) / temperature)
    return Calibration(
        tuple(float(b) for b in bias), temperature, _threshold(probabilities, majority), strength
    )


def _class_bias(logits: np.ndarray, truth: np.ndarray, share: np.ndarray) -> tuple[float, np.ndarray]:
    """Logit adjustment (Menon et al., 2020) with one strength for all classes.

    The strength is the one with the best accuracy plus a fifth of the macro-F1, by which checkpoints are
    chosen too: rare expressions count, but not at any price.
    """
    rarity = -np.log(np.maximum(share, 1e-4))
    rarity -= rarity.mean()

    def merit(strength: float) -> float:
        result = score(softmax(logits + strength * rarity), truth, EXPRESSIONS)
        return result.accuracy + 0.2 * result.macro_f1

    strengths = np.round(np.arange(-0.3, 0.61, 0.02), 2)
    merits = np.array([merit(s) for s in strengths])
    # A mean over neighbours: a peak of one or two faces is luck.
    smooth = np.convolve(np.pad(merits, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    best = float(strengths[smooth.argmax()])
    return best, best * rarity


def _temperature(logits: np.ndarray, mirrored: np.ndarray, truth: np.ndarray) -> float:
    """The temperature of least negative log-likelihood (Guo et al., 2017)."""

    def likelihood(temperature: float) -> float:
        probabilities = look_twice(logits / temperature, mirrored / temperature)
        return float(-np.log(np.maximum(probabilities[np.arange(len(truth)), truth], 1e-9)).mean())

    candidates = np.exp(np.linspace(np.log(0.2), np.log(5), 400))
    return float(candidates[np.argmin([likelihood(t) for t in candidates])])


def _threshold(probabilities: np.ndarray, majority: np.ndarray) -> float:
    """The highest confidence at which readings (within 0.05 of it) are wrong as often as right.

    All faces count; one on which people did not agree counts as not right.
    """
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == majority
    chosen = 0.0
    for threshold in np.arange(0.2, 0.91, 0.01):
        near = np.abs(confidence - threshold) <= 0.05
        if near.sum() >= 20 and right[near].mean() <= 0.5:
            chosen = float(round(threshold, 2))
    return chosen
