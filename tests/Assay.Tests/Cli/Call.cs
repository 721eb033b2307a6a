using System.Text.Json;
using Assay.Cli;
using Assay.Tests.Runs;

namespace Assay.Tests.Cli;

/// <summary>Calls the program in this process with a store of its own and keeps what it printed.</summary>
sealed class Call : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public string Runs => _folder.File("runs");

    public string Folder => _folder.Path;

    public FakeStudy Study { get; set; } = new();

    /// <summary>Makes further changes to what the program is given.</summary>
    internal Func<Session, Session> Change { get; set; } = session => session;

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public int Run(params string[] args)
    {
        var (to, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = AssayCli.Run(Change(new Session(args, [Study], new Terminal { Out = TextWriter.Synchronized(to), Error = error })));
        (Out, Error) = (to.ToString(), error.ToString());
        return code;
    }

    /// <summary>As <see cref="Run"/>, with --runs.</summary>
    public int Verb(params string[] args) => Run([.. args, "--runs", Runs]);

    public void Dispose() => _folder.Dispose();
}
