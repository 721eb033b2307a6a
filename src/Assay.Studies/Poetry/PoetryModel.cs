using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Assay.Data.Text;
using Assay.Runs;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>
/// A trained autoencoder of poems with all it needs: words and their vectors, the split, the codes' distribution. For one thread at a time. Made by
/// <see cref="Poetry.Fit(string, PoetryOptions)"/> and <see cref="Poetry.Load"/>.
/// </summary>
public sealed class PoetryModel : TextModel
{
    readonly SettingValues _settings;
    readonly PoetryAutoencoder _network;
    readonly PoetryData _data;
    readonly CodeWriter _writer;
    readonly Lazy<CodeGaussian> _codes;
    readonly Lazy<string> _fingerprint;

    internal PoetryModel(SettingValues settings, PoetryAutoencoder network, PoetryData data, RunRecord record, long step, CodeGaussian? codes = null)
    {
        network.Eval();
        (_settings, _network, _data, Record, Step, _writer) = (settings, network, data, record, step, new CodeWriter(network, data.Table));
        _codes = new Lazy<CodeGaussian>(() => codes ?? CodeGaussian.Fit(TrainingCodes()));
        _fingerprint = new Lazy<string>(FindFingerprint);
    }

    /// <summary>The run it came from: settings, seed, scores beside baselines, findings, verdict.</summary>
    public RunRecord Record { get; }

    /// <summary>What it is built from.</summary>
    public PoetryArchitecture Architecture => _network.Architecture;

    /// <summary>Trainable numbers.</summary>
    public long ParameterCount => _network.ParameterCount;

    /// <summary>Updates after which it was stored.</summary>
    public long Step { get; }

    /// <summary>The tokens it can read and write, markers first; any other word is unknown.</summary>
    public IReadOnlyList<string> Vocabulary => _data.Table.Vocabulary.Tokens;

    /// <summary>Sixteen digits that differ between models.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <inheritdoc/>
    public override string? Caution => Architecture.Attend == AttendTo.Encoder
        ? "This model attends to its encoder's states (attend=encoder): what it reconstructs goes around the code, so it is not a compressor." : null;

    internal PoetryAutoencoder Network => _network;

    internal PoetryData Data => _data;

    internal CodeGaussian Codes => _codes.Value;

    /// <summary>The codes of a text's windows, (windows, floats). Each window is read alone, so a text's codes never depend on other texts.</summary>
    /// <exception cref="ArgumentException">The text has fewer than 5 tokens.</exception>
    public float[][] Encode(string text)
    {
        var windows = Windows(text);
        var codes = new float[windows.Count][];
        for (var i = 0; i < codes.Length; i++) Read(windows, i, (code, _, _) => codes[i] = code.ToArray());
        return codes;
    }

    /// <summary>A text as codes and what is needed to write it again.</summary>
    /// <exception cref="ArgumentException">The text has fewer than 5 tokens.</exception>
    /// <exception cref="InvalidOperationException">The model attends to its encoder, so its codes alone cannot be written out.</exception>
    public PoemCode Compress(string text)
    {
        NeedsCodesThatSuffice("compress");
        return new PoemCode(Fingerprint, Architecture.Width, _data.Overlap, [.. Windows(text).Ids.Select(ids => ids.Length)], Encode(text));
    }

    /// <summary>
    /// A text through its codes and back: the nearest words of what is written, windows put together, breaks as line ends. A model that attends to its
    /// encoder is given the encoder's states too.
    /// </summary>
    /// <inheritdoc/>
    public override string Reconstruct(string text)
    {
        if (Architecture.Attend != AttendTo.Encoder) return Reconstruct(Compress(text));
        var windows = Windows(text);
        var written = new int[windows.Count][];
        for (var i = 0; i < written.Length; i++)
            Read(windows, i, (code, states, lengths) => written[i] = _writer.Nearest(code, states, lengths, lengths[0]));
        return Assembled(windows.Chunks, written);
    }

