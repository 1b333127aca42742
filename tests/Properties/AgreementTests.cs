using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties
{
    /// <summary>Every kernel agrees with its reference. A class for each kind of accelerator, since classes run side by side.</summary>
    public abstract class AgreementTests(string choice)
    {
        // -preEnumerateTheories -trait formula=normal.log-density runs those of one formula.
        public static IEnumerable<TheoryDataRow<string>> Formulas =>
            from agreement in Registry.All
            select new TheoryDataRow<string>(agreement.Id).WithTrait("formula", agreement.Id);

        [Theory]
        [MemberData(nameof(Formulas))]
        public void Kernel_agrees_with_reference(string id)
        {
            Device device = TestDevices.Get(choice);
            foreach (Agreement agreement in Registry.All.Where(agreement => agreement.Id == id))
            {
                Outcome outcome = Comparer.Verify(agreement, device);
                Assert.True(outcome.Passed, outcome.Failure);
            }
        }
    }
}

namespace BayesBench.Properties.OnCuda
{
    public sealed class AgreementTests() : Properties.AgreementTests("cuda");
}

namespace BayesBench.Properties.OnOpenCl
{
    public sealed class AgreementTests() : Properties.AgreementTests("opencl");
}

namespace BayesBench.Properties.OnTheProcessor
{
    public sealed class AgreementTests() : Properties.AgreementTests("cpu");
}
