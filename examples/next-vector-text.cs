#:project ../src/Assay.Studies/Assay.Studies.csproj
using Assay.Data.Sequences;
using Assay.Data.Vectors;
using Assay.Studies.NextVector;

// dotnet run examples/next-vector-text.cs -- FOLDER [VECTORS]: the next sentence of any folder of .txt files. Word vectors come first:
// ./assay vectors fetch wink
if (args.Length is < 1 or > 2)
{
    Console.Error.WriteLine("usage: dotnet run examples/next-vector-text.cs -- FOLDER [VECTORS]");
    return 2;
}
var (folder, name) = (args[0], args.Length == 2 ? args[1] : "wink");

// What there is: whether sentences that follow one another are more alike than others, and how much all have in common.
var read = DocumentVectors.Read(folder, () => new VectorFolder("vectors").Open(name));
var all = NearDuplicates.RowsOf(read.Corpus, Enumerable.Range(0, read.Corpus.Documents.Count));
var inspection = CorpusInspection.Of(CommonComponents.Fit(read.Corpus, all).Remove(read.Corpus));
foreach (var lag in inspection.Profile) Console.WriteLine($"{lag.Lag,2} apart: cosine {lag.Cosine:F3}");
foreach (var sentence in CorpusVerdict.Of(inspection)) Console.WriteLine(sentence);

// What a network makes of it, beside what needs none; all on the same held-out documents.
foreach (var kind in new[] { "lstm", "gru", "transformer", "mixture" })
{
    var model = NextVector.Fit(folder, new NextVectorOptions { Settings = { ["vectors"] = name, ["model"] = kind } });
    if (kind == "lstm")
        foreach (var (baseline, scores) in model.Record.Baselines)
            if (scores.TryGetValue("test/cosine", out var cosine)) Console.WriteLine($"{baseline,-16} {cosine:F4}");
    Console.WriteLine($"{kind,-16} {model.Record.Best["test/cosine"]:F4}");
}
return 0;
