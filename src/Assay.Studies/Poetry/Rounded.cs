namespace Assay.Studies.Poetry;

/// <summary>Numbers as files for drawing keep them: more digits than a picture shows would only make them large.</summary>
static class Rounded
{
    public static double[] Values(IEnumerable<double> values) => [.. values.Select(value => Math.Round(value, 5))];
}
