using BayesBench.Agreements.Gradients;
using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Statistics;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>A study's draws do not depend on how they are launched, cut or gathered.</summary>
public class GradientSamplerTests
{
    private static readonly DeviceKey Key = new(1, 2);

    public static TheoryData<string> Devices => TestDevices.Choices;

    [Theory]
    [MemberData(nameof(Devices))]
    public void Draws_do_not_depend_on_the_launch(string choice)
    {
        Device device = TestDevices.Get(choice);
        foreach (GradientSampler sampler in Samplers())
        {
            float[][] all = Draw(device, sampler, first: 0xFFFFFFF0UL, replicates: 600);
            float[][] part = Draw(device, sampler, first: 0xFFFFFFF0UL + 37, replicates: 5);
            for (int stretch = 0; stretch < all.Length; stretch++)
            {
                Assert.Equal(all[stretch][37..42], part[stretch]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void No_two_calls_share_their_noise(string choice)
    {
        Device device = TestDevices.Get(choice);
        GradientSampler sampler = Estimators.Find("score-function").Sampler(new NormalProblem(Objective.Quadratic, 3, 1, 1), 1);
        float[] gradients = [.. Draw(device, sampler, first: 0, replicates: 250).SelectMany(stretch => stretch)];
        // 2,000 floats of a continuous law meet by chance too: a few in a million pairs, never a quarter of them.
        Assert.InRange(gradients.Distinct().Count(), 1900, 2000);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Blocks_are_the_same_bits_however_many_are_drawn_at_once_and_however_they_are_sharded(string choice)
    {
        Device device = TestDevices.Get(choice);
        foreach (GradientSampler sampler in Samplers())
        {
            double[] centre = new double[sampler.Components];
            using var workspace = new GradientWorkspace(device, sampler, 3);
            using DeviceArray<double> sums = device.Allocate<double>(3 * sampler.Components * 4);
            Moments[][] together = BlockMoments.Draw(device, sampler, Key, 5, 3, centre, workspace, sums);
            Moments[][] apart = [.. Enumerable.Range(0, 3).Select(block =>
                BlockMoments.Draw(device, sampler, Key, 5 + block, 1, centre, workspace, sums)[0])];
            Assert.Equal(together, apart);

            var whole = new MomentsTree();
            var (left, right) = (new MomentsTree(), new MomentsTree());
            for (int block = 0; block < 3; block++)
            {
                whole.Add(5 + block, together[block][0]);
                (block == 1 ? left : right).Add(5 + block, apart[block][0]);
            }

            right.Merge(left);
            Assert.Equal(whole.Total(), right.Total());
        }
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void A_block_adds_up_the_gradients_of_its_own_replicates_and_no_others(string choice)
    {
        Device device = TestDevices.Get(choice);
        foreach (GradientSampler sampler in Samplers())
        {
            int replicates = GradientSampler.BlockCalls / sampler.Calls;
            float[][] gradients = Draw(device, sampler, first: 6UL * (ulong)replicates, replicates);
            double[] centre = [.. Enumerable.Range(0, sampler.Components).Select(component => 0.5 + component)];
            using var workspace = new GradientWorkspace(device, sampler, 3);
            using DeviceArray<double> sums = device.Allocate<double>(3 * sampler.Components * 4);
            sampler.Blocks(device, Key, 5, 3, centre, workspace, sums);
            double[] ofBlock = sums.ToArray()[(sampler.Components * 4)..(sampler.Components * 8)];
            for (int i = 0; i < ofBlock.Length; i++)
            {
                int component = i / 4, power = (i % 4) + 1;
                double sum = 0, allowed = 0;
                foreach (float g in gradients.Where((_, stretch) => stretch % sampler.Components == component).SelectMany(stretch => stretch))
                {
                    // A compiler may fuse other products and sums in the one kernel than in the other: some 32 roundings.
                    double d = g - centre[component];
                    sum += Math.Pow(d, power);
                    allowed += power * Math.Pow(Math.Abs(d), power - 1) * 32 * Math.Pow(2, -24) * (1 + Math.Abs(g));
                }

                Assert.Equal(sum, ofBlock[i], allowed);
            }
        }
    }

    // What is left of the squares, less that of their mean, may be a rounding below nothing.
    [Fact]
    public void A_block_of_one_number_has_no_negative_variance() => Assert.All(Enumerable.Range(1, 100), i =>
    {
        double d = i / 3e6;
        double sum = 0, square = 0;
        for (int call = 0; call < GradientSampler.BlockCalls; call++)
        {
            (sum, square) = (sum + d, square + (d * d));
        }

        Assert.InRange(BlockMoments.Of(0.5, [sum, square, 0, 0]).Sum2, 0, 1e-11 * square);
    });

    [Fact]
    public void Bad_shapes_are_named()
    {
        Device device = TestDevices.Get("cpu");
        GradientSampler sampler = LeaveOneOutKernels.Bernoulli(0.45f, 0, 2);
        using DeviceArray<float> gradients = device.Allocate<float>(5);
        Assert.Contains(
            "gradients has 5 elements; it must have a positive multiple of 2",
            Assert.Throws<ArgumentException>(() => sampler.Replicates(device, Key, 0, gradients)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "samples is 1; it must be at least 2",
            Assert.Throws<ArgumentOutOfRangeException>(() => LeaveOneOutKernels.Bernoulli(0.45f, 0, 1)).Message,
            StringComparison.Ordinal);
    }

    // Every way to share out noise: four calls, two or one a replicate, one of two whole blocks, those that loop, scrambled points.
    private static IEnumerable<GradientSampler> Samplers() =>
    [
        Estimators.Find("pathwise").Sampler(new NormalProblem(Objective.Cosine, 2, 1, 1), 1),
        Estimators.Find("score-function").Sampler(new BernoulliProblem(0.45, 1), 1),
        .. from samples in new[] { 2, 3, 4, 5, 8 }
           select Estimators.Find("leave-one-out").Sampler(new NormalProblem(Objective.Exponential, 1, 1, 1), samples),
        Estimators.Find("quasi-monte-carlo-pathwise").Sampler(new NormalProblem(Objective.Cosine, 2, 1, 1), 2),
    ];

    private static float[][] Draw(Device device, GradientSampler sampler, ulong first, int replicates)
    {
        using DeviceArray<float> gradients = device.Allocate<float>(sampler.Calls * sampler.Components * replicates);
        sampler.Replicates(device, Key, first, gradients);
        return [.. gradients.ToArray().Chunk(replicates)];
    }
}
