"""The expression network: convolution, activation, pooling, fully connected, softmax.

Residual blocks as in He et al., "Deep Residual Learning for Image Recognition", 2015, with max
pooling (2x2, stride 2) between the stages instead of strides: its borders mean the same in
PyTorch and in TensorFlow.js.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.labels import EXPRESSIONS, FER2013_CLASSES

CONTRAST_FLOOR = 0.04
"""Least standard deviation (gray from 0 to 1) that standardisation divides by."""


@dataclass(frozen=True)
class NetworkShape:
    """Size of a network: channels of the stem, then channels and residual blocks of each stage."""

    stem: int
    widths: tuple[int, ...]
    blocks: tuple[int, ...]
    dropout: float = 0.0

    def as_dict(self) -> dict[str, object]:
        """Plain values, for JSON and checkpoints."""
        return asdict(self)

    @staticmethod
    def from_dict(values: dict) -> "NetworkShape":
        """The inverse of ``as_dict``; lists are accepted for tuples."""
        return NetworkShape(
            stem=int(values["stem"]),
            widths=tuple(values["widths"]),
            blocks=tuple(values["blocks"]),
            dropout=float(values.get("dropout", 0.0)),
        )


SHAPES: dict[str, NetworkShape] = {
    "student": NetworkShape(stem=16, widths=(32, 64, 128), blocks=(1, 2, 2), dropout=0.1),
    "teacher": NetworkShape(stem=32, widths=(64, 128, 256), blocks=(1, 2, 2), dropout=0.2),
    "large-teacher": NetworkShape(stem=48, widths=(96, 192, 384), blocks=(2, 3, 3), dropout=0.3),
    "tiny": NetworkShape(stem=4, widths=(8, 8, 8), blocks=(1, 1, 1), dropout=0.1),
}
"""The shipped network, two to distil from (the large one wants a GPU), one for the smoke mode."""


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions added to their input; a 1x1 convolution fits the input's channels."""

    def __init__(self, channels_in: int, channels_out: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels_in, channels_out, 3, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(channels_out)
        self.conv2 = nn.Conv2d(channels_out, channels_out, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(channels_out)
        self.fit: nn.Conv2d | None = None
        self.fit_norm: nn.BatchNorm2d | None = None
        if channels_in != channels_out:
            self.fit = nn.Conv2d(channels_in, channels_out, 1, bias=False)
            self.fit_norm = nn.BatchNorm2d(channels_out)

    def forward(self, maps: Tensor) -> Tensor:
        """``[n, channels_in, h, w]`` to ``[n, channels_out, h, w]``."""
        kept = maps
        if self.fit is not None and self.fit_norm is not None:
            kept = self.fit_norm(self.fit(maps))
        inner = functional.relu(self.norm1(self.conv1(maps)))
        return functional.relu(self.norm2(self.conv2(inner)) + kept)


class ExpressionNetwork(nn.Module):
    """Gray crop to logits of the eight expressions and, for training, of FER2013's own labels."""

    def __init__(self, shape: NetworkShape) -> None:
        super().__init__()
        self.shape = shape
        self.stem = nn.Conv2d(1, shape.stem, 3, padding=1, bias=False)
        self.stem_norm = nn.BatchNorm2d(shape.stem)
        self.stages = nn.ModuleList()
        channels = shape.stem
        for width, count in zip(shape.widths, shape.blocks, strict=True):
            inputs = [channels] + [width] * (count - 1)
            self.stages.append(nn.ModuleList(ResidualBlock(i, width) for i in inputs))
            channels = width
        self.expression = nn.Linear(channels, len(EXPRESSIONS))
        self.fer2013 = nn.Linear(channels, len(FER2013_CLASSES))
        self._initialise()

    def forward(self, crops: Tensor, kept: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Standardised crops ``[n, 1, s, s]`` to logits ``[n, 8]`` and ``[n, 7]``.

        ``kept`` ``[n, channels]``, in training, is what dropout leaves of the features (``kept_features``).
        """
        features = self.features(crops)
        if kept is not None:
            features = features * kept
        return self.expression(features), self.fer2013(features)

    def features(self, crops: Tensor) -> Tensor:
        """Standardised crops ``[n, 1, s, s]`` to pooled features ``[n, channels]``."""
        maps = functional.relu(self.stem_norm(self.stem(crops)))
        for stage in self.stages:
            maps = functional.max_pool2d(maps, 2)
            for block in stage:
                maps = block(maps)
        return maps.mean(dim=(2, 3))

    def _initialise(self) -> None:
        """He initialisation (2015). Blocks that start as their shortcut alone learn far slower here."""
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")


def kept_features(count: int, shape: NetworkShape) -> Tensor:
    """Factors ``[count, channels]`` of dropout: 0, or what keeps the mean (Srivastava et al., 2014).

    They are drawn apart from the network, because its replicas run in threads, where the order in which numbers are
    drawn, and so the whole run, would be left to chance.
    """
    rate = shape.dropout
    return (torch.rand(count, shape.widths[-1]) >= rate).to(torch.float32) / (1 - rate)


def standardise(gray: Tensor) -> Tensor:
    """Crops ``[n, 1, s, s]`` of gray 0 to 1: each to mean 0 and standard deviation 1.

    The deviation is the population's, and at least ``CONTRAST_FLOOR``, so that a blank crop does
    not become amplified noise.
    """
    variance, mean = torch.var_mean(gray, dim=(1, 2, 3), keepdim=True, correction=0)
    return (gray - mean) / variance.sqrt().clamp_min(CONTRAST_FLOOR)


def parameter_count(network: nn.Module) -> int:
    """Number of trained values."""
    return sum(parameter.numel() for parameter in network.parameters())
