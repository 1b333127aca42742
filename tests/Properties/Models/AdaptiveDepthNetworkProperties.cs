using BayesBench.Properties.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The network of adaptive depth: one pass for all depths, and its exact gradient.</summary>
public class AdaptiveDepthNetworkProperties
{
    private const int Inputs = 2, Width = 3, Layers = 2, Classes = 3, Examples = 4;
    private static readonly int[] Labels = [0, 2, 1, 1];
    private static readonly double[][] Images = [.. LayerGradients.Numbers(Examples * Inputs, 1).Chunk(Inputs)];
    private static readonly double[] Parameters = [.. LayerGradients.Numbers(Count(Inputs, Width, Layers, Classes), 4).Select(p => 0.4 * p)];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Logits: parameters has length 3; it must have length 21 and 16 more for each layer."] =
            () => AdaptiveDepthNetwork.Logits(new double[3], Images, Width, Classes, 0),
        ["Logits: parameters has length 54; it must have length 21 and 16 more for each layer."] =
            () => AdaptiveDepthNetwork.Logits([.. Parameters, 0], Images, Width, Classes, 0),
        ["Logits: parameters[1] is NaN; it must be finite."] =
            () => AdaptiveDepthNetwork.Logits([0, double.NaN, .. Parameters[2..]], Images, Width, Classes, 0),
        ["Logits: images is empty; it must have at least one element."] = () => AdaptiveDepthNetwork.Logits(Parameters, [], Width, Classes, 0),
        ["Logits: depth is 3; it must be in [0, 2]."] = () => AdaptiveDepthNetwork.Logits(Parameters, Images, Width, Classes, 3),
        ["HaltingLogits: width is 0; it must be at least 1."] = () => AdaptiveDepthNetwork.HaltingLogits(Parameters, Images, 0, Classes),
        ["HaltingLogits: classes is 0; it must be at least 1."] = () => AdaptiveDepthNetwork.HaltingLogits(Parameters, Images, Width, 0),
        ["Loss: labels has length 1; it must have length 4."] = () => AdaptiveDepthNetwork.Loss(Parameters, Images, [0], Width, Classes, 0),
        ["Loss: labels[3] is 3; it must be in [0, 2]."] = () => AdaptiveDepthNetwork.Loss(Parameters, Images, [0, 0, 0, 3], Width, Classes, 0),
        ["Loss: tau is -1; it must be non-negative and finite."] = () => AdaptiveDepthNetwork.Loss(Parameters, Images, Labels, Width, Classes, -1),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Fact]
    public void Erratum_F53_the_first_z_layers_are_used_not_those_from_z_on()
    {
        // Layer l adds 10^(l - 1), so that the digits of the answer are the layers in use.
        double[] parameters = [0, 0, 0, 1, 0, 10, 0, 100, 1, 0, 0, 0, 0, 0, 0, 0];
        double[] adds = [1, 10, 100];
        double[] right = [.. Enumerable.Range(0, 4).Select(z => AdaptiveDepthNetwork.Logits(parameters, [[1]], 1, 1, z)[0][0])];
        double[] printed = [.. Enumerable.Range(0, 4).Select(z => adds.Select((f, i) => z <= i + 1 ? f : 0).Sum())];
        Assert.Equal([0, 1, 11, 111], right);
        Assert.Equal([111, 111, 110, 100], printed);
        // A depth's layers are the first ones of the next depth's, which adds one: one pass gives all. Printed, a layer goes.
        Assert.Equal(adds, right.Skip(1).Zip(right, (next, own) => next - own));
        Assert.All(printed.Skip(1).Zip(printed), pair => Assert.True(pair.First <= pair.Second));
    }

    [Fact]
    public void F52_at_full_depth_it_is_a_residual_network()
    {
        double[][] At(int start, int rows, int columns) => [.. Parameters[start..(start + (rows * columns))].Chunk(columns)];
        double[][] Layer(double[][] input, int start, int inputs, int outputs) =>
            Dense.Forward(input, At(start, inputs, outputs), Parameters[(start + (inputs * outputs))..(start + ((inputs + 1) * outputs))]);
        double[][] Relu(double[][] rows) => [.. rows.Select(row => row.Select(x => Math.Max(x, 0)).ToArray())];
        double[][] h = Layer(Images, 0, Inputs, Width);
        for (int l = 0; l < Layers; l++)
        {
            double[][] f = Layer(Relu(h), ((Inputs + 1) * Width) + (l * (Width + 1) * Width), Width, Width);
            h = [.. h.Zip(f, (own, more) => own.Zip(more, (a, b) => a + b).ToArray())];
        }

        double[][] expected = Layer(Relu(h), ((Inputs + 1) * Width) + (Layers * (Width + 1) * Width), Width, Classes);
        Assert.Equal(expected, AdaptiveDepthNetwork.Logits(Parameters, Images, Width, Classes, Layers));
    }

    [Fact]
    public void One_pass_gives_the_loss_that_a_pass_for_every_depth_gives()
    {
        const double Tau = 0.3;
        double[][] halting = AdaptiveDepthNetwork.HaltingLogits(Parameters, Images, Width, Classes);
        double[][][] logits = [.. Enumerable.Range(0, Layers + 1).Select(z => AdaptiveDepthNetwork.Logits(Parameters, Images, Width, Classes, z))];
        double loss = -Labels.Select((label, b) => AdaptiveDepth.AmortizedElbo(
            [.. halting.Select(row => row[b])], [.. logits.Select(rows => Math.Log(Softmax.Probabilities(rows[b])[label]))], Tau).Elbo).Average();
        Assert.Equal(loss, AdaptiveDepthNetwork.Loss(Parameters, Images, Labels, Width, Classes, Tau).Loss, 1e-13);
    }

    [Fact]
    public void The_gradient_is_that_of_the_loss_by_every_parameter()
    {
        double[] gradient = AdaptiveDepthNetwork.Loss(Parameters, Images, Labels, Width, Classes, 0.3).Gradient;
        double[] differences = FiniteDifference.Gradient(
            Parameters, at => AdaptiveDepthNetwork.Loss(at, Images, Labels, Width, Classes, 0.3).Loss, step: 1e-3);
        Assert.Equal(Parameters.Length, gradient.Length);
        Assert.True(FiniteDifference.RelativeError(gradient, differences) < 1e-9);
        Assert.All(Parts(gradient), part => Assert.Contains(part, slope => Math.Abs(slope) > 1e-3));
    }

    [Fact]
    public void Layers_behind_a_sure_stop_learn_nothing()
    {
        double[] parameters = [.. Parameters];
        parameters[^((Layers - 1) * (Width + 1) + 1)] = 200;
        double[][] parts = Parts(AdaptiveDepthNetwork.Loss(parameters, Images, Labels, Width, Classes, 0.3).Gradient);
        Assert.Contains(parts[0], slope => Math.Abs(slope) > 1e-3);
        Assert.All(parts[1].Concat(parts[2]), slope => Assert.Equal(0, slope, 1e-60));
    }

    [Fact]
    public void F54_every_depth_gives_a_law_of_the_classes_of_its_own()
    {
        double[][] laws = [.. Enumerable.Range(0, Layers + 1)
            .Select(z => Softmax.Probabilities(AdaptiveDepthNetwork.Logits(Parameters, Images, Width, Classes, z)[0]))];
        Assert.All(laws, law => Assert.Equal(1, law.Sum(), 1e-15));
        Assert.Equal(Layers + 1, laws.Select(law => law[0]).Distinct().Count());
    }

    /// <summary>The number of parameters.</summary>
    internal static int Count(int inputs, int width, int layers, int classes) =>
        ((inputs + 1) * width) + (layers * (width + 1) * (width + 1)) + ((width + 1) * classes);

    // Stem, layers, head, stopping.
    private static double[][] Parts(double[] gradient)
    {
        int[] lengths = [(Inputs + 1) * Width, .. Enumerable.Repeat((Width + 1) * Width, Layers), (Width + 1) * Classes, Layers * (Width + 1)];
        return [.. lengths.Select((length, i) => gradient.AsSpan(lengths[..i].Sum(), length).ToArray())];
    }
}
