"""Train the expression network: ``python -m training.train --data ... --run ...``."""

from __future__ import annotations

import time
from concurrent.futures import Future
from pathlib import Path

import torch
from torch import Tensor

from training.checkpoint import load_average, load_checkpoint, save_checkpoint
from training.config import TrainConfig, parse_train_config
from training.data import FaceSet, load_face_set
from training.ema import WeightAverage
from training.evaluate_faces import Figures, figures
from training.muon import make_optimizers
from training.network import SHAPES, ExpressionNetwork, parameter_count
from training.objective import Batch, loss_from_labels, loss_from_teacher
from training.predict import predict
from training.replicas import Replicas
from training.run_folder import RunFolder
from training.schedule import Progress, crop_size, learning_rate
from training.teacher import Teacher
from training.training_faces import TrainingFaces
from training.views import ALIGNED, AS_CUT, views

SECONDS_BETWEEN_SAVES = 240


class Trainer:
    """One session of a run: from the start or from a checkpoint, to the end of its schedule."""

    def __init__(self, config: TrainConfig, training: FaceSet, choosing: FaceSet) -> None:
        torch.manual_seed(config.seed)
        # Replicas use the cores of a CPU; each runs its own operations alone.
        torch.set_num_threads(1)
        self.config, self.views = config, views(choosing)
        self.device = torch.device(config.device)
        self.folder = RunFolder(Path(config.run))
        self.faces = TrainingFaces(training, config, self.device)
        network = ExpressionNetwork(SHAPES[config.shape])
        if config.initial is not None:
            network.load_state_dict(load_average(Path(config.initial)).state_dict())
        self.network = network.to(self.device, memory_format=torch.channels_last)
        on_cpu = self.device.type == "cpu"
        self.replicas = Replicas(self.network, config.threads if on_cpu else 1)
        self.average = WeightAverage(self.network, config.ema)
        self.optimizers = make_optimizers(
            self.network, config.rate, config.other_rate, config.weight_decay, config.momentum,
            torch.bfloat16 if self._halved() else torch.float32,
        )
        self.teacher = (
            Teacher(config.teacher, config.teacher_temperature, self.device)
            if config.teacher else None
        )
        self.epoch, self.best, start = 0, 0.0, 0.0
        if config.resume:
            start = self._restore()
        if config.from_progress is not None:
            start = config.from_progress
        steps = max(1, (config.epochs - self.epoch) * len(self.faces) // config.batch)
        self.progress = Progress(start, steps, None if config.minutes is None else config.minutes * 60)
        self.steps = 0

    def run(self) -> Figures:
        """Train to the end of the schedule; the last average's figures on PublicTest, as the faces were cut."""
        self.folder.record_session(
            self.config.as_dict(),
            {"shape_values": SHAPES[self.config.shape].as_dict(),
             "parameters": parameter_count(self.network),
             "training_faces": len(self.faces), "torch": torch.__version__,
             "start_progress": self.progress.start, "start_epoch": self.epoch},
        )
        results: dict[str, Figures] = {}
        while not results or not self._finished():
            began = time.time()
            loss, shown = self._train_epoch()
            self.epoch += 1
            if self._finished() or self.epoch % self.config.looks_every == 0:
                size, seconds = self._size(), time.time() - began
                results = self._evaluate(size)
                self._record(loss, shown / seconds, size, results)
        final = {name: result.as_dict() for name, result in results.items()}
        self.folder.write_json("final.json", {"epoch": self.epoch, "PublicTest": final})
        return results[AS_CUT]

    def _finished(self) -> bool:
        by_clock = self.config.minutes is not None
        return self.progress.at(self.steps) >= 1 or (not by_clock and self.epoch >= self.config.epochs)

    def _train_epoch(self) -> tuple[float, int]:
        """One pass; it ends early at the end of the schedule. Mean loss and faces shown."""
        total, shown = torch.zeros((), device=self.device), 0
        saved = time.time()
        chunks = [c for c in self.faces.epoch_order().split(self.config.batch) if len(c) > 1]
        prepared = self._prepare(chunks[0])
        for number, indices in enumerate(chunks):
            progress = self.progress.at(self.steps)
            if self.config.minutes is not None and progress >= 1:
                break
            running = self.replicas.start(self._loss, prepared)
            # The next batch is drawn while this one is worked on.
            prepared = self._prepare(chunks[min(number + 1, len(chunks) - 1)])
            total += self._step(running, progress) * len(indices)
            shown += len(indices)
            if time.time() - saved > SECONDS_BETWEEN_SAVES:
                saved = time.time()
                save_checkpoint(self.folder.last, self._content(progress))
        return float(total) / max(1, shown), shown

    def _prepare(self, indices: Tensor) -> list[Batch]:
        """The augmented batch, cut into a part for each replica."""
        size = self._size()
        return [self.faces.batch(part, size) for part in indices.chunk(self.replicas.count)]

    def _size(self) -> int:
        """Side of the crops at this point of the schedule."""
        progress = self.progress.at(self.steps)
        return crop_size(progress, self.config.size, self.config.growing)

    def _step(self, running: list[Future], progress: float) -> Tensor:
        loss = self.replicas.finish(running)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(progress, group["peak"])
            optimizer.step()
        self.average.update(self.network)
        self.steps += 1
        return loss

    def _loss(self, network: ExpressionNetwork, batch: Batch) -> Tensor:
        config = self.config
        with self._precision():
            expression, fer2013 = network(batch.crops, batch.kept)
        outputs = expression.float(), fer2013.float()
        loss = loss_from_labels(outputs, batch, config.fer2013_weight)
        if self.teacher is None:
            return loss
        with self._precision():
            opinions = self.teacher.opinions(batch.crops)
        taught = loss_from_teacher(outputs, opinions, config.teacher_temperature, config.fer2013_weight)
        return (1 - config.teacher_weight) * loss + config.teacher_weight * taught

    def _precision(self) -> torch.autocast:
        """Weights, gradients and losses stay in single precision; only the layers, and Muon's steps, compute in less."""
        return torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self._halved())

    def _halved(self) -> bool:
        return self.config.precision == "bfloat16"

    def _evaluate(self, size: int) -> dict[str, Figures]:
        return {
            name: figures(view, *predict(self.average.network, view.faces, size))
            for name, view in self.views.items()
        }

    def _record(self, loss: float, speed: float, size: int, results: dict[str, Figures]) -> None:
        result, ferplus = results[AS_CUT], results[AS_CUT].ferplus
        aligned = results.get(ALIGNED, result).ferplus
        progress = self.progress.at(self.steps)
        self.folder.add_curve_point({
            "epoch": self.epoch, "progress": round(progress, 4), "size": size, "loss": round(loss, 4),
            "accuracy": round(ferplus.accuracy, 4), "macro_f1": round(ferplus.macro_f1, 4),
            "aligned_accuracy": round(aligned.accuracy, 4), "aligned_macro_f1": round(aligned.macro_f1, 4),
            "mean_recall": round(ferplus.mean_recall, 4), "ece": round(ferplus.ece, 4),
            "fer2013_head": round(result.fer2013_head.accuracy, 4),
            "fer2013_mapped": round(result.fer2013_mapped.accuracy, 4),
            "faces_per_second": round(speed, 1),
        })
        print(f"epoch {self.epoch} progress {progress:.3f} size {size} loss {loss:.4f} "
              f"acc {ferplus.accuracy:.4f} f1 {ferplus.macro_f1:.4f} "
              f"aligned {aligned.accuracy:.4f} {aligned.macro_f1:.4f} "
              f"fer2013 {result.fer2013_head.accuracy:.4f} {speed:.0f} faces/s", flush=True)
        merit = sum(choice_merit(each) for each in results.values()) / len(results)
        content = self._content(progress)
        save_checkpoint(self.folder.last, content)
        if size == self.config.size and merit > self.best:
            self.best = merit
            save_checkpoint(self.folder.best, {**content, "best": merit})

    def _content(self, progress: float) -> dict[str, object]:
        return {
            "shape": SHAPES[self.config.shape].as_dict(), "size": self.config.size,
            "network": self.network.state_dict(), "average": self.average.network.state_dict(),
            "average_updates": self.average.updates, "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "epoch": self.epoch, "progress": progress, "best": self.best,
            "random": torch.get_rng_state(),
        }

    def _restore(self) -> float:
        """Go on from the folder's newest checkpoint; its progress."""
        content = load_checkpoint(self.folder.last)
        self.network.load_state_dict(content["network"])
        self.average.network.load_state_dict(content["average"])
        self.average.updates = content["average_updates"]
        for optimizer, state in zip(self.optimizers, content["optimizers"], strict=True):
            optimizer.load_state_dict(state)
        torch.set_rng_state(content["random"])
        self.epoch, self.best = content["epoch"], content["best"]
        return float(content["progress"])


def choice_merit(result: Figures) -> float:
    """What checkpoints are chosen by, on PublicTest: accuracy, and macro-F1 at a fifth."""
    return result.ferplus.accuracy + 0.2 * result.ferplus.macro_f1


def main() -> None:
    """Read the command line and the data, and train."""
    config = parse_train_config()
    data = Path(config.data)
    landmarks = None if config.landmarks is None else Path(config.landmarks)
    training, choosing = (load_face_set(data, usage, landmarks) for usage in ("Training", "PublicTest"))
    Trainer(config, training, choosing).run()


if __name__ == "__main__":
    main()
