#:project ../src/Assay.Studies/Assay.Studies.csproj
using Assay.Studies.Poetry;

foreach (var preset in Poetry.Presets)
    Console.WriteLine($"{preset.Name,-12}{preset.Parameters,12:N0} parameters, compression {preset.Compression:F1}");

var model = Poetry.Fit("poems.json", new PoetryOptions
{
    Preset = "tiny",
    Seed = 2,
    Settings = { ["epochs"] = 3, ["vectors"] = "corpus" },
    Progress = progress => Console.Error.WriteLine($"{progress.Phase}, epoch {progress.Epoch} of {progress.Epochs}"),
});

// A text as a few floats, kept in a file, and written again from them alone.
var code = model.Compress("The sea is quiet tonight\nand the boats are home.");
Console.WriteLine($"{code.Tokens} tokens as {code.Floats} floats: compression {code.Compression:F1}");
code.Save("sea.json");
Console.WriteLine(model.Reconstruct(PoemCode.Load("sea.json")));

// The model with all it needs in one file.
model.Save("poems.model");
var loaded = Poetry.Load("poems.model");
foreach (var text in loaded.Interpolate("The sea is quiet tonight.", "My mother locked the garden door.", steps: 3))
    Console.WriteLine($"-- {text}");
for (var seed = 1ul; seed <= 3; seed++)
    Console.WriteLine($"{seed}: {loaded.Generate(seed, temperature: 0.1, topK: 20, topP: 0.9, length: 12, repetitionPenalty: 1.2)}");
