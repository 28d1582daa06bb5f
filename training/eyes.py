"""Where the eyes lie on FER2013's mean face: ``python -m training.eyes --data ...``. See CROP.md."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from training.data import FACE_SIZE, load_face_set
from training.votes import NO_MAJORITY, majority_labels

SEARCH_ROWS = (12, 24)
SEARCH_COLUMNS = (6, 22)
"""Where on the 48 pixels the left eye is looked for."""


def mean_face(faces: np.ndarray) -> np.ndarray:
    """Mean of standardised faces uint8 ``[n, 48, 48]`` and their mirror images, float ``[48, 48]``."""
    pixels = faces.astype(np.float32)
    pixels -= pixels.mean(axis=(1, 2), keepdims=True)
    pixels /= np.maximum(pixels.std(axis=(1, 2), keepdims=True), 1)
    mean = pixels.mean(axis=0)
    return (mean + mean[:, ::-1]) / 2


def left_eye(mean: np.ndarray) -> tuple[float, float]:
    """Centre of the dark blob of the left eye on a mean face, as fractions (x, y)."""
    image = torch.from_numpy(mean.copy())[None, None]
    around = functional.avg_pool2d(functional.pad(image, (11,) * 4, mode="replicate"), 23, stride=1)
    darkness = (around - image)[0, 0].numpy()
    rows, columns = slice(*SEARCH_ROWS), slice(*SEARCH_COLUMNS)
    region = np.maximum(darkness[rows, columns], 0)
    weight = np.where(region > 0.6 * region.max(), region, 0)
    y, x = np.mgrid[rows, columns] + 0.5
    return (
        float((weight * x).sum() / weight.sum() / FACE_SIZE),
        float((weight * y).sum() / weight.sum() / FACE_SIZE),
    )


def main() -> None:
    """Print the eye positions of the mean training face."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data/fer2013"))
    faces = load_face_set(parser.parse_args().data, "Training")
    clear = faces.where(majority_labels(faces.votes) != NO_MAJORITY)
    x, y = left_eye(mean_face(clear.faces))
    print(f"{len(clear)} faces: left eye ({x:.3f}, {y:.3f}), right eye ({1 - x:.3f}, {y:.3f})")


if __name__ == "__main__":
    main()
