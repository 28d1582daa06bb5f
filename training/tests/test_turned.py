"""How far a face is turned is told from eyes and mouth alone, however it is tilted."""

import numpy as np

from training.align import TARGET
from training.turned import by_direction, turned_aside


def face(aside: float, tilt: float = 0.0, opened: float = 0.4) -> np.ndarray:
    """Eyes a unit apart, the mouth ``opened`` below and ``aside`` of their middle, all of it tilted."""
    points = np.array([[-0.5, 0.0], [0.5, 0.0], [aside, opened]])
    turn = np.array([[np.cos(tilt), -np.sin(tilt)], [np.sin(tilt), np.cos(tilt)]])
    return points @ turn.T + 3


def test_only_the_turn_of_the_head_counts() -> None:
    faces = np.stack([face(0), face(0.2), face(-0.2, tilt=0.6), face(0.2, opened=0.9)])
    np.testing.assert_allclose(turned_aside(faces), [0, 0.2, 0.2, 0.2], atol=1e-9)


def test_every_face_is_in_one_group() -> None:
    faces = np.stack([face(0), face(0.1), face(0.16), face(0.9), TARGET])
    groups = by_direction(faces)
    assert {name: np.flatnonzero(group).tolist() for name, group in groups.items()} == {
        "looking ahead": [0], "a little aside": [1], "half from the side": [2, 3], "eyes and mouth not seen": [4],
    }
