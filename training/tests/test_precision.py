"""Layers that compute in bfloat16 learn as those in single precision do, and weights stay in single precision."""

import csv
from pathlib import Path

import torch

from training.checkpoint import load_checkpoint
from training.config import TrainConfig, parse_train_config
from training.drawn_faces import drawn_face_set
from training.train import Trainer


def train(run: Path, precision: str) -> tuple[list[float], dict[str, torch.Tensor]]:
    """The loss of each epoch, and the averaged weights at the end."""
    config = TrainConfig(data="", run=str(run), shape="tiny", epochs=3, batch=32, ema=0.9, threads=1, precision=precision)
    faces = drawn_face_set(160, seed=1)
    Trainer(config, faces, faces).run()
    with open(run / "curves.csv", newline="") as curves:
        losses = [float(point["loss"]) for point in csv.DictReader(curves)]
    return losses, load_checkpoint(run / "last.pt")["average"]


def test_bfloat16_learns_alike_and_leaves_whole_weights(tmp_path: Path) -> None:
    whole, whole_weights = train(tmp_path / "whole", "float32")
    half, half_weights = train(tmp_path / "half", "bfloat16")
    assert max(abs(a - b) for a, b in zip(whole, half, strict=True)) < 0.02
    assert half[-1] < half[0]
    assert {value.dtype for value in half_weights.values()} == {torch.float32, torch.int64}
    assert not torch.equal(half_weights["stem.weight"], whole_weights["stem.weight"])


def test_the_command_line_chooses_the_precision(tmp_path: Path) -> None:
    assert parse_train_config(["--run", str(tmp_path)]).precision == "float32"
    assert parse_train_config(["--run", str(tmp_path), "--precision", "bfloat16"]).precision == "bfloat16"
