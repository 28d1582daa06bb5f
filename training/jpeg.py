"""What strong JPEG compression does to gray pixels, without writing a file.

The 8x8 cosine transform is quantised with the luminance table of ITU-T T.81 (annex K), scaled
for a random quality as libjpeg does.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

BLOCK = 8

LUMINANCE = torch.tensor(
    [
        [16, 11, 10, 16, 24, 40, 51, 61],
        [12, 12, 14, 19, 26, 58, 60, 55],
        [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62],
        [18, 22, 37, 56, 68, 109, 103, 77],
        [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101],
        [72, 92, 95, 98, 112, 100, 103, 99],
    ],
    dtype=torch.float32,
)


def _cosine_basis() -> Tensor:
    """Orthonormal DCT-II matrix ``[8, 8]``."""
    rows = torch.arange(BLOCK, dtype=torch.float32).view(-1, 1)
    columns = torch.arange(BLOCK, dtype=torch.float32).view(1, -1)
    basis = torch.cos(math.pi * (2 * columns + 1) * rows / (2 * BLOCK)) * math.sqrt(2 / BLOCK)
    basis[0] /= math.sqrt(2)
    return basis


COSINES = _cosine_basis()


def jpeg_noise(crops: Tensor) -> Tensor:
    """Crops ``[n, 1, s, s]`` of gray 0 to 1, ``s`` a multiple of 8, at quality 15 to 60."""
    quality = torch.empty(len(crops), 1, 1, 1, 1, device=crops.device).uniform_(15, 60)
    percent = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality)
    table = (LUMINANCE.to(crops.device) * percent / 100).clamp_min(1)
    cosines = COSINES.to(crops.device)
    side = crops.shape[-1] // BLOCK
    blocks = crops.reshape(-1, side, BLOCK, side, BLOCK).transpose(2, 3) * 255 - 128
    quantised = torch.round(cosines @ blocks @ cosines.T / table) * table
    restored = (cosines.T @ quantised @ cosines + 128) / 255
    return restored.transpose(2, 3).reshape(crops.shape).clamp(0, 1)
