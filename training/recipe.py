"""One command that repeats the shipped network, from the data to the files of the product.

``python -m training.recipe --data ../shared/data/fer2013 --out training/runs/recipe`` finds eyes and mouth on every
face (``npm run landmarks``), trains session by session, calibrates and exports. A recipe that was cut goes on where it
stopped when it is called again. README.md says how long it takes, and what differs from the weights that ship.
"""

from __future__ import annotations

import argparse
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from training.checkpoint import load_average, load_checkpoint
from training.config import TrainConfig
from training.data import FaceSet, load_face_set
from training.export import export_model
from training.train import Trainer


@dataclass(frozen=True)
class Session:
    """A part of the training, up to ``epochs`` counted from the very first.

    from_progress: the point of its schedule, from 0 to 1, at which it begins; later than 0 is a warm restart.
    """

    epochs: int
    from_progress: float = 0.0


SESSIONS: tuple[Session, ...] = (Session(epochs=36), Session(epochs=80, from_progress=0.1))


def train_all(
    config: TrainConfig, sessions: tuple[Session, ...], training: FaceSet, choosing: FaceSet
) -> None:
    """Train what is not yet trained of the sessions, in the run folder of ``config``."""
    begins_at = 0
    for session in sessions:
        done = _epochs_done(config)
        if done < session.epochs:
            Trainer(_configured(config, session, begins_at, done), training, choosing).run()
        begins_at = session.epochs


def _configured(config: TrainConfig, session: Session, begins_at: int, done: int) -> TrainConfig:
    """A session that was cut keeps the progress of its checkpoint; a new one sets the schedule back."""
    is_new = done == begins_at
    return replace(
        config,
        epochs=session.epochs,
        resume=(Path(config.run) / "last.pt").exists(),
        from_progress=session.from_progress if is_new else None,
    )


def _epochs_done(config: TrainConfig) -> int:
    last = Path(config.run) / "last.pt"
    return int(load_checkpoint(last)["epoch"]) if last.exists() else 0


def main() -> None:
    """Read the command line, train, and export."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data/fer2013"))
    parser.add_argument("--out", type=Path, default=Path("training/runs/recipe"))
    parser.add_argument("--version", default="repeated")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    options = parser.parse_args()
    landmarks = options.out / "landmarks.csv"
    if not landmarks.exists():
        command = ["npm", "run", "landmarks", "--", "--data", str(options.data), "--out", str(landmarks)]
        subprocess.run(command, check=True)
    training, choosing = (load_face_set(options.data, usage) for usage in ("Training", "PublicTest"))
    run = options.out / "run"
    config = TrainConfig(data=str(options.data), run=str(run), device=options.device)
    train_all(config, SESSIONS, training, choosing)
    calibrating = load_face_set(options.data, "PublicTest", landmarks)
    export_model(load_average(run / "best.pt"), calibrating, options.version, options.out / "export")
    print(f"The network is in {options.out / 'export'}")


if __name__ == "__main__":
    main()
