using Antlr4.Runtime;
using ModelLang.Compiler.Diagnostics;
using ModelLang.Compiler.Text;
using static ModelLang.Compiler.Syntax.ExpressionBuilder;
using static ModelLang.Compiler.Syntax.Generated.ModelLangParser;

namespace ModelLang.Compiler.Syntax;

/// <summary>Makes the syntax tree of ANTLR's parse tree; statements with syntax errors are left out.</summary>
internal sealed partial class SyntaxBuilder(
    SourceText source, ModelErrorStrategy errors, DocumentationComments documentation, DiagnosticBag diagnostics)
{
    private readonly ExpressionBuilder _expressions = new(source, diagnostics);

    /// <summary>The tree of a file.</summary>
    public ModelSyntax Build(ModelContext context)
    {
        PathSyntax? module = null;
        TimeSyntax? time = null;
        List<ImportSyntax> imports = [];
        List<DeclarationSyntax> declarations = [];
        foreach (ItemContext item in context.item())
        {
            if (errors.IsBroken(item) || item.ChildCount == 0)
            {
                continue;
            }

            switch (item.GetChild(0))
            {
                case ModuleHeaderContext header:
                    CheckHeader(header, module is not null, time is not null || imports.Count + declarations.Count > 0, "must come first in the file");
                    module ??= BuildPath(header.path());
                    break;
                case TimeHeaderContext header:
                    CheckHeader(header, time is not null, declarations.Count > 0, "must come before the first declaration");
                    UnitSyntax unit = BuildUnit(header.UNIT());
                    time ??= new TimeSyntax(unit.Text == "dimensionless" ? null : unit, Span(header));
                    break;
                case ImportHeaderContext header:
                    CheckHeader(header, false, declarations.Count > 0, "must come before the first declaration");
                    imports.Add(BuildImport(header));
                    break;
                case ParserRuleContext declaration:
                    declarations.Add(BuildDeclaration(declaration));
                    break;
            }
        }

        return new ModelSyntax(
            module, time, imports.ToEquatableArray(), declarations.ToEquatableArray(), new TextSpan(0, source.Text.Length));
    }

    private void CheckHeader(ParserRuleContext header, bool repeated, bool late, string place)
    {
        documentation.Take(header.Start, header.Stop, header.Stop); // of the file, for its readers only
        if (repeated || late)
        {
            ModelToken keyword = (ModelToken)header.Start;
            diagnostics.Report(DiagnosticTable.MisplacedHeader, source, keyword.Span, null, keyword.Text, repeated ? "stands here for the second time" : place);
        }
    }

    private ImportSyntax BuildImport(ImportHeaderContext context) => new(
        context.path() is { } module ? BuildPath(module) : null,
        context.STRING() is { } file ? _expressions.BuildString(file) : null,
        context.name().Select(BuildName).ToEquatableArray(),
        Span(context));

    private DeclarationSyntax BuildDeclaration(ParserRuleContext declaration)
    {
        IToken headerEnd = declaration.GetRuleContext<BlockContext>(0)?.Start ?? declaration.Stop;
        string text = documentation.Take(declaration.Start, headerEnd, declaration.Stop);
        TextSpan span = Span(declaration);
        return declaration switch
        {
            OperatorDeclarationContext o => new OperatorSyntax(BuildName(o.name()), BuildOptional(o.path()), BuildMembers(o.block()), text, span),
            NodeDeclarationContext n => new NodeSyntax(BuildName(n.name()), BuildOptional(n.path()), BuildMembers(n.block()), text, span),
            CircuitDeclarationContext c => new CircuitSyntax(BuildName(c.name()), BuildOptional(c.path()), BuildMembers(c.block()), text, span),
            ExperimentDeclarationContext e => new ExperimentSyntax(BuildName(e.name()), BuildMembers(e.block()), text, span),
            FunctionDeclarationContext f => new FunctionSyntax(
                BuildName(f.name(0)), f.name().Skip(1).Select(BuildName).ToEquatableArray(), _expressions.Build(f.expression()), text, span),
            _ => throw Unexpected.Kind(declaration),
        };
    }

    private EquatableArray<MemberSyntax> BuildMembers(BlockContext block) =>
        block.member().Where(IsWhole).Select(BuildMember).ToEquatableArray();

    private bool IsWhole(ParserRuleContext statement) => !errors.IsBroken(statement) && statement.ChildCount > 0;

    private static PathSyntax? BuildOptional(PathContext? context) => context is null ? null : BuildPath(context);

    private static NameSyntax? BuildOptional(NameContext? context) => context is null ? null : BuildName(context);

    private ExpressionSyntax? BuildOptional(ExpressionContext? context) => context is null ? null : _expressions.Build(context);

}
