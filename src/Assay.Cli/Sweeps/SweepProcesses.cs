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

    /// <summary>Asks those that still work to stop after a checkpoint, and waits for all.</summary>
    /// <returns>How many ended by an error or were killed.</returns>
    public int End()
    {
        foreach (var process in _processes) process.StandardInput.Close();
        foreach (var process in _processes) process.WaitForExit();
        return _processes.Count(process => process.ExitCode != 0);
    }

    public void Dispose()
    {
        End();
        foreach (var process in _processes) process.Dispose();
    }

    static Process Start(string store, string sweep, int threads)
    {
        var (program, first) = ThisProgram();
        string[] args = [.. first, "sweep", "--join", sweep, "--runs", store, "--threads", threads.ToString(CultureInfo.InvariantCulture), "--tied"];
        return Process.Start(new ProcessStartInfo(program, args) { RedirectStandardInput = true }) ?? throw new InvalidOperationException($"'{program}' did not start");
    }

    /// <summary>This very program, whichever studies it has: a dll that dotnet runs, or a program file.</summary>
    public static (string Program, string[] Arguments) ThisProgram()
    {
        var program = Environment.ProcessPath ?? "dotnet";
        return (program, Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Assembly.GetEntryAssembly()!.Location] : []);
    }
}
