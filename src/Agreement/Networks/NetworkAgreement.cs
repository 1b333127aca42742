using System.Runtime.CompilerServices;
using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using ILGPU;
using ILGPU.Runtime;
using Device = BayesBench.Kernels.Device;

namespace BayesBench.Agreements.Networks;

/// <summary>Whole networks, forward and backward, and their kernels.</summary>
public sealed class NetworkAgreement : ITopic
{
    private const int Calls = 96;

    private static readonly ConditionalWeakTable<object[], double[]> Bounds = [];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Network.Forward,
            (device, batch) => batch.Result(Flat(batch, call =>
            {
                (NetworkCall network, int examples) = Of(call);
                using DeviceArray<float> input = device.Upload<float>(NetworkCall.Floats((double[])call[3]));
                LayerPass pass = Pass(examples, Enum.Parse<LayerMode>(call[4].ToString()!), call, 5);
                return network.On(device, examples, (stack, _) => ToHost(device, stack.Forward(pass, input)));
            })),
            source =>
            {
                (object[] first, _) = Draw(source);
                return [.. first, source.Pick(Enum.GetValues<NetworkNoise>()), .. Noise(source)];
            },
            new ErrorBound(
                "of each layer's sums gamma of their absolute terms, of its functions their own, through the layers behind it by absolute weights",
                (call, _, i) => Bounds.GetValue(call, _ => Bounded(call, 5).Forward((double[])call[3], (NetworkNoise)call[4])[^1].Error)[i]))
        {
            Calls = Calls,
        },
        new Agreement(
            Network.Backward,
            (device, batch) =>
            {
                (float[] Input, float[] Parameters)[] gradients = Each(batch, call =>
                {
                    (NetworkCall network, int examples) = Of(call);
                    using DeviceArray<float> input = device.Upload<float>(NetworkCall.Floats((double[])call[3]));
                    using DeviceArray<float> slope = device.Upload<float>(NetworkCall.Floats((double[])call[4]));
                    using DeviceArray<float> byInput = device.Allocate<float>(input.Length);
                    LayerPass pass = Pass(examples, LayerMode.Training, call, 5);
                    return network.On(device, examples, (stack, gradient) =>
                    {
                        stack.Forward(pass, input);
                        stack.Backward(pass, 0, input, slope, byInput);
                        return (byInput.ToArray(), gradient.ToArray());
                    });
                });
                batch.Result([.. gradients.SelectMany(gradient => gradient.Input)]);
                batch.Result([.. gradients.SelectMany(gradient => gradient.Parameters)]);
            },
            source =>
            {
                (object[] first, int outputs) = Draw(source);
                return [.. first, Networks.Layers.Normals(source, outputs), .. Noise(source)];
            },
            new ErrorBound(
                "as forward, then of the derivatives by absolute weights, inputs and slopes; where a ReLU or a maximum may have tipped, the whole derivative",
                (call, _, i) => Bounds.GetValue(call, _ =>
                {
                    BoundedNetwork network = Bounded(call, 5);
                    (Bounded input, Bounded parameters) = network.Backward(
                        network.Forward((double[])call[3], NetworkNoise.Training), Networks.Bounded.Exact((double[])call[4]));
                    return input.Join(parameters).Error;
                })[i]))
        {
            Calls = Calls,
        },
        new Agreement(
            Network.Divergence,
            (device, batch) => batch.Result(Each(batch, call => NetworkCall.From(call).On(
                device, 1, (stack, _) => stack.Divergence(Pass(1, LayerMode.Training, call, 3))))),
            DrawWeights,
            new ErrorBound(
                "of each weight's terms in float; their sum in double",
                (call, _, _) => Bounds.GetValue(call, _ => [Parameters(call).DivergenceError()])[0]))
        {
            Calls = Calls,
        },
        new Agreement(
            Network.DivergenceGradient,
            (device, batch) => batch.Result(Flat(batch, call =>
            {
                NetworkCall network = NetworkCall.From(call);
                using DeviceArray<float> input = device.Upload<float>(new float[network.Description.Inputs]);
                using DeviceArray<float> slope = device.Upload<float>(new float[network.Description.Outputs]);
                LayerPass pass = Pass(1, LayerMode.Training, call, 3);
                return network.On(device, 1, (stack, gradient) =>
                {
                    stack.Forward(pass, input);
                    stack.Backward(pass, 1, input, slope);
                    return gradient.ToArray();
                });
            })),
            DrawWeights,
            new ErrorBound(
                "two roundings and the precision's by a mean, the deviation's square by its logarithm; of a sparse weight's slope and quotient",
                (call, _, i) => Bounds.GetValue(call, _ => Parameters(call).DivergenceGradient().Error)[i]))
        {
            Calls = Calls,
        },
        new Agreement(
            Network.InitialParameters,
            (_, batch) => batch.Result(Flat(batch, call =>
            {
                var key = (PhiloxKey)call[2];
                return new NetworkCall((LayerSpecification[])call[0], (ExampleShape)call[1], []).Description
                    .InitialParameters(key.K0 | ((ulong)key.K1 << 32));
            })),
            source =>
            {
                NetworkCall call = NetworkCall.Draw(source);
                return [call.Layers, call.Shape, new PhiloxKey(source.Word(), source.Word())];
            },
            ErrorBound.Relative("worked out in double, rounded once", 1.0001))
        {
            Calls = Calls,
        },
    ];

    private static (object[] Arguments, int Outputs) Draw(InputSource source)
    {
        NetworkCall call = NetworkCall.Draw(source);
        int examples = source.Pick(1, 3, 5);
        double[] input = Networks.Layers.Normals(source, examples * call.Shape.Channels * call.Shape.Height * call.Shape.Width);
        return ([call.Layers, call.Shape, call.Parameters, input], examples * call.Description.Outputs);
    }

    private static object[] DrawWeights(InputSource source)
    {
        NetworkCall call = NetworkCall.Draw(source);
        return [call.Layers, call.Shape, call.Parameters, .. Noise(source)];
    }

    private static object[] Noise(InputSource source) =>
        [new PhiloxKey(source.Word(), source.Word()), ((ulong)source.Word() << 32) | source.Word()];

    private static (NetworkCall Network, int Examples) Of(object[] call)
    {
        NetworkCall network = NetworkCall.From(call);
        return (network, ((double[])call[3]).Length / network.Description.Inputs);
    }

    private static LayerPass Pass(int examples, LayerMode mode, object[] call, int key)
    {
        var replicate = (ulong)call[key + 1];
        return new LayerPass(
            examples, mode, NetworkCall.Convert((PhiloxKey)call[key]), unchecked((int)replicate), unchecked((int)(replicate >> 32)));
    }

    private static BoundedNetwork Bounded(object[] call, int key)
    {
        (NetworkCall network, int examples) = Of(call);
        return new BoundedNetwork(network.Description, network.Parameters, examples, (PhiloxKey)call[key], (ulong)call[key + 1]);
    }

    private static BoundedNetwork Parameters(object[] call)
    {
        NetworkCall network = NetworkCall.From(call);
        return new BoundedNetwork(network.Description, network.Parameters, 1, (PhiloxKey)call[3], (ulong)call[4]);
    }

    private static float[] ToHost(Device device, ArrayView<float> view)
    {
        device.Synchronize();
        var numbers = new float[view.Length];
        view.CopyToCPU(numbers);
        return numbers;
    }

    private static T[] Each<T>(Batch batch, Func<object[], T> one) =>
        [.. Enumerable.Range(0, batch.Count).Select(call => one(batch.Call(call)))];

    private static float[] Flat(Batch batch, Func<object[], float[]> one) => [.. Each(batch, one).SelectMany(row => row)];
}
