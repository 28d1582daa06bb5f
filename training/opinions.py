"""What networks of our own say about the training faces, as a table that another network learns from.

``python -m training.opinions --networks A.pt B.pt --landmarks .cache/landmarks.csv --out opinions.npz``, then
``python -m training.train --opinions opinions.npz``. Opinions are formed once, on clean crops, over both framings and
their mirror images; the network that learns from them sees the faces turned, blurred and covered. Sources: Hinton et al.,
"Distilling the Knowledge in a Neural Network", 2015; Xie et al., "Self-training with Noisy Student", 2020.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training.checkpoint import load_average
from training.data import FaceSet, load_face_set
from training.evaluate_faces import figures
from training.metrics import softmax
from training.network import ExpressionNetwork
from training.predict import predict
from training.second_look import mirrored
from training.views import views


@dataclass(frozen=True)
class Opinions:
    """Probabilities of each face, row by row: ``[n, 8]`` expressions and ``[n, 7]`` of FER2013's labels, float32."""

    expression: np.ndarray
    fer2013: np.ndarray


def form_opinions(networks: list[ExpressionNetwork], faces: FaceSet) -> Opinions:
    """The mean of all networks' probabilities over every view of a face and its mirror image."""
    looks = [each for view in views(faces).values() for each in (view.faces, mirrored(view.faces))]
    answers = [predict(network, look) for network in networks for look in looks]
    eight, seven = (np.mean([softmax(head) for head in heads], axis=0) for heads in zip(*answers, strict=True))
    return Opinions(eight.astype(np.float32), seven.astype(np.float32))


def blended(labels: np.ndarray, opinions: np.ndarray, share: float) -> np.ndarray:
    """Target distributions ``[n, c]`` of which ``share`` comes from the opinions; ValueError where rows do not match."""
    if labels.shape != opinions.shape:
        raise ValueError(f"opinions of shape {opinions.shape} on labels of shape {labels.shape}")
    return ((1 - share) * labels + share * opinions).astype(np.float32)


def write_opinions(path: Path, opinions: Opinions) -> None:
    """Write a table of opinions."""
    np.savez(path, expression=opinions.expression, fer2013=opinions.fer2013)


def read_opinions(paths: Sequence[str]) -> Opinions:
    """The mean of one or more tables; ValueError where they are not about the same faces."""
    tables = [np.load(path) for path in paths]
    return Opinions(*(np.stack([table[head] for table in tables]).mean(axis=0) for head in ("expression", "fer2013")))


def main() -> None:
    """Read the command line, say how good the opinions are on PublicTest, and write those on Training."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--networks", type=Path, nargs="+", required=True, help="checkpoints")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/fer2013"))
    parser.add_argument("--landmarks", type=Path, help="table of npm run landmarks")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    networks = [load_average(path) for path in options.networks]
    for usage in ("PublicTest", "Training"):
        faces = load_face_set(options.data, usage, options.landmarks)
        opinions = form_opinions(networks, faces)
        result = figures(faces, np.log(opinions.expression + 1e-9), np.log(opinions.fer2013 + 1e-9))
        print(f"{usage}: FER+ {result.ferplus.accuracy:.4f}, macro-F1 {result.ferplus.macro_f1:.4f}, "
              f"FER2013 {result.fer2013_head.accuracy:.4f}", flush=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write_opinions(options.out, opinions)


if __name__ == "__main__":
    main()
