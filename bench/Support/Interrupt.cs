using System.Runtime.InteropServices;

namespace BayesBench.Support;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the work to stop, a second one, or work that does not stop within
/// seconds (a kernel, a benchmark), ends the process. Results are written whole or not at all, so either is clean.
/// </summary>
public sealed class Interrupt : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Terminal _terminal;
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens to the signals.</summary>
    /// <param name="terminal">Where the user is told.</param>
    public Interrupt(Terminal terminal)
    {
        _terminal = terminal;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        ];
    }

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

    private void End()
    {
        _terminal.ErrorLine(_terminal.Interrupted);
        Environment.Exit(ExitCode.Interrupted);
    }
}
