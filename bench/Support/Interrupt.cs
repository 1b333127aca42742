using System.Runtime.InteropServices;

namespace BayesBench.Support;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the work to stop, a second one, or work that does not stop within
/// seconds (a kernel, a benchmark), ends the process. Results are written whole or not at all, so either is clean.
/// </summary>
public sealed class Interrupt : IDisposable
{
    /// <summary>What an interrupted run says.</summary>
    public const string Message = "interrupted; finished results are in place.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interrupt() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            End();
        }

        _source.Cancel();
        _ = Task.Delay(Patience).ContinueWith(_ => End(), TaskScheduler.Default);
    }

    private static void End()
    {
        Console.Error.WriteLine(Message);
        Environment.Exit(ExitCode.Interrupted);
    }
}
