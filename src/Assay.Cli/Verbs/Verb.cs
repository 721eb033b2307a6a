using System.CommandLine;

namespace Assay.Cli;

/// <summary>One thing the program can do.</summary>
abstract class Verb(string name, string summary, string example) : Command(name, summary)
{
    /// <summary>A command line that works as it stands.</summary>
    public string Example { get; } = example;

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public abstract int Run(Session session, ParseResult line);

    /// <summary>Adds <c>--runs</c>.</summary>
    protected Option<string> RunsFlag() => Flag(new Option<string>("--runs")
    {
        Description = "Folder of runs",
        HelpName = "DIR",
        DefaultValueFactory = _ => "runs",
    });

    /// <summary>Adds <c>--json</c>.</summary>
    protected Option<bool> JsonFlag() => Flag(new Option<bool>("--json") { Description = "Print one JSON document and nothing else" });

    /// <summary>Adds an option.</summary>
    protected TOption Flag<TOption>(TOption option)
        where TOption : Option
    {
        Options.Add(option);
        return option;
    }

    /// <summary>Adds an argument; that it is missing is found out by <see cref="Given"/>, whose message says what there is.</summary>
    protected Argument<string?> Word(string name, string description)
    {
        var argument = new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        Arguments.Add(argument);
        return argument;
    }

    /// <summary>The run id that was given.</summary>
    protected string Given(ParseResult line, Argument<string?> argument) => line.GetValue(argument)
        ?? throw new UsageException($"which run? Give its id, the beginning of it, or 'latest'; 'assay {Name} --help' explains");
}
