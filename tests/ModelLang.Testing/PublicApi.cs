using System.Globalization;
using System.Reflection;
using System.Text;

namespace ModelLang.Testing;

/// <summary>Prints what a library shows to others, so that a change of its surface is a change of a committed text.</summary>
/// <remarks>Types and members of others, overrides of <see cref="object"/>'s methods and what every record has are left out.</remarks>
public static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(char)] = "char", [typeof(byte)] = "byte", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(string)] = "string", [typeof(object)] = "object",
    };

    private static readonly HashSet<string> s_ofRecords =
        ["EqualityContract", "PrintMembers", "<Clone>$", "Equals", "GetHashCode", "ToString", "op_Equality", "op_Inequality", "Deconstruct"];

    /// <summary>Asserts that a library's surface equals <c>PublicApi.verified.txt</c> in its folder.</summary>
    public static void Match(Assembly library) =>
        Snapshot.MatchFile(Print(library), Path.Combine(Repository.Root, "src", library.GetName().Name!, "PublicApi"), "txt");

    // Every visible type with its visible members, sorted, one a line.
    private static string Print(Assembly library)
    {
        StringBuilder text = new();
        foreach (Type type in library.GetTypes().Where(IsVisible).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (string member in Members(type))
            {
                text.Append("    ").Append(member).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    // A context of its own each time: contexts are not for several threads.
    private static NullabilityInfoContext Nullability => new();

    private static bool IsVisible(Type type) =>
        type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!));

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string Header(Type type)
    {
        Type[] bases = [.. type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType ? [parent] : Array.Empty<Type>(),
            .. type.GetInterfaces().Where(i => IsVisible(i) && !type.IsEnum).OrderBy(i => i.FullName, StringComparer.Ordinal)];
        string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        return $"{kind} {type.Namespace}.{Name(type)}" + (bases.Length == 0 ? "" : " : " + string.Join(", ", bases.Select(Name)));
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield return Signature(type.GetMethod("Invoke")!);
            yield break;
        }

        foreach (MemberInfo member in type.GetMembers(Declared).OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.ToString(), StringComparer.Ordinal))
        {
            if (type.IsEnum ? member is FieldInfo { IsStatic: true } : !s_ofRecords.Contains(member.Name))
            {
                if (Line(type, member) is { } line)
                {
                    yield return line;
                }
            }
        }
    }

    private static string? Line(Type type, MemberInfo member) => member switch
    {
        FieldInfo field when type.IsEnum => $"{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
        FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly =>
            $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(Nullability.Create(field))} {field.Name}",
        PropertyInfo property when IsVisible(property.GetMethod) || IsVisible(property.SetMethod) => Signature(property),
        EventInfo change when IsVisible(change.AddMethod) => $"event {Name(change.EventHandlerType!)} {change.Name}",
        ConstructorInfo constructor when IsVisible(constructor) && !IsCopy(constructor) =>
            $"{Access(constructor)}new({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) => Signature(method),
        _ => null,
    };

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.IsFamily && constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    private static string Signature(MethodInfo method) =>
        Access(method) + Modifier(method) + Name(Nullability.Create(method.ReturnParameter)) + " " + method.Name
        + (method.IsGenericMethod ? "<" + string.Join(", ", method.GetGenericArguments().Select(a => a.Name)) + ">" : "") + $"({Parameters(method)})";

    private static string Signature(PropertyInfo property)
    {
        MethodInfo accessor = (IsVisible(property.GetMethod) ? property.GetMethod : property.SetMethod)!;
        bool init = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") ?? false;
        string get = IsVisible(property.GetMethod) ? "get; " : "";
        string set = !IsVisible(property.SetMethod) ? "" : init ? "init; " : "set; ";
        string index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(Parameter))}]" : "";
        return $"{Access(accessor)}{Modifier(accessor)}{Name(Nullability.Create(property))} {property.Name}{index} {{ {get}{set}}}";
    }

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifier(MethodInfo method) =>
        method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? ""
        : method.IsAbstract ? "abstract "
        : method.GetBaseDefinition() != method ? "override "
        : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string by = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        string type = parameter.ParameterType.IsByRef ? Name(parameter.ParameterType.GetElementType()!) : Name(Nullability.Create(parameter));
        return by + type + " " + parameter.Name + (parameter.HasDefaultValue ? " = " + Default(parameter) : "");
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType ? "default" : "null",
        string value => $"\"{value}\"",
        bool value => value ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(NullabilityInfo info) =>
        Name(info.Type) + (info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : "");

    private static string Name(Type type)
    {
        if (s_keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + $"[{new string(',', type.GetArrayRank() - 1)}]";
        }

        string name = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        int tick = name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? name : $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
