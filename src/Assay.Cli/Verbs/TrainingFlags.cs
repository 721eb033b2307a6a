using System.CommandLine;
using Assay.Tensors;

namespace Assay.Cli;

/// <summary>The flags that train and resume share.</summary>
sealed class TrainingFlags
{
    readonly Option<string?> _threads;
    readonly Option<bool> _json;
    readonly Option<bool> _quiet;

    public TrainingFlags(Func<Option, Option> add)
    {
        add(_threads = new Option<string?>("--threads") { Description = "Threads of the arithmetic [default: all cores]; results do not depend on it", HelpName = "N" });
        add(_json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else" });
        add(_quiet = new Option<bool>("--quiet") { Description = "Show no progress" });
    }

    public bool Json(ParseResult line) => line.GetValue(_json);

    public bool Quiet(ParseResult line) => line.GetValue(_quiet);

    /// <summary>Sets the threads of the arithmetic.</summary>
    public void Apply(ParseResult line)
    {
        if (line.GetValue(_threads) is { } threads) Compute.Threads = (int)WholeNumber.Parse("--threads", threads, 1, 256);
    }
}
