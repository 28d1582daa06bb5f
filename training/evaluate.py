"""Figures of a network: ``python -m training.evaluate --model FOLDER_OR_CHECKPOINT --data ...``.

A folder is an exported model (calibrated, float16); a ``.pt`` file is a checkpoint as it is.
PrivateTest is for one report at the end: it needs ``--usage PrivateTest``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from training.checkpoint import load_average
from training.data import FaceSet, load_face_set
from training.evaluate_faces import Figures, figures
from training.labels import EXPRESSIONS
from training.metrics import Scores
from training.model_file import read_model
from training.predict import predict
from training.robustness import CONDITIONS, degraded
from training.turned import by_direction
from training.views import views

Classifier = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
"""uint8 faces ``[n, 48, 48]`` to (calibrated) logits ``[n, 8]`` and FER2013 logits ``[n, 7]``, unsure ones looked at twice."""


def open_classifier(path: Path) -> Classifier:
    """A classifier from an exported folder or from a checkpoint."""
    if path.suffix == ".pt":
        network = load_average(path)
        return lambda faces: predict(network, faces)
    model = read_model(path)
    return lambda faces: (np.log(model.readings(faces) + 1e-12), np.log(model.fer2013_readings(faces) + 1e-12))


def evaluate(classifier: Classifier, faces: FaceSet) -> Figures:
    """All figures of the faces as they are."""
    return figures(faces, *classifier(faces.faces))


def line(name: str, scores: Scores) -> str:
    """One row of the table that people read."""
    return (
        f"{name:<28}{scores.faces:>6} faces  accuracy {100 * scores.accuracy:5.2f}  "
        f"macro-F1 {scores.macro_f1:.3f}  mean recall {100 * scores.mean_recall:5.2f}  "
        f"ECE {scores.ece:.4f}"
    )


def confusion_table(scores: Scores) -> str:
    """Rows: what the voters saw; columns: what the network says."""
    head = " " * 12 + "".join(f"{name[:7]:>9}" for name in EXPRESSIONS) + "   recall"
    rows = [
        f"{name:<12}" + "".join(f"{count:>9}" for count in row) + f"   {100 * scores.recall[name]:6.1f}"
        for name, row in zip(EXPRESSIONS, scores.confusion, strict=True)
    ]
    return "\n".join([head, *rows])


def main() -> None:
    """Read the command line and print, and with ``--json`` write, the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, default=Path("training/runs/export"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data/fer2013"))
    parser.add_argument("--usage", choices=("PublicTest", "PrivateTest"), default="PublicTest")
    parser.add_argument("--landmarks", type=Path, help="table of npm run landmarks: aligned faces as well")
    parser.add_argument("--robust", action="store_true", help="also turned, shifted, small, ...")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    classifier = open_classifier(options.model)
    faces = load_face_set(options.data, options.usage, options.landmarks)
    record: dict[str, object] = {"usage": options.usage}
    for name, view in views(faces).items():
        result = evaluate(classifier, view)
        print(line(f"FER+, {name}", result.ferplus))
        print(line("FER2013, eight mapped", result.fer2013_mapped))
        print(line("FER2013, its own head", result.fer2013_head))
        print(confusion_table(result.ferplus))
        record[name] = result.as_dict()
        if faces.landmarks is not None:
            record[f"directions, {name}"] = _by_direction(classifier, view, by_direction(faces.landmarks))
    if options.robust:
        record["robustness"] = {name: _under(name, classifier, faces) for name in CONDITIONS}
    if options.json is not None:
        options.json.write_text(json.dumps(record, indent=2) + "\n")


def _by_direction(
    classifier: Classifier, faces: FaceSet, groups: dict[str, np.ndarray]
) -> dict[str, object]:
    """The FER+ scores of the faces that look ahead, aside, and so on."""
    scores = {name: evaluate(classifier, faces.where(group)).ferplus for name, group in groups.items() if group.any()}
    for name, each in scores.items():
        print(line(name, each))
    return {name: each.as_dict() for name, each in scores.items()}


def _under(condition: str, classifier: Classifier, faces: FaceSet) -> dict[str, object]:
    changed = FaceSet(degraded(faces.faces, condition), faces.votes, faces.fer2013)
    scores = evaluate(classifier, changed).ferplus
    print(line(condition, scores))
    return scores.as_dict()


if __name__ == "__main__":
    main()
