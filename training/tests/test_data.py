"""Faces are cut from the atlas at the place that the data set's README names."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.data import load_face_set

HEADER = "index,usage,fer2013,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,not_a_face"


def write_data(folder: Path) -> None:
    """Two atlases in which every face has the gray of its index modulo 251."""
    for atlas in range(2):
        shades = ((np.arange(1024) + 1024 * atlas) % 251).astype(np.uint8).reshape(32, 32)
        Image.fromarray(np.kron(shades, np.ones((48, 48), np.uint8))).save(
            folder / f"faces-{atlas:02d}.webp", lossless=True
        )
    rows = ["3,Training,0,9,1,0,0,0,0,0,0,0,0", "1070,Training,6,0,0,0,0,0,0,0,10,0,0",
            "40,PublicTest,3,0,10,0,0,0,0,0,0,0,0"]
    (folder / "labels.csv").write_text("\n".join([HEADER, *rows]) + "\n")


def test_each_part_has_its_own_faces_and_labels(tmp_path: Path) -> None:
    write_data(tmp_path)
    training = load_face_set(tmp_path, "Training")
    assert training.faces[:, 0, 0].tolist() == [3, 1070 % 251]
    assert (training.faces == training.faces[:, :1, :1]).all()
    assert training.fer2013.tolist() == [0, 6]
    assert training.votes[1].tolist() == [0] * 7 + [10, 0, 0]
    assert len(load_face_set(tmp_path, "PublicTest")) == 1


def test_an_unknown_part_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="usage"):
        load_face_set(tmp_path, "Test")
