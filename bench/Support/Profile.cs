using BayesBench.Kernels;
using BayesBench.Studies;

namespace BayesBench.Support;

/// <summary>How thorough the main job is.</summary>
/// <param name="Name"><c>full</c>, <c>quick</c> or <c>smoke</c>.</param>
/// <param name="Effort">How long BenchmarkDotNet measures.</param>
/// <param name="GradientDraws">Draws of each cell of the gradient study.</param>
/// <param name="ClassifierDraws">Gradients measured of the classifier by each estimator.</param>
/// <param name="Epochs">Passes of the classifier's fit.</param>
/// <param name="Data">How many training and test images are used at most.</param>
public sealed record Profile(
    string Name, Effort Effort, long GradientDraws, int ClassifierDraws, int Epochs, int Data)
{
    public static IReadOnlyList<string> Names { get; } = ["full", "quick", "smoke"];

    /// <summary>A profile on a device; the CPU accelerator gets sizes that it can do in the same time.</summary>
    public static Profile For(string name, DeviceKind kind) => (name, kind == DeviceKind.Cpu) switch
    {
        ("smoke", _) => new(name, new Effort(1, 5), 1 << 16, 64, 1, 1_000),
        ("quick", true) => new(name, new Effort(2, 30), 1 << 18, 128, 1, 5_000),
        ("quick", false) => new(name, new Effort(2, 30), 1 << 20, 256, 1, 20_000),
        (_, true) => new(name, new Effort(3, 100), 1 << 20, 256, 1, 20_000),
        _ => new(name, new Effort(3, 100), 1 << 22, 1024, 5, 60_000),
    };
}
