using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;

/// <summary>The public members of types, with the numbers of arguments that each takes, read in assemblies that this runtime cannot load.</summary>
internal sealed class Members
{
    private readonly Dictionary<string, (MetadataReader Reader, TypeDefinition Type)> types = new(StringComparer.OrdinalIgnoreCase);

    private Members(IEnumerable<string> assemblies)
    {
        foreach (string path in assemblies)
        {
            MetadataReader reader = new PEReader(File.ReadAllBytes(path).ToImmutableArray()).GetMetadataReader();
            foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
            {
                TypeDefinition type = reader.GetTypeDefinition(handle);
                if ((type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
                {
                    types.TryAdd(Name(reader, type.Namespace, type.Name), (reader, type));
                }
            }
        }
    }

    /// <summary>Prints for each type of a list its members as JSON: name to pairs of least and most arguments, -1 for any number; null for a type that no assembly has.</summary>
    public static int Print(string assemblies, string names)
    {
        var members = new Members(File.ReadAllLines(assemblies));
        var found = File.ReadAllLines(names).Distinct().ToDictionary(name => name, members.Of);
        Console.Out.WriteLine(JsonSerializer.Serialize(found));
        return 0;
    }

    private Dictionary<string, List<int[]>>? Of(string name)
    {
        if (!types.ContainsKey(name))
        {
            return null;
        }

        var members = new Dictionary<string, List<int[]>>();
        var open = new Stack<string>([name]);
        while (open.TryPop(out string? each))
        {
            if (!types.TryGetValue(each, out (MetadataReader Reader, TypeDefinition Type) type))
            {
                continue;
            }

            Add(type.Reader, type.Type, members, each == name);
            foreach (EntityHandle parent in type.Type.GetInterfaceImplementations().Select(handle => type.Reader.GetInterfaceImplementation(handle).Interface).Append(type.Type.BaseType))
            {
                open.Push(NameOf(type.Reader, parent));
            }
        }

        return members;
    }

    private static void Add(MetadataReader reader, TypeDefinition type, Dictionary<string, List<int[]>> members, bool withConstructors)
    {
        void Tell(StringHandle name, int least, int most)
        {
            string text = reader.GetString(name);
            if (!members.TryGetValue(text, out List<int[]>? counts))
            {
                members[text] = counts = [];
            }

            counts.Add([least, most]);
        }

        foreach (MethodDefinition method in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            bool visible = (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;
            bool constructor = reader.StringComparer.Equals(method.Name, ".ctor");
            if (!visible || (constructor && !withConstructors))
            {
                continue;
            }

            Parameter[] parameters = method.GetParameters().Select(reader.GetParameter).Where(parameter => parameter.SequenceNumber > 0).ToArray();
            int count = method.DecodeSignature(new Nothing(), null).ParameterTypes.Length;
            bool any = parameters.Any(parameter => parameter.GetCustomAttributes().Any(handle => IsParamArray(reader, handle)));
            int optional = parameters.Count(parameter => (parameter.Attributes & ParameterAttributes.Optional) != 0);
            Tell(method.Name, count - optional - (any ? 1 : 0), any ? -1 : count);
        }

        // What is read, not called.
        foreach (PropertyDefinition property in type.GetProperties().Select(reader.GetPropertyDefinition))
        {
            Tell(property.Name, 0, 0);
        }

        foreach (FieldDefinition field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            Tell(field.Name, 0, 0);
        }
    }

    private static bool IsParamArray(MetadataReader reader, CustomAttributeHandle handle)
    {
        EntityHandle constructor = reader.GetCustomAttribute(handle).Constructor;
        EntityHandle type = constructor.Kind == HandleKind.MemberReference
            ? reader.GetMemberReference((MemberReferenceHandle)constructor).Parent
            : reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType();
        return NameOf(reader, type) == "System.ParamArrayAttribute";
    }

    private static string NameOf(MetadataReader reader, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference when !handle.IsNil:
                TypeReference reference = reader.GetTypeReference((TypeReferenceHandle)handle);
                return Name(reader, reference.Namespace, reference.Name);
            case HandleKind.TypeDefinition when !handle.IsNil:
                TypeDefinition definition = reader.GetTypeDefinition((TypeDefinitionHandle)handle);
                return Name(reader, definition.Namespace, definition.Name);
            case HandleKind.TypeSpecification:
                return reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(new Nothing(), null);
            default:
                return string.Empty;
        }
    }

    private static string Name(MetadataReader reader, StringHandle space, StringHandle name) => reader.GetString(space) + "." + reader.GetString(name);

    /// <summary>Of a signature only the named type counts, and how many parameters there are.</summary>
    private sealed class Nothing : ISignatureTypeProvider<string, object?>
    {
        public string GetArrayType(string elementType, ArrayShape shape) => string.Empty;
        public string GetByReferenceType(string elementType) => string.Empty;
        public string GetFunctionPointerType(MethodSignature<string> signature) => string.Empty;
        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;
        public string GetGenericMethodParameter(object? genericContext, int index) => string.Empty;
        public string GetGenericTypeParameter(object? genericContext, int index) => string.Empty;
        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;
        public string GetPinnedType(string elementType) => string.Empty;
        public string GetPointerType(string elementType) => string.Empty;
        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => string.Empty;
        public string GetSZArrayType(string elementType) => string.Empty;
        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => NameOf(reader, handle);
        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => NameOf(reader, handle);
        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => NameOf(reader, handle);
    }
}
