using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>Many dropout regressors as an object on a device, and their training.</summary>
public class DeviceDropoutRegressorsTests
{
    private const int Inputs = 2, Hidden = 19, Count = 60;
    private static readonly DeviceKey Key = new(1, 2);

    // y = |x0| - x1 / 2.
    private static readonly float[] Data = [.. Enumerable.Range(0, Count).SelectMany(i =>
    {
        float x0 = (float)Math.Sin(3 * i), x1 = (float)Math.Cos(5 * i);
        return (float[])[x0, x1, Math.Abs(x0) - (x1 / 2)];
    })];

    [Fact]
    public void A_model_does_not_feel_the_others()
    {
        var settings = new DropoutRegressorSettings(7, 3, 0.2f, 1e-3f);
        DropoutRegressorSettings[] others = [new(1, 0, 0.5f, 0), settings, new(0, 10, 0, 0.1f)];
        Assert.Equal(Trained([settings], 0), Trained(others, 1));
    }

    [Fact]
    public void Training_fits_the_data_and_dropout_keeps_from_fitting_them_wholly()
    {
        using DeviceDropoutRegressors models = Train([new(0, 0, 0, 0), new(1, 0, 0.3f, 0)], 300);
        double[] mean = models.Predict(Data, [0, 0], Count, [1, 1], 500, Key).Mean;
        double Error(int model) => Enumerable.Range(0, Count).Average(i => Math.Pow(mean[(model * Count) + i] - Data[(3 * i) + 2], 2));
        Assert.True(Error(0) < 1e-3, $"{Error(0)}");
        Assert.InRange(Error(1), 5 * Error(0), 0.1);
    }

    [Fact]
    public void Predictions_do_not_depend_on_how_their_draws_are_cut()
    {
        // 60 x 2 predictions of 40,000 draws are more than a launch takes.
        const int Draws = 40_000;
        using DeviceDropoutRegressors models = Train([new(0, 0, 0.1f, 0), new(1, 0, 0.3f, 0)], 20);
        int launches = 0;
        (double[] mean, double[] log) = models.Predict(Data, [0, 0], Count, [5, 5], Draws, Key, _ => launches++);
        Assert.Equal(2, launches);
        using DeviceDropoutRegressors one = Train([new(1, 0, 0.3f, 0)], 20);
        (double[] meanOfOne, double[] logOfOne) = one.Predict(Data.AsSpan(0, 3), [0], 1, [5], Draws, Key, _ => launches++);
        Assert.Equal(3, launches);
        Assert.Equal(meanOfOne[0], mean[Count], 1e-9);
        Assert.Equal(logOfOne[0], log[Count], 1e-6);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Device device = TestDevices.Fastest;
        DeviceDropoutRegressors Of(DropoutRegressorSettings settings, int count = Count) =>
            new(device, Inputs, Hidden, count, [settings], Data);
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(new(0, 1, 0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(new(-1, 0, 0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(new(0, 0, 1, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(new(0, 0, float.NaN, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(new(0, 0, 0, -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(new(0, 0, 0, 0), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceDropoutRegressors(device, Inputs, Hidden, Count, [], Data));
        using DeviceDropoutRegressors models = Of(new(0, 0, 0, 0));
        Assert.Throws<ArgumentException>(() => models.SetParameters(new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => models.Gradient(new(0, 0, 1), Key));
        Assert.Throws<ArgumentOutOfRangeException>(() => models.Gradient(new(50, 11, 1), Key));
        Assert.Throws<ArgumentOutOfRangeException>(() => models.Step(new(0, 1, 0), Key, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => models.Predict(Data, [1], Count, [1], 1, Key));
        Assert.Throws<ArgumentOutOfRangeException>(() => models.Predict(Data, [0], Count, [0], 1, Key));
        Assert.Throws<ArgumentOutOfRangeException>(() => models.Predict(Data, [0], Count, [1], 0, Key));
        Assert.Throws<ArgumentException>(() => models.Predict(Data, [0, 0], Count, [1], 1, Key));
    }

    private static float[] Trained(DropoutRegressorSettings[] settings, int model)
    {
        using DeviceDropoutRegressors models = Train(settings, 3, 20);
        int length = models.Size.ParameterCount;
        return models.GetParameters()[(model * length)..((model + 1) * length)];
    }

    private static DeviceDropoutRegressors Train(DropoutRegressorSettings[] settings, int epochs, int count = Count)
    {
        var models = new DeviceDropoutRegressors(TestDevices.Fastest, Inputs, Hidden, count, settings, Data);
        float[] parameters = [.. Enumerable.Range(0, models.Size.ParameterCount).Select(j => (float)Math.Sin((7 * j) + 1) / 2)];
        models.SetParameters([.. Enumerable.Repeat(parameters, settings.Length).SelectMany(p => p)]);
        int step = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            models.Shuffle(Key, epoch);
            for (int first = 0; first < count; first += 16)
            {
                models.Step(new DropoutRegressorBatch(first, Math.Min(16, count - first), ++step), Key, 0.01);
            }
        }

        return models;
    }
}
