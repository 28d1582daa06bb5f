"""The confusion matrix and the reliability curve of an exported model, as pictures for MODEL_CARD.md.

``python -m training.pictures --model FOLDER --data ... --out FOLDER`` (needs requirements-dev.txt).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib import pyplot
from matplotlib.axes import Axes

from training.data import load_face_set
from training.labels import EXPRESSIONS
from training.metrics import Scores, score
from training.model_file import read_model
from training.views import views
from training.votes import NO_MAJORITY, majority_labels

BINS = 15


def draw_confusion(axes: Axes, scores: Scores) -> None:
    """Shares of each row: of the faces that voters called so, what the network says."""
    counts = np.array(scores.confusion)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    ticks = range(len(EXPRESSIONS))
    axes.set_xticks(ticks, EXPRESSIONS, rotation=45, ha="right")
    rows = counts.sum(axis=1)
    axes.set_yticks(ticks, [f"{name} ({n})" for name, n in zip(EXPRESSIONS, rows, strict=True)])
    axes.set_xlabel("the network says")
    axes.set_ylabel("most voters say (faces)")
    for row, column in np.ndindex(shares.shape):
        colour = "white" if shares[row, column] > 0.5 else "black"
        axes.text(column, row, f"{100 * shares[row, column]:.0f}", ha="center", va="center", color=colour)


def draw_reliability(axes: Axes, probabilities: np.ndarray, truth: np.ndarray) -> None:
    """How often the network is right, by how sure it says it is; the number of faces beneath."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    which = np.minimum((confidence * BINS).astype(int), BINS - 1)
    filled = [b for b in range(BINS) if (which == b).any()]
    axes.plot([0, 1], [0, 1], color="gray", linestyle="--", label="as sure as right")
    axes.plot(
        [confidence[which == b].mean() for b in filled],
        [right[which == b].mean() for b in filled],
        marker="o",
        label="network",
    )
    axes.bar(
        [(b + 0.5) / BINS for b in filled],
        [(which == b).mean() for b in filled],
        width=0.9 / BINS,
        color="lightsteelblue",
        label="share of faces",
    )
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("top probability")
    axes.set_ylabel("share that is right")
    axes.legend(loc="upper left")


def main() -> None:
    """Read the command line and write ``confusion.png`` and ``reliability.png``."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, default=Path("training/runs/export"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data/fer2013"))
    parser.add_argument("--usage", choices=("PublicTest", "PrivateTest"), default="PublicTest")
    parser.add_argument("--landmarks", type=Path, help="table of npm run landmarks: of aligned faces")
    parser.add_argument("--out", type=Path, default=Path("training/runs/pictures"))
    options = parser.parse_args()
    matplotlib.use("Agg")
    faces = load_face_set(options.data, options.usage, options.landmarks)
    framing, faces = list(views(faces).items())[-1]
    majority = majority_labels(faces.votes)
    counted = majority != NO_MAJORITY
    probabilities = read_model(options.model).readings(faces.faces[counted])
    truth = majority[counted]
    options.out.mkdir(parents=True, exist_ok=True)
    for name, size in (("confusion", (7, 6)), ("reliability", (5.5, 5))):
        figure, axes = pyplot.subplots(figsize=size, layout="constrained")
        if name == "confusion":
            draw_confusion(axes, score(probabilities, truth, EXPRESSIONS))
        else:
            draw_reliability(axes, probabilities, truth)
        axes.set_title(f"FER+ {options.usage}, {len(truth)} faces, {framing}")
        figure.savefig(options.out / f"{name}.png", dpi=110)
        pyplot.close(figure)


if __name__ == "__main__":
    main()
