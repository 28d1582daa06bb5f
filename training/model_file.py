"""``expression.bin`` and ``expression.json``: writing them, reading them, running them in PyTorch."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.fold import Layer
from training.metrics import softmax
from training.network import standardise
from training.second_look import look_twice, mirrored


@dataclass(frozen=True)
class ModelFile:
    """An exported network: its manifest and its weights by name (float16 values as float32)."""

    manifest: dict
    weights: dict[str, Tensor]

    @torch.no_grad()
    def logits(self, faces: np.ndarray, head: str = "expression", batch: int = 256) -> np.ndarray:
        """uint8 gray crops ``[n, s, s]`` to logits of a head: ``expression`` or ``fer2013``."""
        parts = [self._forward(faces[i : i + batch], head) for i in range(0, len(faces), batch)]
        return torch.cat(parts).numpy()

    def probabilities(self, faces: np.ndarray) -> np.ndarray:
        """uint8 gray crops ``[n, s, s]`` to calibrated probabilities ``[n, 8]`` at one look."""
        return softmax(self.logits(faces) / self.manifest["temperature"])

    def readings(self, faces: np.ndarray) -> np.ndarray:
        """uint8 gray crops ``[n, s, s]`` to what the product says: with a second look where it is unsure."""
        temperature = self.manifest["temperature"]
        first, second = (self.logits(each) / temperature for each in (faces, mirrored(faces)))
        return look_twice(first, second, self.manifest["secondLookBelow"])

    def fer2013_readings(self, faces: np.ndarray) -> np.ndarray:
        """The same of the second head, by the same rule: probabilities ``[n, 7]``."""
        first, second = (self.logits(each, "fer2013") for each in (faces, mirrored(faces)))
        return look_twice(first, second, self.manifest["secondLookBelow"])

    def _forward(self, faces: np.ndarray, head: str) -> Tensor:
        maps = standardise(torch.from_numpy(faces).to(torch.float32).unsqueeze(1) / 255)
        maps = functional.relu(self._convolve("stem", maps))
        for s, stage in enumerate(self.manifest["topology"]["stages"], start=1):
            maps = functional.max_pool2d(maps, 2)
            for b in range(1, stage["blocks"] + 1):
                maps = self._block(f"stage{s}.block{b}", maps)
        features = maps.mean(dim=(2, 3))
        return features @ self.weights[f"{head}.kernel"] + self.weights[f"{head}.bias"]

    def _block(self, name: str, maps: Tensor) -> Tensor:
        kept = self._convolve(f"{name}.fit", maps) if f"{name}.fit.kernel" in self.weights else maps
        inner = functional.relu(self._convolve(f"{name}.conv1", maps))
        return functional.relu(self._convolve(f"{name}.conv2", inner) + kept)

    def _convolve(self, name: str, maps: Tensor) -> Tensor:
        kernel = self.weights[f"{name}.kernel"].permute(3, 2, 0, 1)
        padding = kernel.shape[-1] // 2
        return functional.conv2d(maps, kernel, self.weights[f"{name}.bias"], padding=padding)


def write_model(folder: Path, layers: list[Layer], description: dict[str, object]) -> None:
    """Write both files. ``description`` goes into the manifest before the list of layers.

    ``expression.bin`` holds kernel and bias of each layer in turn, float16, little-endian, without
    gaps; offsets in the manifest are in bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    content = bytearray()
    entries = []
    for layer in layers:
        entry: dict[str, object] = {"name": layer.name}
        for part, values in (("kernel", layer.kernel), ("bias", layer.bias)):
            entry[part] = {"shape": list(values.shape), "offset": len(content)}
            content += values.astype("<f2").tobytes()
        entries.append(entry)
    manifest = {
        **description,
        "weights": {
            "file": "expression.bin",
            "dtype": "float16",
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        },
        "layers": entries,
    }
    (folder / "expression.bin").write_bytes(content)
    (folder / "expression.json").write_text(json.dumps(manifest, indent=2) + "\n")


def read_model(folder: Path) -> ModelFile:
    """Read both files; raises ValueError where the weights are not the manifest's."""
    manifest = json.loads((folder / "expression.json").read_text())
    content = (folder / manifest["weights"]["file"]).read_bytes()
    if hashlib.sha256(content).hexdigest() != manifest["weights"]["sha256"]:
        raise ValueError("expression.bin is not the file that expression.json describes")
    weights = {}
    for layer in manifest["layers"]:
        for part in ("kernel", "bias"):
            shape, offset = layer[part]["shape"], layer[part]["offset"]
            values = np.frombuffer(content, "<f2", count=int(np.prod(shape)), offset=offset)
            weights[f"{layer['name']}.{part}"] = torch.from_numpy(
                values.reshape(shape).astype(np.float32)
            )
    return ModelFile(manifest, weights)
