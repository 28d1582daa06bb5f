"""Faces that we draw ourselves: for the smoke mode and for the known answers, without any data."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from training.data import FACE_SIZE, FaceSet
from training.labels import EXPRESSIONS, FER2013_TO_EXPRESSION

OVERSAMPLING = 4

BROW_SLANT = (0.0, -0.2, -0.6, 0.7, -0.9, -0.6, 0.8, -0.2)
MOUTH_CURVE = (0.0, 1.0, 0.0, -1.0, -0.4, -0.8, -0.2, 0.4)
MOUTH_OPEN = (0.0, 0.2, 1.0, 0.0, 0.1, 0.3, 0.6, 0.0)
"""Of each expression in turn: inner brows up or down, corners of the mouth, how far it is open."""


def draw_face(expression: int, random: np.random.Generator) -> np.ndarray:
    """One gray face, uint8 ``[48, 48]``, with the crop's geometry and random skin, light and size."""
    side = FACE_SIZE * OVERSAMPLING
    picture = Image.new("L", (side, side), int(random.integers(20, 235)))
    pen = ImageDraw.Draw(picture)
    skin = int(random.integers(90, 230))
    ink = int(skin * random.uniform(0.1, 0.4))
    shift = random.uniform(-0.03, 0.03, 2)
    grow = random.uniform(0.92, 1.08)

    def at(x: float, y: float) -> tuple[float, float]:
        return ((x - 0.5) * grow + 0.5 + shift[0]) * side, ((y - 0.5) * grow + 0.5 + shift[1]) * side

    def oval(x: float, y: float, width: float, height: float, fill: int) -> None:
        pen.ellipse([at(x - width, y - height), at(x + width, y + height)], fill=fill)

    oval(0.5, 0.52, 0.4, 0.52, skin)
    for direction in (-1, 1):
        eye = 0.5 + direction * 0.185
        oval(eye, 0.37, 0.07, 0.035 + 0.02 * MOUTH_OPEN[expression], min(255, skin + 40))
        oval(eye, 0.37, 0.03, 0.03, ink)
        slant = 0.05 * BROW_SLANT[expression]
        inner, outer = 0.5 + direction * 0.1, 0.5 + direction * 0.27
        pen.line([at(inner, 0.27 - slant), at(outer, 0.27 + slant)], fill=ink, width=side // 32)
    steps = np.linspace(-1, 1, 15)
    lift = 0.08 * MOUTH_CURVE[expression]
    one_sided = expression == EXPRESSIONS.index("contempt")
    bend = lift * np.where(steps > 0, steps**2, 0 if one_sided else 1 * steps**2)
    lower = 0.12 * MOUTH_OPEN[expression] * (1 - steps**2) + 0.02
    top = [at(0.5 + 0.16 * s, 0.76 - b) for s, b in zip(steps, bend)]
    bottom = [at(0.5 + 0.16 * s, 0.76 - b + d) for s, b, d in zip(steps, bend, lower)]
    pen.polygon(top + bottom[::-1], fill=ink)
    small = picture.resize((FACE_SIZE, FACE_SIZE), Image.Resampling.BOX)
    noisy = np.asarray(small, dtype=np.float64) + random.normal(0, 4, (FACE_SIZE, FACE_SIZE))
    return np.clip(noisy, 0, 255).astype(np.uint8)


def drawn_face_set(count: int, seed: int) -> FaceSet:
    """A set of drawn faces whose ten voters mostly agree."""
    random = np.random.default_rng(seed)
    expressions = np.arange(count) % len(EXPRESSIONS)
    votes = np.zeros((count, 10), dtype=np.int64)
    votes[np.arange(count), expressions] = 8
    votes[np.arange(count), random.integers(0, len(EXPRESSIONS), count)] += 2
    seven = {expression: label for label, expression in enumerate(FER2013_TO_EXPRESSION)}
    anger = seven[EXPRESSIONS.index("anger")]
    return FaceSet(
        faces=np.stack([draw_face(int(e), random) for e in expressions]),
        votes=votes,
        fer2013=np.array([seven.get(int(e), anger) for e in expressions], dtype=np.int64),
    )
