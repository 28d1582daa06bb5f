"""Batch norm folded into the convolutions: plain kernels and biases, in the order they are used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from training.network import ExpressionNetwork


@dataclass(frozen=True)
class Layer:
    """A convolution, kernel ``[kh, kw, in, out]``, or fully connected layer, ``[in, out]``.

    These are TensorFlow's layouts. bias: ``[out]``. Both float32.
    """

    name: str
    kernel: np.ndarray
    bias: np.ndarray


def fold(network: ExpressionNetwork) -> list[Layer]:
    """All layers of a network in evaluation mode, named ``stage1.block1.conv1`` and so on."""
    layers = [_folded("stem", network.stem, network.stem_norm)]
    for s, stage in enumerate(network.stages, start=1):
        for b, block in enumerate(stage, start=1):
            name = f"stage{s}.block{b}"
            layers.append(_folded(f"{name}.conv1", block.conv1, block.norm1))
            layers.append(_folded(f"{name}.conv2", block.conv2, block.norm2))
            if block.fit is not None:
                layers.append(_folded(f"{name}.fit", block.fit, block.fit_norm))
    layers.append(_dense("expression", network.expression))
    layers.append(_dense("fer2013", network.fer2013))
    return layers


def _folded(name: str, convolution: nn.Conv2d, norm: nn.BatchNorm2d) -> Layer:
    """Kernel times gain, bias from mean and shift, as batch norm does at inference."""
    with torch.no_grad():
        gain = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
        kernel = convolution.weight.double() * gain.view(-1, 1, 1, 1)
        bias = norm.bias.double() - norm.running_mean.double() * gain
    return Layer(name, _array(kernel.permute(2, 3, 1, 0)), _array(bias))


def _dense(name: str, layer: nn.Linear) -> Layer:
    return Layer(name, _array(layer.weight.detach().T), _array(layer.bias.detach()))


def _array(values: Tensor) -> np.ndarray:
    return np.ascontiguousarray(values.cpu().numpy(), dtype=np.float32)
