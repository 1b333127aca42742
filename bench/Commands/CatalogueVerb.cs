using System.CommandLine;
using BayesBench.Agreements;
using BayesBench.Catalogue;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>catalogue</c>: every formula of the suite, or all about one formula or one statement of the lecture.</summary>
public static class CatalogueVerb
{
    public static Command Create(Terminal terminal)
    {
        var what = new Argument<string?>("what")
        {
            Description = "A formula's id (normal.log-density) or a statement's number (F27). [default: a table of all formulas]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> filter = Options.Filter("formulas");
        Option<bool> json = Options.Json();
        var write = new Option<bool>("--write") { Description = "Write the generated documents of the checkout again." };
        var verb = new Command("catalogue", "List every formula; or show one: as printed, as corrected, a numeric example, the tests that hold it.")
        {
            what, filter, json, write,
        };
        verb.SetAction(parsed =>
        {
            string? name = parsed.GetValue(what);
            string? pattern = parsed.GetValue(filter);
            if (name is not null && pattern is not null)
            {
                throw new BadInputException($"--filter is '{pattern}'; it goes with the table, not with '{name}'.");
            }

            if (parsed.GetValue(write))
            {
                Write(terminal);
            }
            else if (name is null)
            {
                Show(Options.Matching(FormulaEntry.All, entry => [entry.Id], pattern), CatalogueText.Write, parsed.GetValue(json), terminal);
            }
            else if (Statements.IsNumber(name))
            {
                Show(StatementPage.Of(Find(() => Statements.Find(name))), CatalogueText.Write, parsed.GetValue(json), terminal);
            }
            else
            {
                Show(FormulaPage.Of(Find(() => Formula(name))), CatalogueText.Write, parsed.GetValue(json), terminal);
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static void Show<T>(T page, Action<T, Terminal> write, bool asJson, Terminal terminal)
    {
        if (asJson)
        {
            terminal.WriteJson(page);
        }
        else
        {
            write(page, terminal);
        }
    }

    private static void Write(Terminal terminal)
    {
        string root = Checkout.Root ?? throw new BadInputException("--write needs the sources; the program does not run inside a checkout.");
        foreach (Document document in Document.All(root))
        {
            AtomicFile.WriteAllText(Path.Combine(root, document.File), document.Text);
            terminal.Line(document.File);
        }
    }

    private static Agreement Formula(string id)
    {
        Statement[] waiting = [.. Statements.All.Where(statement => statement.Planned.Contains(id.ToLowerInvariant()))];
        return Registry.All.FirstOrDefault(agreement => agreement.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? (waiting.Length == 0 ? Registry.Find(id) : throw new ArgumentException(
                $"no formula '{id}' yet; it is planned for {string.Join(", ", waiting.Select(statement => statement.Number))}."));
    }

    private static T Find<T>(Func<T> find)
    {
        try
        {
            return find();
        }
        catch (ArgumentException e)
        {
            throw new BadInputException(ErrorText.Of(e));
        }
    }
}
