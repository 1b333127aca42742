using BayesBench.Kernels;
using BayesBench.PtxGate.Assembling;
using BayesBench.PtxGate.Bodies;
using BayesBench.PtxGate.Compilation;

namespace BayesBench.PtxGate;

/// <summary>The gate: finds the bodies, compiles them and, where there is an assembler, assembles them.</summary>
public static class Gate
{
    /// <summary>Compiles bodies.</summary>
    public static IReadOnlyList<BodyReport> Compile(IReadOnlyList<KernelBody> bodies, CancellationToken cancellation = default) =>
        Workers.Run<KernelBody, BodyReport>(bodies, part => [.. part.Select(Compile)], cancellation);

    /// <summary>Assembles those bodies that compile; the others stay as they are.</summary>
    /// <param name="reports">The bodies.</param>
    /// <param name="tools">The assembler.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="cancellation">Ends the work between two parts.</param>
    public static IReadOnlyList<BodyReport> Assemble(
        IReadOnlyList<BodyReport> reports, CudaTools tools, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var assembler = new Assembler(tools, folder);
        return
        [
            .. reports.Where(report => report.Ptx is null)
                .Concat(Workers.Run([.. reports.Where(report => report.Ptx is not null)], assembler.Assemble, cancellation))
                .OrderBy(report => report.Body.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The bodies of the kernels' assembly that are not among the recorded ones.</summary>
    public static IReadOnlyList<string> Outside(IEnumerable<KernelBody> recorded) =>
        BodyScan.NotAmong(recorded, typeof(Device).Assembly);

    private static BodyReport Compile(KernelBody body)
    {
        try
        {
            return new BodyReport(body) { Ptx = PtxCompiler.Compile(body.Method) };
        }
        catch (PtxException e)
        {
            return new BodyReport(body) { Failure = e.Message };
        }
    }
}
