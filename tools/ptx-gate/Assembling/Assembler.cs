using System.Text.RegularExpressions;
using BayesBench.PtxGate.Bodies;

namespace BayesBench.PtxGate.Assembling;

/// <summary>
/// Assembles bodies by the dozen: the reader takes a second to start, so many bodies share one binary, each under its
/// own name.
/// </summary>
/// <param name="tools">The assembler and the reader.</param>
/// <param name="folder">Where the texts, binaries and listings go.</param>
public sealed partial class Assembler(CudaTools tools, string folder)
{
    /// <summary>The same reports, with resources and instructions or the assembler's complaint.</summary>
    /// <param name="reports">Bodies that compile.</param>
    public IReadOnlyList<BodyReport> Assemble(IReadOnlyList<BodyReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        foreach (BodyReport report in reports)
        {
            File.WriteAllText(TextOf(report.Body), Entry().Replace(report.Ptx!, $".entry {EntryOf(report.Body)}(", 1));
        }

        return reports.Count == 0 ? reports : AssembleTexts(reports);
    }

    // One bad text spoils a binary: then each half is tried, until it is alone.
    private IReadOnlyList<BodyReport> AssembleTexts(IReadOnlyList<BodyReport> reports)
    {
        try
        {
            return Read(reports);
        }
        catch (PtxException e) when (reports.Count == 1)
        {
            return [reports[0] with { Failure = e.Message }];
        }
        catch (PtxException)
        {
            int half = reports.Count / 2;
            return [.. AssembleTexts([.. reports.Take(half)]), .. AssembleTexts([.. reports.Skip(half)])];
        }
    }

    private IReadOnlyList<BodyReport> Read(IReadOnlyList<BodyReport> reports)
    {
        string binary = Path.Combine(folder, $"from_{EntryOf(reports[0].Body)}.cubin");
        var resources = Resources.Parse(tools.Assemble(reports.Select(report => TextOf(report.Body)), binary));
        string listing = tools.Disassemble(binary);
        File.WriteAllText(Path.ChangeExtension(binary, ".sass"), listing);
        var mixes = InstructionMix.Parse(listing);
        return
        [
            .. reports.Select(report => report with
            {
                Resources = resources[EntryOf(report.Body)],
                Mix = mixes[EntryOf(report.Body)],
            }),
        ];
    }

    private string TextOf(KernelBody body) => Path.Combine(folder, $"{EntryOf(body)}.ptx");

    private static string EntryOf(KernelBody body) => NotOfNames().Replace(body.Name, "_");

    [GeneratedRegex(@"\.entry \w+\(")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\W+")]
    private static partial Regex NotOfNames();
}
