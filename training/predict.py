"""Logits of a network for whole sets of faces, as the product computes them."""

from __future__ import annotations

import numpy as np
import torch

from training.network import ExpressionNetwork, standardise


@torch.no_grad()
def predict(network: ExpressionNetwork, faces: np.ndarray, batch: int = 256) -> tuple[np.ndarray, np.ndarray]:
    """uint8 faces ``[n, s, s]`` to logits ``[n, 8]`` and, of the FER2013 head, ``[n, 7]``."""
    network.eval()
    expression, fer2013 = [], []
    for start in range(0, len(faces), batch):
        gray = torch.from_numpy(faces[start : start + batch]).to(torch.float32).unsqueeze(1) / 255
        crops = standardise(gray).contiguous(memory_format=torch.channels_last)
        eight, seven = network(crops)
        expression.append(eight)
        fer2013.append(seven)
    return torch.cat(expression).numpy(), torch.cat(fer2013).numpy()
