using System.Reflection;

namespace Assay.Tests.Golden;

public sealed class GoldenCoverageTests
{
    // Holds the start and the gradients that all optimizer cases share; they fail without it.
    const string Shared = "optimizers/problem";

    [Fact]
    public void EveryRecordedCaseIsTested()
    {
        var recorded =
            from family in GoldenFile.Families() from golden in GoldenFile.Open(family).Cases select $"{family}/{golden}";
        var tested = Theories().SelectMany(theory => theory.Cases.Paths).Append(Shared).ToHashSet();
        Assert.All(recorded, path => Assert.Contains(path, tested));
    }

    [Fact]
    public void NoTheoryOnGoldenCasesIsSkippedOrEmpty() => Assert.All(Theories(), theory =>
    {
        Assert.NotEmpty(theory.Cases.Paths);
        Assert.Null(theory.Cases.Skip);
        Assert.True(theory.Method.DeclaringType!.IsPublic && theory.Method.IsPublic, $"{theory.Method.Name} is not run");
        var attribute = theory.Method.GetCustomAttribute<TheoryAttribute>();
        Assert.NotNull(attribute);
        Assert.Null(attribute.Skip);
    });

    static IEnumerable<(MethodInfo Method, GoldenCasesAttribute Cases)> Theories() =>
        from type in typeof(GoldenCoverageTests).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        from cases in method.GetCustomAttributes<GoldenCasesAttribute>()
        select (method, cases);
}
