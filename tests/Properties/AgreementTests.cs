using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties;

/// <summary>Every kernel agrees with its reference, on every accelerator here.</summary>
public class AgreementTests
{
    // The CPU accelerator pays microseconds for every work item: small sizes are enough to tie it to the rest.
    private const int CallsOnCpu = 256;

    public static IEnumerable<TheoryDataRow<string, string>> Rows =>
        from choice in TestDevices.Choices
        from agreement in Registry.All
        select new TheoryDataRow<string, string>(choice, agreement.Id);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Kernel_agrees_with_reference(string choice, string id)
    {
        Device device = TestDevices.Get(choice);
        foreach (Agreement agreement in Registry.All.Where(agreement => agreement.Id == id))
        {
            int? count = choice == "cpu" ? Math.Min(CallsOnCpu, agreement.Calls) : null;
            Outcome outcome = Comparer.Verify(agreement, device, seed: 1, count);
            Assert.True(outcome.Passed, outcome.Failure);
        }
    }
}
