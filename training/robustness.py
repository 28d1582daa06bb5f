"""The same faces as a careless crop, a small picture or strong compression would show them."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.jpeg import jpeg_noise


def moved(degrees: float = 0.0, scale: float = 1.0, shift: float = 0.0) -> Callable[[Tensor], Tensor]:
    """A crop turned by ``degrees``, ``scale`` times as wide, and shifted by a fraction of its side."""
    angle = math.radians(degrees)
    cosine, sine = scale * math.cos(angle), scale * math.sin(angle)

    def apply(crops: Tensor) -> Tensor:
        matrix = torch.tensor([[cosine, -sine, 2 * shift], [sine, cosine, 2 * shift]])
        grid = functional.affine_grid(
            matrix.expand(len(crops), 2, 3), list(crops.shape), align_corners=False
        )
        return functional.grid_sample(crops, grid, padding_mode="border", align_corners=False)

    return apply


def shrunk(side: int) -> Callable[[Tensor], Tensor]:
    """A face of ``side`` pixels, enlarged again."""

    def apply(crops: Tensor) -> Tensor:
        small = functional.interpolate(crops, size=(side, side), mode="area")
        return functional.interpolate(small, size=crops.shape[2:], mode="bilinear")

    return apply


def covered(top: float, bottom: float, left: float = 0.0, right: float = 1.0) -> Callable[[Tensor], Tensor]:
    """A part of the crop, in fractions of its side, hidden behind mid gray."""

    def apply(crops: Tensor) -> Tensor:
        side = crops.shape[-1]
        rows, columns = (slice(round(side * a), round(side * b)) for a, b in ((top, bottom), (left, right)))
        hidden = crops.clone()
        hidden[:, :, rows, columns] = 0.5
        return hidden

    return apply


def darkened(crops: Tensor) -> Tensor:
    """Underexposed: gamma 2, half the brightness."""
    return crops**2 * 0.5


CONDITIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "as it is": lambda crops: crops,
    "turned 15 degrees": moved(degrees=15),
    "15 % tighter": moved(scale=0.85),
    "15 % wider": moved(scale=1.15),
    "30 % wider": moved(scale=1.3),
    "shifted by 8 %": moved(shift=0.08),
    "24 pixels": shrunk(24),
    "16 pixels": shrunk(16),
    "JPEG, quality 15 to 60": jpeg_noise,
    "a quarter covered": covered(0.5, 1, 0, 0.5),
    "mouth covered": covered(0.62, 1),
    "eyes covered": covered(0.28, 0.5),
    "dark": darkened,
}


def degraded(faces: np.ndarray, condition: str) -> np.ndarray:
    """uint8 faces ``[n, 48, 48]`` under one of ``CONDITIONS``, uint8 again."""
    torch.manual_seed(0)
    crops = torch.from_numpy(faces).to(torch.float32).unsqueeze(1) / 255
    changed = CONDITIONS[condition](crops).clamp(0, 1)
    return torch.round(changed * 255).to(torch.uint8).squeeze(1).numpy()
