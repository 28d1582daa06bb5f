"""Calibrate a checkpoint on PublicTest and write what the product ships.

``python -m training.export --checkpoint RUN/best.pt --data ... --out FOLDER`` writes
``expression.bin``, ``expression.json`` and ``expression-known-answers.json``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from training.calibrate import Calibration, calibrate
from training.checkpoint import load_average
from training.crop import GRAY_COEFFICIENTS, LEFT_EYE, MOUTH, RIGHT_EYE
from training.data import FACE_SIZE, FaceSet, load_face_set
from training.evaluate import evaluate, open_classifier
from training.fold import Layer, fold
from training.known_answers import drawn_inputs, known_answers
from training.labels import EXPRESSIONS, FER2013_CLASSES
from training.model_file import ModelFile, read_model, write_model
from training.network import CONTRAST_FLOOR, ExpressionNetwork, NetworkShape
from training.predict import predict
from training.second_look import SECOND_LOOK_BELOW, mirrored
from training.views import all_views, views

KNOWN_ANSWERS = 16


def export_model(network: ExpressionNetwork, choosing: FaceSet, version: str, folder: Path) -> ModelFile:
    """Calibrate on ``choosing``, write all three files, and give back the model as read from disk.

    Where landmarks are known, it is calibrated on the faces as they were cut and aligned, both alike.
    """
    seen = all_views(choosing)
    expression, _ = predict(network, seen.faces)
    calibration = calibrate(seen, expression, predict(network, mirrored(seen.faces))[0])
    layers = [_with_bias(layer, calibration) for layer in fold(network)]
    description = _description(network.shape, calibration, version)
    write_model(folder, layers, description)
    classifier = open_classifier(folder)
    results = {name: evaluate(classifier, view).as_dict() for name, view in views(choosing).items()}
    write_model(folder, layers, {**description, "figures": {"PublicTest": results}})
    model = read_model(folder)
    answers = known_answers(model, drawn_inputs(KNOWN_ANSWERS))
    (folder / "expression-known-answers.json").write_text(json.dumps(answers) + "\n")
    return model


def _with_bias(layer: Layer, calibration: Calibration) -> Layer:
    """The class bias of the calibration becomes part of the last layer's own."""
    if layer.name != "expression":
        return layer
    bias = layer.bias + np.array(calibration.class_bias, dtype=np.float32)
    return Layer(layer.name, layer.kernel, bias)


def _description(shape: NetworkShape, calibration: Calibration, version: str) -> dict[str, object]:
    return {
        "name": "mien-expression",
        "version": version,
        "labels": list(EXPRESSIONS),
        "fer2013Labels": list(FER2013_CLASSES),
        "input": {
            "size": FACE_SIZE,
            "channels": 1,
            "grayCoefficients": list(GRAY_COEFFICIENTS),
            "standardise": {"perCrop": True, "contrastFloor": CONTRAST_FLOOR, "range": [0, 1]},
            "leftEye": list(LEFT_EYE),
            "rightEye": list(RIGHT_EYE),
            "mouth": list(MOUTH),
            "outside": "gray",
        },
        "topology": {
            "stem": shape.stem,
            "stages": [
                {"channels": width, "blocks": count}
                for width, count in zip(shape.widths, shape.blocks, strict=True)
            ],
        },
        "temperature": round(calibration.temperature, 4),
        "uncertainBelow": calibration.uncertain_below,
        "secondLookBelow": SECOND_LOOK_BELOW,
        "calibration": {"on": "PublicTest", "priorStrength": calibration.prior_strength},
    }


def main() -> None:
    """Read the command line, export, and print the figures on PublicTest."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--checkpoint", type=Path, default=Path("training/runs/student/best.pt"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data/fer2013"))
    parser.add_argument("--landmarks", type=Path, help="table of npm run landmarks")
    parser.add_argument("--out", type=Path, default=Path("training/runs/export"))
    parser.add_argument("--version", default="0.1.0")
    options = parser.parse_args()
    choosing = load_face_set(options.data, "PublicTest", options.landmarks)
    model = export_model(load_average(options.checkpoint), choosing, options.version, options.out)
    shown = {key: value for key, value in model.manifest.items() if key != "layers"}
    print(json.dumps(shown, indent=2))


if __name__ == "__main__":
    main()
