using System.CommandLine;
using Assay.Tensors;

namespace Assay.Cli;

/// <summary>The flags that train and resume share.</summary>
sealed class TrainingFlags
{
    readonly Option<string?> _threads;
    readonly Option<bool> _json;
    readonly Option<bool> _quiet;
    readonly Option<string?> _watch;

    public TrainingFlags(Func<Option, Option> add)
    {
        add(_threads = new Option<string?>("--threads") { Description = "Threads of the arithmetic [default: all cores]; results do not depend on it", HelpName = "N" });
        add(_json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else" });
        add(_quiet = new Option<bool>("--quiet") { Description = "Show no progress" });
        add(_watch = new Option<string?>("--watch") { Description = "Let the rules of diagnosis look while training goes on: warn says what they find, stop also ends what is lost, repair then tries remedies", HelpName = "MODE" });
    }

    public bool Json(ParseResult line) => line.GetValue(_json);

    public bool Quiet(ParseResult line) => line.GetValue(_quiet);

    /// <summary>What is done about findings while training goes on.</summary>
    /// <exception cref="UsageException">It is none of what there is.</exception>
    public WatchMode Watch(ParseResult line) => line.GetValue(_watch) switch
    {
        null => WatchMode.Off,
        "warn" => WatchMode.Warn,
        "stop" => WatchMode.Stop,
        "repair" => WatchMode.Repair,
        var other => throw new UsageException($"--watch is '{other}'; needed: warn, stop or repair"),
    };

    /// <summary>Sets the threads of the arithmetic.</summary>
    public void Apply(ParseResult line)
    {
        if (line.GetValue(_threads) is { } threads) Compute.Threads = (int)WholeNumber.Parse("--threads", threads, 1, 256);
    }
}
