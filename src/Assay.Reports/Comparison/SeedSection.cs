namespace Assay.Reports;

/// <summary>What several seeds show: means with their intervals, beside each baseline.</summary>
static class SeedSection
{
    /// <summary>Writes a table for each metric, or for those that are asked for.</summary>
    public static void Write(Document document, IReadOnlyList<RunGroup> groups, IReadOnlyList<string>? metrics = null)
    {
        var tables = SeedTable.Of(groups).Where(table => metrics?.Contains(table.Metric) != false).ToList();
        if (tables.Count == 0) return;
        document.Heading("Over seeds");
        document.Paragraph($"Best checkpoints: mean over seeds, standard deviation, and 95 % intervals by Student's t; differences are paired by seed. {Estimate.Star}.");
        foreach (var table in tables)
        {
            document.Heading(table.Metric, 3);
            document.Table([.. table.Columns.Select((column, index) => index == 0 ? new Column("Runs") : Column.Number(column))], table.Rows);
        }
    }
}
