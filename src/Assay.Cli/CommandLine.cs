using System.CommandLine;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>The verbs and how an argument list is read.</summary>
static class CommandLine
{
    public static int Run(Session session)
    {
        Verb[] verbs = [new TrainVerb(), new ResumeVerb(), new SweepVerb(), new ListVerb(), new ShowVerb(), new EvalVerb(), new GenerateVerb(), new PredictVerb(), new CompareVerb(), new ReportVerb(), new DiagnoseVerb(), new RepairVerb(), new VectorsVerb(), new DataVerb(), new BenchVerb()];
        var help = new Option<bool>("--help", "-h", "-?") { Description = "Explain and exit", Recursive = true };
        var version = new Option<bool>("--version") { Description = "Print the version and exit" };
        var root = new Command("assay") { help, version };
        foreach (var verb in verbs) root.Subcommands.Add(verb);

        var line = root.Parse(session.Args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        var chosen = line.CommandResult.Command as Verb;
        if (line.GetValue(version)) session.Terminal.Out.WriteLine($"assay {typeof(AssayCli).Assembly.GetName().Version?.ToString(3)}");
        else if (session.Args.Count == 0 || line.GetValue(help) || (chosen is null && session.Args is ["help"])) HelpPage.Write(session, verbs, chosen, line);
        else if (Problem(line, verbs) is { } problem) throw new UsageException(problem);
        else return chosen!.Run(session, line);
        return ExitCode.Done;
    }

    static string? Problem(ParseResult line, Verb[] verbs)
    {
        var chosen = line.CommandResult.Command as Verb;
        var more = chosen is null ? "'assay --help' lists the verbs" : $"'assay {chosen.Name} --help' explains";
        if (line.UnmatchedTokens is [var token, ..])
        {
            if (token.StartsWith('-') && token.Length > 1)
            {
                var flags = line.CommandResult.Command.Options.Select(option => option.Name).Append("--help");
                return $"there is no flag '{token}'{(chosen is null ? "" : $" of '{chosen.Name}'")}{Nearest.Suggest(token, flags)}; {more}";
            }

            return chosen is null
                ? $"there is no verb '{token}'{Nearest.Suggest(token, verbs.Select(verb => verb.Name))}; {more}"
                : $"'{token}' is one argument too many; {more}";
        }

        if (line.Errors is [var error, ..]) return $"{error.Message.TrimEnd('.')}; {more}";
        return chosen is null ? $"which verb? {more}" : null;
    }
}
