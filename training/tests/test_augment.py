"""Augmentation moves faces as it says, and keeps them in range."""

import torch

from training.augment import Jitter, augment
from training.drawn_faces import drawn_face_set
from training.robustness import moved

STILL = Jitter(*([0.0] * 13))


def faces() -> torch.Tensor:
    return torch.from_numpy(drawn_face_set(32, seed=6).faces)


def test_without_jitter_a_face_stays_or_is_mirrored() -> None:
    torch.manual_seed(1)
    crops = augment(faces(), 48, STILL)
    original = faces().to(torch.float32).unsqueeze(1) / 255
    same = (crops - original).abs().amax(dim=(1, 2, 3)) < 1e-4
    mirrored = (crops - original.flip(3)).abs().amax(dim=(1, 2, 3)) < 1e-4
    assert (same ^ mirrored).all()
    assert same.any() and mirrored.any()


def test_full_jitter_keeps_gray_between_black_and_white() -> None:
    torch.manual_seed(2)
    for size in (32, 40, 48):
        crops = augment(faces(), size, Jitter())
        assert crops.shape == (32, 1, size, size)
        assert crops.min() >= -1e-5 and crops.max() <= 1 + 1e-5


def test_a_wider_crop_shows_the_face_smaller() -> None:
    dot = torch.zeros(1, 1, 48, 48)
    dot[0, 0, 24, 36] = 1
    column = moved(scale=1.5)(dot)[0, 0].sum(dim=0).argmax()
    assert column == 32
