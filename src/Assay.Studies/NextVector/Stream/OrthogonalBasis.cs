using System.Numerics.Tensors;
using Assay.Tensors;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.NextVector;

/// <summary>Random orthogonal matrices.</summary>
static class OrthogonalBasis
{
    /// <summary>
    /// (width, width), uniform over all of them: normal rows made orthogonal one after the other (Gram and Schmidt), twice each, since once leaves
    /// rounding errors.
    /// </summary>
    public static Tensor Draw(int width, Rng rng)
    {
        var rows = new double[width][];
        for (var i = 0; i < width; i++)
        {
            var row = rows[i] = new double[width];
            for (var k = 0; k < width; k++) row[k] = rng.NextNormal();
            for (var pass = 0; pass < 2; pass++)
                for (var j = 0; j < i; j++) TensorPrimitives.MultiplyAdd(rows[j], -TensorPrimitives.Dot<double>(row, rows[j]), row, row);
            TensorPrimitives.Divide(row, TensorPrimitives.Norm<double>(row), row);
        }
        return Tensor.From([.. rows.SelectMany(row => row.Select(value => (float)value))], width, width);
    }
}
