using System.Reflection;
using Xunit.Sdk;

namespace Assay.Tests.Golden;

/// <summary>Runs a theory on the golden cases of a family by name: on all of them, or on those of the given ops.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
sealed class GoldenCasesAttribute(string family, params string[] ops) : DataAttribute
{
    /// <summary>The cases as "family/case".</summary>
    public IEnumerable<string> Paths => Names.Select(name => $"{family}/{name}");

    IEnumerable<string> Names => GoldenFile.Open(family).Cases
        .Where(golden => ops.Length == 0 || ops.Contains(golden.Op)).Select(golden => golden.Name);

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Names.Select(name => new object[] { name });
}
