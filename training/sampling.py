"""Which faces an epoch shows: rare expressions more often than they occur."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def repeat_weights(targets: np.ndarray, weights: np.ndarray, power: float) -> np.ndarray:
    """Expected number of times that each face is shown per epoch, float ``[n]``, mean 1.

    A class weighs ``share ** -power``; a face weighs as the mean of its classes under its soft
    target ``[n, 8]``. Power 0 shows all alike, power 1 balances the classes.
    """
    share = (targets * weights[:, None]).sum(axis=0) / weights.sum()
    rarity = np.maximum(share, 1e-6) ** -power
    shown = targets @ rarity
    return shown / shown.mean()


def draw_epoch(shown: np.ndarray) -> Tensor:
    """Indices of one epoch in random order: each face its expected times, rounded at random."""
    expected = torch.from_numpy(shown).to(torch.float32)
    times = torch.floor(expected + torch.rand(len(expected))).to(torch.int64)
    indices = torch.repeat_interleave(torch.arange(len(times)), times)
    return indices[torch.randperm(len(indices))]
