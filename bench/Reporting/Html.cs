using System.Net;
using System.Text;

namespace BayesBench.Reporting;

/// <summary>A cell of a table in the report.</summary>
/// <param name="Text">As it is read.</param>
/// <param name="Class">A CSS class: <c>number</c>, <c>good</c>, <c>bad</c>; or empty.</param>
public readonly record struct Cell(string Text, string Class = "")
{
    public static implicit operator Cell(string text) => new(text);

    public static Cell Number(string text) => new(text, "number");
}

/// <summary>The few pieces of HTML that the report is made of.</summary>
public static class Html
{
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A page that needs nothing beside it.</summary>
    public static string Page(string title, string body) =>
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + $"<title>{Encode(title)}</title>\n<style>\n{Style.Sheet}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n";

    public static string Paragraph(string text) => $"<p>{Encode(text)}</p>\n";

    /// <summary>A table; columns whose title starts with # hold numbers.</summary>
    public static string Table(IReadOnlyList<string> columns, IEnumerable<Cell[]> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        var html = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr>");
        foreach (string column in columns)
        {
            bool isNumber = column.StartsWith('#');
            html.Append(isNumber ? "<th class=\"number\">" : "<th>").Append(Encode(column.TrimStart('#'))).Append("</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (Cell[] row in rows)
        {
            html.Append("<tr>");
            foreach (Cell cell in row)
            {
                html.Append(cell.Class.Length > 0 ? $"<td class=\"{cell.Class}\">" : "<td>").Append(Encode(cell.Text)).Append("</td>");
            }

            html.Append("</tr>\n");
        }

        return html.Append("</tbody></table></div>\n").ToString();
    }

    /// <summary>Panels beside one another, under one legend, with a sentence that says what to see.</summary>
    public static string Figure(string legend, IEnumerable<string> panels, string whatToSee) =>
        $"<figure>\n{legend}\n<div class=\"panels\">{string.Concat(panels)}</div>\n<figcaption>{Encode(whatToSee)}</figcaption>\n</figure>\n";

    /// <summary>What is long but not lost: shown when clicked.</summary>
    public static string Details(string summary, string content) =>
        $"<details><summary>{Encode(summary)}</summary>\n{content}</details>\n";
}
