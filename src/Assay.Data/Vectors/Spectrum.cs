using MathNet.Numerics.LinearAlgebra;

namespace Assay.Data.Vectors;

/// <summary>How the variance of rows spreads over directions: squared singular values as shares of their sum, the largest first.</summary>
public sealed class Spectrum
{
    Spectrum(IEnumerable<double> variances)
    {
        var sorted = variances.Select(variance => Math.Max(0, variance)).OrderDescending().ToArray();
        var sum = sorted.Sum();
        if (!(sum > 0)) throw new ArgumentException("A spectrum needs rows that vary; given rows that are all alike.");
        Shares = [.. sorted.Select(variance => variance / sum)];
    }

    /// <summary>The share of each direction, descending; together 1.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>(sum s)^2 / sum s^2 of the shares: how many directions as strong as one another would spread as much.</summary>
    public double Participation => 1 / Shares.Sum(share => share * share);

    /// <summary>The least number of directions that together have this share of the variance.</summary>
    public int Dimensions(double share)
    {
        var sum = 0.0;
        for (var i = 0; i < Shares.Count; i++)
            if ((sum += Shares[i]) >= share) return i + 1;
        return Shares.Count;
    }

    /// <summary>Of vectors around their mean.</summary>
    /// <param name="rows">(rows, dimension), row after row.</param>
    /// <param name="dimension">Floats of a row.</param>
    public static Spectrum OfRows(ReadOnlySpan<float> rows, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        var count = rows.Length / dimension;
        if (count < 2 || rows.Length % dimension != 0)
            throw new ArgumentException($"A spectrum needs at least two rows of {dimension} floats; given {rows.Length} floats.");
        var matrix = Matrix<double>.Build.Dense(count, dimension);
        for (var i = 0; i < count; i++)
            for (var j = 0; j < dimension; j++) matrix[i, j] = rows[(i * dimension) + j];
        var mean = matrix.ColumnSums() / count;
        for (var i = 0; i < count; i++) matrix.SetRow(i, matrix.Row(i) - mean);
        // Of the two products that have the same eigenvalues, the smaller.
        var products = dimension <= count ? matrix.TransposeThisAndMultiply(matrix) : matrix.TransposeAndMultiply(matrix);
        return new Spectrum(products.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real));
    }

    /// <summary>Of a symmetric matrix, by the squares of its eigenvalues, which are its singular values but for the sign.</summary>
    public static Spectrum OfSymmetric(double[,] matrix) =>
        new(Matrix<double>.Build.DenseOfArray(matrix).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real * value.Real));
}
