using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Assay.Cli;

/// <summary>The worker processes of a sweep. They stop, with checkpoints, when this process closes their standard input or dies.</summary>
sealed class SweepProcesses : IDisposable
{
    readonly List<Process> _processes = [];

    /// <summary>Starts workers.</summary>
    public SweepProcesses(string store, string sweep, int count, int threads)
    {
        for (var i = 0; i < count; i++) _processes.Add(Start(store, sweep, threads));
    }

    /// <summary>Whether all of them have ended.</summary>
    public bool Ended => _processes.TrueForAll(process => process.HasExited);

    /// <summary>The exit codes of those that ended by an error.</summary>
    public IEnumerable<int> Failures => _processes.Where(process => process.HasExited && process.ExitCode != 0).Select(process => process.ExitCode);

    /// <summary>Asks them to stop after a checkpoint.</summary>
    public void Stop()
    {
        foreach (var process in _processes) process.StandardInput.Close();
    }

    public void Dispose()
    {
        Stop();
        foreach (var process in _processes)
        {
            process.WaitForExit();
            process.Dispose();
        }
    }

    // This very program, whichever studies it has: a dll that dotnet runs, or a program file.
    static Process Start(string store, string sweep, int threads)
    {
        var program = Environment.ProcessPath ?? "dotnet";
        string[] dll = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Assembly.GetEntryAssembly()!.Location] : [];
        string[] args = [.. dll, "sweep", "--join", sweep, "--runs", store, "--threads", threads.ToString(CultureInfo.InvariantCulture), "--tied"];
        return Process.Start(new ProcessStartInfo(program, args) { RedirectStandardInput = true }) ?? throw new InvalidOperationException($"'{program}' did not start");
    }
}
