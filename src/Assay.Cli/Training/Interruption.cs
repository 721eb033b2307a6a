using System.Runtime.InteropServices;

namespace Assay.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks training to write a checkpoint and stop, the second ends the process at once.</summary>
sealed class Interruption : IDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly Action _heard;
    readonly Action<int> _exit;
    readonly PosixSignalRegistration[] _registrations;
    int _requests;

    /// <summary>Listens until disposed; <paramref name="heard"/> tells the user about the first request.</summary>
    public Interruption(Action heard, Action<int>? exit = null)
    {
        (_heard, _exit) = (heard, exit ?? Environment.Exit);
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Request();
        }))];
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>Does what a signal does.</summary>
    public void Request()
    {
        if (Interlocked.Increment(ref _requests) > 1)
        {
            _exit(ExitCode.Killed);
            return;
        }

        _heard();
        _stop.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }
}
