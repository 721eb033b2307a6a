using Assay.Tensors;
using Assay.Tensors.Kernels;

namespace Assay.Tests.Tensors;

/// <summary>
/// Attention a pair of query and key at a time against attention by matrix products, each as every instruction set, with
/// guards around what they write.
/// </summary>
public sealed unsafe class AttentionKernelTests
{
    const int Batch = 2, Heads = 3;
    const double Tolerance = 2e-5;

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(5, 5, 64, 64)]
    [InlineData(1, 50, 64, 64)]
    [InlineData(4, 1, 3, 20)]
    [InlineData(3, 17, 33, 5)]
    [InlineData(17, 16, 8, 16)]
    public void BothWaysAgree(int queries, int keys, int headWidth, int headValues)
    {
        foreach (var causal in new[] { false, true })
        {
            foreach (var extras in new[] { false, true })
            {
                var call = new Sizes(queries, keys, headWidth, headValues, causal, extras);
                var expected = call.Run("scalar", direct: false);
                foreach (var isa in EveryIsa.Names)
                {
                    OpCheck.Close($"products as {isa}", expected, call.Run(isa, direct: false).Select(value => (float)value).ToArray(), Tolerance);
                    OpCheck.Close($"pairs as {isa}", expected, call.Run(isa, direct: true).Select(value => (float)value).ToArray(), Tolerance);
                }
            }
        }
    }

    // With extras some keys are left out, all of them in the second sample, weights are dropped, and gradients are added to.
    sealed record Sizes(int Queries, int Keys, int HeadWidth, int HeadValues, bool Causal, bool Extras)
    {
        // Rows hold a little more than what is attended to.
        int Width => Heads * HeadWidth;

        int ValueWidth => Heads * HeadValues;

        public double[] Run(string isa, bool direct)
        {
            var rng = new Rng(7);
            int queryRows = Batch * Queries, keyRows = Batch * Keys, pairs = Batch * Heads * Queries * Keys;
            float Next(int i) => (4 * rng.NextFloat()) - 2;
            using var q = new GuardedBuffer(queryRows * (Width + 1), Next);
            using var k = new GuardedBuffer(keyRows * (Width + 2), Next);
            using var v = new GuardedBuffer(keyRows * (ValueWidth + 3), Next);
            using var g = new GuardedBuffer(queryRows * ValueWidth, Next);
            using var dropout = new GuardedBuffer(pairs, i => i % 3 == 0 ? 0 : 1.5f);
            using var output = new GuardedBuffer(queryRows * ValueWidth, Next);
            using var weights = new GuardedBuffer(pairs, Next);
            using var dq = new GuardedBuffer(queryRows * (Width + 1), Next);
            using var dk = new GuardedBuffer(keyRows * (Width + 2), Next);
            using var dv = new GuardedBuffer(keyRows * (ValueWidth + 3), Next);
            bool[] left = [.. Enumerable.Range(0, keyRows).Select(i => i >= Keys || i % 3 == 1)];
            fixed (bool* padding = left)
            {
                var call = new AttentionHead
                {
                    Q = q.Start, K = k.Start, V = v.Start, Output = output.Start, Weights = weights.Start, LeadQ = Width + 1, LeadK = Width + 2,
                    LeadV = ValueWidth + 3, Dropout = Extras ? dropout.Start : null, Padding = Extras ? padding : null, G = g.Start,
                    Dq = dq.Start, Dk = dk.Start, Dv = dv.Start, AddQ = Extras, AddK = Extras, AddV = Extras, Causal = Causal, Heads = Heads,
                    Queries = Queries, Keys = Keys, Width = Width, ValueWidth = ValueWidth,
                };
                if (direct)
                {
                    EveryIsa.Run(isa, new AttentionHead.DirectForwardJob { Call = call }, 0, Batch);
                    EveryIsa.Run(isa, new AttentionHead.DirectBackwardJob { Call = call }, 0, Batch);
                }
                else
                {
                    EveryIsa.Run(isa, new AttentionHead.ForwardJob { Call = call }, 0, Batch * Heads);
                    EveryIsa.Run(isa, new AttentionHead.BackwardJob { Call = call }, 0, Batch * Heads);
                }
            }
            GuardedBuffer[] written = [output, weights, dq, dk, dv];
            foreach (var buffer in written) buffer.AssertGuards(isa);
            return [.. written.SelectMany(buffer => buffer.Span.ToArray()).Select(value => (double)value)];
        }
    }
}
