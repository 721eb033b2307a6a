using Assay.Data.Sequences;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.NextVector;

/// <summary>
/// The best linear map of the whole context (and of a query, where there are some) to the next vector: least squares on the training windows with a penalty
/// on the squared weights (Hoerl, Kennard, "Ridge regression", 1970), all around the means. The penalty is the one whose predictions have the highest
/// mean cosine on the validation windows.
/// </summary>
sealed class Ridge : VectorPredictor
{
    // Penalties are half-decades of the mean eigenvalue of the squares.
    const int Lowest = -8, Highest = 6, Start = -2;

    readonly int _lags, _width;
    readonly Tensor _inputMean, _targetMean;
    readonly bool _queries;
    Tensor _weights = Tensor.Zeros(0, 0);

    /// <param name="data">Fitted on its training windows, with the penalty chosen on its validation windows.</param>
    public Ridge(PredictionData data)
    {
        var equations = new NormalEquations(data);
        (_lags, _width, _queries) = (data.Train.Context, data.Train.Corpus.Dimension, data.Queries is not null);
        (_inputMean, _targetMean) = (Tensor.From(equations.InputMean, equations.Inputs), Tensor.From(equations.TargetMean, _width));
        var (best, weights) = (double.NegativeInfinity, _weights);
        // Too small a penalty fits noise and too large a one says nothing: the score rises once and falls once.
        foreach (var direction in (int[])[1, -1])
        {
            for (var place = direction > 0 ? Start : Start - 1; place is >= Lowest and <= Highest && Better(place); place += direction)
            {
            }
        }
        if (double.IsNegativeInfinity(best)) throw new ArgumentException("The training windows have no finite linear map.", nameof(data));
        _weights = weights;

        bool Better(int place)
        {
            var penalty = Math.Pow(10, place / 2.0);
            if (equations.Solve(penalty) is not { } solved) return false;
            _weights = solved;
            var score = new PredictionScores(data.Valid, Predictions.Of(this, data.Valid, data.Queries), data.Mean).Cosine.Average();
            if (!(score > best)) return false;
            (best, weights, Penalty) = (score, solved, penalty);
            return true;
        }
    }

    /// <inheritdoc/>
    public override string Name => "ridge";

    /// <summary>The chosen penalty, in mean eigenvalues of the inputs' squares.</summary>
    public double Penalty { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It was fitted with queries and gets none.</exception>
    public override Tensor Predict(Tensor contexts, Tensor? queries = null)
    {
        if (_queries && queries is null) throw new ArgumentException("Fitted with queries; needed: a query for each context.", nameof(queries));
        using var paused = Tensor.PauseGradients();
        var inputs = contexts.Reshape(contexts.Dim(0), _lags * _width);
        if (_queries) inputs = Tensor.Concat(1, inputs, queries!);
        return (inputs - _inputMean).MatMul(_weights) + _targetMean;
    }
}
