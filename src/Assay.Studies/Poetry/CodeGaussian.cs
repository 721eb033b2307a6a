using Assay.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Assay.Studies.Poetry;

/// <summary>The normal distribution with the mean and the covariance of some codes.</summary>
sealed class CodeGaussian
{
    // Columns are the distribution's axes, as long as the deviation along each.
    readonly Matrix<double> _axes;

    /// <param name="mean">(floats).</param>
    /// <param name="covariance">(floats, floats), row after row.</param>
    public CodeGaussian(float[] mean, float[] covariance)
    {
        if (mean.Length == 0 || covariance.Length != mean.Length * mean.Length)
            throw new ArgumentException($"A distribution of codes needs a covariance of the mean's size squared; given {mean.Length} and {covariance.Length} floats.");
        (Mean, Covariance) = (mean, covariance);
        var found = Matrix<double>.Build.Dense(mean.Length, mean.Length, (i, j) => covariance[(i * mean.Length) + j]).Evd(Symmetricity.Symmetric);
        _axes = found.EigenVectors.MapIndexed((_, k, value) => value * Math.Sqrt(Math.Max(0, found.EigenValues[k].Real)));
    }

    /// <summary>(floats)</summary>
    public float[] Mean { get; }

    /// <summary>(floats, floats), row after row.</summary>
    public float[] Covariance { get; }

    /// <summary>That of codes, each an array of equal length; there is at least one.</summary>
    public static CodeGaussian Fit(IReadOnlyList<float[]> codes)
    {
        var rows = Matrix<double>.Build.Dense(codes.Count, codes[0].Length, (i, j) => codes[i][j]);
        var mean = rows.ColumnSums() / codes.Count;
        var centred = Matrix<double>.Build.Dense(codes.Count, mean.Count, (i, j) => rows[i, j] - mean[j]);
        var covariance = centred.TransposeThisAndMultiply(centred) / codes.Count;
        return new CodeGaussian([.. mean.Select(value => (float)value)], [.. covariance.ToRowMajorArray().Select(value => (float)value)]);
    }

    /// <summary>One drawn code.</summary>
    public float[] Draw(Rng rng)
    {
        var normal = Vector<double>.Build.Dense(Mean.Length, _ => rng.NextNormal());
        return [.. (_axes * normal).Select((value, i) => (float)(Mean[i] + value))];
    }
}
