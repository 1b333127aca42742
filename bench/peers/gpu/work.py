"""What is timed: some work, built once for each way of doing it, checked, then called again and again."""

import dataclasses
import math
import statistics
from typing import Any, Callable

import torch

GIB = 1 << 30
GPU = torch.device("cuda")
LARGEST_ERROR = 1e-3


@dataclasses.dataclass
class Built:
    """A work as one way does it. The check raises unless it is right, and gives its error, if there is one to give."""

    call: Callable[[], Any]
    check: Callable[[], float | None] = lambda: None


@dataclasses.dataclass
class Work:
    """What is done. `build` takes the way, a function of functions such as torch.compile."""

    group: str
    formula: str
    text: str
    items: int
    build: Callable[[Callable], Built]
    is_compiled: bool = True  # whether there is something to compile
    is_launch_bound: bool = False  # whether users would put it in a CUDA graph
    tf32: bool = False  # whether products of matrices round their factors to eleven bits


def normal(*shape):
    return torch.randn(*shape, device=GPU)


def relative_error(answer, truth):
    """The largest error relative to the largest value."""
    worst = ((answer.double() - truth).abs().max() / truth.abs().max()).item()
    if not worst < LARGEST_ERROR:
        raise ValueError(f"error {worst}")
    return worst


def nanoseconds(call):
    """The median of 11 times of enough calls to fill 20 ms, by CUDA events."""

    def timed(calls):
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        for _ in range(calls):
            call()
        end.record()
        torch.cuda.synchronize()
        return 1e6 * start.elapsed_time(end) / calls

    call()
    calls = max(1, math.ceil(20e6 / timed(1)))
    return statistics.median(timed(calls) for _ in range(11))


def graphed(call):
    """All launches of a call as one CUDA graph, warmed up on a stream of its own as torch asks for."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            call()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        call()
    return graph.replay
