using BayesBench.Agreements.Gradients;
using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <summary>Gradients drawn by the study's own kernels on the fastest device here.</summary>
internal static class EstimatorDraws
{
    private const int Chunk = 16;

    /// <summary>2^22 gradients: a bias of a four-hundredth of a standard deviation shows.</summary>
    public const long Draws = 1 << 22;

    /// <summary>A problem of each objective under the normal law.</summary>
    public static IReadOnlyList<NormalProblem> NormalToys { get; } =
    [
        new NormalProblem(Objective.Quadratic, 3, 1, 1),
        new NormalProblem(Objective.Exponential, 1.1, 1, 1),
        new NormalProblem(Objective.Cosine, 1.4, 1, 1),
    ];

    /// <summary>Points of the Bernoulli toy away from one half, where much is degenerate.</summary>
    public static IEnumerable<TheoryDataRow<GradientProblem>> BernoulliToys =>
    [
        .. new[] { new BernoulliProblem(0.45, 2.2), new BernoulliProblem(0.499, -0.8473), new BernoulliProblem(0.05, -3.9) }
            .Select(problem => new TheoryDataRow<GradientProblem>(problem)),
    ];

    /// <summary>The moments of each component, and what they should be.</summary>
    public static (Moments[] Moments, GradientMoments Exact) Of(
        string id, string estimator, GradientProblem problem, int samples = 1, long draws = Draws)
    {
        EstimatorEntry entry = Estimators.Find(estimator);
        GradientProblem asked = problem.OnDevice();
        GradientMoments exact = entry.Exact(asked, samples);
        GradientSampler sampler = entry.Sampler(asked, samples);
        Device device = TestDevices.Fastest;
        (uint k0, uint k1) = TestKey.For(id);
        using var workspace = new GradientWorkspace(device, sampler, Chunk);
        using DeviceArray<double> sums = device.Allocate<double>(Chunk * sampler.Components * 4);
        MomentsTree[] trees = [.. exact.Gradient.Select(_ => new MomentsTree())];
        for (long first = 0; first < draws / GradientSampler.BlockCalls; first += Chunk)
        {
            Moments[][] blocks = BlockMoments.Draw(
                device, sampler, new DeviceKey(k0, k1), first, Chunk, exact.Mean, workspace, sums);
            for (int block = 0; block < Chunk; block++)
            {
                for (int component = 0; component < trees.Length; component++)
                {
                    trees[component].Add(first + block, blocks[block][component]);
                }
            }
        }

        return ([.. trees.Select(tree => tree.Total())], exact);
    }

    /// <summary>Asserts the mean of every component; a verdict each.</summary>
    public static void AgreeInTheMean(
        MeanAssertion assertion, string estimator, GradientProblem problem, int samples = 1)
    {
        (Moments[] moments, GradientMoments exact) =
            Of(assertion.Design.Id + problem, estimator, problem, samples, assertion.Design.Draws);
        for (int component = 0; component < moments.Length; component++)
        {
            assertion.Agrees(moments[component], exact.Mean[component], Math.Sqrt(exact.Variance[component]));
        }
    }

    /// <summary>Asserts the variance of one component.</summary>
    public static void AgreeInTheVariance(
        VarianceAssertion assertion, string estimator, GradientProblem problem, int component, int samples = 1)
    {
        (Moments[] moments, GradientMoments exact) =
            Of(assertion.Design.Id, estimator, problem, samples, assertion.Design.Draws);
        assertion.Agrees(moments[component], exact.Variance[component]);
    }
}
