using System.Reflection;
using BayesBench.Agreements;
using BayesBench.Kernels;

namespace BayesBench.PtxGate.Bodies;

/// <summary>
/// Asks the kernels' host methods which bodies they launch: the kernel side of every agreement, and the hosts that
/// stand in none, run on a recorder of each kind of device.
/// </summary>
public static class BodyRecorder
{
    // Enough for every choice that inputs make (objective, number of samples, size) to come up.
    private const int Calls = 48;

    /// <summary>The bodies that are launched, ordered by name.</summary>
    public static IReadOnlyList<KernelBody> Record()
    {
        var kinds = new Dictionary<MethodInfo, SortedSet<DeviceKind>>();
        foreach (DeviceKind kind in Enum.GetValues<DeviceKind>())
        {
            using Device recorder = Device.OpenRecorder(kind, body =>
            {
                kinds.TryAdd(body, []);
                kinds[body].Add(kind);
            });
            foreach (Agreement agreement in Registry.All)
            {
                agreement.EvaluateOn(recorder, agreement.Inputs(seed: 1, Math.Min(Calls, agreement.Calls)));
            }

            HostsWithoutAgreement.Run(recorder);
        }

        return
        [
            .. kinds.Select(pair => new KernelBody(pair.Key, [.. pair.Value]))
                .OrderBy(body => body.Name, StringComparer.Ordinal),
        ];
    }
}
