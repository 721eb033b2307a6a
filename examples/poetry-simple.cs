#:project ../src/Assay.Studies/Assay.Studies.csproj
using Assay.Studies.Poetry;

var model = Poetry.Fit("poems.json");

Console.WriteLine(model.Record.Verdict);
Console.WriteLine(model.Reconstruct("The sea is quiet tonight\nand the boats are home."));
Console.WriteLine(model.Generate(seed: "The sea is quiet tonight\nand the boats are home.", temperature: 0.05));
