using System.CommandLine;
using Assay.Data.Sequences;
using Assay.Studies;
using Assay.Studies.NextVector;

namespace Assay.Cli;

/// <summary>Looks into documents of vectors before anything is trained on them.</summary>
sealed class DataVerb : Verb
{
    static readonly string[] Actions = ["inspect"];

    readonly Argument<string?> _action, _path;
    readonly Option<string?> _vectors;
    readonly Option<string[]> _set;
    readonly Option<bool> _json;

    public DataVerb()
        : base("data", "Look into documents of vectors: order, mean component, coherence, copies", "assay data inspect")
    {
        _action = Word("action", "inspect");
        _path = Word("path", "An .npz file of windows or vectors, or a folder of .txt files; without it the stream that next-vector comes with");
        _vectors = Flag(new Option<string?>("--vectors") { Description = "Texts: word vectors that 'assay vectors list' shows [default: wink]", HelpName = "NAME" });
        _set = Flag(new Option<string[]>("--set") { Description = "A setting of next-vector that says what the documents are, such as chunk.least=8 or stream.drift=0.1; may be repeated", HelpName = "KEY=VALUE" });
        _json = JsonFlag();
    }

    public override int Run(Session session, ParseResult line)
    {
        switch (line.GetValue(_action))
        {
            case "inspect":
                return Inspect(session, line);
            case null:
                throw new UsageException($"do what with data? There is {string.Join(", ", Actions)}; 'assay data --help' explains");
            case var other:
                throw new UsageException($"there is no action '{other}'{Nearest.Suggest(other, Actions)}; 'assay data --help' explains");
        }
    }

    int Inspect(Session session, ParseResult line)
    {
        var settings = Settings(line);
        var read = NextVectorCorpus.Read(settings);
        // Nothing is held out here, so what all vectors have in common may be that of all.
        var corpus = read.IsRaw
            ? CommonComponents.Fit(read.Corpus, NearDuplicates.RowsOf(read.Corpus, Enumerable.Range(0, read.Corpus.Documents.Count)), settings.Whole("common")).Remove(read.Corpus)
            : read.Corpus;
        var output = new InspectionOutput(CorpusInspection.Of(corpus), read.Context ?? settings.Whole("context"), read.Coverage is { } coverage ? [coverage, .. read.Notes] : read.Notes);
        if (line.GetValue(_json)) JsonOutput.Print(session.Terminal.Out, output.Write);
        else output.Print(session.Terminal);
        return ExitCode.Done;
    }

    SettingValues Settings(ParseResult line)
    {
        var assignments = (line.GetValue(_set) ?? []).ToList();
        if (line.GetValue(_path) is { } path) assignments.Add($"data={path}");
        if (line.GetValue(_vectors) is { } vectors) assignments.Add($"vectors={vectors}");
        return SettingValues.Resolve(new NextVectorStudy(), null, assignments);
    }
}
