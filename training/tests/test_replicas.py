"""Threads that share a batch must give the gradient of the whole batch."""

import torch
from torch import Tensor, nn

from training.replicas import Replicas


def loss_of(network: nn.Module, part: Tensor) -> Tensor:
    return (network(part) ** 2).mean()


def test_mean_gradient_of_the_parts_is_that_of_the_batch() -> None:
    torch.manual_seed(1)
    network = nn.Sequential(nn.Linear(5, 7), nn.Tanh(), nn.Linear(7, 3))
    batch = torch.randn(8, 5)
    expected = torch.autograd.grad(loss_of(network, batch), list(network.parameters()))
    replicas = Replicas(network, 2)
    loss = replicas.finish(replicas.start(loss_of, list(batch.chunk(2))))
    assert abs(loss - loss_of(network, batch).item()) < 1e-6
    for parameter, gradient in zip(network.parameters(), expected, strict=True):
        torch.testing.assert_close(parameter.grad, gradient)


def test_copies_follow_the_weights_of_the_first() -> None:
    network = nn.Linear(2, 1)
    replicas = Replicas(network, 2)
    with torch.no_grad():
        network.weight.fill_(3.0)
        network.bias.fill_(0.0)
    losses = [future.result() for future in replicas.start(loss_of, [torch.ones(1, 2)] * 2)]
    assert losses == [36.0, 36.0]
