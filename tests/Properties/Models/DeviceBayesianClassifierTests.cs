using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Models;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The classifier as an object on a device, and its training.</summary>
public class DeviceBayesianClassifierTests
{
    private static readonly DeviceKey Key = new(1, 2);
    private static readonly Lazy<Digits> Some = new(() => SyntheticDigits.Draw(400, 100));

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_step_is_a_function_of_parameters_data_key_and_step(string choice)
    {
        Device device = TestDevices.Get(choice);
        float[] Trained(int steps)
        {
            using ClassifierData data = Data(device);
            using var model = new DeviceBayesianClassifier(device, Digits.Pixels, Digits.Classes, 20, 1);
            model.Initialise(0.1f);
            for (int step = 1; step <= steps; step++)
            {
                model.Step(data, Key, step, 0.01f);
            }

            return model.GetParameters();
        }

        Assert.Equal(Trained(3), Trained(3));
        Assert.NotEqual(Trained(2), Trained(3));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Every_step_launches_the_same_small_number_of_kernels(string choice) =>
        Assert.Equal(10 * DeviceBayesianClassifier.LaunchesPerStep, CostOfTenSteps(choice).Launches);

    // ILGPU's own CPU accelerator allocates in every launch; that is not the step's doing.
    [Theory]
    [InlineData("opencl")]
    [InlineData("cuda")]
    public void A_step_allocates_nothing(string choice) => Assert.Equal(0, CostOfTenSteps(choice).Bytes);

    [Theory]
    [InlineData(16)]
    [InlineData(128)]
    public void Predictions_do_not_depend_on_the_batch(int batch)
    {
        Device device = TestDevices.Fastest;
        using ClassifierData data = Data(device);
        float[] Predictions(int examples)
        {
            using var model = new DeviceBayesianClassifier(device, Digits.Pixels, Digits.Classes, examples, 3);
            model.Initialise(0.2f);
            return model.Predict(data, 3, Key);
        }

        // Each example's sums are taken in the same order.
        Assert.Equal(Predictions(37), Predictions(batch));
    }

    [Fact]
    public void Training_learns_the_synthetic_digits()
    {
        Digits digits = SyntheticDigits.Draw(2000, 400);
        TrainingResult result = ClassifierTraining.Run(
            TestDevices.Fastest, digits, new TrainingOptions(Epochs: 10, LearningRate: 0.01f, Reports: 4), null,
            TestContext.Current.CancellationToken);
        Assert.False(result.Cancelled);
        Assert.Equal(10 * 2000 / 128, result.Steps);
        Assert.Equal(4, result.History.Count);
        Assert.True(result.History[^1].LogLikelihood > result.History[0].LogLikelihood + 0.1, $"{result}");
        Assert.True(result.ByDraws.Error < 0.3, $"error {result.ByDraws.Error} of ten classes");
    }

    [Fact]
    public void A_cancelled_training_returns_what_it_has_learned()
    {
        using var source = new CancellationTokenSource();
        var progress = new Immediate(_ => source.Cancel());
        TrainingResult result = ClassifierTraining.Run(
            TestDevices.Fastest, Some.Value, new TrainingOptions(Epochs: 10, Reports: 10), progress, source.Token);
        Assert.True(result.Cancelled);
        Assert.Equal(result.History[0].Step, result.Steps);
        Assert.All(result.Parameters, parameter => Assert.True(float.IsFinite(parameter)));
    }

    [Fact]
    public void Bad_data_are_named()
    {
        Device device = TestDevices.Fastest;
        var label = Assert.Throws<ArgumentOutOfRangeException>(() => new ClassifierData(device, [1, 2], [0, 3], 3));
        Assert.StartsWith("labels[1] is 3; it must be in [0, 2].", label.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ClassifierData(device, [], [], 3));
        Assert.Throws<ArgumentException>(() => new ClassifierData(device, [1, 2, 3], [0, 1], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceBayesianClassifier(device, 2, 3, 0, 1));
    }

    private static (long Launches, long Bytes) CostOfTenSteps(string choice)
    {
        Device device = TestDevices.Get(choice);
        using ClassifierData data = Data(device);
        using var model = new DeviceBayesianClassifier(device, Digits.Pixels, Digits.Classes, 20, 1);
        model.Initialise(0.1f);
        model.Step(data, Key, 1, 0.01f);
        long launches = device.Launches;
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 2; step < 12; step++)
        {
            model.Step(data, Key, step, 0.01f);
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return (device.Launches - launches, bytes);
    }

    private static ClassifierData Data(Device device) =>
        new(device, Some.Value.TrainImages, Some.Value.TrainLabels, Digits.Classes);

    private sealed class Immediate(Action<TrainingReport> action) : IProgress<TrainingReport>
    {
        public void Report(TrainingReport value) => action(value);
    }
}
