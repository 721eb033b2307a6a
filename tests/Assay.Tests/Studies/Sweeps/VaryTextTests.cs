using Assay.Studies;
using Assay.Sweeps;
using Assay.Tests.Cli;

namespace Assay.Tests.Studies.Sweeps;

public class VaryTextTests
{
    static readonly Study Study = new FakeStudy();

    public static TheoryData<string, string, ParameterRange> Texts => new()
    {
        { "rate", "1e-4..1e-1:log", new NumberRange(1e-4, 1e-1, log: true) },
        { "rate", "0..2", new NumberRange(0, 2) },
        { "rate", "1,2.5", new ChoiceRange(1.0, 2.5) },
        { "model.width", "4..64:log", new WholeRange(4, 64, log: true) },
        { "model.width", "4, 8,16", new ChoiceRange(4, 8, 16) },
        { "protocol", "online,tbptt", new ChoiceRange("online", "tbptt") },
        { "shuffle", "true,false", new ChoiceRange(true, false) },
        { "epochs", "3", new ChoiceRange(3) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void RangesAndListsAreRead(string name, string text, ParameterRange range)
    {
        var parameter = VaryText.Parse(Study, name, text);

        Assert.Equal((name, range), (parameter.Name, parameter.Range));
        Assert.Empty(parameter.When);
        Assert.Equal(parameter.Range, VaryText.Parse(Study, name, VaryText.Of(parameter)).Range);
    }

    [Fact]
    public void ConditionsAreRead()
    {
        var parameter = VaryText.Parse(Study, "rate", "1..2 when protocol=online and shuffle=true");

        Assert.Equal(new Dictionary<string, object> { ["protocol"] = "online", ["shuffle"] = true }, parameter.When);
        Assert.Equal("1..2 when protocol=online and shuffle=true", VaryText.Of(parameter));
    }

    [Theory]
    [InlineData("rat", "1..2", "has no setting 'rat' (did you mean 'rate'?)")]
    [InlineData("rate", "fast", "setting 'rate' is fast; needed: a number of at least 0")]
    [InlineData("rate", "-1..2", "setting 'rate' is -1; needed")]
    [InlineData("rate", "2..1", "'rate' varies over '2..1'; the range is 2 to 1; needed: low to a higher limit")]
    [InlineData("rate", "0..1:log", "'rate' varies over '0..1:log'; the range is logarithmic from 0")]
    [InlineData("model.width", "1.5..4", "setting 'model.width' is 1.5; needed: a whole number from 1 to 64")]
    [InlineData("protocol", "online..tbptt", "'protocol' varies over 'online..tbptt'")]
    [InlineData("rate", "1,1", "each once")]
    [InlineData("rate", "1..2 when protocol", "the condition is 'protocol'; needed: name=value")]
    [InlineData("rate", "1..2 when protocol=other", "setting 'protocol' is other; needed: one of")]
    public void WhatIsNoneIsRefused(string name, string text, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => VaryText.Parse(Study, name, text)).Message, StringComparison.Ordinal);
}
