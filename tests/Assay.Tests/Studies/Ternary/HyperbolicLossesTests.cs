using Assay.Modules;
using Assay.Studies.Ternary;
using Assay.Tensors;
using Assay.Tests.Tensors;

namespace Assay.Tests.Studies.Ternary;

public class HyperbolicLossesTests
{
    static readonly int[] Places = [0, 1, 2, 3, 9, 27, 82, 243, 2188, 6561];
    static readonly TernaryBatch Batch = new(Places, 30, new Rng(2));

    [Fact]
    public void Geodesic() => OpCheck.Run(
        inputs => HyperbolicLosses.Geodesic(inputs[0], Batch, new PoincareBall(1.5), 20),
        inputs => Array64.Zeros([]).Map(_ => Enumerable.Range(0, 20).Average(pair =>
        {
            var (i, j) = (Batch.First[pair], Batch.Second[pair]);
            var difference = Math.Abs(Distance(inputs[0], i, inputs[0], j, 1.5) - (3 * Math.Exp(-TernaryOperations.PairValuation(Places[i], Places[j]) / 3.0)));
            return difference < 1 ? difference * difference / 2 : difference - 0.5;
        })), [[Places.Length, 3]], low: -0.4, high: 0.4, tolerance: 2e-4);

    [Fact]
    public void Prototypes() => OpCheck.Run(
        inputs => HyperbolicLosses.Prototypes(inputs[0], inputs[1], Batch, new PoincareBall(1)),
        inputs => Array64.Zeros([]).Map(_ => Enumerable.Range(0, Places.Length).Average(i => Distance(inputs[0], i, inputs[1], Batch.Valuations[i], 1))),
        [[Places.Length, 3], [10, 3]], low: -0.4, high: 0.4, tolerance: 2e-4);

    static double Distance(Array64 a, int i, Array64 b, int j, double c)
    {
        double squares = 0, normA = 0, normB = 0;
        for (var k = 0; k < 3; k++)
        {
            squares += Math.Pow(a[i, k] - b[j, k], 2);
            normA += a[i, k] * a[i, k];
            normB += b[j, k] * b[j, k];
        }
        return Math.Acosh(1 + (2 * c * squares / ((1 - (c * normA)) * (1 - (c * normB))))) / Math.Sqrt(c);
    }
}
