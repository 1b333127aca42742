using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Models;

/// <summary>All four estimators have the exact gradient as their mean, and the variance that theory gives them.</summary>
public class BayesianClassifierStatistics
{
    private const int LeaveOneOutDraws = 4;

    private static readonly MeanAssertion ScoreFunction = Unbiased("score-function");
    private static readonly MeanAssertion LeaveOneOut = Unbiased("leave-one-out");
    private static readonly MeanAssertion Pathwise = Unbiased("pathwise");
    private static readonly MeanAssertion Local = Unbiased("local-reparameterization");

    private static readonly VarianceAssertion ScoreFunctionVariance = Ledger.Variance(
        "bayesian-classifier.score-function.variance", 1e-10, 0.25, 0.999, 40_000, ClassifierToy.LawOf(ScoreTerm).Kurtosis);

    private static readonly VarianceAssertion LocalVariance = Ledger.Variance(
        "bayesian-classifier.local-reparameterization.variance", 1e-10, 0.15, 0.999, 40_000, PairOfExamples().Kurtosis);

    [Fact]
    public void The_score_function_is_unbiased() => Agrees(
        ScoreFunction,
        (key, step) => BayesianClassifier.ScoreFunctionGradient(
            ClassifierToy.Mean, ClassifierToy.Deviation, [], [ClassifierToy.Label], 2, ClassifierToy.Data, key, step),
        component => ClassifierToy.LawOf((a, b) => ClassifierToy.Likelihood(a, b) * ClassifierToy.Score(component, a, b)).Variance);

    [Fact]
    public void Leave_one_out_is_unbiased() => Agrees(
        LeaveOneOut,
        (key, step) => BayesianClassifier.LeaveOneOutGradient(
            ClassifierToy.Mean, ClassifierToy.Deviation, [], [ClassifierToy.Label], 2, ClassifierToy.Data, LeaveOneOutDraws, key, step),
        LeaveOneOutVariance);

    [Fact]
    public void Pathwise_is_unbiased() => Agrees(
        Pathwise,
        (key, step) => BayesianClassifier.PathwiseGradient(
            ClassifierToy.Mean, ClassifierToy.Deviation, [], [ClassifierToy.Label], 2, ClassifierToy.Data, key, step),
        component => ClassifierToy.LawOf((a, b) => ClassifierToy.Pathwise(component, a, b)).Variance);

    [Fact]
    public void Local_reparametrisation_is_unbiased() => Agrees(
        Local,
        (key, step) => BayesianClassifier.LocalReparameterizationGradient(
            ClassifierToy.Mean, ClassifierToy.Deviation, [], [ClassifierToy.Label], 2, ClassifierToy.Data, key, step),
        component => ClassifierToy.LawOf((a, b) => ClassifierToy.Pathwise(component, a, b)).Variance);

    [Fact]
    public void The_score_function_has_the_exact_variance() => ScoreFunctionVariance.Agrees(
        Measure(ScoreFunctionVariance, (key, step) => BayesianClassifier.ScoreFunctionGradient(
            ClassifierToy.Mean, ClassifierToy.Deviation, [], [ClassifierToy.Label], 2, ClassifierToy.Data, key, step).Mean[0]),
        ClassifierToy.LawOf(ScoreTerm).Variance);

    // With noise of its own for every example, variances add; with shared noise two equal examples would have
    // twice that.
    [Fact]
    public void Under_local_reparametrisation_the_examples_variances_add() => LocalVariance.Agrees(
        Measure(LocalVariance, (key, step) => BayesianClassifier.LocalReparameterizationGradient(
            ClassifierToy.Mean, ClassifierToy.Deviation, [], [1, 1], 2, 2 * ClassifierToy.Data, key, step).Mean[0]),
        PairOfExamples().Variance);

    // The exact ordering on the toy, for every component.
    [Fact]
    public void Leave_one_out_lies_between_score_function_and_pathwise() => Assert.All(Enumerable.Range(0, 4), component =>
    {
        double score = ClassifierToy.LawOf(
            (a, b) => ClassifierToy.Likelihood(a, b) * ClassifierToy.Score(component, a, b)).Variance;
        double pathwise = ClassifierToy.LawOf((a, b) => ClassifierToy.Pathwise(component, a, b)).Variance;
        Assert.InRange(LeaveOneOutVariance(component), pathwise, score);
    });

    private static MeanAssertion Unbiased(string estimator) => Ledger.Mean(
        $"bayesian-classifier.{estimator}.unbiased", 1e-10, 0.05, 0.999, 40_000, verdicts: 4);

    private static void Agrees(
        MeanAssertion assertion, Func<PhiloxKey, int, GaussianGradient> estimate, Func<int, double> variance)
    {
        PhiloxKey key = TestKey.For(assertion.Design.Id);
        var gradients = new GaussianGradient[assertion.Design.Draws];
        Parallel.For(0, gradients.Length, step => gradients[step] = estimate(key, step));
        for (int component = 0; component < 4; component++)
        {
            double truth = ClassifierToy.Expect((a, b) => ClassifierToy.Pathwise(component, a, b))
                + ClassifierToy.Divergence(component);
            Moments moments = Moments.Of([.. gradients.Select(gradient => component < 2
                ? gradient.Mean[component]
                : gradient.StandardDeviation[component - 2])]);
            assertion.Agrees(moments, truth, Math.Sqrt(variance(component)));
        }
    }

    private static Moments Measure(VarianceAssertion assertion, Func<PhiloxKey, int, double> draw)
    {
        PhiloxKey key = TestKey.For(assertion.Design.Id);
        var values = new double[assertion.Design.Draws];
        Parallel.For(0, values.Length, step => values[step] = draw(key, step));
        return Moments.Of(values);
    }

    private static double ScoreTerm(double a, double b) => ClassifierToy.Likelihood(a, b) * ClassifierToy.Score(0, a, b);

    // Two equal, independent examples: variances and fourth cumulants add.
    private static ClassifierToy.Law PairOfExamples()
    {
        ClassifierToy.Law one = ClassifierToy.LawOf((a, b) => ClassifierToy.Pathwise(0, a, b));
        return new ClassifierToy.Law(2 * one.Mean, 2 * one.Variance, 3 + ((one.Kurtosis - 3) / 2));
    }

    // Var = V / S + (Var f E score^2 + g^2) / (S (S - 1)), V the variance with the mean of f as baseline.
    private static double LeaveOneOutVariance(int component)
    {
        ClassifierToy.Law f = ClassifierToy.LawOf(ClassifierToy.Likelihood);
        ClassifierToy.Law centred = ClassifierToy.LawOf(
            (a, b) => (ClassifierToy.Likelihood(a, b) - f.Mean) * ClassifierToy.Score(component, a, b));
        double squaredScore = ClassifierToy.Expect((a, b) => Math.Pow(ClassifierToy.Score(component, a, b), 2));
        return (centred.Variance / LeaveOneOutDraws)
            + (((f.Variance * squaredScore) + (centred.Mean * centred.Mean)) / (LeaveOneOutDraws * (LeaveOneOutDraws - 1)));
    }
}
