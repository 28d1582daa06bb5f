"""How far faces are turned aside, by the places of eyes and mouth, and how well each kind is read."""

from __future__ import annotations

import numpy as np

from training.align import TARGET


def turned_aside(landmarks: np.ndarray) -> np.ndarray:
    """Landmarks ``[n, 3, 2]`` (left eye, right eye, mouth) to how far each mouth lies off the middle of the eyes.

    Along the line of the eyes, in distances between them, 0 or more; float ``[n]``. Lips stand out before the eyes, so this
    grows as a head turns, however it is tilted and however wide the mouth is open: about 0.2 is a face seen half from the
    side.
    """
    eyes = landmarks[:, 1] - landmarks[:, 0]
    mouth = landmarks[:, 2] - (landmarks[:, 0] + landmarks[:, 1]) / 2
    return np.abs((mouth * eyes).sum(axis=1)) / np.maximum((eyes**2).sum(axis=1), 1e-9)


def by_direction(landmarks: np.ndarray) -> dict[str, np.ndarray]:
    """Which of the faces look ahead, aside, far aside, or were not seen clearly: boolean ``[n]`` for each."""
    unseen = np.abs(landmarks - TARGET).max(axis=(1, 2)) == 0
    aside = turned_aside(landmarks)
    limits = {"looking ahead": (0, 0.08), "a little aside": (0.08, 0.16), "half from the side": (0.16, np.inf)}
    groups = {name: ~unseen & (aside >= low) & (aside < high) for name, (low, high) in limits.items()}
    return {**groups, "eyes and mouth not seen": unseen}
