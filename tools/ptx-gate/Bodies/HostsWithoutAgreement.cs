using BayesBench.Agreements.Gradients;
using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Gradients;
using ILGPU;

namespace BayesBench.PtxGate.Bodies;

/// <summary>The hosts whose bodies no agreement launches, or not in every form; a body that the gate misses is added here.</summary>
internal static class HostsWithoutAgreement
{
    private const int Most = 8; // samples: every form that a host chooses by their number is among 1 to 8

    private static readonly DeviceKey Key = new(1, 2);

    public static void Run(Device device)
    {
        Roofs(device);
        Generator(device);
        NarrowRows(device);
        Samplers(device);
        Classifier(device);
        AdaptiveDepth(device);
        Decay(device);
    }

    private static void Roofs(Device device)
    {
        int chains = RoofKernels.ChainsPerItem(device);
        using DeviceArray<float> array = device.Allocate<float>(chains + 1);
        ArrayView<float> numbers = array.View.SubView(0, chains);
        using DeviceArray<int> bits = device.Allocate<int>(RoofKernels.ReadResults(device, numbers.Length));
        RoofKernels.Copy(device, array, array); // a length that is no multiple of four has a body of its own
        RoofKernels.Read(device, numbers, bits);
        RoofKernels.MultiplyAdd(device, numbers, 1);
        RoofKernels.Nothing(device, numbers.SubView(0, 1));
        RoofDraws.Words(device, numbers, Key, 1);
        RoofDraws.Uniforms(device, numbers, Key, 1);
        RoofDraws.Normals(device, numbers, Key, 1);
    }

    private static void Generator(Device device)
    {
        using DeviceArray<uint> words = device.Allocate<uint>(4), key = device.Allocate<uint>(2);
        Philox4x32Kernels.BlockOfSevenRounds(device, words, key, words);
    }

    // The recorder asks for too few rows for a lane each.
    private static void NarrowRows(Device device)
    {
        using DeviceArray<float> rows = device.Allocate<float>(2 * 64);
        SoftmaxKernels.Probabilities(device, 64, rows, rows);
    }

    private static void Samplers(Device device)
    {
        GradientProblem[] problems =
        [
            .. Enum.GetValues<Objective>().Select(f => new NormalProblem(f, 1, 1, 1)),
            new BernoulliProblem(0.5, 1),
            new CategoricalProblem(0.5, 1, 0.5),
            new ElboProblem(0, 1, 1, 1),
            new ImportanceWeightedProblem(0, 1, 1, 1),
        ];
        foreach (GradientSampler sampler in
            from estimator in Estimators.All
            from problem in problems
            where estimator.Supports(problem)
            from samples in estimator.SamplesAmong(Enumerable.Range(2, Most - 1))
            select estimator.Sampler(problem, samples))
        {
            using DeviceArray<float> gradients = device.Allocate<float>(sampler.Calls * sampler.Components);
            using DeviceArray<double> sums = device.Allocate<double>(4 * sampler.Components);
            using var workspace = new GradientWorkspace(device, sampler, 1);
            sampler.Replicates(device, Key, 0, gradients);
            sampler.Blocks(device, Key, 0, 1, new double[sampler.Components], workspace, sums);
        }
    }

    private static void Classifier(Device device)
    {
        const int Features = 32, Classes = 3, Batch = 4, Draws = DeviceBayesianClassifier.LeaveOneOutDraws;
        using var model = new DeviceBayesianClassifier(device, Features, Classes, Batch, Draws);
        using var data = new ClassifierData(device, new float[Batch * Features], new byte[Batch], Classes);
        using var moments = new DeviceGradientMoments(device, model.Size.Weights, 1);
        model.SetParameters(new float[2 * model.Size.Weights]);
        model.DrawMinibatch(data, Key, 0);
        foreach (ClassifierEstimator estimator in Enum.GetValues<ClassifierEstimator>())
        {
            model.Gradient(estimator, Key, 0);
        }

        moments.Add(model.LastGradient);
        moments.CentreOnMean();
        moments.Add(model.LastGradient);
        moments.Read();
        model.Update(Key, 1, 0.01f);
        model.Elbo(Draws, Key, 0);
        model.LocalElbo(Key, 0);
        model.Predict(data, Draws, Key);
    }

    // Early stops, whose rows are read back from bodies that the recorder does not run; and what only a step launches.
    private static void AdaptiveDepth(Device device)
    {
        using var data = new ClassifierData(device, [1], [0], 1);
        using var network = new DeviceAdaptiveDepthNetwork(device, new DepthNetworkSize(1, 1, 1, 1, 1));
        network.Step(data, Key, 1, 1);
        network.Classify(data, 0, DepthRule.Draw, Key, 1);
        network.Classify(data, 0, DepthRule.JointMode);
        using DeviceArray<float> one = device.Allocate<float>(1);
        using DeviceArray<int> from = device.Allocate<int>(1);
        AdaptiveDepthNetworkKernels.Move(device, 1, from, one, one, one);
    }

    private static void Decay(Device device)
    {
        using DeviceArray<float> one = device.Allocate<float>(1);
        OptimisersKernels.AddDecay(device, one, one, 0);
    }
}
