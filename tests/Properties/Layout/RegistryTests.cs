using System.Reflection;
using BayesBench.Agreements;
using BayesBench.Reference.Probability;
using Xunit;

namespace BayesBench.Properties.Layout;

/// <summary>The registry is honest: ids are unique, and no public formula stands outside it.</summary>
public class RegistryTests
{
    [Fact]
    public void Every_id_is_unique() =>
        Assert.Empty(Registry.All.GroupBy(agreement => agreement.Id).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Every_formula_stands_in_an_agreement()
    {
        var held = Registry.All.Select(agreement => agreement.Id).ToHashSet();
        var outside = new SortedSet<string>(
            from type in typeof(Normal).Assembly.GetExportedTypes()
            where type.IsAbstract && type.IsSealed // a static class
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where !method.IsSpecialName
            let id = $"{Names.KebabCase(type.Name)}.{Names.KebabCase(method.Name)}"
            where !held.Contains(id)
            let wholeClass = $"{Names.KebabCase(type.Name)}.*"
            select OutsideTheRegistry.Listed.ContainsKey(wholeClass) ? wholeClass : id,
            StringComparer.Ordinal);
        Assert.Equal(OutsideTheRegistry.Listed.Keys.Order(StringComparer.Ordinal), outside);
    }
}
