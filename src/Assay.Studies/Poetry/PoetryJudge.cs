using Assay.Data.Vectors;
using Assay.Runs;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>Lets a model write without being taught, and with parts of what it knows taken away, and scores it beside what needs no network.</summary>
sealed class PoetryJudge(PoetryData data, double freeNats = 0)
{
    readonly PoetryScores _scores = new(data.Train);

    /// <summary>Scores of the validation windows alone, without the nearest words.</summary>
    public Dictionary<string, double> Valid(PoetryAutoencoder model)
    {
        var scores = Named("valid", _scores.Of(data.Valid.Ids, Read(model, data.Valid).Written, nearest: false).Brief());
        Add(scores, Named("valid", PosteriorScores.Of(model, data.Valid, freeNats)));
        return scores;
    }

    /// <summary>Everything that is measured of a model: what a run records, and what its reports draw.</summary>
    /// <param name="model">As it is.</param>
    /// <param name="checkpoint">Where it comes from, "best" or "last".</param>
    /// <param name="step">The step it was stored at.</param>
    public PoetryJudgement Judge(PoetryAutoencoder model, string checkpoint, long step)
    {
        var architecture = model.Architecture;
        var train = Read(model, data.Train);
        var metrics = Named("train", _scores.Of(data.Train.Ids, train.Written, nearest: false).Brief());
        Add(metrics, Named("valid", _scores.Of(data.Valid.Ids, Read(model, data.Valid).Written, nearest: true).Brief()));
        Add(metrics, Named("valid", PosteriorScores.Of(model, data.Valid, freeNats)));

        var attention = architecture.Attend == AttendTo.None ? null : new AttentionAnalysis(architecture, data.Test);
        var test = Read(model, data.Test, attended: attention is null ? null : attention.Add);
        var scores = _scores.Of(data.Test.Ids, test.Written, nearest: true);
        Add(metrics, Named("test", scores.Full()));
        Add(metrics, Crossing.Of(data.Test, architecture.FloatsCrossing));
        var (codes, statistics) = CodeAnalysis.Of(test.Codes, model, data);
        Add(metrics, codes);
        Add(metrics, Named("test", PosteriorScores.Of(model, data.Test, freeNats)));
        if (attention is not null) Add(metrics, attention.Metrics());

        var baselines = new PoetryBaselines(data.Train, _scores, architecture).Of(data.Test);
        var byName = baselines.ToDictionary(baseline => baseline.Name, baseline => baseline.Metrics);
        var ablations = Ablations(model, train.Codes, test.Codes, metrics["test/cosine"], byName[PoetryBaselines.MeanVector]["test/cosine"]);
        if (architecture.Attend == AttendTo.Encoder) metrics["test/bottleneck/share"] = ablations[StatesZeroed]["test/gain/kept"];

        IReadOnlyList<(string Name, TokenScores Scores)> predictors = [("model", scores), .. baselines.Select(baseline => (baseline.Name, baseline.Scores))];
        var texts = new TextReconstructions(data, _scores);
        var details = new AutoencoderEvaluation
        {
            Checkpoint = checkpoint, Step = step, Tokens = scores.Positions(data.Test.Window).Count,
            Predictors = [.. predictors.Select(one => new PredictorScores
            {
                Name = one.Name, Positions = Rounded.Values(one.Scores.Positions(data.Test.Window).Cosine), Distribution = one.Scores.Distribution(40),
            })],
            Codes = statistics, Attention = attention?.Statistics(data, scores.Named), Texts = texts.Of(test.Written, out var leftOut), TextsLeftOut = leftOut,
        };
        return new PoetryJudgement(metrics, byName, ablations, details, PoemScores.Of(data, predictors));
    }

    /// <summary>The ablation that takes away what goes around the code.</summary>
    public const string StatesZeroed = "encoder states zeroed";

    /// <summary>The ablation that gives each window the code of another.</summary>
    public const string CodeOfAnother = "code of another window";

    /// <summary>The ablation that leaves a float of a code one of 256 values.</summary>
    public const string EightBits = "code in 8 bits a float";

