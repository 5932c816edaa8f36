namespace ModelLang.Compiler.Text;

/// <summary>A place in a text as people count it.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 units, from 1.</param>
public readonly record struct LinePosition(int Line, int Column);
