using Assay.Data.Vectors;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>Lets a model write without being taught, and with parts of what it knows taken away.</summary>
sealed class PoetryJudge(PoetryData data, double freeNats = 0)
{
    const int BatchSize = 64;

    readonly PoetryScores _scores = new(data.Train);

    /// <summary>Scores of the validation windows alone, without the nearest words.</summary>
    public Dictionary<string, double> Valid(PoetryAutoencoder model)
    {
        var scores = Score(model, data.Valid, "valid", nearest: false);
        foreach (var (name, value) in PosteriorScores.Of(model, data.Valid, freeNats)) scores[$"valid/{name}"] = value;
        return scores;
    }

    /// <summary>Scores of all three splits.</summary>
    public Dictionary<string, double> Splits(PoetryAutoencoder model)
    {
        var all = Score(model, data.Train, "train", nearest: false);
        foreach (var (split, windows) in new[] { ("valid", data.Valid), ("test", data.Test) })
        {
            foreach (var (name, value) in Score(model, windows, split, nearest: true)) all[name] = value;
            foreach (var (name, value) in PosteriorScores.Of(model, windows, freeNats)) all[$"{split}/{name}"] = value;
        }
        var codes = Codes(model, data.Test);
        all["test/code/participation"] = Spectrum.OfRows(codes, model.Architecture.Bottleneck).Participation;
        return all;
    }

    /// <summary>Scores on the test windows of what needs no network.</summary>
    public Dictionary<string, Dictionary<string, double>> Baselines(int floats) => new PoetryBaselines(data.Train, _scores, floats).Of(data.Test, "test");

    /// <summary>Scores on the test windows without the code, with another window's code, and without the encoder's states.</summary>
    public Dictionary<string, Dictionary<string, double>> Ablations(PoetryAutoencoder model) => new()
    {
        ["code zeroed"] = Score(model, data.Test, "test", false, (code, states) => (Tensor.Zeros(code.Dims), states)),
        ["code of another window"] = Score(model, data.Test, "test", false, (code, states) => (Shifted(code), states)),
        ["encoder states zeroed"] = Score(model, data.Test, "test", false, (code, states) => (code, Tensor.Zeros(states.Dims))),
    };

    Dictionary<string, double> Score(
        PoetryAutoencoder model, PoetryWindows windows, string split, bool nearest, Func<Tensor, Tensor, (Tensor Code, Tensor States)>? change = null)
    {
        var written = new List<float[]>(windows.Count);
        Batches(model, windows, (code, states, lengths) =>
        {
            if (change is not null) (code, states) = change(code, states);
            var words = model.Decode(code, states, lengths, states.Dim(1));
            for (var i = 0; i < lengths.Length; i++) written.Add(words.Slice(0, i, 1).ToArray());
        });
        return _scores.Of(windows, written, nearest).ToDictionary(score => $"{split}/{score.Key}", score => score.Value);
    }

    static float[] Codes(PoetryAutoencoder model, PoetryWindows windows)
    {
        var codes = new List<float>();
        Batches(model, windows, (code, _, _) => codes.AddRange(code.Span));
        return [.. codes];
    }

    static void Batches(PoetryAutoencoder model, PoetryWindows windows, Action<Tensor, Tensor, int[]> use)
    {
        var training = model.Training;
        model.Eval();
        using (Tensor.PauseGradients())
        {
            using var arena = Arena.Enter();
            for (var first = 0; first < windows.Count; first += BatchSize)
            {
                int[] places = [.. Enumerable.Range(first, Math.Min(BatchSize, windows.Count - first))];
                var (x, lengths, _) = windows.Batch(places);
                var (code, states) = model.Encode(x, lengths);
                use(code, states, lengths);
                arena.Rewind();
            }
        }
        if (training) model.Train();
    }

    // Each window gets the next one's code, the last the first's.
    static Tensor Shifted(Tensor code) => code.Dim(0) == 1 ? Tensor.Zeros(code.Dims) : Tensor.Concat(0, code.Slice(0, 1, code.Dim(0) - 1), code.Slice(0, 0, 1));
}
