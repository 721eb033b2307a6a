using MathNet.Numerics.LinearAlgebra;

namespace Assay.Statistics;

/// <summary>
/// Principal component analysis: rows seen along the directions in which they differ most (Pearson, 1901; Hotelling, 1933). Signs are
/// fixed as in scikit-learn's svd_flip: of each component the score that is largest in size is positive.
/// </summary>
public sealed class PrincipalAxes
{
    PrincipalAxes(double[] scores, double[] variances, double[] shares) => (Scores, Variances, Shares) = (scores, variances, shares);

    /// <summary>Each row's place along the components, (rows, components), largest variance first, mean zero.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>The variance of the rows along each component (n - 1 below the line).</summary>
    public IReadOnlyList<double> Variances { get; }

    /// <summary>Each component's share of the variance of all columns together; zeros where the rows do not differ.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>The first <paramref name="count"/> components of <paramref name="rows"/>, (n, width) row by row.</summary>
    /// <exception cref="ArgumentException">
    /// The values are not two or more finite rows of the width, or there are fewer rows or columns than components.
    /// </exception>
    public static PrincipalAxes Project(ReadOnlySpan<float> rows, int width, int count)
    {
        var height = RowMatrix.Count(rows, width);
        if (count < 1 || count > Math.Min(height, width))
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"{height} rows of {width} have {Math.Min(height, width)} components; needed: 1 to that");
        var centred = Centred(rows, width, height);
        var total = centred.Enumerate().Sum(value => value * value);
        var scores = height <= width ? FromRows(centred, count) : FromColumns(centred, count);
        var (variances, shares) = (new double[count], new double[count]);
        var flat = new double[height * count];
        for (var component = 0; component < count; component++)
        {
            var column = scores.Column(component);
            var squares = column.DotProduct(column);
            (variances[component], shares[component]) = (squares / (height - 1), total > 0 ? squares / total : 0);
            var sign = column[column.AbsoluteMaximumIndex()] < 0 ? -1 : 1;
            for (var row = 0; row < height; row++) flat[row * count + component] = sign * column[row];
        }

        return new PrincipalAxes(flat, variances, shares);
    }

    static Matrix<double> Centred(ReadOnlySpan<float> rows, int width, int height)
    {
        var means = new double[width];
        for (var index = 0; index < rows.Length; index++) means[index % width] += rows[index];
        for (var column = 0; column < width; column++) means[column] /= height;
        var centred = Matrix<double>.Build.Dense(height, width);
        for (var index = 0; index < rows.Length; index++)
            centred[index / width, index % width] = rows[index] - means[index % width];
        return centred;
    }

    /// <summary>Few rows: with X X^T = U L U^T the scores are U L^(1/2).</summary>
    static Matrix<double> FromRows(Matrix<double> centred, int count)
    {
        var (values, vectors) = Largest(centred.TransposeAndMultiply(centred), count);
        for (var component = 0; component < count; component++)
            vectors.SetColumn(component, vectors.Column(component) * Math.Sqrt(Math.Max(0, values[component])));
        return vectors;
    }

    /// <summary>Few columns: with X^T X = V L V^T the scores are X V.</summary>
    static Matrix<double> FromColumns(Matrix<double> centred, int count) =>
        centred * Largest(centred.TransposeThisAndMultiply(centred), count).Vectors;

    static (double[] Values, Matrix<double> Vectors) Largest(Matrix<double> symmetric, int count)
    {
        // Ascending order is what the decomposition promises for symmetric matrices.
        var decomposition = symmetric.Evd(Symmetricity.Symmetric);
        var columns = Enumerable.Range(1, count).Select(place => symmetric.ColumnCount - place).ToArray();
        return ([.. columns.Select(column => decomposition.EigenValues[column].Real)],
            Matrix<double>.Build.DenseOfColumnVectors(columns.Select(column => decomposition.EigenVectors.Column(column))));
    }
}
