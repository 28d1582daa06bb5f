"""One command that repeats the shipped network, from the data to the files of the product.

``python -m training.recipe --data ../shared/data/fer2013 --out training/runs/recipe`` finds eyes and mouth on every
face (``npm run landmarks``), trains session by session on the faces as they were cut, refines the best of it on faces both
as cut and aligned, with what the networks before it say of them in the targets, trains three large networks with what the refined
one says, lets them teach it, calibrates and exports. A recipe that was cut goes on where it stopped when it is called again.
README.md says how long it takes, and what differs from the weights that ship.
"""

from __future__ import annotations

import argparse
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from training.checkpoint import load_average, load_checkpoint
from training.config import PRECISIONS, TrainConfig
from training.data import FaceSet, load_face_set
from training.export import export_model
from training.opinions import form_opinions, write_opinions
from training.train import Trainer


@dataclass(frozen=True)
class Session:
    """A part of the training, up to ``epochs`` counted from the very first.

    from_progress: the point of its schedule, from 0 to 1, at which it begins; later than 0 is a warm restart.
    """

    epochs: int
    from_progress: float = 0.0


SESSIONS: tuple[Session, ...] = (Session(epochs=36), Session(epochs=80, from_progress=0.1))


@dataclass(frozen=True)
class Refinement:
    """A run that goes on from the network before it, learning from the opinions of all that came before as well."""

    session: Session
    opinions_share: float
    growing: bool


REFINEMENTS: tuple[Refinement, ...] = (
    Refinement(Session(epochs=24, from_progress=0.45), opinions_share=0.4, growing=True),
    Refinement(Session(epochs=30, from_progress=0.55), opinions_share=0.5, growing=False),
)
REFINED_FER2013_WEIGHT = 0.8

TEACHER_SEEDS = (1, 2, 3)
TEACHER = {
    "shape": "large-teacher", "batch": 512, "opinions_share": 0.4, "weight_decay": 0.05, "mixup_share": 0.3, "looks_every": 6,
}
TEACHER_SESSION = Session(epochs=58)
PUPIL = {
    "shape": "student", "batch": 512, "opinions_share": 0.5, "ema": 0.999, "growing": False, "teacher_weight": 0.7, "looks_every": 3,
}
PUPIL_SESSION = Session(epochs=133, from_progress=0.05)


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


def refine_all(config: TrainConfig, first: Path, training: FaceSet, choosing: FaceSet) -> Path:
    """Refine the average of the checkpoint ``first`` in folders beside its own, what is not yet done; the last checkpoint."""
    networks = [first]
    for number, refinement in enumerate(REFINEMENTS, start=1):
        run = first.parent.with_name(f"refined-{number}")
        begins = replace(
            config, run=str(run), fer2013_weight=REFINED_FER2013_WEIGHT, growing=refinement.growing,
            opinions=(str(_opinions_of(networks, run, training)),), opinions_share=refinement.opinions_share,
            initial=str(networks[-1]),
        )
        train_all(begins, (refinement.session,), training, choosing)
        networks.append(run / "best.pt")
    return networks[-1]


def train_teachers(config: TrainConfig, refined: Path, training: FaceSet, choosing: FaceSet) -> tuple[TrainConfig, ...]:
    """Large networks that hear what the checkpoint ``refined`` says of the faces, what is not yet done; their runs."""
    folder = refined.parent.with_name("teachers")
    heard = replace(
        config, **TEACHER, fer2013_weight=REFINED_FER2013_WEIGHT, opinions=(str(_opinions_of([refined], folder, training)),)
    )
    runs = tuple(replace(heard, run=str(folder / str(seed)), seed=seed) for seed in TEACHER_SEEDS)
    for run in runs:
        train_all(run, (TEACHER_SESSION,), training, choosing)
    return runs


def teach(
    config: TrainConfig, refined: Path, teachers: tuple[TrainConfig, ...], training: FaceSet, choosing: FaceSet
) -> Path:
    """The refined network goes on, with the teachers beside it; its last checkpoint."""
    run = refined.parent.with_name("taught")
    taught = replace(
        config, **PUPIL, run=str(run), fer2013_weight=REFINED_FER2013_WEIGHT, opinions=teachers[0].opinions,
        initial=str(refined), teacher=tuple(str(Path(each.run) / "best.pt") for each in teachers),
    )
    train_all(taught, (PUPIL_SESSION,), training, choosing)
    return run / "last.pt"


def _opinions_of(networks: list[Path], run: Path, training: FaceSet) -> Path:
    """A table of what the networks say of the faces, made once and kept in the run folder."""
    table = run / "opinions.npz"
    if not table.exists():
        run.mkdir(parents=True, exist_ok=True)
        write_opinions(table, form_opinions([load_average(network) for network in networks], training))
    return table


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
    parser.add_argument("--precision", choices=PRECISIONS, default=PRECISIONS[0], help="of the layers, in training")
    options = parser.parse_args()
    landmarks = options.out / "landmarks.csv"
    if not landmarks.exists():
        command = ["npm", "run", "landmarks", "--", "--data", str(options.data), "--out", str(landmarks)]
        subprocess.run(command, check=True)
    training, choosing = (load_face_set(options.data, usage, landmarks) for usage in ("Training", "PublicTest"))
    run = options.out / "run"
    config = TrainConfig(
        data=str(options.data), run=str(run), device=options.device, precision=options.precision
    )
    as_cut = (replace(faces, landmarks=None) for faces in (training, choosing))
    train_all(config, SESSIONS, *as_cut)
    refined = refine_all(config, run / "best.pt", training, choosing)
    teachers = train_teachers(config, refined, training, choosing)
    taught = teach(config, refined, teachers, training, choosing)
    export_model(load_average(taught), choosing, options.version, options.out / "export")
    print(f"The network is in {options.out / 'export'}")


if __name__ == "__main__":
    main()
