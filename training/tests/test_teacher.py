"""A teacher's opinions."""

from pathlib import Path

import torch

from training.checkpoint import save_checkpoint
from training.network import SHAPES, ExpressionNetwork
from training.teacher import Teacher


def test_opinions_are_the_mean_of_what_the_networks_say_at_the_temperature(tmp_path: Path) -> None:
    torch.manual_seed(3)
    crops = torch.randn(6, 1, 48, 48)
    said, paths = [], []
    for number in range(2):
        network = ExpressionNetwork(SHAPES["tiny"])
        # Batch statistics that are not those of a new network, so that a norm left out would show.
        for _ in range(3):
            network.train()(torch.randn(8, 1, 48, 48) * 3 + 1)
        network.eval()
        paths.append(tmp_path / f"{number}.pt")
        save_checkpoint(paths[-1], {"shape": network.shape.as_dict(), "average": network.state_dict()})
        with torch.no_grad():
            said.append([torch.softmax(head / 2.0, dim=1) for head in network(crops)])
    opinions = Teacher([str(path) for path in paths], 2.0, torch.device("cpu")).opinions(crops)
    for head in range(2):
        expected = (said[0][head] + said[1][head]) / 2
        torch.testing.assert_close(opinions[head], expected, atol=1e-5, rtol=1e-4)
