using System.Reflection;
using ModelLang.Compiler.Emit;
using ModelLang.Compiler.Kernels;
using ModelLang.Compiler.Semantics;
using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Compiler.Tests.Emit;

public class RuntimeNamesTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    [Fact]
    public void Every_name_is_a_member_of_the_runtime()
    {
        foreach ((string typeName, string[] members) in RuntimeNames.All)
        {
            Type? type = typeof(Simulator).Assembly.GetType($"{RuntimeNames.Namespace}.{typeName}");
            Assert.True(type is { IsPublic: true }, typeName);
            Assert.All(members, member => Assert.True(type!.GetMember(member, Everything).Length > 0, $"{typeName}.{member}"));
        }
    }

    [Fact]
    public void Every_function_spelling_exists()
    {
        foreach (BuiltInFunction row in BuiltInFunctions.All.Where(f => f.CSharp.Length > 0))
        {
            Assert.All([row.CSharp, row.Platform], spelling => Assert.True(Find(spelling, row.Arity), spelling));
        }
    }

    [Fact]
    public void Every_packable_function_has_a_form_for_pairs() =>
        Assert.All(PackTranscendentals.Packable, function => Assert.True(Find(BuiltInFunctions.Of(function).CSharp, 2), function.ToString()));

    private static bool Find(string spelling, int arity)
    {
        string[] parts = spelling.Split('.');
        Type type = parts[0] == "Math" ? typeof(Math) : typeof(Simulator).Assembly.GetType($"{RuntimeNames.Namespace}.{parts[0]}")!;
        return type.GetMethod(parts[1], [.. Enumerable.Repeat(typeof(double), arity)]) is not null;
    }
}
