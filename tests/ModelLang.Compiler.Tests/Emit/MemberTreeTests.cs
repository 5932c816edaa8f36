using System.Reflection;
using ModelLang.Compiler.Emit;
using ModelLang.Runtime;
using Xunit;

namespace ModelLang.Compiler.Tests.Emit;

public sealed class MemberTreeTests
{
    [Fact]
    public void Names_are_nested_as_the_circuit_is()
    {
        MemberTree tree = MemberTree.Of(["J", "pc.exc.tau", "pc.exc.y'", "pc.z.re", "ein.exc.tau"], "Column");

        Assert.Equal(["J"], tree.Values.Select(v => v.Name));
        Assert.Equal(["Pc", "Ein"], tree.Parts.Select(p => p.Name));
        Assert.Equal(["Exc", "Z"], tree.Parts[0].Parts.Select(p => p.Name));
        Assert.Equal(["Tau", "Y_dot"], tree.Parts[0].Parts[0].Values.Select(v => v.Name));
        Assert.Equal("pc.exc", tree.Parts[0].Parts[0].Path);
        Assert.Equal(["PcPart", "EinPart"], tree.Parts.Select(p => p.TypeName));
    }

    [Theory]
    [InlineData("v V", "v V")]
    [InlineData("v V w", "v V W")]
    [InlineData("in In", "@in In")]
    [InlineData("τ", "τ")]
    [InlineData("_a a A", "Value_a a A")]
    [InlineData("time", "Time_")]
    [InlineData("state step run metadata", "State_ Step_ Run_ Metadata_")]
    [InlineData("column", "Column_")]
    [InlineData("toString", "ToString_")]
    public void Names_differ_and_hide_nothing(string names, string members) =>
        Assert.Equal(members.Split(' '), MemberTree.Of(names.Split(' '), "Column").Values.Select(v => v.Name));

    [Fact]
    public void Part_may_have_the_names_of_the_whole_but_not_its_own()
    {
        MemberTree part = Assert.Single(MemberTree.Of(["p.state", "p.time", "p.pPart", "p.p.x", "p.equals"], "Column").Parts);

        Assert.Equal(["State", "Time", "PPart_", "Equals_"], part.Values.Select(v => v.Name));
        Assert.Equal(("P", "PPart__"), (part.Parts[0].Name, part.Parts[0].TypeName));
    }

    [Fact]
    public void Every_inherited_member_is_reserved() => Assert.All(
        typeof(Simulator).GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
            .Where(m => m is PropertyInfo or MethodInfo { IsSpecialName: false, IsPrivate: false, IsAssembly: false }),
        member => Assert.True(Identifiers.IsReserved(member.Name), member.Name));
}
