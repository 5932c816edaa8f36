using ModelLang.Fuzzing.Grammar;
using ModelLang.Fuzzing.Mutation;
using Xunit;

namespace ModelLang.Fuzzing.Tests;

/// <summary>Any text gets diagnostics or code, never an exception; what it emits compiles.</summary>
public sealed class FrontEndTests
{
    [Fact]
    public void A_damaged_model_is_never_a_fault_of_the_compiler() => Fuzzing.FindsNothing(new MutationFuzzer(), 20261121, 700);

    [Fact]
    public void Texts_derived_from_the_grammar_are_answered() => Fuzzing.FindsNothing(new GrammarFuzzer(), 20261122, 500);

    [Fact]
    public void Every_rule_and_sign_of_the_grammar_is_read()
    {
        Assert.Contains("expression", GrammarFile.Rules.Keys);
        Assert.Contains("name", GrammarFile.Rules.Keys);
        Assert.Equal("->", GrammarFile.Signs["ARROW"]);
        Assert.Equal("'", GrammarFile.Signs["PRIME"]);
    }
}
