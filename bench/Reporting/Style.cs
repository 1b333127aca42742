namespace BayesBench.Reporting;

/// <summary>The report's style sheet.</summary>
internal static class Style
{
    public const string Sheet = """
        body { margin: 0; background: #fff; color: #1b1b1b; font: 15px/1.5 "DejaVu Sans", Verdana, Helvetica, Arial, sans-serif; }
        main { max-width: 1040px; margin: 0 auto; padding: 24px 20px 64px; }
        h1 { font-size: 26px; margin: 0 0 4px; }
        h2 { font-size: 20px; margin: 40px 0 8px; padding-top: 14px; border-top: 1px solid #ddd; }
        p { max-width: 80ch; }
        ul.summary { background: #f4f7fa; border-left: 4px solid #0072B2; padding: 12px 12px 12px 32px; }
        table { border-collapse: collapse; font-size: 13px; margin: 10px 0; }
        th { text-align: left; font-weight: 600; border-bottom: 1px solid #888; }
        th, td { padding: 3px 12px 3px 0; vertical-align: top; }
        td { border-bottom: 1px solid #eee; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .head { font-weight: 600; }
        .good { color: #00694c; }
        .bad { color: #b03a00; font-weight: 600; }
        .wide { overflow-x: auto; }
        figure { margin: 16px 0 24px; }
        figcaption { max-width: 80ch; margin-top: 8px; color: #333; font-size: 14px; }
        .panels { display: flex; flex-wrap: wrap; gap: 12px 24px; }
        .panels svg { max-width: 100%; height: auto; }
        .legend { margin: 4px 0; }
        .legend span { margin-right: 22px; white-space: nowrap; }
        .legend b { font-size: 17px; }
        details { margin: 8px 0; }
        summary { cursor: pointer; color: #0b5394; }

        """;
}
