"""Products of matrices: square ones, and those of LeNet-300-100 with 128 examples."""

import torch

from work import GPU, Built, Work, normal, relative_error


def product(formula, left, right, operation, tf32):
    """A product of matrices into memory that is there; an item is one row."""
    rows, columns = operation(torch.empty(left, device="meta"), torch.empty(right, device="meta")).shape
    text = f"[{rows}, {columns}] of {list(left)} and {list(right)}; an item is one row"

    def build(_):
        a, b, out = normal(*left), normal(*right), torch.empty(rows, columns, device=GPU)
        call = lambda: operation(a, b, out=out)
        return Built(call, lambda: relative_error(call(), operation(a.double(), b.double())))

    return Work("training", formula, text, rows, build, is_compiled=False, is_launch_bound=True, tf32=tf32)


def value(a, b, out=None):
    return torch.mm(a, b, out=out)


def transposed_left(a, b, out=None):
    return torch.mm(a.t(), b, out=out)


def transposed_right(a, b, out=None):
    return torch.mm(a, b.t(), out=out)


def works():
    for tf32 in (False, True):
        for rows, inner, columns in ((1024, 1024, 1024), (128, 784, 300), (128, 300, 100)):
            yield product("matrix-product.value", (rows, inner), (inner, columns), value, tf32)
        for rows, inner, columns in ((1024, 1024, 1024), (784, 128, 300), (300, 128, 100)):
            yield product("matrix-product.transposed-left", (inner, rows), (inner, columns), transposed_left, tf32)
        for rows, inner, columns in ((1024, 1024, 1024), (128, 300, 784), (128, 100, 300)):
            yield product("matrix-product.transposed-right", (rows, inner), (columns, inner), transposed_right, tf32)
