"""Eyes and mouth of a face to the similarity that brings them where the network wants them, as the product does."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.crop import LEFT_EYE, MOUTH, RIGHT_EYE

MIDDLE_GRAY = 127.5
LEAST_PRESENCE = 0.65
"""A tile in which the landmark network is less sure of a face is taken as it is, as ``npm run evaluate`` does."""

TARGET = np.array([LEFT_EYE, RIGHT_EYE, MOUTH], dtype=np.float64)


def similarities(landmarks: np.ndarray) -> np.ndarray:
    """Landmarks ``[n, 3, 2]`` (left eye, right eye, mouth; fractions of the tile) to float32 ``[n, 2, 3]``.

    A row takes a point of the crop, both axes from -1 to 1, to the point of the tile that it shows, as
    ``affine_grid`` wants it. Least squares over the three points (Umeyama, 1991), as ``fitSimilarity`` in
    ``src/vision/align-face.ts``.
    """
    source, target = TARGET * 2 - 1, landmarks * 2 - 1
    from_mean, to_mean = source.mean(axis=0), target.mean(axis=1)
    a, b = source - from_mean, target - to_mean[:, None]
    spread = (a**2).sum()
    cosine = (a * b).sum(axis=(1, 2)) / spread
    sine = (a[:, 0] * b[:, :, 1] - a[:, 1] * b[:, :, 0]).sum(axis=1) / spread
    matrix = np.stack([np.stack([cosine, -sine], axis=1), np.stack([sine, cosine], axis=1)], axis=1)
    offset = to_mean - matrix @ from_mean
    return np.concatenate([matrix, offset[:, :, None]], axis=2).astype(np.float32)


def read_landmarks(path: Path, indices: np.ndarray) -> np.ndarray:
    """Landmarks ``[n, 3, 2]`` of the faces with these indices; where no face was seen, those of the crop contract.

    Raises KeyError where the table lacks a face.
    """
    with open(path, newline="") as table:
        rows = {int(row["index"]): row for row in csv.DictReader(table)}
    return np.stack([_points(rows[int(index)]) for index in indices])


def align(faces: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    """uint8 tiles ``[n, s, s]`` to uint8 crops of the same size, eyes and mouth at the places of the contract.

    Each pixel is the mean of four samples, and outside the tile is middle gray, as in the product.
    """
    tiles = torch.from_numpy(faces).to(torch.float32).unsqueeze(1) - MIDDLE_GRAY
    count, _, side, _ = tiles.shape
    matrix = torch.from_numpy(similarities(landmarks))
    grid = functional.affine_grid(matrix, [count, 1, side * 2, side * 2], align_corners=False)
    fine = functional.grid_sample(tiles, grid, padding_mode="zeros", align_corners=False)
    crops: Tensor = functional.avg_pool2d(fine, 2) + MIDDLE_GRAY
    return torch.round(crops).to(torch.uint8).squeeze(1).numpy()


def _points(row: dict[str, str]) -> np.ndarray:
    if float(row["presence"]) < LEAST_PRESENCE:
        return TARGET
    names = ("left_eye", "right_eye", "mouth")
    return np.array([[float(row[f"{name}_x"]), float(row[f"{name}_y"])] for name in names])
