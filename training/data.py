"""FER2013 faces and FER+ votes, from the atlases and ``labels.csv`` of the data folder."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from training.align import read_landmarks

FACE_SIZE = 48
ATLAS_SIDE = 32
FACES_PER_ATLAS = ATLAS_SIDE * ATLAS_SIDE
USAGES = ("Training", "PublicTest", "PrivateTest")


@dataclass(frozen=True)
class FaceSet:
    """Faces of one part of the data set, row by row.

    faces: uint8 ``[n, 48, 48]``, gray. votes: int64 ``[n, 10]``, eight expressions, then unknown
    and not-a-face. fer2013: int64 ``[n]``, FER2013's own label, 0 to 6. landmarks: float64
    ``[n, 3, 2]``, left eye, right eye and mouth in fractions of the tile, where they are known.
    """

    faces: np.ndarray
    votes: np.ndarray
    fer2013: np.ndarray
    landmarks: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.faces)

    def where(self, keep: np.ndarray) -> "FaceSet":
        """The rows for which the boolean (or index) array ``keep`` holds."""
        landmarks = None if self.landmarks is None else self.landmarks[keep]
        return FaceSet(self.faces[keep], self.votes[keep], self.fer2013[keep], landmarks)


def load_face_set(folder: Path, usage: str, landmarks: Path | None = None) -> FaceSet:
    """Read one part (``Training``, ``PublicTest`` or ``PrivateTest``) of the data set.

    ``landmarks`` is the table that ``npm run landmarks`` writes.

    Raises FileNotFoundError where the folder lacks ``labels.csv`` or an atlas, ValueError for an
    unknown usage or a malformed table.
    """
    if usage not in USAGES:
        raise ValueError(f"usage must be one of {USAGES}, not {usage!r}")
    indices: list[int] = []
    fer2013: list[int] = []
    votes: list[list[int]] = []
    with open(folder / "labels.csv", newline="") as table:
        for row in csv.reader(table):
            if len(row) != 13:
                raise ValueError(f"labels.csv: expected 13 columns, found {len(row)}")
            if row[1] == usage:
                indices.append(int(row[0]))
                fer2013.append(int(row[2]))
                votes.append([int(cell) for cell in row[3:]])
    return FaceSet(
        faces=_cut_faces(folder, np.array(indices)),
        votes=np.array(votes, dtype=np.int64),
        fer2013=np.array(fer2013, dtype=np.int64),
        landmarks=None if landmarks is None else read_landmarks(landmarks, np.array(indices)),
    )


def _cut_faces(folder: Path, indices: np.ndarray) -> np.ndarray:
    """The faces with these indices, uint8 ``[n, 48, 48]``; each atlas is opened once."""
    faces = np.empty((len(indices), FACE_SIZE, FACE_SIZE), dtype=np.uint8)
    for atlas_number in np.unique(indices // FACES_PER_ATLAS):
        with Image.open(folder / f"faces-{atlas_number:02d}.webp") as picture:
            atlas = np.asarray(picture.convert("L"))
        grid = atlas.reshape(ATLAS_SIDE, FACE_SIZE, ATLAS_SIDE, FACE_SIZE).swapaxes(1, 2)
        cells = grid.reshape(FACES_PER_ATLAS, FACE_SIZE, FACE_SIZE)
        here = indices // FACES_PER_ATLAS == atlas_number
        faces[here] = cells[indices[here] % FACES_PER_ATLAS]
    return faces