    // With a code that holds less, none, or another window's, and without the encoder's states; of each also how much of the gain over the mean vector
    // is left.
    Dictionary<string, Dictionary<string, double>> Ablations(PoetryAutoencoder model, float[] seen, float[] codes, double whole, double mean)
    {
        var (count, width) = (data.Test.Count, model.Architecture.Bottleneck);
        var ablations = new Dictionary<string, Dictionary<string, double>>
        {
            ["code zeroed"] = Score((_, code, states) => (Tensor.Zeros(code.Dims), states)),
            // Half the set away, so that it is of another poem wherever there are a few.
            [CodeOfAnother] = Score((first, code, states) =>
            {
                if (count == 1) return (Tensor.Zeros(code.Dims), states);
                var others = Tensor.Zeros(code.Dims);
                for (var i = 0; i < code.Dim(0); i++) codes.AsSpan((first + i + (count / 2)) % count * width, width).CopyTo(others.Span[(i * width)..]);
                return (others, states);
            }),
            [EightBits] = Score((_, code, states) => (Coarse(code, seen), states)),
            [StatesZeroed] = Score((_, code, states) => (code, Tensor.Zeros(states.Dims))),
        };
        foreach (var scores in ablations.Values) scores["test/gain/kept"] = (scores["test/cosine"] - mean) / (whole - mean);
        return ablations;

        Dictionary<string, double> Score(Func<int, Tensor, Tensor, (Tensor Code, Tensor States)> change) =>
            Named("test", _scores.Of(data.Test.Ids, Read(model, data.Test, change).Written, nearest: false).Brief());
    }

    // Codes with each component rounded to one of 256 values from its smallest to its largest over the training windows.
    static Tensor Coarse(Tensor codes, float[] seen)
    {
        const int Steps = 255;
        var width = codes.Dim(1);
        var coarse = Tensor.Zeros(codes.Dims);
        for (var i = 0; i < width; i++)
        {
            var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
            for (var row = i; row < seen.Length; row += width) (low, high) = (Math.Min(low, seen[row]), Math.Max(high, seen[row]));
            var step = Math.Max((high - low) / Steps, 1e-12f);
            for (var row = i; row < codes.Count; row += width) coarse.Span[row] = low + (step * Math.Clamp(MathF.Round((codes.Span[row] - low) / step), 0, Steps));
        }
        return coarse;
    }

    /// <summary>What a model writes for some windows without being taught, and their codes one after the other.</summary>
    /// <param name="model">Left in the mode it is in.</param>
    /// <param name="windows">Read in batches, in their order.</param>
    /// <param name="change">Given a batch's first window, codes and states: those to be decoded instead.</param>
    /// <param name="attended">Shown a batch's first window, its lengths, a run's first step and its attention weights (batch, heads, run, keys).</param>
    static (List<float[]> Written, float[] Codes) Read(
        PoetryAutoencoder model, PoetryWindows windows, Func<int, Tensor, Tensor, (Tensor Code, Tensor States)>? change = null,
        Action<int, int[], int, Tensor>? attended = null)
    {
        var written = new List<float[]>(windows.Count);
        var codes = new List<float>();
        var training = model.Training;
        model.Eval();
        using (Tensor.PauseGradients())
        {
            using var arena = Arena.Enter();
            foreach (var places in windows.Batches())
            {
                var (x, lengths, _) = windows.Batch(places);
                var (code, states) = model.Encode(x, lengths);
                codes.AddRange(code.Span);
                if (change is not null) (code, states) = change(places[0], code, states);
                var words = model.Decode(code, states, lengths, x.Dim(1), attended: attended is null ? null : (step, weights) => attended(places[0], lengths, step, weights));
                for (var i = 0; i < lengths.Length; i++) written.Add(words.Slice(0, i, 1).ToArray());
                arena.Rewind();
            }
        }
        if (training) model.Train();
        return (written, [.. codes]);
    }

    static Dictionary<string, double> Named(string split, Dictionary<string, double> scores) => scores.ToDictionary(score => $"{split}/{score.Key}", score => score.Value);

    static void Add(Dictionary<string, double> all, Dictionary<string, double> more)
    {
        foreach (var (name, value) in more) all[name] = value;
    }
}
