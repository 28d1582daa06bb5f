"""Larger networks of our own that the small one learns from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.checkpoint import load_average


class Teacher:
    """The average opinion of some checkpoints about the very crops that the student sees."""

    def __init__(self, checkpoints: Sequence[str], temperature: float, device: torch.device) -> None:
        self._networks = [load_average(Path(path)).to(device) for path in checkpoints]
        self._temperature = temperature

    @torch.no_grad()
    def opinions(self, crops: Tensor) -> tuple[Tensor, Tensor]:
        """Softened probabilities ``[n, 8]`` and ``[n, 7]``."""
        outputs = [network(crops) for network in self._networks]
        heads = zip(*outputs, strict=True)
        first, second = (
            torch.stack([torch.softmax(logits.float() / self._temperature, dim=1) for logits in head]).mean(0)
            for head in heads
        )
        return first, second
