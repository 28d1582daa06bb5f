"""What PyTorch says of an exported network, for whoever runs it elsewhere and must say the same.

``python -m training.known_answers --model src/vision/weights --data ... --faces 1000 --out FILE`` takes faces of
PublicTest, evenly spread; without ``--data`` it draws them. ``npm run bench:agreement -- --answers FILE`` compares.
"""

from __future__ import annotations

import argparse
import base64
import json
from pathlib import Path

import numpy as np

from training.data import FACE_SIZE, load_face_set
from training.drawn_faces import draw_face
from training.labels import EXPRESSIONS
from training.model_file import ModelFile, read_model

SEED = 2013


def drawn_inputs(count: int) -> np.ndarray:
    """uint8 ``[count, 48, 48]``: drawn faces, and at the end noise and a flat gray. At least three."""
    random = np.random.default_rng(SEED)
    drawn = [draw_face(i % len(EXPRESSIONS), random) for i in range(count - 2)]
    noise = random.integers(0, 256, (FACE_SIZE, FACE_SIZE)).astype(np.uint8)
    flat = np.full((FACE_SIZE, FACE_SIZE), 128, dtype=np.uint8)
    return np.stack([*drawn, noise, flat])


def known_answers(model: ModelFile, inputs: np.ndarray) -> dict[str, object]:
    """Inputs and answers, for JSON.

    ``inputs``: base64 of uint8 ``[n, 48, 48]``, gray. ``probabilities``: ``[n][8]``, at one look. ``readings``:
    ``[n][8]``, with a second look where the network is unsure. ``weightsSha256`` says for which weights.
    """
    return {
        "weightsSha256": model.manifest["weights"]["sha256"],
        "shape": list(inputs.shape),
        "inputs": base64.b64encode(inputs.tobytes()).decode(),
        "probabilities": np.round(model.probabilities(inputs), 6).tolist(),
        "readings": np.round(model.readings(inputs), 6).tolist(),
    }


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, default=Path("src/vision/weights"))
    parser.add_argument("--data", type=Path, help="folder of FER2013; without it faces are drawn")
    parser.add_argument("--faces", type=int, default=1000)
    parser.add_argument("--out", type=Path, default=Path(".cache/known-answers.json"))
    options = parser.parse_args()
    inputs = drawn_inputs(options.faces) if options.data is None else _real_inputs(options.data, options.faces)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(known_answers(read_model(options.model), inputs)) + "\n")
    print(f"{len(inputs)} faces, and what PyTorch says of them: {options.out}")


def _real_inputs(folder: Path, count: int) -> np.ndarray:
    faces = load_face_set(folder, "PublicTest").faces
    return faces[np.linspace(0, len(faces) - 1, min(count, len(faces))).astype(int)]


if __name__ == "__main__":
    main()
