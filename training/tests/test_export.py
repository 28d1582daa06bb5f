"""Folding and half precision must not change what the network says."""

from pathlib import Path

import numpy as np
import pytest
import torch

from training.drawn_faces import drawn_face_set
from training.fold import fold
from training.model_file import read_model, write_model
from training.network import SHAPES, ExpressionNetwork, standardise
from training.predict import predict
from training.unfold import unfold

TOPOLOGY = {"stem": 4, "stages": [{"channels": 8, "blocks": 1}] * 3}


def network_with_used_norms() -> ExpressionNetwork:
    torch.manual_seed(3)
    network = ExpressionNetwork(SHAPES["tiny"]).train()
    faces = torch.from_numpy(drawn_face_set(32, seed=3).faces).to(torch.float32).unsqueeze(1) / 255
    for _ in range(5):
        network(standardise(faces))
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.weight, 0.5, 1.5)
            torch.nn.init.uniform_(module.bias, -0.5, 0.5)
    return network.eval()


def test_exported_model_agrees_with_the_network(tmp_path: Path) -> None:
    network = network_with_used_norms()
    write_model(tmp_path, fold(network), {"topology": TOPOLOGY, "temperature": 1.0})
    faces = drawn_face_set(16, seed=4).faces
    expected, expected_seven = predict(network, faces)
    model = read_model(tmp_path)
    np.testing.assert_allclose(model.logits(faces), expected, atol=2e-2)
    np.testing.assert_allclose(model.logits(faces, "fer2013"), expected_seven, atol=2e-2)


def test_weights_that_are_not_the_manifests_are_refused(tmp_path: Path) -> None:
    write_model(tmp_path, fold(network_with_used_norms()), {"topology": TOPOLOGY, "temperature": 1.0})
    content = bytearray((tmp_path / "expression.bin").read_bytes())
    content[10] ^= 1
    (tmp_path / "expression.bin").write_bytes(content)
    with pytest.raises(ValueError, match="not the file"):
        read_model(tmp_path)


def test_a_training_goes_on_from_the_exported_files_where_they_stopped(tmp_path: Path) -> None:
    folded = fold(network_with_used_norms())
    write_model(tmp_path, folded, {"topology": TOPOLOGY, "temperature": 1.0})
    model = read_model(tmp_path)
    faces = drawn_face_set(64, seed=5).faces
    network = unfold(model, standardise(torch.from_numpy(faces).to(torch.float32).unsqueeze(1) / 255))
    expression, fer2013 = predict(network, faces)
    np.testing.assert_allclose(expression, model.logits(faces), atol=1e-4)
    np.testing.assert_allclose(fer2013, model.logits(faces, "fer2013"), atol=1e-4)
    # As in training, with the statistics of the batch.
    with torch.no_grad():
        shown = network.train()(standardise(torch.from_numpy(faces).to(torch.float32).unsqueeze(1) / 255))
    np.testing.assert_allclose(shown[0], expression, atol=1e-4)
