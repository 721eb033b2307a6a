using System.Numerics.Tensors;
using Assay.Data.Text;
using Assay.Data.Vectors;
using Assay.Tensors;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.Poetry;

/// <summary>Finds the words whose vectors point most nearly where written ones do.</summary>
sealed class NearestWords(EmbeddingTable table)
{
    static readonly int PadId = IdOf(Marker.Pad), UnknownId = IdOf(Marker.Unknown), MaskId = IdOf(Marker.Mask);

    readonly Tensor _directions = table.Directions();

    public static int StartId { get; } = IdOf(Marker.Start);

    public static int EndId { get; } = IdOf(Marker.End);

    /// <summary>Whether a token can stand in a text: neither padding, nor an unknown word, nor a mask.</summary>
    public static bool CanStand(int id) => id != PadId && id != UnknownId && id != MaskId;

    /// <summary>Cosines with every token's vector, one row for each written vector.</summary>
    /// <param name="written">(rows, width).</param>
    public float[][] Cosines(ReadOnlySpan<float> written)
    {
        using var arena = Arena.Enter();
        using var paused = Tensor.PauseGradients();
        int width = _directions.Dim(1), rows = written.Length / width, tokens = _directions.Dim(0);
        var products = Tensor.From(written, rows, width).MatMul(_directions, transposeB: true);
        var cosines = new float[rows][];
        for (var row = 0; row < rows; row++)
        {
            cosines[row] = products.Span.Slice(row * tokens, tokens).ToArray();
            TensorPrimitives.Divide(cosines[row], Math.Max(TensorPrimitives.Norm(written.Slice(row * width, width)), 1e-12f), cosines[row]);
        }
        return cosines;
    }

    /// <summary>The nearest token that can stand in a text, for each written vector.</summary>
    public int[] Of(ReadOnlySpan<float> written) => Array.ConvertAll(Cosines(written), cosines =>
    {
        var best = StartId;
        for (var id = 0; id < cosines.Length; id++)
            if (CanStand(id) && cosines[id] > cosines[best]) best = id;
        return best;
    });

    static int IdOf(string marker) => Marker.All.Index().First(entry => entry.Item == marker).Index;
}
