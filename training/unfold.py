"""Make a checkpoint of the files that the product ships, so that a training can go on from them.

``python -m training.unfold --model src/vision/weights --data ... --out start.pt``, then
``python -m training.train --initial start.pt --from-progress 0.3``: nothing but the repository and the faces is
needed, where the run folder of the shipped weights is gone.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import torch
from torch import Tensor, nn

from training.checkpoint import save_checkpoint
from training.data import load_face_set
from training.model_file import ModelFile, read_model
from training.network import ExpressionNetwork, NetworkShape, standardise

FACES_MEASURED = 1024
"""Faces whose statistics the batch norms begin with."""


@torch.no_grad()
def unfold(model: ModelFile, faces: Tensor) -> ExpressionNetwork:
    """The network of an exported model, batch norms and all, in evaluation mode.

    A folded convolution gives ``w x + b``. Batch norm of ``w x``, whose mean over ``faces`` (standardised crops
    ``[n, 1, s, s]``) is m and whose deviation is d, gives the same with gain d and shift b + m. Behind a batch norm
    the size of a kernel is free: every output channel gets the length that it would have begun with.
    """
    network = ExpressionNetwork(NetworkShape.from_dict(_shape_values(model.manifest["topology"]))).eval()
    pairs = [(network.stem, network.stem_norm, "stem")]
    for s, stage in enumerate(network.stages, start=1):
        for b, block in enumerate(stage, start=1):
            name = f"stage{s}.block{b}"
            pairs += [(block.conv1, block.norm1, f"{name}.conv1"), (block.conv2, block.norm2, f"{name}.conv2")]
            if block.fit is not None:
                pairs.append((block.fit, block.fit_norm, f"{name}.fit"))
    hooks = []
    for convolution, norm, name in pairs:
        kernel = model.weights[f"{name}.kernel"].permute(3, 2, 0, 1)
        length = kernel.flatten(1).norm(dim=1).clamp_min(1e-6)
        scale = math.sqrt(2 * kernel.shape[1] / kernel.shape[0]) / length
        convolution.weight.copy_(kernel * scale.view(-1, 1, 1, 1))
        hooks.append(norm.register_forward_pre_hook(_measured(model.weights[f"{name}.bias"], scale)))
    for head in ("expression", "fer2013"):
        layer: nn.Linear = getattr(network, head)
        layer.weight.copy_(model.weights[f"{head}.kernel"].T)
        layer.bias.copy_(model.weights[f"{head}.bias"])
    network(faces)
    for hook in hooks:
        hook.remove()
    return network


def _measured(bias: Tensor, scale: Tensor):
    """A hook that gives a batch norm the statistics of what comes to it, before it is used."""

    def hook(norm: nn.BatchNorm2d, inputs: tuple[Tensor]) -> None:
        variance, mean = torch.var_mean(inputs[0], dim=(0, 2, 3), correction=0)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps) / scale)
        norm.bias.copy_(bias + mean / scale)

    return hook


def _shape_values(topology: dict) -> dict[str, object]:
    """The manifest's topology as ``NetworkShape.from_dict`` wants it; dropout as a student's."""
    stages = topology["stages"]
    return {
        "stem": topology["stem"],
        "widths": [stage["channels"] for stage in stages],
        "blocks": [stage["blocks"] for stage in stages],
        "dropout": 0.1,
    }


def main() -> None:
    """Read the command line and write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, default=Path("src/vision/weights"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data/fer2013"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    gray = load_face_set(options.data, "Training").faces[:FACES_MEASURED]
    faces = standardise(torch.from_numpy(gray).to(torch.float32).unsqueeze(1) / 255)
    network = unfold(read_model(options.model), faces)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    save_checkpoint(options.out, {"shape": network.shape.as_dict(), "average": network.state_dict()})


if __name__ == "__main__":
    main()
