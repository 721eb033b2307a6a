using System.Numerics.Tensors;
using Assay.Data.Vectors;
using Assay.Tensors;
using Tensor = Assay.Tensors.Tensor;

namespace Assay.Studies.Poetry;

/// <summary>Writes codes out as words: the nearest of each step, or drawn ones that the next step is fed.</summary>
sealed class CodeWriter(PoetryAutoencoder network, EmbeddingTable table)
{
    readonly NearestWords _words = new(table);

    /// <summary>The ids of the nearest words of a code alone.</summary>
    public int[] Nearest(float[] code, int length)
    {
        using var paused = Tensor.PauseGradients();
        using var arena = Arena.Enter();
        return Nearest(Tensor.From(code, 1, code.Length), Tensor.Zeros(1, 1, network.Architecture.EncoderWidth), [1], length);
    }

    /// <summary>The same where the encoder's states are at hand too.</summary>
    public int[] Nearest(Tensor code, Tensor states, int[] lengths, int length) => _words.Of(network.Decode(code, states, lengths, length).Span);

    /// <summary>The tokens of a code, drawn one by one until the end is drawn or there are enough.</summary>
    public List<string> Draw(float[] code, int length, WordSampler sampler)
    {
        using var paused = Tensor.PauseGradients();
        using var arena = Arena.Enter();
        var next = network.Stepwise(Tensor.From(code, 1, code.Length));
        var tokens = new List<string>();
        Tensor? fed = null;
        for (var step = 0; step < network.Architecture.Window && tokens.Count < length; step++)
        {
            var cosines = _words.Cosines(next(fed).Span)[0];
            // The window of a poem's beginning begins with a marker, which is no word to be drawn.
            var begins = step == 0 && TensorPrimitives.IndexOfMax<float>(cosines) == NearestWords.StartId;
            var id = begins ? NearestWords.StartId : sampler.Next(cosines, mayEnd: tokens.Count > 0);
            if (id == NearestWords.EndId) break;
            if (!begins) tokens.Add(table.Vocabulary.Tokens[id]);
            fed = Tensor.From(table[id], 1, 1, table.Dimension);
        }
        return tokens;
    }
}
