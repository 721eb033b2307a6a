using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Assay.Runs;

/// <summary>The code a run was made with.</summary>
/// <param name="Version">Version of Assay.</param>
/// <param name="Commit">Git commit of the sources the program was built in, or null where there is none.</param>
/// <param name="Dirty">True when those sources differ from the commit; null when the commit is unknown.</param>
public sealed record CodeInfo(string Version, string? Commit, bool? Dirty)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Reads version, commit and dirty flag. Without git, outside a repository, or when git takes longer than two
    /// seconds, the commit is null.
    /// </summary>
    /// <param name="folder">A folder inside the repository; where the program lies when null.</param>
    public static CodeInfo Capture(string? folder = null)
    {
        var version = typeof(CodeInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var (commit, dirty) = Parse(GitStatus(folder ?? AppContext.BaseDirectory));
        return new CodeInfo(version ?? "unknown", commit, dirty);
    }

    /// <summary>Reads <c>git status --porcelain=v2 --branch</c>: '#' lines are headers, all others are changes.</summary>
    internal static (string? Commit, bool? Dirty) Parse(string? status)
    {
        const string header = "# branch.oid ";
        var lines = (status ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var commit = lines.FirstOrDefault(line => line.StartsWith(header, StringComparison.Ordinal))?[header.Length..].Trim();
        return commit is null or "(initial)" ? (null, null) : (commit, lines.Any(line => line[0] != '#'));
    }

    static string? GitStatus(string folder)
    {
        var start = new ProcessStartInfo("git", ["--no-optional-locks", "status", "--porcelain=v2", "--branch"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var git = Process.Start(start);
            if (git is null) return null;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var output = git.StandardOutput.ReadToEndAsync();
            if (git.WaitForExit(Limit) && output.Wait(Limit)) return git.ExitCode == 0 ? output.Result : null;
            git.Kill();
            return null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return null; // no git here: a run without a commit is still a run
        }
    }
}
