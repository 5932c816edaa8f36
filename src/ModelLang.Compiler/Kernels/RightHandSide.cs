using ModelLang.Compiler.IR;

namespace ModelLang.Compiler.Kernels;

/// <summary>The right-hand side of a stage as straight-line code in locals.</summary>
internal static class RightHandSide
{
    /// <summary>Declares the derivative of every state, each after what it needs.</summary>
    /// <param name="context">The system.</param>
    /// <param name="time">The time of the stage.</param>
    /// <param name="state">Local that holds a state at the stage.</param>
    /// <param name="derivative">Local that receives its derivative.</param>
    /// <param name="suffix">What tells the intermediates of this stage from those of others.</param>
    /// <param name="comments">Whether each equation is shown.</param>
    /// <param name="more">Paths of intermediates that are needed besides.</param>
    /// <param name="part">Which part of a right-hand side is declared; all of it unless the step carries a factor.</param>
    /// <param name="pack">Whether two calls of a function may become one.</param>
    public static IReadOnlyList<KernelStatement> Stage(
        KernelContext context, Expr time, Func<string, string> state, Func<string, string> derivative, string suffix, bool comments,
        Func<Expr, Expr>? part = null, IEnumerable<string>? more = null, bool pack = true)
    {
        string Variable(Reference reference) => reference.Kind switch
        {
            VariableKind.State => state(reference.Name),
            VariableKind.Intermediate when !context.IsInvariant(reference.Name) => context.Names.Local("", reference.Name, suffix),
            _ => context.Names[reference.Name],
        };

        Frame frame = new(context, time, Variable, table => context.Names[table]);
        HashSet<string> done = new(StringComparer.Ordinal);
        List<KernelStatement> statements = [];
        foreach (Equation equation in context.System.Equations)
        {
            if (comments && context.Comment(equation) is { } comment)
            {
                statements.Add(new Note(comment));
            }

            Declare(equation.Rhs);
            statements.Add(new Declaration(derivative(equation.State), frame.Rename(part is null ? equation.Rhs : part(equation.Rhs))));
        }

        foreach (string path in more ?? [])
        {
            Declare(new Reference(path, VariableKind.Intermediate));
        }

        return context.Options.Strict || !pack ? statements : PackTranscendentals.Apply(statements, context.Names);

        void Declare(Expr root)
        {
            foreach (Intermediate needed in context.Needed([root]).Where(i => !context.IsInvariant(i.Path) && done.Add(i.Path)))
            {
                statements.Add(new Declaration(context.Names.Local("", needed.Path, suffix), frame.Rename(needed.Definition)));
            }
        }
    }
}
