using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Studies;

namespace BayesBench.Support;

/// <summary>How thorough the main job is.</summary>
/// <param name="Name"><c>full</c>, <c>quick</c> or <c>smoke</c>.</param>
/// <param name="Effort">How long BenchmarkDotNet measures.</param>
/// <param name="Gradients">The study of objectives with exact answers.</param>
/// <param name="Training">The classifier's fit.</param>
/// <param name="Classifier">The study of its gradients.</param>
/// <param name="Images">How many images are used at most.</param>
public sealed record Profile(
    string Name,
    Effort Effort,
    GradientStudyOptions Gradients,
    TrainingOptions Training,
    ClassifierStudyOptions Classifier,
    int Images)
{
    private const int AllImages = 60_000;

    // One of a kind: a smoke run asks whether the study works, the tests whether every estimator does.
    private static readonly string[] _oneOfAKind =
        ["score-function", "leave-one-out", "pathwise", "doubly-reparameterized", "local-weight-noise", "implicit-pathwise", "dis-arm", "unordered-set"];

    /// <summary>Whether every kernel is verified, or only those that are timed: the tests verify all.</summary>
    public bool VerifiesAll => Name != "smoke";

    public static IReadOnlyList<string> Names { get; } = ["full", "quick", "smoke"];

    /// <summary>A profile for a device; the CPU accelerator gets sizes that it can do in the same time.</summary>
    public static Profile For(string name, Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        bool isSlow = device.Kind == DeviceKind.Cpu;
        var gradients = new GradientStudyOptions();
        var study = ClassifierStudyOptions.For(device);
        return name switch
        {
            "smoke" => new(
                name, new Effort(1, 5), gradients.Reduced() with { Draws = 1 << 16, Estimators = _oneOfAKind },
                new TrainingOptions(Epochs: 1, Reports: 2), study with { Gradients = 24, Pilot = 8, Batch = 32 }, 1_000),
            "quick" => new(
                name, new Effort(2, 30), gradients.Reduced() with { RelativeHalfWidth = 0.05 },
                new TrainingOptions(Epochs: 1, Reports: 10), study with { Gradients = 60, Pilot = 12, Batch = 32 }, 10_000),
            _ when isSlow => new(
                name, new Effort(5, 60), gradients.Reduced(), new TrainingOptions(Epochs: 1, Reports: 10), study, 10_000),
            _ => new(name, new Effort(5, 60), gradients, new TrainingOptions(), study, AllImages),
        };
    }
}
