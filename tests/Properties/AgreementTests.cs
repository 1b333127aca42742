using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties;

/// <summary>Every kernel agrees with its reference, on every accelerator here.</summary>
public class AgreementTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Rows =>
        from choice in TestDevices.Choices
        from agreement in Registry.All
        select new TheoryDataRow<string, string>(choice, agreement.Id).WithTrait("formula", agreement.Id);

    // -preEnumerateTheories -trait formula=normal.log-density runs those of one formula.
    [Theory]
    [MemberData(nameof(Rows))]
    public void Kernel_agrees_with_reference(string choice, string id)
    {
        Device device = TestDevices.Get(choice);
        foreach (Agreement agreement in Registry.All.Where(agreement => agreement.Id == id))
        {
            Outcome outcome = Comparer.Verify(agreement, device);
            Assert.True(outcome.Passed, outcome.Failure);
        }
    }
}
