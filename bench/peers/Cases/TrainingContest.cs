using BayesBench.Peers.Torch;

namespace BayesBench.Peers.Cases;

/// <summary>Training of one model on both sides: gradients that agree, then steps in a row, the device waited for after some.</summary>
internal static class TrainingContest
{
    private const int Steps = 16;
    private const int Draws = 200;

    /// <param name="id">Our formula.</param>
    /// <param name="arena">Where.</param>
    /// <param name="contest">Takes the contestants.</param>
    /// <param name="gradient">Ours on the first examples, under fresh noise.</param>
    /// <param name="step">One step of ours.</param>
    /// <param name="peer">Torch's.</param>
    public static void Fill(
        string id, Arena arena, Contest contest, Func<float[]> gradient, Action step, TorchTraining peer)
    {
        DirectionCheck.Require(Libtorch.Peer, id, Draws, gradient, peer.Gradient);
        peer.CheckFirstStep();
        contest.Add(new Contestant("ours", "float", Repeated(step, arena.Device.Synchronize), () => { }));
        contest.Add(new Contestant(Libtorch.Peer, TorchTraining.How, Repeated(peer.Step, arena.SynchronizeTorch), () => { }));
    }

    /// <summary>Items of a contest.</summary>
    public static int Items(int batch) => batch * Steps;

    private static Action Repeated(Action step, Action wait) => () =>
    {
        for (int i = 0; i < Steps; i++)
        {
            step();
        }

        wait();
    };
}
