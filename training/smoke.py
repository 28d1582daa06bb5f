"""The whole way in seconds, without data: ``python -m training.smoke``.

Draws faces, trains a tiny network on them, goes on from its checkpoint, teaches a second one with
it, calibrates, exports, reads the export back, and checks at each step what must hold. Ends with
an error where it does not.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from training.calibrate import calibrate
from training.checkpoint import load_average, load_checkpoint
from training.config import TrainConfig
from training.drawn_faces import drawn_face_set
from training.evaluate import evaluate, open_classifier
from training.export import export_model
from training.predict import predict
from training.second_look import mirrored
from training.train import Trainer


def check(holds: bool, claim: str) -> None:
    """Say what was found to hold; raise SystemExit where it does not."""
    if not holds:
        raise SystemExit(f"smoke: failed: {claim}")
    print(f"smoke: {claim}")


def main() -> None:
    """Run all steps in a folder that is removed afterwards."""
    began = time.time()
    with tempfile.TemporaryDirectory() as folder:
        _all_steps(Path(folder))
    print(f"smoke: done in {time.time() - began:.1f} s")


def _all_steps(folder: Path) -> None:
    training, choosing = drawn_face_set(640, seed=1), drawn_face_set(160, seed=2)
    config = TrainConfig(
        data="", run=str(folder / "run"), shape="tiny", epochs=8, batch=32, ema=0.97,
        rarity_power=0.0, threads=1,
    )
    result = Trainer(config, training, choosing).run()
    check(result.ferplus.accuracy > 0.3, f"eight drawn expressions told apart ({result.ferplus.accuracy:.2f})")

    Trainer(replace(config, resume=True, epochs=9), training, choosing).run()
    last = folder / "run" / "last.pt"
    check(load_checkpoint(last)["epoch"] == 9, "a run goes on from its checkpoint")

    taught = replace(config, run=str(folder / "taught"), epochs=1, teacher=(str(last),), initial=str(last))
    lesson = Trainer(taught, training, choosing).run()
    check(lesson.ferplus.accuracy > 0.3, f"a network goes on with a teacher ({lesson.ferplus.accuracy:.2f})")

    network = load_average(last)
    model = export_model(network, choosing, "smoke", folder / "export")
    looks = [predict(network, faces)[0] for faces in (choosing.faces, mirrored(choosing.faces))]
    before = calibrate(choosing, *looks).probabilities(*looks)
    # The median: a face at the very threshold of a second look may be looked at twice by one of the two alone.
    gap = float(np.median(np.abs(before - model.readings(choosing.faces)).max(axis=1)))
    check(gap < 2e-2, f"the export in half precision agrees with the network (within {gap:.1e})")

    exported = evaluate(open_classifier(folder / "export"), choosing)
    check(abs(exported.ferplus.accuracy - before_accuracy(before, choosing)) < 0.02, "and scores alike")
    shares = np.array(exported.ferplus.confusion).sum()
    check(shares == exported.ferplus.faces, "every face is in the confusion matrix once")


def before_accuracy(probabilities: np.ndarray, faces) -> float:
    """Accuracy of probabilities against the strongest vote."""
    return float((probabilities.argmax(axis=1) == faces.votes[:, :8].argmax(axis=1)).mean())


if __name__ == "__main__":
    main()
