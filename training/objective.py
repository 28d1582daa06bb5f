"""The training loss: votes as soft targets, FER2013's own labels, a teacher's opinion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.labels import FER2013_CLASSES


@dataclass(frozen=True)
class Batch:
    """Standardised crops ``[n, 1, s, s]``, targets ``[n, 8]`` and ``[n, 7]``, weights ``[n]``.

    kept: what dropout leaves of the features, ``[n, channels]``.
    """

    crops: Tensor
    expression: Tensor
    fer2013: Tensor
    weight: Tensor
    kept: Tensor


def smoothed_fer2013(labels: np.ndarray, smoothing: float = 0.1) -> np.ndarray:
    """FER2013's noisy labels ``[n]`` as smoothed distributions ``[n, 7]``, float32."""
    hard = np.eye(len(FER2013_CLASSES), dtype=np.float32)[labels]
    return hard * np.float32(1 - smoothing) + np.float32(smoothing / len(FER2013_CLASSES))


def mixed(batch: Batch, alpha: float) -> Batch:
    """Mixup with one share for the batch (Zhang et al., 2017)."""
    share = float(torch.distributions.Beta(alpha, alpha).sample())
    order = torch.randperm(len(batch.crops)).to(batch.crops.device)

    def mix(values: Tensor) -> Tensor:
        return share * values + (1 - share) * values[order]

    mixtures = (mix(part) for part in (batch.crops, batch.expression, batch.fer2013, batch.weight))
    return Batch(*mixtures, kept=batch.kept)


def soft_cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy with distributions, one value for each face: ``[n]``."""
    return -(target * functional.log_softmax(logits, dim=1)).sum(dim=1)


def loss_from_labels(outputs: tuple[Tensor, Tensor], batch: Batch, fer2013_weight: float) -> Tensor:
    """Mean loss of both heads; a face on whose expression few agree to vote weighs less."""
    expression, fer2013 = outputs
    votes = soft_cross_entropy(expression, batch.expression) * batch.weight
    own = soft_cross_entropy(fer2013, batch.fer2013)
    return votes.mean() + fer2013_weight * own.mean()


def loss_from_teacher(
    outputs: tuple[Tensor, Tensor], opinions: tuple[Tensor, Tensor], temperature: float, fer2013_weight: float
) -> Tensor:
    """Divergence from a teacher's softened probabilities (Hinton et al., 2015), both heads."""

    def divergence(logits: Tensor, opinion: Tensor) -> Tensor:
        softened = functional.log_softmax(logits / temperature, dim=1)
        return functional.kl_div(softened, opinion, reduction="batchmean") * temperature**2

    return divergence(outputs[0], opinions[0]) + fer2013_weight * divergence(outputs[1], opinions[1])
