using System.Runtime.CompilerServices;
using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Gradients;

/// <summary>
/// The agreements of one estimator under one law: a call on given noise, the calls of a replicate drawn by the study's
/// kernel, the power sums of a whole block of a study. Arguments: the problem, a baseline or samples where it takes any, then
/// noise or (key, number).
/// </summary>
internal sealed record EstimatorJoint(
    EstimatorEntry Estimator,
    bool IsNormal,
    Func<GradientProblem, double[], double[]> Call,
    Func<GradientProblem, double[], double, double[]> Rounding)
{
    private const int BlocksVerified = 2;
    private const int SumRoundings = 6; // three among the calls of a replicate, three among the replicates of a part
    private const double GivenProbabilityUnits = 5; // the logistic function on a device, 2.5 spacings
    private const double HostProbabilityUnits = 1;

    /// <summary>Whether the objective of a Bernoulli law goes in as f(1) - f(0), not as f(b).</summary>
    public bool TakesDifference { get; init; } = Estimator.TakesSamples;

    /// <summary>Numbers of samples that calls are drawn with, where the estimator takes any.</summary>
    public int[] SampleCounts { get; init; } = [2, 3, 4, 5, 8];

    /// <summary>The arguments that make the problem: the law's, unless the objective has its own.</summary>
    public ProblemArguments Arguments { get; init; } = IsNormal ? ProblemArguments.Normal : ProblemArguments.Bernoulli;

    /// <summary>The noise of one call, where it is not one number a sample.</summary>
    public CallNoise? Takes { get; init; }

    /// <summary>The noise of one call, where what is drawn depends on the problem.</summary>
    public AcceptedNoise? Accepts { get; init; }

    private int KeyArgument => Arguments.Count + (Estimator.TakesSamples ? 1 : 0);

    public static object[] Point(InputSource source)
    {
        Objective objective = source.Pick(Enum.GetValues<Objective>());
        double k = objective == Objective.Quadratic ? 2 * source.Normal() : source.LogUniform(0.1, 4);
        return [objective, k, source.Normal(), source.LogUniform(0.1, 3)];
    }

    public static object[] BernoulliPoint(InputSource source) => [source.Uniform(0, 1), source.Uniform(-6, 6)];

    /// <summary>A call on noise that is the last argument.</summary>
    public Agreement Given(Delegate reference, Action<Device, Batch> kernel) => new(
        reference,
        kernel,
        source =>
        {
            object[] problem = Problem(source);
            return [.. problem, Noise(source, problem)];
        },
        new ErrorBound(
            "each operation of the call rounds once, elementary functions as UlpBounds says; errors carried to first order",
            (call, _, component) => Rounding(
                Problem(call), Values.Flatten(call[^1]), IsNormal ? 0 : GivenProbabilityUnits)[component]));

    /// <summary>The calls of one replicate, drawn by the study's kernel.</summary>
    public Agreement Replicate(Delegate reference) => new(
        reference,
        (device, batch) =>
        {
            GradientSampler shape = Sampler(batch, 0);
            int width = shape.Calls * shape.Components;
            var gradients = batch.Out(width);
            for (int call = 0; call < batch.Count; call++)
            {
                Sampler(batch, call).Replicates(
                    device, Key(batch, call), batch.At<uint>(call, KeyArgument + 1), gradients.SubView(call * width, width));
            }
        },
        source => [.. Problem(source), .. Samples(source), PhiloxKey.From(source.Word()), source.Word()],
        new ErrorBound(
            "as on given noise; a drawn normal number errs by 7 u, a uniform number and what it draws not at all",
            (call, _, i) => Noise(call, (uint)call[^1])
                .SelectMany(noise => Rounding(Problem(call), noise, DrawnUnits)).ElementAt(i)))
    {
        Calls = 256,
    };

    /// <summary>The power sums of one block, drawn and added up by the study's kernels.</summary>
    public Agreement Block(Delegate reference)
    {
        // Up to eight components ask for one pass over 65,536 calls.
        var bounds = new ConditionalWeakTable<object[], double[]>();
        return new Agreement(
            reference,
            (device, batch) =>
            {
                GradientSampler shape = Sampler(batch, 0);
                int width = shape.Components * 4;
                using var workspace = new GradientWorkspace(device, shape, 1);
                var sums = batch.Out<double>(width);
                for (int call = 0; call < batch.Count; call++)
                {
                    Sampler(batch, call).Blocks(
                        device,
                        Key(batch, call),
                        batch.At<uint>(call, KeyArgument + 1),
                        1,
                        Estimator.Exact(Problem(batch, call), SamplesOf(batch, call)).Mean,
                        workspace,
                        sums.SubView(call * width, width));
                }
            },
            source => [.. Problem(source), .. Samples(source), PhiloxKey.From(source.Word()), source.Word()],
            new ErrorBound(
                "p (|g - centre| + error)^(p-1) error of each call, added up; of each power 3 p - 1 roundings, and six of the float sums",
                (call, _, i) => bounds.GetValue(call, BlockBounds)[i]))
        {
            Edges = [[.. RoundedAlike, .. Estimator.TakesSamples ? [2] : Array.Empty<object>(), PhiloxKey.From(1), 0u]],
            Calls = BlocksVerified,
        };
    }

    // Roundings of either sign cancel in a sum over 65,536 calls, and then no bound of their sum is approached. Here they
    // have one sign: for the Bernoulli law, 1 - target, or 1 - 2 target, rounds to a half.
    private object[] RoundedAlike => Arguments.RoundedAlike
        ?? [TakesDifference ? 0.25 - Math.ScaleB(1, -26) : 0.5 - Math.ScaleB(1, -25), 0.0];

    private double DrawnUnits => IsNormal ? RoundingOfCalls.NoiseUnits : HostProbabilityUnits;

    private double[] BlockBounds(object[] call)
    {
        GradientProblem problem = Problem(call);
        int samples = Estimator.TakesSamples ? (int)call[KeyArgument - 1] : 1;
        double[] centre = Estimator.Exact(problem, samples).Mean;
        int numbers = Accepts is null ? NumbersOf(problem, samples) : AcceptedNoise.Numbers;
        ulong replicates = (ulong)(ReplicateNoise.BlockCalls / new ReplicateNoise(default, numbers).Calls);
        ulong first = (uint)call[^1] * replicates;
        var sums = new double[4 * centre.Length];
        for (ulong replicate = first; replicate < first + replicates; replicate++)
        {
            foreach (double[] noise in Noise(call, replicate))
            {
                double[] gradient = Call(problem, noise);
                double[] errors = Rounding(problem, noise, DrawnUnits);
                for (int component = 0; component < centre.Length; component++)
                {
                    double error = errors[component];
                    double d = Math.Abs(gradient[component] - centre[component]) + error;
                    for (int power = 1; power <= 4; power++)
                    {
                        double roundings = ErrorBound.U * ((3 * power) - 1 + SumRoundings);
                        sums[(4 * component) + power - 1] += Math.Pow(d, power - 1) * ((power * error) + (roundings * d));
                    }
                }
            }
        }

        return sums;
    }

    private object[] Problem(InputSource source) => Arguments.Draw(source);

    private object[] Samples(InputSource source) => Estimator.TakesSamples ? [source.Pick(SampleCounts)] : [];

    private object Noise(InputSource source, object[] problem)
    {
        if (Accepts is { } accepts)
        {
            return accepts.Given(source);
        }

        int samples = Estimator.TakesSamples ? source.Pick(SampleCounts) : 1;
        if (Takes is { } takes)
        {
            return takes.Given(source, takes.Numbers(Problem(problem), samples));
        }

        double Draw(InputSource s) => IsNormal ? s.Normal() : s.Uniform(0, 1);
        return Estimator.TakesSamples ? source.Vector(samples, Draw) : Draw(source);
    }

    private int NumbersOf(GradientProblem problem, int samples) => Takes?.Numbers(problem, samples) ?? samples;

    private GradientProblem Problem(object[] call) => Arguments.Of(call);

    private GradientProblem Problem(Batch batch, int call) =>
        Problem([.. Enumerable.Range(0, Arguments.Count).Select(i => batch.At<object>(call, i))]);

    private int SamplesOf(Batch batch, int call) => Estimator.TakesSamples ? batch.At<int>(call, Arguments.Count) : 1;

    private GradientSampler Sampler(Batch batch, int call) =>
        Estimator.Sampler(Problem(batch, call), SamplesOf(batch, call));

    private DeviceKey Key(Batch batch, int call)
    {
        PhiloxKey key = batch.At<PhiloxKey>(call, KeyArgument);
        return new DeviceKey(key.K0, key.K1);
    }

    private double[][] Noise(object[] call, ulong replicate)
    {
        var key = (PhiloxKey)call[KeyArgument];
        GradientProblem problem = Problem(call);
        if (Accepts is { } accepts)
        {
            return [accepts.Drawn(problem, key, replicate)];
        }

        int samples = Estimator.TakesSamples ? (int)call[KeyArgument - 1] : 1;
        var noise = new ReplicateNoise(key, NumbersOf(problem, samples));
        return Takes is { } takes
            ? takes.Drawn(noise, replicate)
            : IsNormal ? noise.Normals(replicate) : noise.Uniforms(replicate);
    }
}
