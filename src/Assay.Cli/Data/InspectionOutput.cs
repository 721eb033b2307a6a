using System.Text.Json;
using Assay.Data.Sequences;

namespace Assay.Cli;

/// <summary>What <c>assay data inspect</c> prints: tables and sentences, or one JSON document.</summary>
sealed class InspectionOutput(CorpusInspection inspection, int context, IReadOnlyList<string> notes)
{
    const int Examples = 3;
    const int ExampleWidth = 90;

    readonly IReadOnlyList<string> _verdict = CorpusVerdict.Of(inspection, context);

    public void Print(Terminal terminal)
    {
        var (corpus, to) = (inspection.Corpus, terminal.Out);
        to.WriteLine($"{inspection.Corpus.Segments.Sum(segment => (long)segment.Count):N0} vectors of {corpus.Dimension} numbers in {Counted(corpus.Documents.Count, "document")}, {Counted(corpus.Segments.Count, "segment")} without gaps");
        to.WriteLine();
        var numbers = new TextTable("", ">LEAST", ">MEAN", ">MOST");
        numbers.Add("length of a vector", $"{inspection.Lengths.Least:F3}", $"{inspection.Lengths.Mean:F3}", $"{inspection.Lengths.Greatest:F3}");
        if (inspection.Coherence.Count > 0)
            numbers.Add("coherence of a document", $"{inspection.Coherence[0].Cosine:F3}", $"{inspection.Coherence.Average(document => document.Cosine):F3}", $"{inspection.Coherence[^1].Cosine:F3}");
        Lines(numbers);
        to.WriteLine();
        to.WriteLine($"The mean vector has {inspection.MeanLength:F3} of a vector's length and the cosine {inspection.MeanCosine:F3} with vectors; a random one has 0, give or take {1 / Math.Sqrt(corpus.Dimension):F3}.");
        to.WriteLine();
        var profile = new TextTable(">PLACES APART", ">PAIRS", ">COSINE", ">CENTRED");
        foreach (var lag in inspection.Profile) profile.Add($"{lag.Lag}", $"{lag.Pairs:N0}", $"{lag.Cosine:F4}", $"{lag.Centred:F4}");
        Lines(profile);
        to.WriteLine();
        if (inspection.Coherence.Count > 0)
        {
            to.WriteLine($"Coherence is the mean cosine of a document's neighbours; its quartiles: {inspection.CoherenceQuantile(0.25):F3}, {inspection.CoherenceQuantile(0.5):F3}, {inspection.CoherenceQuantile(0.75):F3}.");
            var documents = new TextTable("", "DOCUMENT", ">VECTORS", ">COHERENCE");
            foreach (var (place, document) in inspection.LeastCoherent.Index()) documents.Add(place == 0 ? "least" : "", document.Document, $"{document.Vectors:N0}", $"{document.Cosine:F3}");
            foreach (var (place, document) in inspection.MostCoherent.Index()) documents.Add(place == 0 ? "most" : "", document.Document, $"{document.Vectors:N0}", $"{document.Cosine:F3}");
            Lines(documents);
            to.WriteLine();
        }
        var copies = inspection.Copies;
        to.WriteLine($"Copies: {inspection.Repeated:N0} vectors repeat an earlier one bit for bit; of {copies.Compared:N0} compared with all others, {copies.Found.Count:N0} have one of centred cosine {NearDuplicates.UsualThreshold} or more.");
        foreach (var pair in Shown()) to.WriteLine($"  {pair.Cosine:F3}  {Place(pair.Row)}  ~  {Place(pair.Of)}");
        to.WriteLine();
        foreach (var text in _verdict.Concat(notes).SelectMany(sentence => WordWrap.Split(sentence, terminal.PageWidth))) to.WriteLine(text);

        void Lines(TextTable table)
        {
            foreach (var line in table.Render(terminal.PageWidth)) to.WriteLine(line);
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        var corpus = inspection.Corpus;
        json.WriteNumber("vectors", corpus.Segments.Sum(segment => (long)segment.Count));
        json.WriteNumber("dimension", corpus.Dimension);
        json.WriteNumber("documents", corpus.Documents.Count);
        json.WriteNumber("segments", corpus.Segments.Count);
        json.WriteNumber("context", context);
        JsonOutput.Numbers(json, "length", [new("least", inspection.Lengths.Least), new("mean", inspection.Lengths.Mean), new("greatest", inspection.Lengths.Greatest)]);
        JsonOutput.Numbers(json, "mean", [new("length", inspection.MeanLength), new("cosine", inspection.MeanCosine)]);
        json.WriteStartArray("profile");
        foreach (var lag in inspection.Profile)
        {
            json.WriteStartObject();
            json.WriteNumber("lag", lag.Lag);
            json.WriteNumber("pairs", lag.Pairs);
            json.WriteNumber("cosine", lag.Cosine);
            json.WriteNumber("centred", lag.Centred);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("coherence");
        if (inspection.Coherence.Count > 0)
            JsonOutput.Numbers(json, "quartiles", [new("25", inspection.CoherenceQuantile(0.25)), new("50", inspection.CoherenceQuantile(0.5)), new("75", inspection.CoherenceQuantile(0.75))]);
        Documents(json, "least", inspection.LeastCoherent);
        Documents(json, "most", inspection.MostCoherent);
        json.WriteEndObject();
        json.WriteStartObject("copies");
        json.WriteNumber("repeated", inspection.Repeated);
        json.WriteNumber("compared", inspection.Copies.Compared);
        json.WriteNumber("found", inspection.Copies.Found.Count);
        JsonOutput.Texts(json, "examples", Shown().Select(pair => $"{Place(pair.Row)} ~ {Place(pair.Of)}"));
        json.WriteEndObject();
        JsonOutput.Texts(json, "verdict", _verdict);
        JsonOutput.Texts(json, "notes", notes);
    }

    static string Counted(int count, string noun) => $"{count:N0} {noun}{(count == 1 ? "" : "s")}";

    static void Documents(Utf8JsonWriter json, string name, IReadOnlyList<DocumentCoherence> documents) =>
        JsonOutput.Numbers(json, name, documents.Select(document => KeyValuePair.Create(document.Document, document.Cosine)));

    // Those that are not the same to the bit tell more, and come first.
    IEnumerable<NearDuplicate> Shown() => inspection.Copies.Found.OrderBy(pair => pair.Exact).Take(Examples);

    string Place(int row)
    {
        var corpus = inspection.Corpus;
        var segment = corpus.Segments.First(segment => row >= segment.First && row < segment.First + segment.Count);
        var text = corpus.Texts?[row] is { } words ? $" \"{(words.Length <= ExampleWidth ? words : words[..ExampleWidth] + "…")}\"" : "";
        return $"{corpus.Documents[segment.Document]}, vector {row - segment.First + 1}{text}";
    }
}
