using Assay.Runs;
using MathNet.Numerics.LinearAlgebra;

namespace Assay.Faults;

/// <summary>What training and validation rows tell without a network.</summary>
static class DataProbes
{
    const int Neighbours = 5, Asked = 128, WidestLinear = 96;

    /// <param name="data">The rows as the training has them.</param>
    /// <param name="codes">Whether targets are the inputs by design.</param>
    /// <param name="latent">Numbers of a code.</param>
    public static IEnumerable<(string Name, double Value)> Of(TrainingData data, bool codes, int latent)
    {
        var (inputs, targets) = (data.Shape.Inputs, data.Shape.Targets);
        yield return (Vitals.Trivial, FaultEvaluation.Trivial(data.Valid, data.Train, targets));
        yield return (Vitals.Examples, Enumerable.Range(0, data.Rows).Select(row => Key(data.Train.Inputs, row, inputs)).Distinct().Count());
        yield return (Vitals.InputScale, Scale(data, inputs));
        yield return (Vitals.SharedRows, Shared(data, inputs));
        if (data.Train.Targets.Any(value => !float.IsFinite(value))) yield break;
        if (codes)
        {
            var (least, twice) = Components(data, inputs, latent);
            yield return (Vitals.Components, least);
            yield return (Vitals.TwiceComponents, twice);
            yield break;
        }
        if (inputs <= WidestLinear) yield return (Vitals.Linear, Linear(data, inputs, targets));
        var (near, ofTrain, ofValid) = Nearest(data, inputs, targets);
        yield return (Vitals.Neighbour, near);
        yield return (Vitals.LabelNoise, ofTrain);
        yield return (Vitals.ValidLabelNoise, ofValid);
        yield return (Vitals.TargetInInput, Teller(data).Share);
    }

