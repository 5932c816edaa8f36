namespace ModelLang.Fuzzing.Grammar;

/// <summary>A piece of a grammar.</summary>
internal abstract record GrammarNode;

/// <summary>A token: one of the lexer's, by name.</summary>
internal sealed record TokenNode(string Name) : GrammarNode;

/// <summary>Another rule.</summary>
internal sealed record RuleNode(string Name) : GrammarNode;

/// <summary>Pieces one after the other.</summary>
internal sealed record SequenceNode(IReadOnlyList<GrammarNode> Items) : GrammarNode;

/// <summary>One of several.</summary>
internal sealed record ChoiceNode(IReadOnlyList<GrammarNode> Options) : GrammarNode;

/// <summary>A piece that may be missing or come again.</summary>
internal sealed record RepeatNode(GrammarNode Item, bool AtLeastOnce, bool AtMostOnce) : GrammarNode;
