using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Devices;

/// <summary>What every kernel relies on: choosing, copying, launching, from many threads, and clear refusals.</summary>
public class DeviceTests
{
    [Theory]
    [InlineData("auto", 4, 0)]
    [InlineData("cuda:2", 1, 2)]
    [InlineData("OpenCL", 2, 0)]
    [InlineData("cpu:0", 1, 0)]
    public void A_choice_names_kinds_and_a_position(string text, int kinds, int index)
    {
        DeviceChoice choice = DeviceChoice.Parse(text);
        Assert.Equal((kinds, index), (choice.Kinds.Count, choice.Index));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1:2")]
    [InlineData("cpu:99999999999")]
    public void A_choice_of_another_form_is_refused(string text)
    {
        var refusal = Assert.Throws<ArgumentException>(() => DeviceChoice.Parse(text));
        Assert.StartsWith($"device is '{text}'; it must be auto, cuda, opencl or cpu", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_is_not_here_is_refused_with_the_reason()
    {
        var refusal = Assert.Throws<DeviceNotFoundException>(() => Device.Open("cpu:7"));
        Assert.Equal("no device 'cpu:7' here: Cpu: only cpu:0 (CPUAccelerator).", refusal.Message);
    }

    [Fact]
    public void The_survey_lists_every_kind_or_says_why_not() =>
        Assert.All(
            Enum.GetValues<DeviceKind>(),
            kind => Assert.Contains(DeviceSurvey.Run(), report =>
                report.Kind == kind && (report.Choice is null) == (report.MissingBecause is { Length: > 0 })));

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Elements_come_back_as_they_went(string choice)
    {
        Device device = TestDevices.Get(choice);
        foreach (int length in new[] { 0, 1, 3, 1023, 4097 })
        {
            float[] sent = [.. Enumerable.Range(0, length).Select(i => (i * 0.5f) - 7)];
            using DeviceArray<float> array = device.Upload<float>(sent);
            Assert.Equal(sent, array.ToArray());
            array.Clear();
            Assert.All(array.ToArray(), value => Assert.Equal(0, value));
        }
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Threads_that_share_a_device_do_not_disturb_one_another(string choice)
    {
        Device device = TestDevices.Get(choice);
        Parallel.For(0, 8, thread =>
        {
            float[] x = [.. Enumerable.Repeat((float)thread, 257)];
            float[] zero = new float[257], one = [.. Enumerable.Repeat(1f, 257)];
            using DeviceArray<float> at = device.Upload<float>(x), mean = device.Upload<float>(zero),
                deviation = device.Upload<float>(one), result = device.Allocate<float>(257);
            for (int repeat = 0; repeat < 20; repeat++)
            {
                NormalKernels.LogDensity(device, at, mean, deviation, result);
                Assert.All(result.ToArray(), value => Assert.Equal(-0.5 * thread * thread, value + 0.9189385, 1e-5));
            }
        });
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Empty_work_is_no_work_and_a_wrong_shape_is_refused(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> none = device.Allocate<float>(0), three = device.Allocate<float>(3);
        NormalKernels.LogDensity(device, none, none, none, none);
        var refusal = Assert.Throws<ArgumentException>(() => NormalKernels.LogDensity(device, three, none, three, three));
        Assert.StartsWith("mean has 0 elements; it must have 3.", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => device.Allocate<float>(-1));
    }
}
