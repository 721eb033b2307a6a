using Assay.Tensors;

namespace Assay.Data;

/// <summary>
/// Examples in memory: inputs (rows, ...) beside targets (rows, ...), class labels (one a row) or both. Parts share the
/// memory of the whole.
/// </summary>
public sealed class Dataset
{
    readonly Tensor _inputs;
    readonly Tensor? _targets;
    readonly int[]? _labels;
    readonly int[]? _rows;
    int[]? _idleOrder;

    /// <summary>Rows with a tensor to aim at. The tensors must not belong to a training step.</summary>
    /// <exception cref="ShapeException">The first axes differ.</exception>
    public Dataset(Tensor inputs, Tensor targets)
        : this(inputs, targets, null, null)
    {
    }

    /// <summary>Rows with a class each.</summary>
    /// <exception cref="ShapeException">There is not one label for each row.</exception>
    public Dataset(Tensor inputs, int[] labels)
        : this(inputs, null, labels, null)
    {
    }

    Dataset(Tensor inputs, Tensor? targets, int[]? labels, int[]? rows)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Rank == 0) throw new ShapeException("A dataset needs inputs with a first axis of rows; given a scalar.");
        var given = targets is null ? labels?.Length : targets.Rank == 0 ? 0 : targets.Dim(0);
        if (given != inputs.Dim(0))
            throw new ShapeException($"A dataset needs one target for each of its {inputs.Dim(0)} rows; given {given ?? 0}.");
        (_inputs, _targets, _labels, _rows) = (inputs, targets, labels, rows);
    }

    /// <summary>The number of examples.</summary>
    public int Count => _rows?.Length ?? _inputs.Dim(0);

    /// <summary>
    /// The examples in batches of <paramref name="size"/>, the last one smaller if need be: in a new random order if there is a
    /// generator, else in their own. The loop's body runs inside an <see cref="Arena"/> scope that is rewound before each
    /// batch: whatever a step made may be read until the next one begins.
    /// </summary>
    /// <param name="size">Examples in a batch.</param>
    /// <param name="rng">Draws the order, all of it at the start.</param>
    /// <param name="skip">Batches at the beginning that are left out: those done before an interruption.</param>
    public IEnumerable<Batch> Batches(int size, Rng? rng = null, int skip = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        return Iterate(size, rng, skip);
    }

    /// <summary>The number of batches of this size.</summary>
    public int BatchCount(int size) => (Count + size - 1) / size;

    /// <summary>All examples as one batch, in the current arena if there is one.</summary>
    public Batch All()
    {
        var order = new int[Count];
        Arrange(order, null);
        return Gather(order, NewLabels(Count));
    }

    /// <summary>Examples <paramref name="rows"/> of this dataset, in that order, as a dataset.</summary>
    public Dataset Take(params ReadOnlySpan<int> rows)
    {
        var own = new int[rows.Length];
        for (var i = 0; i < own.Length; i++)
        {
            if ((uint)rows[i] >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(rows), rows[i], $"A dataset of {Count} rows has rows 0 to {Count - 1}.");
            own[i] = _rows is null ? rows[i] : _rows[rows[i]];
        }
        return new Dataset(_inputs, _targets, _labels, own);
    }

    /// <summary>A random part for training and the rest for validation; the same seed gives the same parts.</summary>
    /// <param name="trainShare">Share of the examples that train, above 0 and below 1; both parts get at least one.</param>
    /// <param name="seed">Draws who goes where.</param>
    public Split Split(double trainShare, ulong seed = 1)
    {
        if (trainShare is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(trainShare), trainShare, "The share must be above 0 and below 1.");
        if (Count < 2) throw new ArgumentException($"A split needs at least 2 examples; given {Count}.");
        var order = new Rng(seed).Split("split").Permutation(Count);
        var train = Math.Clamp((int)Math.Round(trainShare * Count), 1, Count - 1);
        return new Split(Take(order.AsSpan(0, train)), Take(order.AsSpan(train)), trainShare, seed);
    }

    IEnumerable<Batch> Iterate(int size, Rng? rng, int skip)
    {
        // One order for all passes, unless two run at once.
        var order = Interlocked.Exchange(ref _idleOrder, null) ?? new int[Count];
        Arrange(order, rng);
        var labels = NewLabels(Math.Min(size, Count));
        using var arena = Arena.Enter();
        for (var start = skip * size; start < order.Length; start += size)
        {
            var rows = order.AsMemory(start, Math.Min(size, order.Length - start));
            yield return Gather(rows.Span, rows.Length == labels?.Length ? labels : NewLabels(rows.Length));
            arena.Rewind();
        }
        _idleOrder = order;
    }

    int[]? NewLabels(int count) => _labels is null ? null : new int[count];

    void Arrange(int[] order, Rng? rng)
    {
        if (rng is null)
            for (var i = 0; i < order.Length; i++) order[i] = i;
        else
            rng.Permute(order);
        if (_rows is not null)
            for (var i = 0; i < order.Length; i++) order[i] = _rows[order[i]];
    }

    Batch Gather(ReadOnlySpan<int> rows, int[]? labels)
    {
        for (var i = 0; i < labels?.Length; i++) labels[i] = _labels![rows[i]];
        return new Batch(RowCopy.Gather(_inputs, rows), _targets is null ? null : RowCopy.Gather(_targets, rows), labels);
    }
}