    /// <summary>The text of a code.</summary>
    /// <exception cref="ArgumentException">The code belongs to another model.</exception>
    /// <exception cref="InvalidOperationException">The model attends to its encoder, so a code alone cannot be written out.</exception>
    public string Reconstruct(PoemCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        NeedsCodesThatSuffice("reconstruct from a code alone");
        if (code.Model != Fingerprint)
            throw new ArgumentException($"the code was made by model {code.Model}, and this is model {Fingerprint}; a code means nothing to another model");
        if (code.Codes.Any(one => one.Length != Architecture.Bottleneck) || code.Lengths.Any(length => length > Architecture.Window))
            throw new ArgumentException($"the code needs windows of at most {Architecture.Window} tokens and {Architecture.Bottleneck} floats each; given {string.Join(", ", code.Lengths)} tokens and {string.Join(", ", code.Codes.Select(one => one.Length).Distinct())} floats");
        return Assembled(code.Chunks, [.. code.Codes.Zip(code.Lengths, _writer.Nearest)]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Interpolate(string from, string to, int steps)
    {
        NeedsCodesThatSuffice("interpolate");
        if (steps < 2) throw new ArgumentException($"interpolation needs at least 2 steps, one for each end; given {steps}");
        var (first, last) = (Compress(from), Compress(to));
        if (first.Codes.Count != last.Codes.Count)
            throw new ArgumentException($"interpolation needs texts of as many windows; given {first.Codes.Count} ({first.Tokens} tokens) and {last.Codes.Count} ({last.Tokens} tokens)");
        return [.. Enumerable.Range(0, steps).Select(step => Reconstruct(Between(first, last, (double)step / (steps - 1))))];
    }

    /// <inheritdoc/>
    public override string Generate(GenerationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        NeedsCodesThatSuffice("generate");
        options.Check(Architecture.Window);
        var rng = new Rng(options.Seed);
        var seed = options.SeedText is null ? null : Windows(options.SeedText);
        var code = seed is null ? Codes.Draw(rng.Split("code")) : Encode(options.SeedText!)[0];
        var length = options.Length ?? seed?.Ids[0].Count(id => id != NearestWords.StartId && id != NearestWords.EndId) ?? Architecture.Window;
        return PlainText.Join(_writer.Draw(code, length, new WordSampler(options, Vocabulary, rng.Split("words")))).Trim();
    }

    /// <summary>The code of a text's first window written out word by word. More is said of the numbers at <see cref="GenerationOptions"/>.</summary>
    /// <param name="seed">The text, at least 5 tokens.</param>
    /// <param name="temperature">What cosines are divided by; 0 takes the nearest word.</param>
    /// <param name="topK">Nearest words to draw from; 0 for all.</param>
    /// <param name="topP">Probability of the nucleus to draw from.</param>
    /// <param name="length">Words at most; null for as many as the seed's window has.</param>
    /// <param name="repetitionPenalty">What the scores of words that were written are divided by.</param>
    /// <param name="draw">Seed of what is drawn.</param>
    /// <exception cref="ArgumentException">A value is out of its range, or the seed text is too short.</exception>
    /// <exception cref="InvalidOperationException">The model attends to its encoder, so a code alone cannot be written out.</exception>
    public string Generate(
        string seed, double temperature = 0.05, int topK = 50, double topP = 0.9, int? length = null, double repetitionPenalty = 1, ulong draw = 1) => Generate(new GenerationOptions
        {
            SeedText = seed, Seed = draw, Temperature = temperature, TopK = topK, TopP = topP, Length = length, RepetitionPenalty = repetitionPenalty,
        });

    /// <summary>
    /// A text from a code that is drawn as those of the training texts are distributed; equal seeds give equal texts. Of the numbers see
    /// <see cref="GenerationOptions"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The model attends to its encoder, so a code alone cannot be written out.</exception>
    public string Generate(
        ulong seed = 1, double temperature = 0.05, int topK = 50, double topP = 0.9, int? length = null, double repetitionPenalty = 1) => Generate(new GenerationOptions
        {
            Seed = seed, Temperature = temperature, TopK = topK, TopP = topP, Length = length, RepetitionPenalty = repetitionPenalty,
        });

    /// <summary>Scores on its own held-out poems, beside baselines and ablations.</summary>
    public Evaluation Evaluate() => PoetryStudy.Score(_settings, _network, _data, "best", Step);

    /// <summary>
    /// Scores on other poems, beside baselines and ablations; <c>test/unknown</c> is the share of tokens that the vocabulary lacks, and <c>test/repeated</c>
    /// the number of poems that repeat one it was trained on.
    /// </summary>
    /// <param name="path">Poems as JSON, CSV, text or a folder of .txt files.</param>
    /// <exception cref="InvalidDataException">The poems cannot be read, or none is long enough.</exception>
    public Evaluation Evaluate(string path)
    {
        var poems = PoemReader.Read(path);
        var data = _data.JudgedOn(poems);
        var all = PoetryStudy.Score(_settings, _network, data, "best", Step);
        var metrics = all.Metrics.Where(metric => metric.Key.StartsWith("test/", StringComparison.Ordinal)).ToDictionary();
        metrics["test/unknown"] = data.Test.Ids.Average(ids => ids.Average(id => id == 1 ? 1.0 : 0));
        metrics["test/repeated"] = _data.Repeats(poems);
        return all with { Metrics = metrics };
    }

    /// <summary>Writes everything into one file, whole or not at all: weights, words and their vectors, the poems and their split, the codes' distribution, the record.</summary>
    /// <exception cref="IOException">The file could not be written.</exception>
    public void Save(string path) => PoetryModelFile.Write(this, path);

    void Read(PoetryWindows windows, int place, Action<Tensor, Tensor, int[]> use)
    {
        using var paused = Tensor.PauseGradients();
        using var arena = Arena.Enter();
        var (x, lengths, _) = windows.Batch([place]);
        var (code, states) = _network.Encode(x, lengths);
        use(code, states, lengths);
    }

    List<float[]> TrainingCodes()
    {
        var windows = _data.Train;
        var codes = new List<float[]>(windows.Count);
        using var paused = Tensor.PauseGradients();
        using var arena = Arena.Enter();
        foreach (var places in windows.Batches())
        {
            var (x, lengths, _) = windows.Batch(places);
            codes.AddRange(_network.Encode(x, lengths).Code.Span.ToArray().Chunk(Architecture.Bottleneck));
            arena.Rewind();
        }
        return codes;
    }

    PoetryWindows Windows(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var windows = _data.Windows(text);
        return windows.Count > 0 ? windows : throw new ArgumentException($"the text '{text.Trim()}' is too short; needed: at least 5 tokens, words and punctuation together");
    }

    string Assembled(IReadOnlyList<Chunk> chunks, int[][] written) =>
        PlainText.Join(Chunker.Assemble(chunks, chunk => written[chunk.Index]).Select(id => Vocabulary[id])).Trim();

    // Codes and lengths on the line between two texts.
    static PoemCode Between(PoemCode first, PoemCode last, double share) => first with
    {
        Lengths = [.. first.Lengths.Zip(last.Lengths, (a, b) => (int)Math.Round(a + (share * (b - a))))],
        Codes = [.. first.Codes.Zip(last.Codes, (a, b) => a.Zip(b, (x, y) => share == 0 ? x : share == 1 ? y : (float)(x + (share * (y - x)))).ToArray())],
    };

    void NeedsCodesThatSuffice(string what)
    {
        if (Architecture.Attend == AttendTo.Encoder)
            throw new InvalidOperationException($"this model cannot {what}: its decoder attends to all states of the encoder (attend=encoder), which a code does not hold; train with attend=latent or attend=none");
    }

    string FindFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, tensor) in _network.StateDict()) hash.AppendData(MemoryMarshal.AsBytes(tensor.Span));
        hash.AppendData(MemoryMarshal.AsBytes(_data.Table.Values.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
