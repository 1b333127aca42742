using BayesBench.Catalogue;
using Xunit;

namespace BayesBench.Properties.Catalogue;

/// <summary>The estimators' document says of every estimator what is known of it.</summary>
public class EstimatorsTests
{
    [Fact]
    public void Every_estimator_has_exact_moments_a_problem_and_both_tests() => Assert.All(EstimatorPage.All, page =>
    {
        Assert.True(page.Topic is not null, $"{page.Title} begins with no class of the reference that has moments");
        Assert.NotEmpty(page.Moments);
        Assert.NotEmpty(page.Supports);
        Assert.Equal(["property", "statistics"], page.Tests.Select(test => test.View));
    });

    [Fact]
    public void Evaluations_are_said_in_samples()
    {
        Dictionary<string, string> evaluations = EstimatorPage.All.ToDictionary(page => page.Title, page => page.Evaluations);
        Assert.Equal(("1", "K", "2"), (evaluations["pathwise"], evaluations["leave-one-out(K)"], evaluations["dis-arm"]));
    }

    [Fact]
    public void The_literature_has_28_rows_in_order_each_with_a_topic()
    {
        Assert.Equal(Enumerable.Range(1, 28), KnownEstimator.All.Select(row => row.Number));
        Assert.All(KnownEstimator.All, row => Assert.NotEmpty(row.Topics));
        Assert.All(KnownEstimator.All, row => Assert.Equal(row.Topics.Order(), row.Served.Concat(row.Open).Order()));
    }

    [Fact]
    public void Every_estimator_of_the_suite_is_one_of_the_literature()
    {
        HashSet<string> topics = [.. KnownEstimator.All.SelectMany(row => row.Served)];
        Assert.Empty(EstimatorPage.All.Where(page => !topics.Contains(page.Topic!)).Select(page => page.Title));
    }
}
