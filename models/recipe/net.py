"""The tagger's network in torch, for training; ``warta.recognise.network.Network`` is its numpy twin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from lstm import Lstm, packing
from torch import Tensor, nn
from torch.nn import functional
from warta.recognise.tagger import FEATURE_ROWS, FLAGS


@dataclass(frozen=True)
class Shape:
    """Sizes of the network and the rates of dropout."""

    dims: int = 128  # of the word vectors
    bag: int = 96
    form: int = 192
    width: int = 128
    hidden: int = 96  # per direction
    drop_form: float = 0.2
    drop: float = 0.33
    drop_word: float = 0.15


class Net(nn.Module):
    """Word forms -> BiLSTM -> pooling over equal words -> BiLSTM -> one linear head per task."""

    def __init__(self, shape: Shape, heads: dict[str, int]) -> None:
        super().__init__()
        s = self.shape = shape
        self.bag = nn.Embedding(FEATURE_ROWS, s.bag)
        nn.init.normal_(self.bag.weight, std=0.1)
        self.form1 = nn.Linear(s.bag + s.dims, s.form)
        self.form2 = nn.Linear(s.form, s.width)
        self.flags = nn.Linear(FLAGS, s.width, bias=False)
        self.lstm1 = Lstm(s.width, s.hidden)
        self.pool = nn.Linear(6 * s.hidden, s.width)
        self.lstm2 = Lstm(s.width, s.hidden)
        self.heads = nn.ModuleDict({name: nn.Linear(2 * s.hidden, n) for name, n in heads.items()})

    def locked(self, x: Tensor, segment: Tensor, n: int) -> Tensor:
        """Dropout with one mask per segment (Gal and Ghahramani 2016)."""
        if not self.training or not self.shape.drop:
            return x
        keep = 1 - self.shape.drop
        mask = torch.bernoulli(torch.full((n, x.shape[1]), keep)) / keep
        return x * mask[segment]

    def table(self, rows: Tensor, vectors: Tensor) -> Tensor:
        """The word forms of a batch, ``(forms, width)``, from their feature rows and vectors."""
        embedded = self.bag(rows)
        if self.training and self.shape.drop_word:
            # Words unknown at run time have no word row of their own: get used to it.
            mask = torch.ones(rows.shape)
            mask[:, :2] = (torch.rand(len(rows), 1) > self.shape.drop_word).float()
            embedded = embedded * mask.unsqueeze(2)
        x = torch.cat([embedded.sum(1), vectors], 1)
        x = functional.dropout(x, self.shape.drop_form, self.training)
        return self.form2(functional.gelu(self.form1(x), approximate="tanh"))

    def encode(self, x: Tensor, flags: Tensor, group: Tensor, lengths: np.ndarray) -> tuple[Tensor, Tensor]:
        """Both layers' states, ``(tokens, 2 * hidden)`` each, of tokens whose forms are ``x``."""
        x = x + self.flags(flags)
        n = len(lengths)
        segment = torch.repeat_interleave(torch.arange(n), torch.from_numpy(lengths))
        pack = packing(lengths)
        x = self.locked(x, segment, n)
        h = self.lstm1(x, pack)
        groups = int(group.max()) + 1
        size = torch.bincount(group, minlength=groups).clamp(min=1).unsqueeze(1)
        mean = torch.zeros(groups, h.shape[1]).index_add(0, group, h) / size
        top = torch.full((groups, h.shape[1]), -1e4).index_reduce(0, group, h, "amax")
        y = torch.cat([h, mean[group], top[group]], 1)
        y = self.locked(y, segment, n)
        y = functional.gelu(self.pool(y), approximate="tanh") + x
        z = self.lstm2(self.locked(y, segment, n), pack)
        return h, self.locked(z, segment, n)

    def forward(
        self, rows: Tensor, vectors: Tensor, form: Tensor, flags: Tensor, group: Tensor, lengths: np.ndarray, head: str
    ) -> Tensor:
        """Scores of the tags, ``(tokens, tags)``. ``rows`` and ``vectors`` describe the word forms of the batch."""
        x = self.table(rows, vectors)[form]
        return self.heads[head](self.encode(x, flags, group, lengths)[1])

    def export(self, heads: tuple[str, ...] = ("names",)) -> dict[str, np.ndarray]:
        """The arrays of ``warta.recognise.network.Network``."""
        out: dict[str, np.ndarray] = {"bag": self.bag.weight, "flags.w": self.flags.weight}
        layers = {"form1": self.form1, "form2": self.form2, "pool": self.pool, **{h: self.heads[h] for h in heads}}
        for name, layer in layers.items():
            out[f"{name}.w"], out[f"{name}.b"] = layer.weight, layer.bias
        for name in ("lstm1", "lstm2"):
            rnn = getattr(self, name).rnn
            for way, tail in (("fore", ""), ("back", "_reverse")):
                out[f"{name}.{way}.w"] = getattr(rnn, f"weight_ih_l0{tail}")
                out[f"{name}.{way}.u"] = getattr(rnn, f"weight_hh_l0{tail}")
                out[f"{name}.{way}.b"] = getattr(rnn, f"bias_ih_l0{tail}") + getattr(rnn, f"bias_hh_l0{tail}")
        return {k: v.detach().numpy().copy() for k, v in out.items()}
