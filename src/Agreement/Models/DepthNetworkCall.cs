using BayesBench.Kernels;
using BayesBench.Kernels.Models;

namespace BayesBench.Agreements.Models;

/// <summary>An adaptive-depth network and a batch: what its formulas are called with, and their way through the device.</summary>
internal sealed record DepthNetworkCall(double[] Parameters, double[][] Images, int[] Labels, int Width, int Classes, double Tau)
{
    public int Inputs => Images[0].Length;

    public int Layers => (Parameters.Length - ((Inputs + 1) * Width) - ((Width + 1) * Classes)) / ((Width + 1) * (Width + 1));

    /// <summary>Small sizes, those about a tile's edge among them; weights that neither die out nor blow up.</summary>
    public static DepthNetworkCall Draw(InputSource source)
    {
        (int inputs, int width) = (source.Pick(1, 3, 17), source.Pick(1, 3, 17, 66));
        (int layers, int classes, int examples) = (source.Pick(1, 3), source.Pick(1, 2, 10), source.Pick(1, 3, 17));
        var size = new DepthNetworkSize(inputs, width, layers, classes, examples);
        double spread = 1 / Math.Sqrt(width);
        return new DepthNetworkCall(
            source.Vector(size.Parameters, s => (float)(spread * s.Normal())),
            source.Matrix(examples, inputs, s => s.Normal()),
            [.. Enumerable.Range(0, examples).Select(_ => source.Integer(0, classes - 1))],
            width,
            classes,
            source.Pick(0, source.LogUniform(0.01, 3)));
    }

    /// <summary>Puts network and batch on the device and asks for something.</summary>
    public T On<T>(Device device, Func<DeviceAdaptiveDepthNetwork, T> ask)
    {
        using var data = new ClassifierData(
            device, ClassifierCall.Floats([.. Images.SelectMany(row => row)]), [.. Labels.Select(label => (byte)label)], Classes);
        using var network = new DeviceAdaptiveDepthNetwork(
            device, new DepthNetworkSize(Inputs, Width, Layers, Classes, Images.Length));
        network.SetParameters(ClassifierCall.Floats(Parameters));
        network.SetTau((float)Tau);
        network.TakeConsecutive(data, 0);
        return ask(network);
    }
}
