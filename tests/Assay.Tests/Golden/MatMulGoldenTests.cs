namespace Assay.Tests.Golden;

public sealed class MatMulGoldenTests
{
    [Theory]
    [GoldenCases("matmul")]
    public void AgreesWithPyTorch(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("matmul")[name]);
        run.Check(run["a"].MatMul(run["b"], run.Case.Flag("transpose_a"), run.Case.Flag("transpose_b")));
    }
}
