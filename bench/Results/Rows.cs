using BayesBench.Agreements;

namespace BayesBench.Results;

/// <summary>A row of verify.csv: one kernel against its reference.</summary>
/// <param name="Id">The formula.</param>
/// <param name="Device">Where the kernel ran.</param>
/// <param name="Calls">Number of calls compared.</param>
/// <param name="WorstError">The largest absolute error.</param>
/// <param name="ShareOfBound">The largest error as a share of its bound.</param>
/// <param name="Failure">What is wrong; empty when kernel and reference agree.</param>
public sealed record VerifyRow(
    string Id, string Device, int Calls, double WorstError, double ShareOfBound, string? Failure)
{
    public static VerifyRow Of(Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return new(outcome.Id, outcome.Device, outcome.Calls, outcome.WorstError, outcome.WorstShare, outcome.Failure);
    }
}

/// <summary>A row of roofs.csv: what the device does at best when it does one thing.</summary>
/// <param name="Roof"><c>memory</c>, <c>cache</c>, <c>arithmetic</c>, <c>words</c>, <c>uniforms</c>, <c>normals</c>, <c>launch</c> or <c>launch-in-a-row</c>.</param>
/// <param name="Rate">Per second.</param>
/// <param name="Unit"><c>B/s</c>, <c>flop/s</c>, <c>launches/s</c> or what is drawn, <c>/s</c>.</param>
/// <param name="Peak">What the processor could do by its clock, cores and vector width; empty where unknown.</param>
/// <param name="How">How it was measured.</param>
public sealed record RoofRow(string Roof, double Rate, string Unit, double? Peak, string How);

/// <summary>A row of throughput.csv: one kernel's time beside the reference's.</summary>
/// <param name="Id">The formula.</param>
/// <param name="Benchmark">The benchmark's method, where a formula has several kernels.</param>
/// <param name="WorkingSet">Where its data lie: <c>cold</c> in memory, <c>warm</c> in the cache, or <c>registers</c>.</param>
/// <param name="Device">Where the kernel ran.</param>
/// <param name="Items">Items that one launch of the kernel works through.</param>
/// <param name="ReferenceNanoseconds">Median time of the reference for one item.</param>
/// <param name="KernelNanoseconds">Median time of the kernel for one item.</param>
/// <param name="KernelHalfWidth">Half-width of a 95% interval for the kernel's mean time for one item.</param>
/// <param name="Ratio">Reference time over kernel time.</param>
/// <param name="BytesPerSecond">Bytes that must be read or written, per second.</param>
/// <param name="OperationsPerSecond">Floating-point operations per second.</param>
/// <param name="ShareOfMemory">The rate as a share of the memory roof when cold, of the cache roof when warm; empty in registers.</param>
/// <param name="ShareOfArithmetic">As a share of the arithmetic roof; empty without arithmetic.</param>
/// <param name="ShareOfRandomNumbers">As a share of the roof of words, uniforms or normals, whichever it draws; empty where it draws none.</param>
/// <param name="ShareOfLaunch">How much of its time one empty launch takes.</param>
/// <param name="Roof">The roof that is nearest.</param>
/// <param name="ShareOfRoof">The rate as a share of it.</param>
public sealed record ThroughputRow(
    string Id,
    string Benchmark,
    string WorkingSet,
    string Device,
    long Items,
    double ReferenceNanoseconds,
    double KernelNanoseconds,
    double KernelHalfWidth,
    double Ratio,
    double BytesPerSecond,
    double OperationsPerSecond,
    double? ShareOfMemory,
    double? ShareOfArithmetic,
    double? ShareOfRandomNumbers,
    double ShareOfLaunch,
    string Roof,
    double ShareOfRoof);

/// <summary>A row of curves.csv: an exact variance, between the parameters that were measured.</summary>
/// <param name="Problem">The objective.</param>
/// <param name="Parameter">Its parameter.</param>
/// <param name="Estimator">The estimator.</param>
/// <param name="Component">Component of the gradient.</param>
/// <param name="Variance">The exact variance of one gradient.</param>
public sealed record CurveRow(string Problem, double Parameter, string Estimator, string Component, double Variance);

/// <summary>Where another estimator becomes the best, by exact variance times evaluations.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Component">The component of the gradient.</param>
/// <param name="Parameter">The parameter at which.</param>
/// <param name="Below">The best below it.</param>
/// <param name="Above">The best above it.</param>
public sealed record CrossingRow(string Problem, string Component, double Parameter, string Below, string Above);
