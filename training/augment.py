"""Augmentation as batch tensor operations: what detectors, cameras and web pages do to a face.

Every function takes and gives gray crops ``[n, 1, s, s]`` from 0 to 1, on whatever device they are, and draws its choices
from PyTorch's global generators: which crops and how much for all of them on the CPU, where nobody waits for the answer,
how much for each on the crops' device.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.jpeg import jpeg_noise


@dataclass(frozen=True)
class Jitter:
    """How far crops are moved about the canonical geometry, and how often they are degraded."""

    rotation_degrees: float = 15.0
    scale: float = 0.16
    stretch: float = 0.08
    shift: float = 0.08
    wide_share: float = 0.12
    wide_scale: float = 0.35
    tone_share: float = 0.6
    ramp_share: float = 0.3
    low_resolution_share: float = 0.2
    blur_share: float = 0.15
    jpeg_share: float = 0.15
    noise_share: float = 0.15
    erase_share: float = 0.35


def augment(faces: Tensor, size: int, jitter: Jitter, alignment: Tensor | None = None) -> Tensor:
    """uint8 faces ``[n, 48, 48]`` to augmented crops ``[n, 1, size, size]``, gray 0 to 1.

    ``alignment`` ``[n, 2, 3]`` brings each face to the canonical geometry (``align.similarities``). It is
    applied by a random share from none to all of it: the network meets faces as they were cut and as the
    product aligns them.
    """
    crops = faces.to(torch.float32).unsqueeze(1) / 255
    crops = move(crops, size, jitter, alignment)
    crops = on_share(crops, jitter.low_resolution_share, low_resolution)
    crops = on_share(crops, jitter.blur_share, blur)
    crops = on_share(crops, jitter.tone_share, tone)
    crops = on_share(crops, jitter.ramp_share, light_ramp)
    crops = on_share(crops, jitter.noise_share, sensor_noise)
    crops = on_share(crops, jitter.jpeg_share, jpeg_noise)
    return on_share(crops, jitter.erase_share, erase)


def on_share(crops: Tensor, share: float, operation) -> Tensor:
    """Apply an operation to a random share of the batch, the rest untouched."""
    chosen = torch.nonzero(torch.rand(len(crops)) < share).squeeze(1).to(crops.device)
    if len(chosen) == 0:
        return crops
    return crops.index_copy(0, chosen, operation(crops[chosen]))


def move(crops: Tensor, size: int, jitter: Jitter, alignment: Tensor | None = None) -> Tensor:
    """Align, rotate, scale, stretch, shift and mirror; one resampling for all of it."""
    count, device = len(crops), crops.device
    angle = math.radians(jitter.rotation_degrees) * _triangular(count, device)
    reach = torch.where(torch.rand(count, device=device) < jitter.wide_share, jitter.wide_scale, jitter.scale)
    scale = torch.exp(reach * _uniform(count, device))
    stretch = torch.exp(jitter.stretch * _uniform(count, device))
    mirror = torch.where(torch.rand(count, device=device) < 0.5, -1.0, 1.0)
    matrix = torch.empty(count, 2, 3, device=device)
    matrix[:, 0, 0] = angle.cos() * scale * stretch * mirror
    matrix[:, 0, 1] = -angle.sin() * scale
    matrix[:, 1, 0] = angle.sin() * scale * mirror
    matrix[:, 1, 1] = angle.cos() * scale / stretch
    # Affine coordinates run from -1 to 1: a shift by a fraction of the crop is twice that.
    matrix[:, :, 2] = 2 * jitter.shift * torch.empty(count, 2, device=device).uniform_(-1, 1)
    if alignment is not None:
        matrix = _after(_share_of(alignment), matrix)
    grid = functional.affine_grid(matrix, [count, 1, size, size], align_corners=False)
    outside = "border" if torch.rand(()) < 0.75 else ("reflection", "zeros")[int(torch.rand(()) < 0.5)]
    # What lies outside is black for crops as they were cut, middle gray where the product cut them.
    level = 0.5 if outside == "zeros" and alignment is not None else 0.0
    return functional.grid_sample(crops - level, grid, padding_mode=outside, align_corners=False) + level


def _share_of(alignment: Tensor) -> Tensor:
    """Affine maps ``[n, 2, 3]``, each mixed with the identity by a random share."""
    share = torch.rand(len(alignment), 1, 1, device=alignment.device)
    return share * alignment + (1 - share) * torch.eye(2, 3, device=alignment.device)


def _after(outer: Tensor, inner: Tensor) -> Tensor:
    """The affine maps that apply ``inner``, then ``outer``, all ``[n, 2, 3]``."""
    linear = outer[:, :, :2] @ inner[:, :, :2]
    offset = outer[:, :, :2] @ inner[:, :, 2:] + outer[:, :, 2:]
    return torch.cat([linear, offset], dim=2)


def low_resolution(crops: Tensor) -> Tensor:
    """A small face, enlarged: down to 14 to 36 pixels of 48 and back."""
    size = crops.shape[-1]
    small = max(8, round(size * float(torch.empty(()).uniform_(0.3, 0.75))))
    shrunk = functional.interpolate(crops, size=(small, small), mode="area")
    return functional.interpolate(shrunk, size=(size, size), mode="bilinear", align_corners=False)


def blur(crops: Tensor) -> Tensor:
    """Gaussian blur of 0.4 to 1.3 pixels, the same for the chosen crops."""
    sigma = float(torch.empty(()).uniform_(0.4, 1.3))
    offsets = torch.arange(-3, 4, dtype=torch.float32, device=crops.device)
    kernel = torch.exp(-(offsets**2) / (2 * sigma**2))
    kernel = kernel / kernel.sum()
    padded = functional.pad(crops, (3, 3, 3, 3), mode="replicate")
    rows = functional.conv2d(padded, kernel.view(1, 1, 1, 7))
    return functional.conv2d(rows, kernel.view(1, 1, 7, 1))


def tone(crops: Tensor) -> Tensor:
    """Gamma, contrast and brightness, clipped: exposure, tone curves, skin and gray conversion."""
    one_each = torch.empty(len(crops), 1, 1, 1, device=crops.device)
    gamma = torch.exp(torch.empty_like(one_each).uniform_(-0.45, 0.45))
    contrast = torch.exp(torch.empty_like(one_each).uniform_(-0.3, 0.3))
    brightness = torch.empty_like(one_each).uniform_(-0.15, 0.15)
    curved = crops.clamp(0, 1) ** gamma
    return ((curved - 0.5) * contrast + 0.5 + brightness).clamp(0, 1)


def light_ramp(crops: Tensor) -> Tensor:
    """Light from one side: a linear ramp of brightness in a random direction."""
    axis = torch.linspace(-1, 1, crops.shape[-1], device=crops.device)
    slope = torch.empty(len(crops), 2, 1, 1, 1, device=crops.device).uniform_(-0.3, 0.3)
    ramp = slope[:, 0] * axis.view(1, 1, 1, -1) + slope[:, 1] * axis.view(1, 1, -1, 1)
    return (crops * (1 + ramp)).clamp(0, 1)


def sensor_noise(crops: Tensor) -> Tensor:
    """Gaussian noise of up to 6 % of the range."""
    strength = torch.empty(len(crops), 1, 1, 1, device=crops.device).uniform_(0, 0.06)
    return (crops + strength * torch.randn_like(crops)).clamp(0, 1)


def erase(crops: Tensor) -> Tensor:
    """Hide a rectangle behind a gray of its own or a piece of another face: hands, hair, microphones, masks, watermarks.

    Sources: Zhong et al., "Random Erasing Data Augmentation", 2017; Yun et al., "CutMix", 2019, of which only the cover
    is taken, not the label.
    """
    count, size, device = len(crops), crops.shape[-1], crops.device
    extent = torch.empty(count, 2, device=device).uniform_(0.12, 0.6)
    start = torch.rand(count, 2, device=device) * (1 - extent)
    end = start + extent
    position = (torch.arange(size, device=device) + 0.5) / size
    rows = (position >= start[:, :1]) & (position < end[:, :1])
    columns = (position >= start[:, 1:]) & (position < end[:, 1:])
    hidden = rows[:, None, :, None] & columns[:, None, None, :]
    flat = torch.rand(count, 1, 1, 1, device=device)
    textured = torch.rand(count, 1, 1, 1, device=device) < 0.4
    # Another face, upside down, so that its eyes and mouth are no second expression.
    cover = torch.where(textured, crops.roll(1, dims=0).flip(2), flat)
    return torch.where(hidden, cover, crops)


def _uniform(count: int, device: torch.device) -> Tensor:
    """``[count]`` values from -1 to 1."""
    return torch.empty(count, device=device).uniform_(-1, 1)


def _triangular(count: int, device: torch.device) -> Tensor:
    """``[count]`` values from -1 to 1, most near 0."""
    return torch.rand(count, device=device) - torch.rand(count, device=device)
