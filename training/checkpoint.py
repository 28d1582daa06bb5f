"""Checkpoints of a run: everything that going on needs, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import torch

from training.network import ExpressionNetwork, NetworkShape


def save_checkpoint(path: Path, content: dict[str, object]) -> None:
    """Write a checkpoint beside its final name first, so that a cut leaves the old one."""
    unfinished = path.with_suffix(".part")
    torch.save(content, unfinished)
    os.replace(unfinished, path)


def load_checkpoint(path: Path) -> dict:
    """Read a checkpoint of our own; raises FileNotFoundError where there is none."""
    return torch.load(path, map_location="cpu", weights_only=True)


def load_average(path: Path) -> ExpressionNetwork:
    """The averaged network of a checkpoint, in evaluation mode."""
    content = load_checkpoint(path)
    network = ExpressionNetwork(NetworkShape.from_dict(content["shape"]))
    network.load_state_dict(content["average"])
    return network.eval().to(memory_format=torch.channels_last)
