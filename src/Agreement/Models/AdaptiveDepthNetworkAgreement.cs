using BayesBench.Kernels;
using BayesBench.Reference.Models;

namespace BayesBench.Agreements.Models;

/// <summary>The adaptive-depth network and its kernels.</summary>
public sealed class AdaptiveDepthNetworkAgreement : ITopic
{
    private const int Calls = 40;

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            AdaptiveDepthNetwork.Logits,
            (device, batch) => Matrix<float>(batch, batch.Shared<int>(3), Each(device, batch, Unlabelled, (call, network) => network.Logits((int)call[4]))),
            source =>
            {
                DepthNetworkCall c = DepthNetworkCall.Draw(source);
                return [c.Parameters, c.Images, c.Width, c.Classes, source.Integer(0, c.Layers)];
            },
            DepthErrors.Bound("gamma of every layer's products, and three additions, carried through the layers behind", call =>
                new DepthNetworkErrors(Unlabelled(call)).Logits((int)call[4]).SelectMany(row => row)))
        {
            Calls = Calls,
        },
        new Agreement(
            AdaptiveDepthNetwork.HaltingLogits,
            (device, batch) => Matrix<float>(batch, batch.Shared<double[][]>(1).Length, Each(device, batch, Unlabelled, (_, network) =>
            {
                network.LossGradient();
                return network.GetHaltingLogits();
            })),
            source =>
            {
                DepthNetworkCall c = DepthNetworkCall.Draw(source);
                return [c.Parameters, c.Images, c.Width, c.Classes];
            },
            DepthErrors.Bound("as for the class logits", call => new DepthNetworkErrors(Unlabelled(call)).HaltingLogits().SelectMany(row => row)))
        {
            Calls = Calls,
        },
        new Agreement(
            AdaptiveDepthNetwork.Loss,
            (device, batch) =>
            {
                var answers = Each(device, batch, Labelled, (_, network) =>
                {
                    network.LossGradient();
                    return (Loss: -network.GetBounds().Average(bound => (double)bound), Gradient: network.GetGradient());
                });
                batch.Result([.. answers.Select(answer => answer.Loss)]);
                batch.Result([.. answers.SelectMany(answer => answer.Gradient)]);
            },
            source =>
            {
                DepthNetworkCall c = DepthNetworkCall.Draw(source);
                return [c.Parameters, c.Images, c.Labels, c.Width, c.Classes, c.Tau];
            },
            DepthErrors.Bound(
                "carried through all operations by absolute values: gamma of every product of matrices, softmax, the bound's own",
                call => new DepthNetworkErrors(Labelled(call)).Loss()))
        {
            Calls = Calls,
        },
    ];

    private static DepthNetworkCall Labelled(object[] call) =>
        new((double[])call[0], (double[][])call[1], (int[])call[2], (int)call[3], (int)call[4], (double)call[5]);

    private static DepthNetworkCall Unlabelled(object[] call) =>
        new((double[])call[0], (double[][])call[1], new int[((double[][])call[1]).Length], (int)call[2], (int)call[3], 0);

    private static T[] Each<T>(
        Device device,
        Batch batch,
        Func<object[], DepthNetworkCall> read,
        Func<object[], Kernels.Models.DeviceAdaptiveDepthNetwork, T> ask) =>
        [.. Enumerable.Range(0, batch.Count).Select(i => batch.Call(i)).Select(call => read(call).On(device, network => ask(call, network)))];

    private static void Matrix<T>(Batch batch, int columns, T[][] results)
        where T : unmanaged => batch.ResultMatrix<T>([.. results.SelectMany(numbers => numbers)], columns);
}