    static double Scale(TrainingData data, int inputs)
    {
        var (largest, rows) = (0.0, data.Rows);
        for (var column = 0; column < inputs; column++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var row = 0; row < rows; row++)
            {
                double value = data.Train.Inputs[(row * inputs) + column];
                (sum, squares) = (sum + value, squares + (value * value));
            }
            var mean = sum / rows;
            largest = Math.Max(largest, Math.Max(Math.Abs(mean), Math.Sqrt(Math.Max(0, (squares / rows) - (mean * mean)))));
        }
        return largest;
    }

    static double Shared(TrainingData data, int inputs)
    {
        var known = Enumerable.Range(0, data.Rows).Select(row => Key(data.Train.Inputs, row, inputs)).ToHashSet();
        return Enumerable.Range(0, TrainingData.ValidRows).Count(row => known.Contains(Key(data.Valid.Inputs, row, inputs))) / (double)TrainingData.ValidRows;
    }

    static string Key(float[] values, int row, int inputs) => Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan(row * inputs, inputs)));

    // Ridge with a small fixed penalty, the intercept as a column of ones.
    static double Linear(TrainingData data, int inputs, int targets)
    {
        var x = Matrix(data.Train.Inputs, inputs, ones: true);
        var y = Matrix(data.Train.Targets, targets, ones: false);
        var gram = x.TransposeThisAndMultiply(x);
        var ridge = 1e-3 * gram.Trace() / gram.RowCount;
        for (var i = 0; i < gram.RowCount; i++) gram[i, i] += Math.Max(ridge, 1e-9);
        var weights = gram.Cholesky().Solve(x.TransposeThisAndMultiply(y));
        var error = (Matrix(data.Valid.Inputs, inputs, ones: true) * weights) - Matrix(data.Valid.Targets, targets, ones: false);
        return error.PointwisePower(2).RowSums().Sum() / (error.RowCount * error.ColumnCount);
    }

    static (double Least, double Twice) Components(TrainingData data, int inputs, int latent)
    {
        var x = Matrix(data.Train.Inputs, inputs, ones: false);
        var means = x.ColumnSums() / x.RowCount;
        for (var row = 0; row < x.RowCount; row++) x.SetRow(row, x.Row(row) - means);
        var values = (x.TransposeThisAndMultiply(x) / x.RowCount).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending().ToList();
        return (values.Skip(latent).Sum() / inputs, values.Skip(2 * latent).Sum() / inputs);
    }

    // Mean of the nearest training rows; and how much targets differ between nearest neighbours, the delta test of
    // Eirola et al., "The delta test: the 1-NN estimator as a feature selection criterion" (2014), over the variance.
    static (double Near, double OfTrain, double OfValid) Nearest(TrainingData data, int inputs, int targets)
    {
        var near = 0.0;
        Span<(double Distance, int Row)> best = stackalloc (double, int)[Neighbours];
        for (var row = 0; row < TrainingData.ValidRows; row++)
        {
            Find(data.Valid.Inputs, row, data.Train.Inputs, data.Rows, inputs, best, skip: -1);
            for (var k = 0; k < targets; k++)
            {
                var mean = 0.0;
                foreach (var (_, at) in best) mean += data.Train.Targets[(at * targets) + k] / Neighbours;
                near += Math.Pow(data.Valid.Targets[(row * targets) + k] - mean, 2);
            }
        }
        return (near / (TrainingData.ValidRows * targets), Delta(data.Train, data.Rows, inputs, targets), Delta(data.Valid, TrainingData.ValidRows, inputs, targets));
    }

    static double Delta((float[] Inputs, float[] Targets) part, int rows, int inputs, int targets)
    {
        Span<(double Distance, int Row)> best = stackalloc (double, int)[1];
        var (sum, asked) = (0.0, Math.Min(rows, Asked));
        for (var row = 0; row < asked; row++)
        {
            Find(part.Inputs, row, part.Inputs, rows, inputs, best, skip: row);
            for (var k = 0; k < targets; k++) sum += Math.Pow(part.Targets[(row * targets) + k] - part.Targets[(best[0].Row * targets) + k], 2) / 2;
        }
        return sum / (asked * targets) / Math.Max(1e-12, FaultEvaluation.Trivial(part, part, targets));
    }

    static void Find(float[] of, int row, float[] among, int rows, int width, Span<(double Distance, int Row)> best, int skip)
    {
        best.Fill((double.PositiveInfinity, 0));
        var asked = of.AsSpan(row * width, width);
        for (var other = 0; other < rows; other++)
        {
            if (other == skip) continue;
            double distance = System.Numerics.Tensors.TensorPrimitives.Distance(asked, among.AsSpan(other * width, width));
            if (distance >= best[^1].Distance) continue;
            var place = best.Length - 1;
            for (; place > 0 && best[place - 1].Distance > distance; place--) best[place] = best[place - 1];
            best[place] = (distance, other);
        }
    }

    /// <summary>The input number that explains the largest share of a target's variance in the training rows, and that share.</summary>
    public static (int Column, double Share) Teller(TrainingData data)
    {
        var (inputs, targets, best) = (data.Shape.Inputs, data.Shape.Targets, (Column: 0, Share: 0.0));
        for (var k = 0; k < targets; k++)
            for (var column = 0; column < inputs; column++)
            {
                var (sx, sy, sxx, syy, sxy, n) = (0.0, 0.0, 0.0, 0.0, 0.0, data.Rows);
                for (var row = 0; row < n; row++)
                {
                    double x = data.Train.Inputs[(row * inputs) + column], y = data.Train.Targets[(row * targets) + k];
                    (sx, sy, sxx, syy, sxy) = (sx + x, sy + y, sxx + (x * x), syy + (y * y), sxy + (x * y));
                }
                var (vx, vy, c) = ((n * sxx) - (sx * sx), (n * syy) - (sy * sy), (n * sxy) - (sx * sy));
                if (vx > 0 && vy > 0 && c * c / (vx * vy) > best.Share) best = (column, c * c / (vx * vy));
            }
        return best;
    }

    static Matrix<double> Matrix(float[] values, int width, bool ones) =>
        Matrix<double>.Build.Dense(values.Length / width, width + (ones ? 1 : 0), (row, column) => column < width ? values[(row * width) + column] : 1);
}
