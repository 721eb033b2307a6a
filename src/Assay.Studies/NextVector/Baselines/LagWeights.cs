using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.NextVector;

/// <summary>
/// One number for each lag and one for the mean training vector, the same for all components: those of least squared error on the training windows. A
/// query, where predictors get one, is one more lag.
/// </summary>
sealed class LagWeights : VectorPredictor
{
    // Added to the squares as a part of the largest: lags that repeat one another leave the equations soluble, and nothing else changes.
    const double Ridge = 1e-10;

    readonly float[] _mean;
    readonly double[] _weights;
    readonly bool _queries;

    /// <param name="data">Fitted on its training windows.</param>
    public LagWeights(PredictionData data)
    {
        var windows = data.Train;
        (_mean, _queries) = (data.Mean.ToArray(), data.Queries is not null);
        var (width, lags) = (windows.Corpus.Dimension, windows.Context);
        var count = lags + (_queries ? 2 : 1);
        var gram = Matrix<double>.Build.Dense(count, count);
        var products = Vector<double>.Build.Dense(count);
        // Vectors of one window in double: the lags, the query if there is one, the mean, the target.
        var vectors = new double[(count + 1) * width];
        TensorPrimitives.ConvertTruncating<float, double>(_mean, vectors.AsSpan((count - 1) * width));
        Predictions.ForEachBatch([.. Enumerable.Range(0, windows.Count)], (_, places) =>
        {
            var queries = data.Queries?.Invoke(windows, places);
            for (var i = 0; i < places.Length; i++)
            {
                Copy(windows.Corpus.Values.Slice(windows.First(places[i]) * width, lags * width), 0);
                if (queries is not null) Copy(queries.Span.Slice(i * width, width), lags);
                Copy(windows.Corpus[windows.Target(places[i])], count);
                for (var a = 0; a < count; a++)
                {
                    for (var b = a; b < count; b++) gram[a, b] += Dot(a, b);
                    products[a] += Dot(a, count);
                }
            }
        });
        for (var a = 0; a < count; a++)
            for (var b = 0; b < a; b++) gram[a, b] = gram[b, a];
        var small = Math.Max(gram.Diagonal().Maximum() * Ridge, double.Epsilon);
        _weights = (gram + (Matrix<double>.Build.DenseIdentity(count) * small)).Cholesky().Solve(products).ToArray();

        void Copy(ReadOnlySpan<float> values, int place) => TensorPrimitives.ConvertTruncating(values, vectors.AsSpan(place * width));
        double Dot(int a, int b) => TensorPrimitives.Dot(vectors.AsSpan(a * width, width), vectors.AsSpan(b * width, width));
    }

    /// <inheritdoc/>
    public override string Name => "lag weights";

    /// <summary>Of each lag, the oldest first, of the query if there is one, and of the mean.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It was fitted with queries and gets none.</exception>
    public override Tensor Predict(Tensor contexts, Tensor? queries = null)
    {
        if (_queries && queries is null) throw new ArgumentException("Fitted with queries; needed: a query for each context.", nameof(queries));
        int count = contexts.Dim(0), lags = contexts.Dim(1), width = contexts.Dim(2);
        var result = Tensor.Zeros(count, width);
        for (var i = 0; i < count; i++)
        {
            var into = result.Span.Slice(i * width, width);
            for (var lag = 0; lag < lags; lag++) Add(contexts.Span.Slice(((i * lags) + lag) * width, width), _weights[lag], into);
            if (_queries) Add(queries!.Span.Slice(i * width, width), _weights[lags], into);
            Add(_mean, _weights[^1], into);
        }
        return result;

        static void Add(ReadOnlySpan<float> vector, double weight, Span<float> sum) => TensorPrimitives.MultiplyAdd(vector, (float)weight, sum, sum);
    }
}
