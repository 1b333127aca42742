using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class MeasureValuedUncoupledProperties
{
    [Fact]
    public void Exact_moments_by_the_mean_are_integrals_over_two_Rayleigh_numbers()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(60, seed: 43))
        {
            MeasureLaws.MomentsAreIntegrals(
                MeasureValuedUncoupled.NormalMoments(objective, k, mean, deviation),
                component: 0,
                MeasureLaws.Rayleighs,
                noise => MeasureValuedUncoupled.Normal(objective, k, mean, deviation, [noise[0], 0, noise[1], 0])[0]);
        }
    }

    // A length of 0 leaves the normal number that goes with it: here it stands for the Maxwell number.
    [Fact]
    public void Exact_moments_by_the_standard_deviation_are_integrals_over_a_normal_and_a_Maxwell_number()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(60, seed: 44))
        {
            MeasureLaws.MomentsAreIntegrals(
                MeasureValuedUncoupled.NormalMoments(objective, k, mean, deviation),
                component: 1,
                MeasureLaws.NormalAndMaxwell,
                noise => MeasureValuedUncoupled.Normal(objective, k, mean, deviation, [0, noise[0], 0, noise[1]])[1]);
        }
    }

    // The formula of the part by the standard deviation with what was left out: its first moment over V and Z is Maxwell's.
    [Fact]
    public void The_Maxwell_number_is_the_length_of_a_Rayleigh_and_a_normal_number()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(30, seed: 45))
        {
            double Value(double[] noise) =>
                MeasureValuedUncoupled.Normal(objective, k, mean, deviation, [0, 0, noise[0], noise[1]])[1];
            double ofMaxwell = MeasureLaws.NormalAndMaxwell.Sum(point => point.Weight * Value([0, point.Noise[1]]));
            double ofLength = MeasureLaws.RayleighAndNormal.Sum(point => point.Weight * Value(point.Noise));
            double size = MeasureLaws.RayleighAndNormal.Sum(point => point.Weight * Math.Abs(Value(point.Noise)));
            Assert.Equal(ofMaxwell, ofLength, 2e-12 * (size + (1 / deviation)));
        }
    }

    [Theory]
    [InlineData(-3, 10.0169, 264)]
    [InlineData(1, 1.27324, 8)]
    public void Variances_of_the_quadratic_are_those_derived_by_hand(double k, double byMean, double byDeviation)
    {
        double[] variance = MeasureValuedUncoupled.NormalMoments(Objective.Quadratic, k, 1, 1).Variance;
        Assert.Equal(byMean, variance[0], 5e-6 * byMean);
        Assert.Equal(byDeviation, variance[1], 1e-12);
    }

    // Coupled draws are not always better: beyond the root the two distances from the target vary together, not against.
    [Theory]
    [InlineData(0.7)]
    [InlineData(2.5)]
    public void On_a_quadratic_coupling_helps_the_part_by_the_mean_near_the_target_only(double deviation)
    {
        double root = deviation * Math.Sqrt(2 / (4 - Math.PI));
        double Excess(double distance) => MeasureValued.NormalMoments(Objective.Quadratic, 0, distance, deviation).Variance[0]
            - MeasureValuedUncoupled.NormalMoments(Objective.Quadratic, 0, distance, deviation).Variance[0];
        Assert.True(Excess(root * (1 - 1e-9)) < 0, "nearer coupled is better");
        Assert.True(Excess(root * (1 + 1e-9)) > 0, "farther independent is better");
    }

    [Fact]
    public void On_a_quadratic_coupling_always_helps_the_part_by_the_standard_deviation()
    {
        foreach ((_, double k, double mean, double deviation) in Points.Normal(100, seed: 46))
        {
            Assert.True(
                MeasureValued.NormalMoments(Objective.Quadratic, k, mean, deviation).Variance[1]
                < MeasureValuedUncoupled.NormalMoments(Objective.Quadratic, k, mean, deviation).Variance[1]);
        }
    }

    [Fact]
    public void A_constant_objective_has_no_gradient_and_no_variance()
    {
        Assert.Equal([0.0, 0.0], MeasureValuedUncoupled.NormalMoments(Objective.Exponential, 0, 0.5, 2).Variance);
        Assert.Equal([0.0, 0.0], MeasureValuedUncoupled.NormalMoments(Objective.Cosine, 0, 0.5, 2).Variance);
        Assert.Equal([0.0, 0.0], MeasureValuedUncoupled.Normal(Objective.Cosine, 0, 0.5, 2, [1.5, -0.5, 1, 2]));
    }

    [Fact]
    public void Noise_of_another_length_gets_one_clear_error() => Assert.StartsWith(
        "noise has length 2; it must have length 4.",
        Assert.Throws<ArgumentException>(() => MeasureValuedUncoupled.Normal(Objective.Cosine, 1, 0, 1, [1.0, 2.0])).Message,
        StringComparison.Ordinal);
}
