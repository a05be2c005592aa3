"""A bidirectional LSTM over segments of any lengths, made for training on a CPU.

``nn.LSTM`` only holds the weights. Its backward pass over packed segments fills a tensor of the whole
batch for every step, and autograd over a loop of steps multiplies and adds the recurrent
weights' gradient once a step; here that is one multiplication a batch.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

Packing = tuple[list[int], list[tuple[Tensor, Tensor]]]


def packing(lengths: np.ndarray) -> Packing:
    """How many segments are active at each step, and per direction the rows in the order of the steps and back."""
    first = np.cumsum(lengths) - lengths
    by_length = np.argsort(-lengths, kind="stable")
    sizes = [int((lengths > t).sum()) for t in range(int(lengths.max()))]
    ways = []
    for back in (False, True):
        steps = [by_length[:k] for k in sizes]
        order = np.concatenate([first[s] + (lengths[s] - 1 - t if back else t) for t, s in enumerate(steps)])
        undo = np.empty_like(order)
        undo[order] = np.arange(len(order))
        ways.append((torch.from_numpy(order), torch.from_numpy(undo)))
    return sizes, ways


class Steps(torch.autograd.Function):
    """One direction. In: gates before the recurrence ``(n, 4 * hidden)`` in the order of the steps, recurrent
    weights ``(hidden, 4 * hidden)``, active segments per step. Out: states ``(n, hidden)``."""

    @staticmethod
    def forward(ctx: Any, gates: Tensor, weights: Tensor, sizes: list[int]) -> Tensor:
        n, size = len(gates), weights.shape[0]
        a = torch.empty_like(gates)
        cells, out = torch.empty(n, size), torch.empty(n, size)
        start, before = 0, 0
        for t, k in enumerate(sizes):
            rows = slice(start, start + k)
            z = a[rows]
            if t:
                torch.addmm(gates[rows], out[before : before + k], weights, out=z)
            else:
                z.copy_(gates[rows])
            torch.sigmoid_(z[:, : 2 * size])
            torch.tanh_(z[:, 2 * size : 3 * size])
            torch.sigmoid_(z[:, 3 * size :])
            c = torch.mul(z[:, :size], z[:, 2 * size : 3 * size], out=cells[rows])
            if t:
                c.addcmul_(z[:, size : 2 * size], cells[before : before + k])
            torch.mul(torch.tanh(c), z[:, 3 * size :], out=out[rows])
            before, start = start, start + k
        ctx.save_for_backward(weights, a, cells, out)
        ctx.sizes = sizes
        return out

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None]:
        weights, a, cells, out = ctx.saved_tensors
        sizes: list[int] = ctx.sizes
        size = weights.shape[0]
        i, f, g, o = (a[:, k * size : (k + 1) * size] for k in range(4))
        high = torch.tanh(cells)
        # Factors that need no recurrence, for the whole batch at once.
        by_cell = o * (1 - high * high)
        slope = torch.cat([g * i * (1 - i), f * (1 - f), i * (1 - g * g), high * o * (1 - o)], 1)
        starts = np.cumsum([0, *sizes]).tolist()
        previous = np.concatenate([np.arange(s, s + k) for s, k in zip(starts, sizes[1:], strict=False)] or [[]])
        rest = torch.from_numpy(previous.astype(np.int64))
        slope[sizes[0] :, size : 2 * size] *= cells[rest]
        slope[: sizes[0], size : 2 * size] = 0
        dz = torch.empty_like(a)
        back = weights.t().contiguous()
        dh = dc = torch.zeros(0, size)
        for t in range(len(sizes) - 1, -1, -1):
            rows = slice(starts[t], starts[t] + sizes[t])
            now = grads[0][rows].clone()
            now[: len(dh)] += dh
            cell = now * by_cell[rows]
            cell[: len(dc)] += dc
            z = dz[rows]
            torch.mul(
                slope[rows, : 3 * size].unflatten(1, (3, size)),
                cell.unsqueeze(1),
                out=z[:, : 3 * size].unflatten(1, (3, size)),
            )
            torch.mul(slope[rows, 3 * size :], now, out=z[:, 3 * size :])
            if t:
                dh = z @ back
                dc = cell * f[rows]
        return dz, out[rest].t() @ dz[sizes[0] :], None


class Lstm(nn.Module):
    """Both directions side by side."""

    def __init__(self, size: int, hidden: int) -> None:
        super().__init__()
        self.rnn = nn.LSTM(size, hidden, bidirectional=True)

    def forward(self, x: Tensor, pack: Packing) -> Tensor:
        sizes, ways = pack
        halves = []
        for (order, undo), tail in zip(ways, ("", "_reverse"), strict=True):
            w, u, b, d = (getattr(self.rnn, f"{n}_l0{tail}") for n in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
            gates = functional.linear(x, w, b + d)[order]
            halves.append(Steps.apply(gates, u.t().contiguous(), sizes)[undo])
        return torch.cat(halves, 1)
