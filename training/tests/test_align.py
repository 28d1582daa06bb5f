"""Alignment takes eyes and mouth to the contract's places, whatever the tile did to the face."""

import math
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from training.align import TARGET, align, read_landmarks, similarities
from training.augment import augment
from training.drawn_faces import drawn_face_set
from training.tests.test_augment import STILL


def turned(points: np.ndarray, degrees: float, scale: float, shift: float) -> np.ndarray:
    angle = math.radians(degrees)
    turn = scale * np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return (points - 0.5) @ turn.T + 0.5 + shift


def test_landmarks_at_the_contracts_places_need_no_change() -> None:
    assert np.allclose(similarities(TARGET[None]), np.eye(2, 3)[None], atol=1e-6)


def test_a_turned_and_shrunken_face_is_brought_back() -> None:
    moved = turned(TARGET, degrees=20, scale=0.8, shift=0.05)[None]
    matrix = similarities(moved)[0]
    seen = (TARGET * 2 - 1) @ matrix[:, :2].T + matrix[:, 2]
    assert np.allclose(seen, moved[0] * 2 - 1, atol=1e-6)


def test_pixels_follow_the_landmarks() -> None:
    faces = drawn_face_set(8, seed=3).faces
    moved = np.repeat(turned(TARGET, degrees=12, scale=0.9, shift=0.03)[None], 8, axis=0)
    crops = torch.from_numpy(faces).to(torch.float32).unsqueeze(1)
    inverse = similarities(np.repeat(undone(moved[0])[None], 8, axis=0))
    grid = functional.affine_grid(torch.from_numpy(inverse), list(crops.shape), align_corners=False)
    displaced = functional.grid_sample(crops, grid, padding_mode="border", align_corners=False)
    tiles = displaced.round().to(torch.uint8).squeeze(1).numpy()
    middle = slice(10, 38)
    error = np.abs(align(tiles, moved)[:, middle, middle].astype(float) - faces[:, middle, middle])
    untouched = np.abs(tiles[:, middle, middle].astype(float) - faces[:, middle, middle])
    assert error.mean() < 0.5 * untouched.mean()


def undone(landmarks: np.ndarray) -> np.ndarray:
    """Where the contract's points lie for the inverse similarity."""
    matrix = np.vstack([similarities(landmarks[None])[0].astype(float), [0, 0, 1]])
    back = np.linalg.inv(matrix)
    return ((TARGET * 2 - 1) @ back[:2, :2].T + back[:2, 2] + 1) / 2


def test_augmentation_shows_faces_from_unaligned_to_aligned() -> None:
    torch.manual_seed(3)
    tile = torch.zeros(64, 48, 48, dtype=torch.uint8)
    tile[:, 20:28, 30:38] = 255
    shifted = torch.tensor([[1.0, 0.0, 0.25], [0.0, 1.0, 0.0]]).expand(64, 2, 3)
    crops = augment(tile, 48, STILL, shifted)[:, 0]
    columns = torch.arange(48) + 0.5
    centre = (crops.sum(dim=1) * columns).sum(dim=1) / crops.sum(dim=(1, 2))
    # Unaligned the bright square lies 10 pixels from the middle, aligned 4; mirrored on the other side.
    away = (centre - 24).abs()
    assert away.min() > 3.5 and away.max() < 10.5
    assert away.max() - away.min() > 4


def test_the_table_is_read_by_index_and_doubtful_faces_stay_as_they_are(tmp_path: Path) -> None:
    table = tmp_path / "landmarks.csv"
    table.write_text(
        "index,presence,left_eye_x,left_eye_y,right_eye_x,right_eye_y,mouth_x,mouth_y\n"
        "7,0.9,0.3,0.4,0.7,0.4,0.5,0.8\n9,0.2,0.1,0.1,0.2,0.1,0.1,0.2\n"
    )
    points = read_landmarks(table, np.array([9, 7]))
    assert np.allclose(points[0], TARGET)
    assert points[1].tolist() == [[0.3, 0.4], [0.7, 0.4], [0.5, 0.8]]
