using System.Text;
using BayesBench.Comparison;
using BayesBench.Support;

namespace BayesBench.Reporting;

/// <summary>The comparison of two runs: one HTML file that needs nothing beside it.</summary>
public static class ComparisonWriter
{
    public static void Write(string file, RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var body = new StringBuilder("<h1>Two runs of BayesBench</h1>\n").Append(Html.Paragraph(ComparisonTables.RatioNote));
        foreach (ComparisonTable table in ComparisonTables.Of(comparison))
        {
            body.Append("<h2>").Append(Html.Encode(table.Title)).Append("</h2>\n").Append(Html.Paragraph(table.Note));
            if (table.Rows.Count > 0)
            {
                body.Append(Html.Table(table.Columns, table.Rows));
            }
        }

        AtomicFile.WriteAllText(file, Html.Page("BayesBench: two runs", body.ToString()));
    }
}
