using System.CommandLine;
using System.Numerics.Tensors;
using System.Text.Json;
using Assay.Data.Numpy;
using Assay.Reports;
using Assay.Runs;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>Lets the model of a run, or the models of several together, predict the vectors that follow contexts of a file.</summary>
sealed class PredictVerb : Verb
{
    readonly Argument<string[]> _ids;
    readonly Option<string?> _input, _output, _steps;
    readonly Option<string> _runs;
    readonly Option<bool> _raw, _json;

    public PredictVerb()
        : base("predict", "Predict the vectors that follow those of a file, by the model of a run or of several together", "assay predict latest --input contexts.npz --output predictions.npz")
    {
        _ids = new Argument<string[]>("RUN") { Description = "Id of a run, the beginning of it, or 'latest'; of several, or of one that stands for others, the ensemble", Arity = ArgumentArity.ZeroOrMore };
        Arguments.Add(_ids);
        _input = Flag(Text("--input", "FILE", "NumPy file with context_sequences or contexts, (n, N, d) or (N, d); query_vectors and target_vectors if there are any"));
        _output = Flag(Text("--output", "FILE", "Write predictions, (n, d) or with --steps (n, H, d), into this .npz file"));
        _steps = Flag(Text("--steps", "H", "Predict so many vectors ahead, each read as the next context's last one [default: 1]"));
        _raw = Flag(new Option<bool>("--raw") { Description = "As the network gives them; else of length 1" });
        _runs = RunsFlag();
        _json = JsonFlag();
    }

    public override int Run(Session session, ParseResult line)
    {
        var input = line.GetValue(_input) ?? throw new UsageException("which contexts? --input names a NumPy file that has them");
        var output = line.GetValue(_output);
        if (output is not null && Path.GetFullPath(output) == Path.GetFullPath(input)) throw new UsageException($"--output is the input, '{input}'; needed: another file");
        var ahead = line.GetValue(_steps);
        var steps = ahead is null ? 1 : (int)WholeNumber.Parse("--steps", ahead, 1, 10_000);
        var store = new RunStore(line.GetValue(_runs)!);
        var runs = Members(store, line.GetValue(_ids) ?? []);
        var model = Open(session, runs);
        var contexts = ContextFile.Read(input, model);
        var numbers = (long)contexts.Count * steps * model.Width;
        if (numbers > Array.MaxLength) throw new UsageException($"{contexts.Count} contexts, {steps} steps ahead, make {numbers} numbers; needed: at most {Array.MaxLength}, so fewer steps or a smaller file");
        var predictions = new float[numbers];
        model.Predict(contexts.Contexts.Span, predictions, contexts.Queries, steps, line.GetValue(_raw));
        if (output is not null) Write(output, predictions, ahead is null ? [contexts.Count, model.Width] : [contexts.Count, steps, model.Width]);
        var cosine = Cosine(contexts, predictions, steps, model.Width);
        if (line.GetValue(_json)) Document(session.Terminal.Out, runs, input, output, contexts, predictions, steps, model, cosine);
        else Print(session.Terminal, runs, input, output, contexts, steps, model, cosine);
        return ExitCode.Done;
    }

    static List<RunReader> Members(RunStore store, string[] ids)
    {
        if (ids.Length == 0) throw new UsageException("which run? Give its id, the beginning of it, or 'latest'; 'assay predict --help' explains");
        var runs = new List<RunReader>();
        foreach (var run in ids.Select(id => UsageException.Check(() => store.Find(id))))
        {
            if (run.Record.Children.Count == 0) runs.Add(run);
            else runs.AddRange(run.Record.Children.Select(store.Open).Where(child => child.Status == RunStatus.Finished));
            if (run.Record.Children.Count > 0 && runs.Count == 0) throw new InvalidOperationException($"run '{run.Id}' stands for others, of which none is finished");
        }

        return runs.GroupBy(run => run.Id).FirstOrDefault(group => group.Count() > 1) is { } twice ? throw new UsageException($"run '{twice.Key}' is given twice") : runs;
    }

    static VectorModel Open(Session session, List<RunReader> runs)
    {
        var study = session.RequireStudy(runs[0]);
        return study.OpenVectorModel(runs) ?? throw new InvalidOperationException($"run '{runs[0].Id}' belongs to the study '{study.Name}', whose models predict no vectors");
    }

    static void Write(string path, float[] predictions, int[] shape)
    {
        using var writer = new NpzWriter(path);
        writer.Write("predictions", predictions, shape);
        writer.Finish();
    }

    /// <summary>Mean cosine of the first predictions with the file's targets; null where it has none.</summary>
    static double? Cosine(ContextFile contexts, float[] predictions, int steps, int width)
    {
        if (contexts.Targets is not { } targets || contexts.Count == 0) return null;
        var sum = 0.0;
        for (var i = 0; i < contexts.Count; i++)
        {
            ReadOnlySpan<float> prediction = predictions.AsSpan(i * steps * width, width), target = targets.AsSpan(i * width, width);
            // What has no direction has cosine 0 with everything.
            var lengths = (double)TensorPrimitives.Norm(prediction) * TensorPrimitives.Norm(target);
            if (lengths > 0) sum += TensorPrimitives.Dot(prediction, target) / lengths;
        }

        return sum / contexts.Count;
    }

    static void Print(Terminal terminal, List<RunReader> runs, string input, string? output, ContextFile contexts, int steps, VectorModel model, double? cosine)
    {
        terminal.Out.WriteLine($"{(runs.Count == 1 ? runs[0].Id : $"ensemble of {runs.Count}: {string.Join(", ", runs.Select(run => run.Id))}")}");
        terminal.Out.WriteLine($"input   {input}: {Numbers.Count(contexts.Count)} contexts of {model.Context} vectors of {model.Width}");
        terminal.Out.WriteLine(output is null ? "output  none; --output writes the predictions, --json prints them" : $"output  {output}: {(steps == 1 ? "the next vector" : $"the next {steps} vectors")} of each");
        terminal.Out.WriteLine(cosine is { } mean ? $"cosine  {Numbers.Format(mean)}, mean over the targets of the file" : "cosine  unknown: the file has no targets");
    }

    static void Document(TextWriter to, List<RunReader> runs, string input, string? output, ContextFile contexts, float[] predictions, int steps, VectorModel model, double? cosine) => JsonOutput.Print(to, json =>
    {
        JsonOutput.Texts(json, "runs", [.. runs.Select(run => run.Id)]);
        json.WriteString("input", input);
        json.WriteString("output", output);
        json.WriteNumber("contexts", contexts.Count);
        json.WriteNumber("width", model.Width);
        json.WriteNumber("steps", steps);
        if (cosine is { } mean) json.WriteNumber("cosine", mean);
        else json.WriteNull("cosine");
        if (output is null) Vectors(json, predictions, contexts.Count, steps, model.Width);
    });

    // (contexts, steps, width) as lists of lists.
    static void Vectors(Utf8JsonWriter json, float[] predictions, int count, int steps, int width)
    {
        json.WriteStartArray("predictions");
        for (var i = 0; i < count; i++)
        {
            json.WriteStartArray();
            for (var step = 0; step < steps; step++)
            {
                json.WriteStartArray();
                foreach (var value in predictions.AsSpan(((i * steps) + step) * width, width)) JsonOutput.Number(json, value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
