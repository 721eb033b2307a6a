using System.Numerics.Tensors;
using Assay.Data;
using Assay.Data.Sequences;
using Assay.Tensors;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.NextVector;

/// <summary>Documents as vectors, their split and their windows: all that follows from the settings, and nothing from the seed of a training.</summary>
sealed class NextVectorData
{
    static readonly string[] Decisive = ["data", "vectors", "vectors.folder", "common", "context", "windows", "query"];

    // What was loaded last, since the runs of a comparison have the same data.
    static (string Key, NextVectorData Data)? _loaded;
    static readonly Lock Gate = new();

    readonly double[]?[] _sums;
    readonly int[] _counts;
    readonly float[] _mean;
    readonly float _length;
    readonly Lazy<NearDuplicates> _copies;

    NextVectorData(DocumentVectors read, SettingValues settings, TopicProcess? process)
    {
        var corpus = read.Corpus;
        (Process, Query, Notes) = (process, settings.Flag("query"), read.Notes);
        var context = settings.Whole("context");
        int[] usable = [.. corpus.Segments.Where(segment => segment.Count > context).Select(segment => segment.Document).Distinct().Order()];
        if (usable.Length < 3)
        {
            var longest = corpus.Segments.Count == 0 ? 0 : corpus.Segments.Max(segment => segment.Count);
            throw new InvalidDataException(
                $"{Named(settings)}: {usable.Length} of {corpus.Documents.Count} documents have at least {context + 1} vectors in a row, a context of {context} and one to predict "
                + $"(the longest has {longest}); needed: 3 documents, one to train on, one to choose and one to judge.");
        }
        var split = DocumentSplit.Draw(usable.Length, settings.Number("split.valid"), settings.Number("split.test"), (ulong)settings.Whole("split.seed"));
        Split = split with { Train = Places(split.Train), Valid = Places(split.Valid), Test = Places(split.Test) };
        Skipped = corpus.Documents.Count - usable.Length;
        // What all sentences have in common is that of the training documents alone.
        if (read.IsRaw) corpus = CommonComponents.Fit(corpus, NearDuplicates.RowsOf(corpus, Split.Train), settings.Whole("common")).Remove(corpus);
        Corpus = corpus;
        _copies = new(() => NearDuplicates.Find(corpus, NearDuplicates.RowsOf(corpus, Split.Test), NearDuplicates.RowsOf(corpus, Split.Train)));
        ByWindow = settings.Text("split.by") == NextVectorSettings.Window;
        var most = settings.Whole("windows") is > 0 and var given ? given : int.MaxValue;
        if (ByWindow)
        {
            var draw = new Rng(Split.Seed).Split("windows");
            double test = settings.Number("split.test"), choosing = test + settings.Number("split.valid");
            VectorWindows Side(double from, double to, int count) => new(corpus, context, usable, count, row => draw.Split($"{row}").NextDouble() is var place && place >= from && place < to);
            (Test, Valid, Train) = (Side(0, test, int.MaxValue), Side(test, choosing, int.MaxValue), Side(choosing, 1, most));
        }
        else
        {
            Train = new VectorWindows(corpus, context, Split.Train, most);
            Valid = new VectorWindows(corpus, context, Split.Valid);
            Test = new VectorWindows(corpus, context, Split.Test);
        }
        SharedTargets = Shared();
        MeanSquare = SquaredLength();
        _sums = new double[]?[corpus.Documents.Count];
        _counts = new int[corpus.Documents.Count];
        if (Query)
        {
            SumDocuments();
            JudgedQueries = (windows, places) => Queries(windows, places)!;
        }
        var judged = new PredictionData(Train, Valid, Test, Split.Seed) { Queries = JudgedQueries };
        VectorPredictor[] limits = process is null ? [] : Query ? [new QueryLimit(process)] : [new KalmanLimit(process, context), new KalmanFilter(process)];
        Judge = new PredictionJudge(judged, () => [.. NextVectorBaselines.Fit(judged), .. limits]);
        (_mean, _length) = (judged.Mean.ToArray(), judged.Length);

        int[] Places(IReadOnlyList<int> side) => [.. side.Select(place => usable[place])];
    }

    public VectorCorpus Corpus { get; }

    /// <summary>What a reader of results should know of how they were read, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Test vectors that have a copy among those trained on; looked for when first asked.</summary>
    public NearDuplicates Copies => _copies.Value;

    /// <summary>Whole documents on each side.</summary>
    public DocumentSplit Split { get; }

    /// <summary>Whether windows were dealt to the splits one by one, as the original did, so that neighbours in one document are on both sides.</summary>
    public bool ByWindow { get; }

    /// <summary>Share of the test windows whose target is a vector of a window that was trained on.</summary>
    public double SharedTargets { get; }

    /// <summary>Documents too short for a window.</summary>
    public int Skipped { get; }

    public VectorWindows Train { get; }

    public VectorWindows Valid { get; }

    public VectorWindows Test { get; }

    /// <summary>Mean squared length of the training documents' vectors.</summary>
    public double MeanSquare { get; }

    /// <summary>Scores models on these documents, beside baselines that are fitted once for all of them.</summary>
    public PredictionJudge Judge { get; }

    /// <summary>Width of a vector.</summary>
    public int Width => Corpus.Dimension;

    /// <summary>What the documents were drawn from; null where they were read.</summary>
    public TopicProcess? Process { get; }

    /// <summary>Whether windows have queries.</summary>
    public bool Query { get; }

