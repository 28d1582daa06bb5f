"""Opinions are formed over every view, blended with the labels, and learned from."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from training.config import TrainConfig
from training.data import FaceSet
from training.drawn_faces import drawn_face_set
from training.network import SHAPES, ExpressionNetwork
from training.opinions import blended, form_opinions, read_opinions
from training.second_look import mirrored
from training.train import TrainingFaces


def network() -> ExpressionNetwork:
    torch.manual_seed(3)
    return ExpressionNetwork(SHAPES["tiny"]).eval()


def test_opinions_are_probabilities_and_the_same_of_a_mirrored_face() -> None:
    faces = drawn_face_set(12, seed=4)
    opinions = form_opinions([network()], faces)
    np.testing.assert_allclose(opinions.expression.sum(axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(opinions.fer2013.sum(axis=1), 1, atol=1e-5)
    other = form_opinions([network()], replace(faces, faces=mirrored(faces.faces)))
    np.testing.assert_allclose(opinions.expression, other.expression, atol=1e-5)


def test_targets_are_labels_and_opinions_by_their_shares() -> None:
    labels, opinions = np.array([[1.0, 0.0]]), np.array([[0.4, 0.6]])
    np.testing.assert_allclose(blended(labels, opinions, 0.25), [[0.85, 0.15]])
    with pytest.raises(ValueError, match="opinions of shape"):
        blended(labels, np.zeros((2, 2)), 0.5)


def test_a_training_reads_the_mean_of_its_tables(tmp_path: Path) -> None:
    faces: FaceSet = drawn_face_set(8, seed=4)
    tables = []
    for label in (0, 1):
        tables.append(str(tmp_path / f"{label}.npz"))
        np.savez(tables[-1], expression=np.eye(8)[[label] * 8], fer2013=np.eye(7)[[label] * 8])
    assert read_opinions(tables).expression[0, :2].tolist() == [0.5, 0.5]
    config = TrainConfig(data="", run="", shape="tiny", opinions=tuple(tables), opinions_share=1.0)
    batch = TrainingFaces(faces, config, torch.device("cpu")).batch(torch.arange(4), 48)
    assert batch.expression[:, :2].tolist() == [[0.5, 0.5]] * 4
    assert batch.fer2013[:, :2].tolist() == [[0.5, 0.5]] * 4
