"""The training faces and their targets on one device, and augmented batches of them."""

from __future__ import annotations

import torch
from torch import Tensor

from training.align import similarities
from training.augment import augment
from training.config import TrainConfig
from training.data import FaceSet
from training.network import SHAPES, kept_features, standardise
from training.objective import Batch, mixed, smoothed_fer2013
from training.opinions import blended, read_opinions
from training.sampling import draw_epoch, repeat_weights
from training.votes import soft_targets


class TrainingFaces:
    """The usable faces of the training part on the device, and its batches."""

    def __init__(self, faces: FaceSet, config: TrainConfig, device: torch.device) -> None:
        targets, weights = soft_targets(faces.votes)
        usable = weights > 0
        self._faces = torch.from_numpy(faces.faces[usable]).to(device)
        self._weights = torch.from_numpy(weights[usable]).to(device)
        fer2013 = smoothed_fer2013(faces.fer2013)
        if config.opinions:
            opinions = read_opinions(config.opinions)
            targets = blended(targets, opinions.expression, config.opinions_share)
            fer2013 = blended(fer2013, opinions.fer2013, config.opinions_share)
        self._targets = torch.from_numpy(targets[usable]).to(device)
        self._fer2013 = torch.from_numpy(fer2013[usable]).to(device)
        self._alignment = (
            None if faces.landmarks is None else torch.from_numpy(similarities(faces.landmarks[usable])).to(device)
        )
        self._shown = repeat_weights(targets[usable], weights[usable], config.rarity_power)
        self._config, self._device = config, device

    def __len__(self) -> int:
        return len(self._faces)

    def epoch_order(self) -> Tensor:
        """Indices of the next epoch, on the CPU."""
        return draw_epoch(self._shown)

    def batch(self, indices: Tensor, size: int) -> Batch:
        """The faces of these indices, augmented to ``size`` pixels."""
        here = indices.to(self._device)
        alignment = None if self._alignment is None else self._alignment[here]
        crops = standardise(augment(self._faces[here], size, self._config.jitter, alignment))
        batch = Batch(
            crops.contiguous(memory_format=torch.channels_last),
            self._targets[here],
            self._fer2013[here],
            self._weights[here],
            kept_features(len(indices), SHAPES[self._config.shape]).to(self._device),
        )
        if self._config.mixup_share > 0 and float(torch.rand(())) < self._config.mixup_share:
            return mixed(batch, self._config.mixup_alpha)
        return batch
