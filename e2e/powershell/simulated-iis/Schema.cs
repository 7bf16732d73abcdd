using System.Collections.Generic;

namespace Microsoft.Web.Administration
{
    internal enum Kind { Text, Boolean, Enumeration, Flags, Secret, Number }

    internal sealed class AttributeSchema
    {
        public AttributeSchema(string name, Kind kind, object fallback, Dictionary<string, long>? values = null, bool required = false)
        {
            Name = name;
            Kind = kind;
            Default = fallback;
            Values = values;
            Required = required;
        }

        public string Name { get; }
        public Kind Kind { get; }
        public object Default { get; }
        public Dictionary<string, long>? Values { get; }
        public bool Required { get; }
    }

    internal sealed class ElementSchema
    {
        public Dictionary<string, AttributeSchema> Attributes { get; } = new Dictionary<string, AttributeSchema>();
        public Dictionary<string, ElementSchema> Collections { get; } = new Dictionary<string, ElementSchema>();
        public string[] Key { get; set; } = new string[0];

        public ElementSchema With(params AttributeSchema[] attributes)
        {
            foreach (AttributeSchema attribute in attributes)
            {
                Attributes[attribute.Name] = attribute;
            }

            return this;
        }
    }

    /// <summary>The part of IIS' schema that the module writes.</summary>
    internal static class Schema
    {
        private static readonly Dictionary<string, long> LogonMethods = new Dictionary<string, long> { ["Interactive"] = 0, ["Batch"] = 1, ["Network"] = 2, ["ClearText"] = 3 };

        public static readonly Dictionary<string, ElementSchema> Sections = Build();

        private static Dictionary<string, ElementSchema> Build()
        {
            var access = new ElementSchema().With(new AttributeSchema("sslFlags", Kind.Flags, 0L, new Dictionary<string, long> { ["None"] = 0, ["Ssl"] = 8, ["SslNegotiateCert"] = 32, ["SslRequireCert"] = 64, ["Ssl128"] = 256 }));
            var anonymous = new ElementSchema().With(
                new AttributeSchema("enabled", Kind.Boolean, true),
                new AttributeSchema("userName", Kind.Text, "IUSR"),
                new AttributeSchema("password", Kind.Secret, string.Empty),
                new AttributeSchema("logonMethod", Kind.Enumeration, 3L, LogonMethods));
            var mapping = new ElementSchema().With(
                new AttributeSchema("enabled", Kind.Boolean, false),
                new AttributeSchema("oneToOneCertificateMappingsEnabled", Kind.Boolean, true),
                new AttributeSchema("manyToOneCertificateMappingsEnabled", Kind.Boolean, true),
                new AttributeSchema("defaultLogonDomain", Kind.Text, string.Empty),
                new AttributeSchema("logonMethod", Kind.Enumeration, 3L, LogonMethods));
            mapping.Collections["oneToOneMappings"] = new ElementSchema { Key = new[] { "certificate" } }.With(
                new AttributeSchema("enabled", Kind.Boolean, true),
                new AttributeSchema("userName", Kind.Text, string.Empty),
                new AttributeSchema("password", Kind.Secret, string.Empty),
                new AttributeSchema("certificate", Kind.Text, string.Empty, required: true));
            var many = new ElementSchema { Key = new[] { "name" } }.With(
                new AttributeSchema("name", Kind.Text, string.Empty, required: true),
                new AttributeSchema("description", Kind.Text, string.Empty),
                new AttributeSchema("enabled", Kind.Boolean, true),
                new AttributeSchema("permissionMode", Kind.Enumeration, 1L, new Dictionary<string, long> { ["Allow"] = 1, ["Deny"] = 2 }),
                new AttributeSchema("userName", Kind.Text, string.Empty),
                new AttributeSchema("password", Kind.Secret, string.Empty));
            many.Collections["rules"] = new ElementSchema { Key = new[] { "certificateField", "certificateSubField", "matchCriteria", "compareCaseSensitive" } }.With(
                new AttributeSchema("certificateField", Kind.Enumeration, 0L, new Dictionary<string, long> { ["Subject"] = 1, ["Issuer"] = 2 }, required: true),
                new AttributeSchema("certificateSubField", Kind.Text, string.Empty, required: true),
                new AttributeSchema("matchCriteria", Kind.Text, string.Empty, required: true),
                new AttributeSchema("compareCaseSensitive", Kind.Boolean, true));
            mapping.Collections["manyToOneMappings"] = many;
            return new Dictionary<string, ElementSchema>
            {
                ["system.webServer/security/access"] = access,
                ["system.webServer/security/authentication/anonymousAuthentication"] = anonymous,
                ["system.webServer/security/authentication/iisClientCertificateMappingAuthentication"] = mapping,
            };
        }
    }
}
