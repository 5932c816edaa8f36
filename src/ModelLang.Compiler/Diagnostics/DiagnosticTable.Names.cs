namespace ModelLang.Compiler.Diagnostics;

public static partial class DiagnosticTable
{
    /// <summary>A name that nothing declares.</summary>
    public static readonly DiagnosticDescriptor UndefinedName = Error(
        "ML2001", "Undefined name", "'{0}' is not defined",
        "A name must be declared where it is used: a quantity in the same operator, an operator in the same file or imported into it.",
        "operator leaky {\n  param tau = 10\n  state r = 0\n  tau * r' = -r + I_ext\n}",
        "Declare it, or correct the spelling; the nearest known name is given as a hint.");

    /// <summary>A declaration that nothing uses.</summary>
    public static readonly DiagnosticDescriptor UnusedDeclaration = Warning(
        "ML2002", "Unused declaration", "'{0}' is never used",
        "Nothing depends on this declaration, which often means that another name was meant somewhere.",
        "operator leaky {\n  param gain = 2\n  state r = 0\n  r' = -r\n}",
        "Use it or remove it; a quantity that is only to be recorded is an output.");

    /// <summary>A name declared twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "ML2003", "Name declared twice", "'{0}' is already declared here",
        "A name means one thing in an operator, node, circuit or file.",
        "operator leaky {\n  param gain = 2\n  param gain = 3\n  state r = 0\n  r' = -gain*r\n}",
        "Rename one of them; in an operator that extends another, write override to replace a definition.");

    /// <summary>A declaration that hides another.</summary>
    public static readonly DiagnosticDescriptor Shadowing = Error(
        "ML2004", "Name hides another", "'{0}' hides {1}",
        "A second meaning for a known name makes a model hard to read and easy to get wrong.",
        "operator oscillator {\n  param pi = 3.14\n  state x = 1\n  x'' = -4*pi^2*x\n}",
        "Choose another name, such as t_0 for t.");

    /// <summary>An override of something that the base does not have.</summary>
    public static readonly DiagnosticDescriptor OverrideOfNothing = Error(
        "ML2005", "Nothing to override", "There is no '{0}' to override",
        "override replaces a definition of the operator, node or circuit that this one extends; that one has none of this name.",
        "operator b {\n  state x = 0\n  x' = -x\n}\noperator o extends b {\n  override param k = 1\n}",
        "Correct the name, or drop the word override to declare something new.");

    /// <summary>An override that changes the kind of a member.</summary>
    public static readonly DiagnosticDescriptor OverrideChangesKind = Error(
        "ML2006", "Override changes the kind", "'{0}' is {1} in the base and cannot become {2}",
        "The equations of the operator that is extended rely on what the name stands for.",
        "operator b {\n  param k = 1\n  state x = 0\n  x' = -k*x\n}\noperator o extends b {\n  override state k = 1\n}",
        "Override it with the same keyword.");

    /// <summary>A module or file that cannot be found.</summary>
    public static readonly DiagnosticDescriptor ModuleNotFound = Error(
        "ML2007", "Import not found", "Cannot find {0}",
        "The library has no such module, and beside this file there is none either.",
        "import std.quif (qif_mf)\noperator leaky {\n  state r = 0\n  r' = -r\n}",
        "Correct the name. Library modules begin with std.; files are named relative to the file that imports them.");

    /// <summary>Files that import each other.</summary>
    public static readonly DiagnosticDescriptor ImportCycle = Error(
        "ML2008", "Import cycle", "These files import each other: {0}",
        "A file can only build on files that do not build on it.",
        "import \"model.mlang\"   // in model.mlang itself\noperator leaky {\n  state r = 0\n  r' = -r\n}",
        "Move what both need into a third file.");

    /// <summary>An import that nothing uses.</summary>
    public static readonly DiagnosticDescriptor UnusedImport = Warning(
        "ML2009", "Unused import", "The import '{0}' is never used",
        "Nothing in this file needs it.",
        "import std.oscillators (van_der_pol)\noperator leaky {\n  state r = 0\n  r' = -r\n}",
        "Remove the import, or the name from its list.");

    /// <summary>A name of the wrong sort.</summary>
    public static readonly DiagnosticDescriptor WrongKindOfName = Error(
        "ML2010", "Wrong kind of name", "'{0}' is {1}, but {2} is needed here",
        "The name exists, but it is not what can stand here.",
        "operator o {\n  state x = 0\n  x' = -x\n}\noperator q extends p {\n}\nfunction p(x) = x",
        "Name something of the kind that the message asks for.");

    /// <summary>A chain of declarations that leads back to itself.</summary>
    public static readonly DiagnosticDescriptor DefinitionCycle = Error(
        "ML2011", "Definition contains itself", "'{0}' is defined by itself: {1}",
        "An operator, node or circuit cannot extend or contain itself, and a function cannot call itself, not even by way of others.",
        "operator a extends a {\n  state x = 0\n  x' = -x\n}",
        "Take one link out of the chain that the message shows.");

    /// <summary>A setting for something that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownSetting = Error(
        "ML2012", "Unknown setting", "'{0}' is nothing that can be set here",
        "A setting that hits nothing would be ignored, so it is refused.",
        "operator leaky {\n  param gain = 1\n  state r = 0\n  r' = -gain*r\n}\ncircuit network {\n  node exc : leaky { q = 2 }\n}",
        "Correct the name; parameters, inputs and (with init) initial values can be set.");

    /// <summary>Something set twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateSetting = Error(
        "ML2013", "Set twice", "'{0}' is set twice",
        "Only one of the two values can count.",
        "operator leaky {\n  param gain = 1\n  state r = 0\n  r' = -gain*r\n}\ncircuit network {\n  node exc : leaky { gain = 2, gain = 3 }\n}",
        "Remove one of the two.");

    /// <summary>A call of an unknown function.</summary>
    public static readonly DiagnosticDescriptor UndefinedFunction = Error(
        "ML2014", "Undefined function", "There is no function '{0}'",
        "The name is neither a built-in function nor declared with function nor imported.",
        "operator leaky {\n  state r = 0\n  r' = -sigmoid(r)\n}",
        "Declare it with function, or correct the spelling.");

    /// <summary>A call with the wrong number of arguments.</summary>
    public static readonly DiagnosticDescriptor WrongArgumentCount = Error(
        "ML2015", "Wrong number of arguments", "'{0}' takes {1}, but {2} given",
        "Each function has a fixed number of arguments.",
        "operator leaky {\n  state r = 0\n  r' = -exp(r, 2)\n}",
        "Give the arguments listed in the language reference.");

    /// <summary>An experiment or circuit that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownTarget = Error(
        "ML2016", "Nothing to run", "There is no {0} '{1}' in this file",
        "The name asked for is not declared in the file.",
        "operator leaky {\n  state r = 0\n  r' = -r\n}   // and --circuit network",
        "Use one of the names that the file declares.");

    /// <summary><c>super</c> where there is nothing above.</summary>
    public static readonly DiagnosticDescriptor SuperWithoutBase = Error(
        "ML2017", "No base definition", "'super' stands for the overridden definition, and there is none here",
        "super is the definition that an override replaces, so it has a meaning in an override only.",
        "operator leaky {\n  state r = 0\n  let f = super + r\n  r' = -f\n}",
        "Write override before the definition, or name what is meant.");
}
