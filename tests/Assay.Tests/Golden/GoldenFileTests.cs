namespace Assay.Tests.Golden;

public sealed class GoldenFileTests
{
    public static TheoryData<string> Families => [.. GoldenFile.Families()];

    [Theory]
    [MemberData(nameof(Families))]
    public void EveryTensorIsFiniteAndFillsItsShape(string family)
    {
        var tensors = 0;
        foreach (var golden in GoldenFile.Open(family).Cases)
            foreach (var role in new[] { "input", "parameter", "buffer", "upstream", "output", "gradient", "after" })
                foreach (var (name, tensor) in golden.In(role))
                {
                    Assert.Equal(tensor.Shape.Aggregate(1, (product, extent) => product * extent), tensor.Values.Length);
                    if (tensor.Values is float[] values)
                        Assert.All(values, value => Assert.True(float.IsFinite(value), $"{golden}/{role}/{name}"));
                    tensors++;
                }

        Assert.True(tensors > 0);
    }

    [Theory]
    [InlineData("elementwise")]
    [InlineData("reductions")]
    [InlineData("shapes")]
    [InlineData("matmul")]
    [InlineData("rows")]
    [InlineData("recurrent")]
    [InlineData("modules")]
    [InlineData("losses")]
    public void EveryRealInputAndParameterHasAGradientOfItsShape(string family)
    {
        foreach (var golden in GoldenFile.Open(family).Cases)
        {
            var leaves = golden.Inputs.Concat(golden.Parameters).Where(leaf => leaf.Value.Values is float[]).ToArray();
            Assert.NotEmpty(leaves);
            Assert.All(leaves, leaf => Assert.Equal(leaf.Value.Shape, golden.Gradients[leaf.Key].Shape));
            Assert.All(golden.Upstream, output => Assert.Equal(golden.Outputs[output.Key].Shape, output.Value.Shape));
        }
    }

    [Fact]
    public void ReadsNumbersOfAllTypes()
    {
        var embedding = GoldenFile.Open("rows")["embedding_padding"];
        Assert.Equal("embedding", embedding.Op);
        Assert.Equal(3, embedding.Arguments.GetProperty("padding_index").GetInt32());
        Assert.Contains(3, embedding.Inputs["indices"].Ints);
        Assert.All(embedding.Gradients["weight"].Floats[15..20], value => Assert.Equal(0f, value));

        bool[] padding = [false, false, true, true, true];
        Assert.Equal(padding, GoldenFile.Open("rows")["attention_padding"].Inputs["key_padding"].Bools[5..10]);
        Assert.Equal(0.1 * 0.97, GoldenFile.Open("schedules")["exponential"].Outputs["rates"].Doubles[1], 15);
        Assert.Throws<InvalidCastException>(() => embedding.Inputs["indices"].Floats);
    }
}
