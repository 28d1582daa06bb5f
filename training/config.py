"""Everything that decides a training run, from the command line to ``config.json``."""

from __future__ import annotations

import argparse
from dataclasses import asdict, dataclass, field
from pathlib import Path

from training.augment import Jitter
from training.network import SHAPES

PRECISIONS = ("float32", "bfloat16")


@dataclass(frozen=True)
class TrainConfig:
    """One run. With ``minutes`` the schedule follows the clock, else it follows ``epochs``."""

    data: str
    run: str
    landmarks: str | None = None
    shape: str = "student"
    size: int = 48
    epochs: int = 120
    minutes: float | None = None
    looks_every: int = 1
    batch: int = 128
    rate: float = 0.02
    other_rate: float = 0.004
    momentum: float = 0.9
    weight_decay: float = 0.02
    ema: float = 0.998
    rarity_power: float = 0.4
    fer2013_weight: float = 0.3
    mixup_share: float = 0.0
    mixup_alpha: float = 0.3
    growing: bool = True
    teacher: tuple[str, ...] = ()
    teacher_weight: float = 0.7
    teacher_temperature: float = 2.0
    opinions: tuple[str, ...] = ()
    opinions_share: float = 0.5
    resume: bool = False
    from_progress: float | None = None
    initial: str | None = None
    seed: int = 1
    threads: int = 2
    precision: str = "float32"
    device: str = "cpu"
    jitter: Jitter = field(default_factory=Jitter)

    def as_dict(self) -> dict[str, object]:
        """Plain values, for JSON and checkpoints."""
        return asdict(self)


def parse_train_config(arguments: list[str] | None = None) -> TrainConfig:
    """Read the command line of ``python -m training.train``."""
    default = TrainConfig(data="", run="")
    parser = argparse.ArgumentParser(description="Train the expression network.")
    add = parser.add_argument
    add("--data", default="../shared/data/fer2013", help="folder of atlases and labels.csv")
    add("--landmarks", help="table of npm run landmarks: faces are also shown aligned, as the product does")
    add("--run", default="training/runs/student", help="run folder: configuration, curves, weights")
    add("--shape", choices=sorted(SHAPES), default=default.shape)
    add("--size", type=int, default=default.size, help="side of the crop in pixels")
    add("--epochs", type=int, default=default.epochs, help="length of the schedule")
    add("--minutes", type=float, help="length of the schedule by the clock, instead of epochs")
    add("--looks-every", type=int, default=default.looks_every, help="epochs between two looks at PublicTest")
    add("--batch", type=int, default=default.batch)
    add("--rate", type=float, default=default.rate, help="peak learning rate of Muon (kernels)")
    add("--other-rate", type=float, default=default.other_rate, help="peak rate of AdamW (the rest)")
    add("--weight-decay", type=float, default=default.weight_decay)
    add("--ema", type=float, default=default.ema, help="decay of the weight average per step")
    add("--rarity-power", type=float, default=default.rarity_power, help="0: as they come, 1: balanced")
    add("--fer2013-weight", type=float, default=default.fer2013_weight, help="loss of the second head")
    add("--mixup-share", type=float, default=default.mixup_share, help="share of batches mixed")
    add("--no-growing", dest="growing", action="store_false", help="full-size crops from the start")
    add("--teacher", nargs="*", default=(), help="checkpoints to distil from (their average)")
    add("--teacher-weight", type=float, default=default.teacher_weight)
    add("--teacher-temperature", type=float, default=default.teacher_temperature)
    add("--opinions", nargs="*", default=(), help="tables of training.opinions: what networks of our own say of the faces")
    add("--opinions-share", type=float, default=default.opinions_share, help="their share in the targets")
    add("--resume", action="store_true", help="go on from the run folder's checkpoint")
    add("--from-progress", type=float, help="with --resume: set the schedule to this point (0 to 1)")
    add("--initial", help="checkpoint whose average the weights start from")
    add("--seed", type=int, default=default.seed)
    add("--threads", type=int, default=default.threads)
    add("--device", default=default.device, help="cpu or cuda")
    add("--precision", choices=PRECISIONS, default=default.precision,
        help="of the layers, in training; bfloat16 is faster where the processor has avx512_bf16")
    values = vars(parser.parse_args(arguments))
    values["teacher"], values["opinions"] = tuple(values["teacher"]), tuple(values["opinions"])
    Path(values["run"]).mkdir(parents=True, exist_ok=True)
    return TrainConfig(**values)
