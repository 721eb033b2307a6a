using System.CommandLine;
using System.Globalization;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Lets the model of a run write: new texts, texts between two others, or a text as it reads it.</summary>
sealed class GenerateVerb : Verb
{
    static readonly GenerationOptions Defaults = new();

    readonly Argument<string?> _run;
    readonly Option<string?> _seedText, _count, _temperature, _topK, _topP, _length, _penalty, _seed, _steps, _reconstruct;
    readonly Option<string[]> _interpolate;
    readonly Option<string> _runs;
    readonly Option<bool> _json;

    public GenerateVerb()
        : base("generate", "Let a run's model write: new texts, texts between two, or a text as it reads it", "assay generate latest --seed-text \"the sea is quiet tonight\" --count 3")
    {
        _run = Word("RUN", "Id of a run, the beginning of it, or 'latest'");
        _seedText = Flag(Text("--seed-text", "TEXT", "Write out the code of this text; without it codes are drawn as the training texts' are distributed"));
        _count = Flag(Text("--count", "N", "Texts to write, with seeds that count up [default: 1]"));
        _temperature = Flag(Text("--temperature", "T", $"What cosines are divided by; 0 takes the nearest word, 0.2 strays far [default: {Shown(Defaults.Temperature)}]"));
        _topK = Flag(Text("--top-k", "K", $"Draw from so many of the nearest words; 0 for all [default: {Defaults.TopK}]"));
        _topP = Flag(Text("--top-p", "P", $"Draw from the fewest words whose probabilities reach this sum [default: {Shown(Defaults.TopP)}]"));
        _length = Flag(Text("--length", "N", "Words at most, punctuation and line ends included [default: as the seed text, or a window's]"));
        _penalty = Flag(Text("--repetition-penalty", "X", $"What the scores of words that were written are divided by [default: {Shown(Defaults.RepetitionPenalty)}]"));
        _seed = Flag(Text("--seed", "N", $"Seed of everything drawn [default: {Defaults.Seed}]"));
        _interpolate = Flag(new Option<string[]>("--interpolate")
        {
            Description = "Write the texts on the way from one text to another instead", HelpName = "A B", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true,
        });
        _steps = Flag(Text("--steps", "N", "Texts of --interpolate, both ends included [default: 5]"));
        _reconstruct = Flag(Text("--reconstruct", "FILE|TEXT", "Write a text, or what is in a file, as the model reads it instead"));
        _runs = RunsFlag();
        _json = JsonFlag();
    }

    public override int Run(Session session, ParseResult line)
    {
        var store = new RunStore(line.GetValue(_runs)!);
        var run = UsageException.Check(() => store.Find(Given(line, _run)));
        var mode = Mode(line);
        var options = Asked(line);
        var count = Whole(line, _count, 1, 1, 10_000);
        var steps = Whole(line, _steps, 5, 2, 1000);
        var model = Open(session, run);
        IReadOnlyList<string> texts = UsageException.Check<IReadOnlyList<string>>(() => mode switch
        {
            "interpolate" => line.GetValue(_interpolate) is [var from, var to] ? model.Interpolate(from, to, (int)steps) : [],
            "reconstruct" => [model.Reconstruct(TextOf(line.GetValue(_reconstruct)!))],
            _ => [.. Enumerable.Range(0, (int)count).Select(i => model.Generate(options with { Seed = options.Seed + (ulong)i }))],
        });
        if (line.GetValue(_json)) Document(session.Terminal.Out, run, mode, options, texts, model.Caution);
        else Print(session.Terminal, texts, model.Caution);
        return ExitCode.Done;
    }

    static TextModel Open(Session session, RunReader run)
    {
        if (run.Record.Children.Count > 0)
            throw new InvalidOperationException($"run '{run.Id}' stands for others; let one of them write: {string.Join(", ", run.Record.Children)}");
        var study = session.RequireStudy(run);
        return study.OpenTextModel(run) ?? throw new InvalidOperationException($"run '{run.Id}' belongs to the study '{study.Name}', whose models write no texts");
    }

    string Mode(ParseResult line)
    {
        var interpolates = line.GetValue(_interpolate) is { Length: > 0 };
        var reconstructs = line.GetValue(_reconstruct) is not null;
        if (interpolates && reconstructs) throw new UsageException("--interpolate and --reconstruct exclude each other; needed: one of the two");
        foreach (var flag in new Option[] { _seedText, _count, _temperature, _topK, _topP, _length, _penalty, _seed })
            if ((interpolates || reconstructs) && line.GetResult(flag) is { Implicit: false })
                throw new UsageException($"{flag.Name} is for new texts; {(interpolates ? "--interpolate" : "--reconstruct")} draws nothing");
        if (!interpolates && line.GetValue(_steps) is not null) throw new UsageException("--steps is for --interpolate");
        return interpolates ? "interpolate" : reconstructs ? "reconstruct" : "generate";
    }

    GenerationOptions Asked(ParseResult line) => new()
    {
        SeedText = line.GetValue(_seedText),
        Seed = (ulong)Whole(line, _seed, (long)Defaults.Seed, 0, long.MaxValue),
        Temperature = Number(line, _temperature, Defaults.Temperature),
        TopK = (int)Whole(line, _topK, Defaults.TopK, 0, int.MaxValue),
        TopP = Number(line, _topP, Defaults.TopP),
        Length = line.GetValue(_length) is null ? null : (int)Whole(line, _length, 1, 1, int.MaxValue),
        RepetitionPenalty = Number(line, _penalty, Defaults.RepetitionPenalty),
    };

    static void Print(Terminal terminal, IReadOnlyList<string> texts, string? caution)
    {
        if (caution is not null) terminal.Error.WriteLine($"assay: {caution}");
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0) terminal.Out.WriteLine("\n---\n");
            terminal.Out.WriteLine(texts[i]);
        }
    }

    static void Document(TextWriter to, RunReader run, string mode, GenerationOptions options, IReadOnlyList<string> texts, string? caution) => JsonOutput.Print(to, json =>
    {
        json.WriteString("run", run.Id);
        json.WriteString("folder", run.Folder);
        json.WriteString("study", run.Record.Study);
        json.WriteString("mode", mode);
        if (mode == "generate")
        {
            json.WriteString("seedText", options.SeedText);
            json.WriteNumber("seed", options.Seed);
            json.WriteNumber("temperature", options.Temperature);
            json.WriteNumber("topK", options.TopK);
            json.WriteNumber("topP", options.TopP);
            json.WriteNumber("repetitionPenalty", options.RepetitionPenalty);
        }

        json.WriteString("caution", caution);
        JsonOutput.Texts(json, "texts", texts);
    });

    static string TextOf(string given) => File.Exists(given) ? File.ReadAllText(given) : given;

    static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };

    static string Shown(double value) => value.ToString(CultureInfo.InvariantCulture);

    static long Whole(ParseResult line, Option<string?> flag, long otherwise, long min, long max) =>
        line.GetValue(flag) is { } text ? WholeNumber.Parse(flag.Name, text, min, max) : otherwise;

    static double Number(ParseResult line, Option<string?> flag, double otherwise) => line.GetValue(flag) is not { } text ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new UsageException($"{flag.Name} is '{text}'; needed: a number");
}
