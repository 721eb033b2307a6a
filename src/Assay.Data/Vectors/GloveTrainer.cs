using System.Numerics.Tensors;
using Assay.Tensors;

namespace Assay.Data.Vectors;

/// <summary>
/// GloVe: vectors whose products, with two biases, come near the logarithms of co-occurrence counts, by weighted least squares and
/// AdaGrad. Pennington, Socher and Manning, "GloVe: Global Vectors for Word Representation" (2014), equations 8 and 9. A word's vector
/// is the sum of its two.
/// </summary>
/// <remarks>
/// Ids are dealt out into stripes, and pairs into blocks of a row stripe and a column stripe. Blocks that share no stripe run
/// at the same time, so threads never write the same vector, and the result depends on the seed alone, not on the number of threads.
/// </remarks>
public sealed class GloveTrainer
{
    const int Stripes = 8;

    readonly Cooccurrence _pairs;
    readonly GloveSettings _settings;
    readonly int[][] _blocks;
    readonly Side _words, _contexts;
    readonly float[] _logs, _weights;

    /// <summary>Initial vectors, uniform in +-0.5/dimension.</summary>
    public GloveTrainer(Cooccurrence pairs, GloveSettings settings)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Dimension);
        if (pairs.Counts.Count == 0) throw new ArgumentException("GloVe learns from pairs of words; given texts without any.");
        (_pairs, _settings) = (pairs, settings);
        var rng = new Rng(settings.Seed);
        _words = new Side(pairs.Words, settings.Dimension, rng.Split("words"));
        _contexts = new Side(pairs.Words, settings.Dimension, rng.Split("contexts"));
        _logs = [.. pairs.Counts.Select(count => MathF.Log(count))];
        _weights = [.. pairs.Counts.Select(count => (float)Math.Min(1, Math.Pow(count / settings.MostCount, settings.Power)))];
        _blocks = [.. Enumerable.Range(0, pairs.Counts.Count).GroupBy(Block).OrderBy(block => block.Key).Select(block => block.ToArray())];

        int Block(int pair) => (pairs.Rows[pair] % Stripes * Stripes) + (pairs.Columns[pair] % Stripes);
    }

    /// <summary>Passes done.</summary>
    public int Epoch { get; private set; }

    /// <summary>One pass over all pairs.</summary>
    /// <returns>The mean weighted squared error of a pair before its update.</returns>
    /// <exception cref="InvalidOperationException">The errors are no numbers any longer: the rate is too high.</exception>
    public double Step()
    {
        var order = new Rng(_settings.Seed).Split("order").Split($"{Epoch}");
        var errors = new double[_blocks.Length];
        for (var round = 0; round < Stripes; round++)
        {
            Parallel.For(0, _blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = Compute.Threads }, index =>
            {
                var pairs = _blocks[index];
                int row = _pairs.Rows[pairs[0]] % Stripes, column = _pairs.Columns[pairs[0]] % Stripes;
                if ((column - row + Stripes) % Stripes != round) return;
                errors[index] = Update(pairs, order.Split($"{index}").Permutation(pairs.Length));
            });
        }
        Epoch++;
        var mean = errors.Sum() / _pairs.Counts.Count;
        return double.IsFinite(mean) ? mean
            : throw new InvalidOperationException($"GloVe diverged in epoch {Epoch} with a rate of {_settings.Rate}; a lower rate is needed.");
    }

    /// <summary>The vectors as they are, with the words' names by id.</summary>
    public WordVectors Vectors(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count != _pairs.Words) throw new ArgumentException($"GloVe was trained on {_pairs.Words} words; given {names.Count} names.");
        var sum = new float[_words.Values.Length];
        TensorPrimitives.Add<float>(_words.Values, _contexts.Values, sum);
        return new WordVectors(names, sum);
    }

    double Update(int[] pairs, int[] order)
    {
        var dimension = _settings.Dimension;
        var rate = (float)_settings.Rate;
        float[] step = new float[dimension], other = new float[dimension], root = new float[dimension];
        var total = 0.0;
        foreach (var place in order)
        {
            var pair = pairs[place];
            int row = _pairs.Rows[pair], column = _pairs.Columns[pair];
            Span<float> word = _words.Row(row), context = _contexts.Row(column);
            var error = TensorPrimitives.Dot<float>(word, context) + _words.Biases[row] + _contexts.Biases[column] - _logs[pair];
            var gradient = _weights[pair] * error;
            total += (double)gradient * error;
            TensorPrimitives.Multiply(context, gradient, step);
            TensorPrimitives.Multiply(word, gradient, other);
            _words.Descend(row, step, root, rate, gradient);
            _contexts.Descend(column, other, root, rate, gradient);
        }
        return total;
    }

    // Vectors of one role with the sums of their squared gradients, which begin at 1.
    sealed class Side
    {
        readonly int _dimension;
        readonly float[] _squares, _biasSquares;

        public Side(int words, int dimension, Rng rng)
        {
            _dimension = dimension;
            (Values, Biases) = (new float[words * dimension], new float[words]);
            (_squares, _biasSquares) = (new float[words * dimension], new float[words]);
            for (var i = 0; i < Values.Length; i++) Values[i] = (rng.NextFloat() - 0.5f) / dimension;
            Array.Fill(_squares, 1f);
            Array.Fill(_biasSquares, 1f);
        }

        public float[] Values { get; }

        public float[] Biases { get; }

        public Span<float> Row(int word) => Values.AsSpan(word * _dimension, _dimension);

        // AdaGrad: each number divides its step by the root of its squared gradients so far, as it was before this one.
        public void Descend(int word, Span<float> gradient, Span<float> room, float rate, float biasGradient)
        {
            var squares = _squares.AsSpan(word * _dimension, _dimension);
            TensorPrimitives.Sqrt(squares, room);
            TensorPrimitives.MultiplyAdd(gradient, gradient, squares, squares);
            TensorPrimitives.Divide(gradient, room, gradient);
            var values = Row(word);
            TensorPrimitives.MultiplyAdd(gradient, -rate, values, values);
            Biases[word] -= rate * biasGradient / MathF.Sqrt(_biasSquares[word]);
            _biasSquares[word] += biasGradient * biasGradient;
        }
    }
}
