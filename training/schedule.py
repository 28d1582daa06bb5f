"""How far a run is, from 0 to 1, and the learning rate and crop size that follow from it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass


@dataclass
class Progress:
    """Progress of a run, by steps (reproducible) or by the clock (robust on a shared machine).

    It goes from ``start`` (0, or where an earlier session stopped) to 1 at ``total_steps`` steps
    of this session, or ``seconds`` from now where they are given. ValueError where they are not more than 0.
    """

    start: float
    total_steps: int
    seconds: float | None = None

    def __post_init__(self) -> None:
        self._began = time.monotonic()
        if self.seconds is not None and self.seconds <= 0:
            raise ValueError("a schedule by the clock needs some time")

    def at(self, steps: int) -> float:
        """Progress after this many steps of the session."""
        if self.seconds is None:
            done = steps / max(1, self.total_steps)
        else:
            done = (time.monotonic() - self._began) / self.seconds
        return min(1.0, self.start + (1 - self.start) * done)


def learning_rate(progress: float, peak: float, warmup: float = 0.01) -> float:
    """Linear warm-up, then half a cosine to nothing (Loshchilov and Hutter, SGDR, 2016)."""
    if progress < warmup:
        return peak * max(0.02, progress / warmup)
    return peak * 0.5 * (1 + math.cos(math.pi * (progress - warmup) / (1 - warmup)))


def crop_size(progress: float, full: int, growing: bool) -> int:
    """Side of the training crops: small at first (cheap), the full size for the last 30 %.

    Source: Tan and Le, "EfficientNetV2", 2021 (progressive learning).
    """
    if not growing or progress >= 0.7:
        return full
    return full * 2 // 3 if progress < 0.4 else full * 5 // 6
