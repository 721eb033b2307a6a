using System.ComponentModel;
using System.Diagnostics;

namespace Assay.Runs;

/// <summary>Names the process that writes a run, well enough to tell later whether it still lives.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="Started">When the process started; tells it from a later one with the same id.</param>
/// <param name="Host">Machine name; a process on another machine cannot be looked up and counts as alive.</param>
public sealed record ProcessMark(int Pid, DateTimeOffset Started, string Host)
{
    // The system derives start times from the boot time, which moves a little when the clock is adjusted.
    static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>The mark of this process.</summary>
    public static ProcessMark Current()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessMark(process.Id, process.StartTime.ToUniversalTime(), Environment.MachineName);
    }

    /// <summary>True while the marked process exists, or when it belongs to another machine.</summary>
    public bool IsAlive()
    {
        if (Host != Environment.MachineName) return true;
        try
        {
            using var process = Process.GetProcessById(Pid);
            return !process.HasExited && !IsZombie() && (process.StartTime.ToUniversalTime() - Started).Duration() < Tolerance;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            return true; // it exists, but belongs to somebody else
        }
    }

    // A killed process stays in Linux' table until its parent asks for it; in a container that may be never.
    bool IsZombie()
    {
        var path = $"/proc/{Pid}/stat";
        if (!OperatingSystem.IsLinux() || !File.Exists(path)) return false;
        var stat = File.ReadAllText(path);
        var state = stat.LastIndexOf(')') + 2; // "pid (name) state ...", and the name may hold anything
        return state < stat.Length && stat[state] is 'Z' or 'X';
    }
}
