using Assay.Runs;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>
/// A trained network that predicts the next vector, or several as one. For one thread at a time. Made by <see cref="NextVector.Fit"/>,
/// <see cref="NextVector.Load"/> and <see cref="NextVector.Together"/>.
/// </summary>
public sealed class NextVectorPredictor : VectorModel
{
    const int Batch = 256;

    readonly VectorPredictor _predictor;

    internal NextVectorPredictor(IReadOnlyList<NextVectorMember> members)
    {
        if (members.Count == 0) throw new ArgumentException("no models given; needed: at least one");
        var first = members[0].Network.Architecture;
        foreach (var other in members.Select(member => member.Network.Architecture))
            if (other.Context != first.Context || other.Width != first.Width || other.Query != first.Query)
                throw new ArgumentException($"one model reads {Words(first)}, another {Words(other)}; needed: the same of all");
        Members = members;
        _predictor = Together([.. members.Select(member => new ModelPredictor(member.Network))]);
    }

    /// <inheritdoc/>
    public override int Context => Members[0].Network.Architecture.Context;

    /// <inheritdoc/>
    public override int Width => Members[0].Network.Architecture.Width;

    /// <inheritdoc/>
    public override bool TakesQueries => Members[0].Network.Architecture.Query;

    /// <summary>The runs that the networks came from: settings, seed, scores beside baselines, findings, verdict.</summary>
    public IReadOnlyList<RunRecord> Records => [.. Members.Select(member => member.Record)];

    /// <summary>The run it came from; that of the first network where there are several.</summary>
    public RunRecord Record => Members[0].Record;

    /// <summary>Trainable numbers of all networks.</summary>
    public long ParameterCount => Members.Sum(member => member.Network.ParameterCount);

    internal IReadOnlyList<NextVectorMember> Members { get; }

    /// <summary>The vector that follows a context, of length 1.</summary>
    /// <param name="context">Its vectors, the oldest first.</param>
    /// <param name="query">Where the document goes; null unless the model takes queries.</param>
    /// <param name="raw">As the network gives it instead.</param>
    /// <exception cref="ArgumentException">There are more or fewer vectors than the context, one is of another width, or a number is not finite.</exception>
    public float[] Predict(IReadOnlyList<float[]> context, float[]? query = null, bool raw = false) => Ahead(context, 1, query, raw)[0];

    /// <summary>The vectors 1, 2, ... places after a context, of length 1.</summary>
    /// <inheritdoc cref="Predict(IReadOnlyList{float[]}, float[], bool)" path="/param"/>
    /// <inheritdoc cref="Predict(IReadOnlyList{float[]}, float[], bool)" path="/exception"/>
    public IReadOnlyList<float[]> Ahead(IReadOnlyList<float[]> context, int steps, float[]? query = null, bool raw = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Count != Context || context.Any(vector => vector.Length != Width))
            throw new ArgumentException($"the context has {context.Count} vectors of {string.Join(", ", context.Select(vector => vector.Length).Distinct())} numbers; needed: {Context} of {Width}");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        var predictions = new float[steps * Width];
        Predict([.. context.SelectMany(vector => vector)], predictions, query, steps, raw);
        return [.. predictions.Chunk(Width)];
    }

    /// <inheritdoc/>
    public override void Predict(ReadOnlySpan<float> contexts, Span<float> predictions, ReadOnlySpan<float> queries = default, int steps = 1, bool raw = false)
    {
        var (row, count) = (Context * Width, Check(contexts, predictions.Length, queries, steps));
        using var paused = Tensor.PauseGradients();
        using var arena = Arena.Enter();
        for (var first = 0; first < count; first += Batch)
        {
            var size = Math.Min(Batch, count - first);
            var batch = Tensor.From(contexts.Slice(first * row, size * row), size, Context, Width);
            var asked = TakesQueries ? Tensor.From(queries.Slice(first * Width, size * Width), size, Width) : null;
            Predict(batch, asked, predictions.Slice(first * steps * Width, size * steps * Width), steps, raw);
            arena.Rewind();
        }
    }

    /// <summary>
    /// Scores on the held-out documents of the data it was trained on, read or drawn anew, beside baselines, limits and ablations: what a run records.
    /// </summary>
    /// <exception cref="InvalidOperationException">Several networks were trained on other data or splits, so that nothing is held out of all.</exception>
    /// <exception cref="InvalidDataException">The data cannot be read any longer.</exception>
    public Evaluation Evaluate()
    {
        if (Members.Select(member => NextVectorData.KeyOf(member.Settings)).Distinct().Count() > 1)
            throw new InvalidOperationException("these models were trained on other data or splits, so that nothing is held out of all; needed: the same data, context and split");
        var data = NextVectorData.Load(Members[0].Settings);
        return NextVectorStudy.Evaluation(data, Together([.. Members.Select(member => data.PredictorOf(member.Network, member.Settings))]), "best", Members.Max(member => member.Step), ParameterCount);
    }

    /// <summary>Writes network and record into one file, a safetensors checkpoint as a run has it, whole or not at all.</summary>
    /// <exception cref="InvalidOperationException">There are several networks; save each.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public void Save(string path)
    {
        if (Members.Count > 1) throw new InvalidOperationException($"these are {Members.Count} networks; save each in a file of its own");
        NextVectorFile.Write(Members[0], path);
    }

    void Predict(Tensor contexts, Tensor? queries, Span<float> predictions, int steps, bool raw)
    {
        var count = contexts.Dim(0);
        for (var step = 0; step < steps; step++)
        {
            var predicted = _predictor.Predict(contexts, queries);
            for (var i = 0; i < count; i++)
            {
                var own = predicted.Span.Slice(i * Width, Width);
                var into = predictions.Slice(((i * steps) + step) * Width, Width);
                if (raw) own.CopyTo(into);
                else Directions.Scale(own, 1, into);
            }
            if (step < steps - 1) contexts = VectorPredictor.Shifted(contexts, predicted, length: null);
        }
    }

    int Check(ReadOnlySpan<float> contexts, int predictions, ReadOnlySpan<float> queries, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        var row = Context * Width;
        if (contexts.Length % row != 0) throw new ArgumentException($"{contexts.Length} numbers are no contexts of {Context} vectors of {Width}", nameof(contexts));
        var count = contexts.Length / row;
        if (predictions != (long)count * steps * Width) throw new ArgumentException($"room for {predictions} numbers given; needed: {(long)count * steps * Width}, {count} x {steps} x {Width}", nameof(predictions));
        if (queries.Length != (TakesQueries ? count * Width : 0))
            throw new ArgumentException(TakesQueries ? $"{queries.Length} numbers of queries given; needed: {count} queries of {Width}" : "queries given; this model takes none", nameof(queries));
        for (var i = 0; i < contexts.Length; i++)
            if (!float.IsFinite(contexts[i])) throw new ArgumentException($"context {i / row}, vector {i % row / Width}, number {i % Width} is {contexts[i]}; needed: finite numbers", nameof(contexts));
        for (var i = 0; i < queries.Length; i++)
            if (!float.IsFinite(queries[i])) throw new ArgumentException($"query {i / Width}, number {i % Width} is {queries[i]}; needed: finite numbers", nameof(queries));
        return count;
    }

    static VectorPredictor Together(IReadOnlyList<VectorPredictor> predictors) => predictors is [var one] ? one : new Ensemble("ensemble", predictors);

    static string Words(NextVectorArchitecture one) => $"{one.Context} vectors of {one.Width}{(one.Query ? " and a query" : "")}";
}
