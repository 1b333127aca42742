using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public partial class ScoreFunctionProperties
{
    [Fact]
    public void Exact_moments_for_the_chain_are_sums_over_the_outcomes() =>
        ChainLaws.MomentsAreSums(425, ScoreFunction.ChainMoments, ScoreFunction.Chain);

    [Fact]
    public void A_chain_needs_a_uniform_number_for_each_node() => ChainLaws.BadInputIsNamed(ScoreFunction.Chain);
}
