"""The folder of a run: configuration, curves, checkpoints, final figures."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path


class RunFolder:
    """Paths and records of one run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)

    @property
    def last(self) -> Path:
        """The newest checkpoint: what ``--resume`` reads."""
        return self.path / "last.pt"

    @property
    def best(self) -> Path:
        """The checkpoint that is best on PublicTest."""
        return self.path / "best.pt"

    def write_json(self, name: str, content: object) -> None:
        """Write a record such as ``config.json``."""
        (self.path / name).write_text(json.dumps(content, indent=2) + "\n")

    def record_session(self, config: dict[str, object], facts: dict[str, object]) -> None:
        """Write ``config.json``, and add this session to ``sessions.jsonl`` (a run may have many)."""
        self.write_json("config.json", {**config, **facts})
        line = {"began": time.strftime("%Y-%m-%dT%H:%M:%S%z"), **config, **facts}
        with open(self.path / "sessions.jsonl", "a") as sessions:
            sessions.write(json.dumps(line) + "\n")

    def add_curve_point(self, point: dict[str, float | int]) -> None:
        """Append one epoch to ``curves.csv``."""
        path = self.path / "curves.csv"
        new = not path.exists()
        with open(path, "a", newline="") as curves:
            writer = csv.DictWriter(curves, fieldnames=list(point))
            if new:
                writer.writeheader()
            writer.writerow(point)
