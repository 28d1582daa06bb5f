"""Larger networks of our own that the small one learns from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from training.checkpoint import load_average
from training.network import ExpressionNetwork


class Teacher:
    """The average opinion of some checkpoints about the very crops that the student sees."""

    def __init__(self, checkpoints: Sequence[str], temperature: float, device: torch.device) -> None:
        networks = (without_norms(load_average(Path(path))) for path in checkpoints)
        self._networks = [network.to(device, memory_format=torch.channels_last) for network in networks]
        self._temperature = temperature

    @torch.no_grad()
    def opinions(self, crops: Tensor) -> tuple[Tensor, Tensor]:
        """Softened probabilities ``[n, 8]`` and ``[n, 7]``."""
        outputs = [network(crops) for network in self._networks]
        heads = zip(*outputs, strict=True)
        first, second = (
            torch.stack([torch.softmax(logits.float() / self._temperature, dim=1) for logits in head]).mean(0)
            for head in heads
        )
        return first, second


def without_norms(network: ExpressionNetwork) -> ExpressionNetwork:
    """The network, which is not trained any more, with its batch norms folded into its convolutions; it is changed."""
    network.stem, network.stem_norm = fuse_conv_bn_eval(network.stem, network.stem_norm), nn.Identity()
    for block in (block for stage in network.stages for block in stage):
        block.conv1, block.norm1 = fuse_conv_bn_eval(block.conv1, block.norm1), nn.Identity()
        block.conv2, block.norm2 = fuse_conv_bn_eval(block.conv2, block.norm2), nn.Identity()
        if block.fit is not None:
            block.fit, block.fit_norm = fuse_conv_bn_eval(block.fit, block.fit_norm), nn.Identity()
    return network
