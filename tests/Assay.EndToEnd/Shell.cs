using System.Diagnostics;

namespace Assay.EndToEnd;

/// <summary>Runs programs and keeps what they print.</summary>
static class Shell
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program as it was built with the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "assay.dll");

    /// <summary>The program with a study that only counts.</summary>
    public static string Counting { get; } = Path.Combine(AppContext.BaseDirectory, "counting.dll");

    /// <summary>Runs assay to its end.</summary>
    public static (int Code, string Out, string Error) Assay(string folder, params string[] args) => Run(folder, null, "dotnet", [Program, .. args]);

    /// <summary>Runs a program to its end, with other variables in its environment where given.</summary>
    public static (int Code, string Out, string Error) Run(string folder, IReadOnlyDictionary<string, string>? environment, string program, params string[] args)
    {
        using var process = Start(folder, environment, program, args);
        return Finish(process);
    }

    /// <summary>Starts a program whose output is kept.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string>? environment, string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start");
    }

    /// <summary>Waits for a program's end.</summary>
    public static (int Code, string Out, string Error) Finish(Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (process.WaitForExit(Limit)) return (process.ExitCode, output.Result, error.Result);
        process.Kill(entireProcessTree: true);
        throw new TimeoutException($"the program ran for more than {Limit.TotalMinutes} minutes");
    }

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Assay.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests do not lie in the repository");
    }
}
