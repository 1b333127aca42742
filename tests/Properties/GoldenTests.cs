using System.Text.Json;
using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Properties.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties;

/// <summary>
/// Values computed with 60 digits by an oracle of another origin: the committed ones always, and those of
/// <c>BAYESBENCH_GOLDEN</c> when it is set. Every line of every formula in the registry is checked.
/// </summary>
public class GoldenTests
{
    private static readonly HashSet<string> Known = [.. Registry.All.Select(agreement => agreement.Id)];

    public static IEnumerable<TheoryDataRow<string, string>> Files =>
        from folder in new[] { "committed", "shared" }
        from id in Known.Order()
        where GoldenFile.Lines(folder).Any(line => line.Id == id)
        select new TheoryDataRow<string, string>(folder, id);

    [Theory]
    [MemberData(nameof(Files))]
    public void Reference_meets_golden_values(string folder, string id)
    {
        Agreement agreement = Registry.Find(id);
        foreach (GoldenLine line in GoldenFile.Lines(folder).Where(line => line.Id == id))
        {
            object[] arguments = Binder.Bind(agreement, line.Arguments);
            double[] expected = GoldenFile.Numbers(line.Value);
            double[] actual = Values.Flatten(agreement.Evaluate(arguments));
            Assert.Equal(expected.Length, actual.Length);
            for (int i = 0; i < expected.Length; i++)
            {
                double bound = GoldenTolerance.For(id, arguments, expected, i);
                Assert.True(
                    Comparer.Admits(expected[i], actual[i], bound, out double error, out _),
                    $"{id}{JsonSerializer.Serialize(line.Arguments)}[{i}] is {actual[i]:R}, golden {expected[i]:R}, off by {error:G3}, bound {bound:G3}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Kernels_meet_the_reference_at_golden_arguments(string folder, string id)
    {
        Agreement agreement = Registry.Find(id);
        // The reference is asked about the floats that the kernel gets; some of these it refuses, a probability that is
        // 0 as a float, say, or several whose sum is not 1 any more.
        object[][] calls =
        [
            .. from line in GoldenFile.Lines(folder)
               where line.Id == id
               let call = Agreement.AsFloats(Binder.Bind(agreement, line.Arguments))
               where IsTaken(agreement, call)
               select call,
        ];
        Device device = TestDevices.Fastest;
        Outcome outcome = Comparer.Compare(agreement, device.ToString(), calls, agreement.EvaluateOn(device, calls));
        Assert.True(outcome.Passed, outcome.Failure);
    }

    private static bool IsTaken(Agreement agreement, object[] call)
    {
        try
        {
            agreement.Evaluate(call);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [Fact]
    public void The_shared_golden_set_is_there()
    {
        if (GoldenFile.SharedFolder is null)
        {
            Requirements.Missing("golden", "BAYESBENCH_GOLDEN is not set");
        }

        Assert.NotEmpty(GoldenFile.Lines("shared"));
    }
}
