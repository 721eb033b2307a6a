#:project ../src/Assay.Studies/Assay.Studies.csproj
using Assay.Data.Text;
using Assay.Studies.Poetry;

// Poems from anywhere; the run is kept, so that 'assay show', 'report' and 'compare' see it.
var poems = PoemReader.Read("poems.json");
using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(10));
var model = Poetry.Fit(poems, new PoetryOptions
{
    RunsFolder = "runs",
    Cancellation = stop.Token,
    Settings = { ["hidden"] = 32, ["bottleneck"] = 8, ["attend"] = "latent", ["heads"] = 4, ["epochs"] = 2 },
});

// What it scores on held-out poems says little without what needs no network.
var evaluation = model.Evaluate();
Console.WriteLine($"model        {evaluation.Metrics["test/cosine"]:F3}");
foreach (var (name, scores) in evaluation.Baselines) Console.WriteLine($"{name,-12} {scores["test/cosine"]:F3}");
foreach (var (name, scores) in evaluation.Ablations) Console.WriteLine($"{name}: {scores["test/cosine"]:F3}");
foreach (var finding in model.Record.Findings) Console.WriteLine($"{finding.Severity}: {finding.Title} {finding.Evidence}");

// Codes are arrays of floats: here, the poem that is nearest to a line of one's own.
var line = model.Encode("The sea is quiet tonight and the boats are home.")[0];
var nearest = poems.Where(poem => poem.Text.Split(' ').Length > 5).MinBy(poem => model.Encode(poem.Text)[0].Zip(line, (a, b) => (a - b) * (a - b)).Sum());
Console.WriteLine($"nearest: {nearest!.Title ?? nearest.Text.Split('\n')[0]}");

// A kept run is a model too.
var again = Poetry.Load(Directory.GetDirectories("runs").Order().Last());
Console.WriteLine(again.Generate(seed: 7) == model.Generate(seed: 7));
