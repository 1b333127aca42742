using ILGPU;

namespace BayesBench.Kernels.Models;

/// <summary>A depth at which rows may stop, for kernels.</summary>
/// <param name="Depth">l, from 0 to L.</param>
/// <param name="IsLast">1 at depth L, where all rows stop, else 0.</param>
/// <param name="Numbers">Of a row's answer: the classes' logits, or features that make them.</param>
public readonly record struct DepthStop(int Depth, int IsLast, int Numbers);

/// <summary>The rows still going, and where their answers go.</summary>
/// <param name="Active">The example that each row is.</param>
/// <param name="Found">What an answer would be at this depth, a row each.</param>
/// <param name="Goes">Whether a row goes on, written.</param>
/// <param name="Standing">What a rule keeps of every example from depth to depth.</param>
/// <param name="Depths">The depth of every example's answer.</param>
/// <param name="Answers">Of every example.</param>
public sealed record DepthRows(
    ArrayView<int> Active,
    ArrayView<float> Found,
    ArrayView<int> Goes,
    ArrayView<float> Standing,
    ArrayView<int> Depths,
    ArrayView<float> Answers);
