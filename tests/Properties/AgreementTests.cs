using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties
{
    /// <summary>
    /// Every kernel agrees with its reference. Two classes for each kind of accelerator, each with half of the topics, since classes
    /// run side by side and what takes long is the compilation of kernels.
    /// </summary>
    public abstract class AgreementTests(Func<string, Device> open, string choice)
    {
        // -preEnumerateTheories -trait formula=normal.log-density runs those of one formula.
        public static IEnumerable<TheoryDataRow<string>> Formulas(int half) =>
            from topic in Registry.All.GroupBy(agreement => agreement.Id.Split('.')[0]).Index()
            where topic.Index % 2 == half
            from agreement in topic.Item
            select new TheoryDataRow<string>(agreement.Id).WithTrait("formula", agreement.Id);

        protected void Agrees(string id)
        {
            Device device = open(choice);
            foreach (Agreement agreement in Registry.All.Where(agreement => agreement.Id == id))
            {
                Outcome outcome = Comparer.Verify(agreement, device);
                Assert.True(outcome.Passed, outcome.Failure);
            }
        }
    }

    public abstract class FirstHalf(string choice) : AgreementTests(TestDevices.Get, choice)
    {
        [Theory]
        [MemberData(nameof(Formulas), 0, MemberType = typeof(AgreementTests))]
        public void Kernel_agrees_with_reference(string id) => Agrees(id);
    }

    public abstract class SecondHalf(string choice) : AgreementTests(TestDevices.GetAgain, choice)
    {
        [Theory]
        [MemberData(nameof(Formulas), 1, MemberType = typeof(AgreementTests))]
        public void Kernel_agrees_with_reference(string id) => Agrees(id);
    }
}

namespace BayesBench.Properties.OnCuda
{
    public sealed class AgreementTests() : FirstHalf("cuda");
}

namespace BayesBench.Properties.OnCudaAgain
{
    public sealed class AgreementTests() : SecondHalf("cuda");
}

namespace BayesBench.Properties.OnOpenCl
{
    public sealed class AgreementTests() : FirstHalf("opencl");
}

namespace BayesBench.Properties.OnOpenClAgain
{
    public sealed class AgreementTests() : SecondHalf("opencl");
}

namespace BayesBench.Properties.OnTheProcessor
{
    public sealed class AgreementTests() : FirstHalf("cpu");
}

namespace BayesBench.Properties.OnTheProcessorAgain
{
    public sealed class AgreementTests() : SecondHalf("cpu");
}
