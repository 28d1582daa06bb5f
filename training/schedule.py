"""How far a run is, from 0 to 1, and the learning rate and crop size that follow from it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class Progress:
    """Progress of a run, by steps (reproducible) or by the clock (robust on a shared machine).

    It goes from ``start`` (0, or where an earlier session stopped) to 1 at ``total_steps`` steps
    of this session, or at the moment ``deadline`` (seconds since the epoch) where one is given.
    """

    start: float
    total_steps: int
    deadline: float | None = None

    def __post_init__(self) -> None:
        self._began = time.time()
        self._budget = None if self.deadline is None else self.deadline - self._began
        if self._budget is not None and self._budget <= 0:
            raise ValueError("the deadline of the schedule has passed")

    def at(self, steps: int) -> float:
        """Progress after this many steps of the session."""
        if self._budget is None:
            done = steps / max(1, self.total_steps)
        else:
            done = (time.time() - self._began) / self._budget
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


def next_time(clock: str, now: datetime | None = None) -> float:
    """Seconds since the epoch at the next ``HH:MM`` of the local clock."""
    now = now or datetime.now()
    hour, minute = (int(part) for part in clock.split(":"))
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if moment <= now:
        moment += timedelta(days=1)
    return moment.timestamp()