    /// <summary>Everything that the settings ask for.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or there are too few documents.</exception>
    public static NextVectorData Load(SettingValues settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var key = KeyOf(settings);
        lock (Gate)
        {
            if (_loaded?.Key != key) _loaded = (key, Read(settings));
            return _loaded.Value.Data;
        }
    }

    /// <summary>What decides on documents, windows and split: equal texts, equal data.</summary>
    public static string KeyOf(SettingValues settings) =>
        string.Join('\n', settings.All.Where(setting => Decides(setting.Key)).Select(setting => $"{setting.Key}={setting.Value}").Append(Stamp(settings.Text("data"))));

    /// <summary>A model as it is judged: where its loss leaves lengths free, they are those of the training vectors.</summary>
    public ModelPredictor PredictorOf(NextVectorModel model, SettingValues settings) =>
        new(model, settings.Text("loss") is NextVectorSettings.Cosine or NextVectorSettings.InfoNce ? _length : null);

    /// <summary>Where documents go, (windows, width): the mean of all their vectors outside of the window, as a title or a question would tell; null without queries.</summary>
    public Tensor? Queries(VectorWindows windows, ReadOnlySpan<int> places)
    {
        if (!Query) return null;
        var queries = Tensor.Zeros(places.Length, Width);
        for (var i = 0; i < places.Length; i++)
        {
            var document = windows.Document(places[i]);
            var sum = _sums[document]!;
            var row = queries.Span.Slice(i * Width, Width);
            var left = _counts[document] - windows.Context - 1;
            if (left == 0)
            {
                _mean.CopyTo(row);
                continue;
            }
            for (var k = 0; k < Width; k++)
            {
                var inside = 0.0;
                for (var t = 0; t <= windows.Context; t++) inside += Corpus.Values[((windows.First(places[i]) + t) * Width) + k];
                row[k] = (float)((sum[k] - inside) / left);
            }
        }
        return queries;
    }

    /// <summary>The same as predictors that are judged are told it; null without queries.</summary>
    public Func<VectorWindows, int[], Tensor>? JudgedQueries { get; }

    /// <summary>Each split in words.</summary>
    public Dictionary<string, string> Describe() => new()
    {
        ["train"] = Describe(Split.Train, Train),
        ["valid"] = Describe(Split.Valid, Valid) + "; chooses the checkpoint",
        ["test"] = Describe(Split.Test, Test),
        ["vectors"] = $"{Corpus.Count:N0} of {Width} numbers in {Corpus.Documents.Count:N0} documents"
            + (Skipped > 0 ? $", of which {Skipped:N0} are too short for a window" : "") + (Process is null ? "" : "; drawn from a process whose best predictor is known"),
    };

    static bool Decides(string name) => Decisive.Contains(name) || name.StartsWith("stream.", StringComparison.Ordinal) || name.StartsWith("split.", StringComparison.Ordinal)
        || name.StartsWith("chunk.", StringComparison.Ordinal);

    static NextVectorData Read(SettingValues settings)
    {
        var read = NextVectorCorpus.Read(settings);
        if (read.Context is { } context && context != settings.Whole("context"))
            throw new InvalidDataException($"{settings.Text("data")}: its windows have contexts of {context} vectors and the setting 'context' is {settings.Whole("context")}; needed: --set context={context}");
        return new NextVectorData(read, settings, settings.Text("data").Length == 0 ? NextVectorSettings.Process(settings) : null);
    }

    // Files may have changed since they were read.
    static string Stamp(string path)
    {
        FileInfo[] files = Directory.Exists(path) ? new DirectoryInfo(path).GetFiles("*", SearchOption.AllDirectories) : File.Exists(path) ? [new FileInfo(path)] : [];
        return files.Length == 0 ? "" : $"{files.Length} {files.Sum(file => file.Length)} {files.Max(file => file.LastWriteTimeUtc.Ticks)}";
    }

    static string Named(SettingValues settings) => settings.Text("data") is { Length: > 0 } file ? file : "the stream";

    string Describe(IReadOnlyList<int> documents, VectorWindows windows) => ByWindow
        ? $"{windows.Count:N0} single windows of {windows.Context} vectors and the next, dealt out of documents that all splits share, split seed {Split.Seed}"
        : $"{documents.Count:N0} whole documents, {windows.Count:N0} windows of {windows.Context} vectors and the next, split seed {Split.Seed}";

    double Shared()
    {
        if (!ByWindow) return 0;
        var trained = new HashSet<int>();
        for (var window = 0; window < Train.Count; window++)
            for (var row = Train.First(window); row <= Train.Target(window); row++) trained.Add(row);
        return Enumerable.Range(0, Test.Count).Count(window => trained.Contains(Test.Target(window))) / (double)Math.Max(1, Test.Count);
    }

    double SquaredLength()
    {
        var train = Split.Train.ToHashSet();
        var (square, count) = (0.0, 0);
        foreach (var segment in Corpus.Segments.Where(segment => train.Contains(segment.Document)))
        {
            for (var i = 0; i < segment.Count; i++) square += TensorPrimitives.SumOfSquares(Corpus[segment.First + i]);
            count += segment.Count;
        }
        return square / count;
    }

    void SumDocuments()
    {
        foreach (var segment in Corpus.Segments)
        {
            var sum = _sums[segment.Document] ??= new double[Width];
            _counts[segment.Document] += segment.Count;
            for (var i = 0; i < segment.Count; i++)
                for (var k = 0; k < Width; k++) sum[k] += Corpus[segment.First + i][k];
        }
    }
}
