"""The faces of one part as the network meets them: as they were cut, and aligned as the product aligns them."""

from __future__ import annotations

import numpy as np

from training.align import align
from training.data import FaceSet

AS_CUT, ALIGNED = "as cut", "aligned"


def views(faces: FaceSet) -> dict[str, FaceSet]:
    """The tiles as they were cut and, where landmarks are known, aligned; labels are the same."""
    if faces.landmarks is None:
        return {AS_CUT: faces}
    aligned = align(faces.faces, faces.landmarks)
    return {AS_CUT: faces, ALIGNED: FaceSet(aligned, faces.votes, faces.fer2013)}


def all_views(faces: FaceSet) -> FaceSet:
    """Every view of every face, one after the other, without landmarks."""
    each = list(views(faces).values())
    return FaceSet(*(np.concatenate([getattr(v, part) for v in each]) for part in ("faces", "votes", "fer2013")))
