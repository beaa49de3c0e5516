"""LSTM steps of both directions at once, as an autograd function.

Products run in bfloat16, everything pointwise in recurrence.cc, which is
compiled on import (g++): torch alone would take one pass over memory for each
of some thirty pointwise operations, half of the training time.
"""

import ctypes
import os
import subprocess
import tempfile

import torch


def _load():
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                          "recurrence.cc")
    with tempfile.TemporaryDirectory() as folder:
        library = os.path.join(folder, "recurrence.so")
        subprocess.run(["g++", "-Ofast", "-march=native", "-fopenmp-simd",
                        "-mprefer-vector-width=512", "-shared", "-fPIC",
                        source, "-o", library], check=True)
        return ctypes.CDLL(library)


_STEPS = _load()


def _call(function, rows, hidden, *tensors):
    function(ctypes.c_long(rows), ctypes.c_long(hidden),
             *(ctypes.c_void_p(t.data_ptr()) for t in tensors))


class Recurrence(torch.autograd.Function):
    """inputs [T, 2, B, 4H] (gates i, f, g, o before the recurrent part),
    weight [2, H, 4H] -> states [T, 2, B, H].

    No masks: sentences are padded at their end, and the second direction
    comes already reversed.
    """

    @staticmethod
    def forward(ctx, inputs, weight):
        steps, _, batch, four = inputs.shape
        hidden, rows = four // 4, 2 * batch
        weight16 = weight.bfloat16()
        shape = (steps + 1, 2, batch, hidden)
        states, cells = inputs.new_empty(shape), inputs.new_empty(shape)
        states16 = torch.zeros(shape, dtype=torch.bfloat16)
        cells[0].zero_()
        squashed, gates = inputs.new_empty(shape), torch.empty_like(inputs)
        for t in range(steps):
            recurrent = torch.bmm(states16[t], weight16)
            _call(_STEPS.lstm_forward, rows, hidden, inputs[t], recurrent,
                  cells[t], gates[t], cells[t + 1], squashed[t],
                  states[t + 1], states16[t + 1])
        ctx.save_for_backward(gates, cells, squashed, states16, weight16)
        return states[1:]

    @staticmethod
    def backward(ctx, grad):
        gates, cells, squashed, states16, weight16 = ctx.saved_tensors
        steps, _, batch, four = gates.shape
        hidden, rows = four // 4, 2 * batch
        grad = grad.contiguous()
        back = weight16.transpose(1, 2).contiguous()
        d_gates = torch.empty_like(gates)
        d_gates16 = torch.empty_like(gates, dtype=torch.bfloat16)
        d_cell = grad.new_zeros(2, batch, hidden)
        recurrent = torch.zeros(2, batch, hidden, dtype=torch.bfloat16)
        for t in range(steps - 1, -1, -1):
            _call(_STEPS.lstm_backward, rows, hidden, gates[t], cells[t],
                  squashed[t], grad[t], recurrent, d_cell, d_gates[t],
                  d_gates16[t])
            recurrent = torch.bmm(d_gates16[t], back)
        before = states16[:-1].permute(1, 3, 0, 2).reshape(2, hidden, -1)
        after = d_gates16.permute(1, 0, 2, 3).reshape(2, -1, four)
        return d_gates, torch.bmm(before, after).float()
