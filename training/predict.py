"""Logits of a network for whole sets of faces, as the product computes them."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional

from training.network import ExpressionNetwork, standardise


@torch.no_grad()
def predict(
    network: ExpressionNetwork, faces: np.ndarray, size: int | None = None, batch: int = 256
) -> tuple[np.ndarray, np.ndarray]:
    """uint8 faces ``[n, s, s]`` to logits ``[n, 8]`` and, of the FER2013 head, ``[n, 7]``.

    With ``size`` the faces are resized first: a network in the middle of a schedule of growing crops
    has not seen larger ones yet.
    """
    network.eval()
    device = next(network.parameters()).device
    expression, fer2013 = [], []
    for start in range(0, len(faces), batch):
        gray = torch.from_numpy(faces[start : start + batch]).to(device, torch.float32).unsqueeze(1) / 255
        if size is not None and size != gray.shape[-1]:
            gray = functional.interpolate(gray, size=(size, size), mode="bilinear", antialias=True)
        crops = standardise(gray).contiguous(memory_format=torch.channels_last)
        eight, seven = network(crops)
        expression.append(eight)
        fer2013.append(seven)
    return torch.cat(expression).cpu().numpy(), torch.cat(fer2013).cpu().numpy()
