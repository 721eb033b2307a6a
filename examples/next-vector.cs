#:project ../src/Assay.Studies/Assay.Studies.csproj
using Assay.Studies.NextVector;

// A generated stream, small: of your own, NextVector.Fit("vectors.npz") or NextVector.Fit("folder-of-texts").
var model = NextVector.Fit(options: new NextVectorOptions
{
    Settings = { ["model"] = "gru", ["hidden"] = 32, ["epochs"] = 3, ["stream.documents"] = 60, ["stream.vectors"] = 3000 },
});

Console.WriteLine(model.Record.Verdict);

// The vectors of a document so far, the oldest first; what comes next, and the five after that.
float[][] context = [.. Enumerable.Range(0, model.Context).Select(place => Enumerable.Range(0, model.Width).Select(i => MathF.Sin(place + i)).ToArray())];
float[] next = model.Predict(context);
IReadOnlyList<float[]> ahead = model.Ahead(context, steps: 5);

// Beside what needs no network, on documents that were held out.
var evaluation = model.Evaluate();
Console.WriteLine($"model {evaluation.Metrics["test/cosine"]:F3}, linear average {evaluation.Baselines["linear average"]["test/cosine"]:F3}");

// Network and record in one file.
model.Save("next.safetensors");
var loaded = NextVector.Load("next.safetensors");
Console.WriteLine(loaded.Predict(context).SequenceEqual(next) && ahead.Count == 5);
