"""Gradients of one step from several threads, each with a part of the batch.

On a machine that others use as well, threads that meet after every operation wait for each other
most of the time. Here each works through its part alone, with one core, and they meet once a step.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from torch import Tensor, nn

Part = TypeVar("Part")


class Replicas:
    """A network and copies that share its weights but not its gradients and batch statistics."""

    def __init__(self, network: nn.Module, count: int) -> None:
        self._networks = [network] + [_tied_copy(network) for _ in range(count - 1)]
        self._pool = ThreadPoolExecutor(max_workers=count)

    @property
    def count(self) -> int:
        """How many parts a batch is cut into."""
        return len(self._networks)

    def start(self, loss_of: Callable[[nn.Module, Part], Tensor], parts: list[Part]) -> list[Future]:
        """Begin the forward and backward pass of every part; at most ``count`` parts."""

        def work(network: nn.Module, part: Part) -> Tensor:
            network.train()
            network.zero_grad(set_to_none=True)
            loss = loss_of(network, part)
            loss.backward()
            return loss.detach()

        return [
            self._pool.submit(work, network, part)
            for network, part in zip(self._networks, parts, strict=False)
        ]

    def finish(self, futures: list[Future]) -> Tensor:
        """Wait, leave the mean gradient in the first network, and give the mean loss, still on its device."""
        losses = [future.result() for future in futures]
        used = [list(network.parameters()) for network in self._networks[: len(losses)]]
        for first, *others in zip(*used, strict=True):
            for other in others:
                first.grad.add_(other.grad)
            first.grad.div_(len(losses))
        return sum(losses) / len(losses)


def _tied_copy(network: nn.Module) -> nn.Module:
    """A copy whose parameters are the original's own memory."""
    twin = copy.deepcopy(network)
    for own, shared in zip(twin.parameters(), network.parameters(), strict=True):
        own.data = shared.data
    return twin
