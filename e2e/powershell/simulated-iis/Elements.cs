using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace Microsoft.Web.Administration
{
    public enum OverrideMode { Unknown = 0, Inherit = 1, Allow = 2, Deny = 3 }

    public class ConfigurationElement
    {
        private readonly ElementSchema schema;
        private readonly Func<bool, XElement?> local;
        private readonly Func<IEnumerable<XElement>> parents;
        private readonly Action write;
        private readonly bool inherited;

        internal ConfigurationElement(ElementSchema schema, Func<bool, XElement?> local, Func<IEnumerable<XElement>> parents, Action write, bool inherited = false)
        {
            this.inherited = inherited;
            this.schema = schema;
            this.local = local;
            this.parents = parents;
            this.write = write;
        }

        internal XElement? Local(bool create) => local(create);
        internal ElementSchema ElementSchema => schema;

        public bool IsLocallyStored => !inherited && local(false) != null;

        public object GetAttributeValue(string attributeName)
        {
            AttributeSchema attribute = Find(attributeName);
            foreach (XElement? element in new[] { local(false) }.Concat(parents()))
            {
                XAttribute? found = element?.Attribute(attributeName);
                if (found != null)
                {
                    return Parse(attribute, found.Value);
                }
            }

            return attribute.Default;
        }

        public void SetAttributeValue(string attributeName, object value)
        {
            AttributeSchema attribute = Find(attributeName);
            write();
            local(true)!.SetAttributeValue(attributeName, Print(attribute, value));
        }

        public void RevertToParent()
        {
            write();
            local(false)?.Remove();
        }

        public ConfigurationElementCollection GetCollection(string collectionName)
        {
            if (!schema.Collections.TryGetValue(collectionName, out ElementSchema? child))
            {
                throw new System.Runtime.InteropServices.COMException("Unrecognized element '" + collectionName + "'", unchecked((int)0x8007000D));
            }

            return new ConfigurationElementCollection(child, create =>
            {
                XElement? owner = local(create);
                XElement? found = owner?.Element(collectionName);
                if (found == null && create)
                {
                    found = new XElement(collectionName);
                    owner!.Add(found);
                }

                return found;
            }, () => parents().Select(parent => parent.Element(collectionName)).Where(parent => parent != null)!, write);
        }

        private AttributeSchema Find(string name) =>
            schema.Attributes.TryGetValue(name, out AttributeSchema? found) ? found : throw new System.Runtime.InteropServices.COMException("Unrecognized attribute '" + name + "'", unchecked((int)0x8007000D));

        private static object Parse(AttributeSchema attribute, string text)
        {
            switch (attribute.Kind)
            {
                case Kind.Boolean: return bool.Parse(text);
                case Kind.Enumeration: return attribute.Values![text];
                case Kind.Flags: return text.Split(',').Sum(part => attribute.Values![part.Trim()]);
                case Kind.Secret: return Decrypt(text);
                default: return text;
            }
        }

        private static string Print(AttributeSchema attribute, object value)
        {
            if (value is not string && value is not bool && value is not int && value is not long)
            {
                throw new ArgumentException("Unexpected type " + value.GetType().FullName + " for " + attribute.Name);
            }

            switch (attribute.Kind)
            {
                case Kind.Boolean: return (bool)value ? "true" : "false";
                case Kind.Enumeration:
                    return attribute.Values!.ContainsKey((string)value) ? (string)value : throw new System.Runtime.InteropServices.COMException("Enum must be one of " + string.Join(", ", attribute.Values.Keys), unchecked((int)0x8007000D));
                case Kind.Flags:
                    if (((string)value).Split(',').Any(part => !attribute.Values!.ContainsKey(part.Trim())))
                    {
                        throw new System.Runtime.InteropServices.COMException("Flags must be some combination of " + string.Join(", ", attribute.Values!.Keys), unchecked((int)0x8007000D));
                    }

                    return (string)value;
                case Kind.Secret: return "[enc:SimulatedProvider:" + Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes((string)value).Select(b => (byte)(b ^ 0x5A)).ToArray()) + ":enc]";
                default: return (string)value;
            }
        }

        private static string Decrypt(string text)
        {
            string[] parts = text.StartsWith("[enc:", StringComparison.Ordinal) ? text.Split(':') : new string[0];
            return parts.Length == 4 ? Encoding.BigEndianUnicode.GetString(Convert.FromBase64String(parts[2]).Select(b => (byte)(b ^ 0x5A)).ToArray()) : text;
        }
    }

    public sealed class ConfigurationElementCollection : IEnumerable<ConfigurationElement>
    {
        private readonly ElementSchema schema;
        private readonly Func<bool, XElement?> local;
        private readonly Func<IEnumerable<XElement>> parents;
        private readonly Action write;

        internal ConfigurationElementCollection(ElementSchema schema, Func<bool, XElement?> local, Func<IEnumerable<XElement>> parents, Action write)
        {
            this.schema = schema;
            this.local = local;
            this.parents = parents;
            this.write = write;
        }

        public int Count => this.Count();

        public ConfigurationElement CreateElement(string elementTagName)
        {
            if (elementTagName != "add")
            {
                throw new System.Runtime.InteropServices.COMException("Unrecognized element", unchecked((int)0x8007000D));
            }

            return Wrap(new XElement("add"), true);
        }

        public ConfigurationElement Add(ConfigurationElement element) => AddAt(-1, element);

        public ConfigurationElement AddAt(int index, ConfigurationElement element)
        {
            write();
            XElement item = element.Local(true)!;
            string key = Key(item);
            if (this.Any(existing => Key(existing.Local(true)!) == key))
            {
                throw new System.Runtime.InteropServices.COMException("Cannot add duplicate collection entry", unchecked((int)0x800700B7));
            }

            if (index > Count)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }

            XElement collection = local(true)!;
            int inherited = parents().Sum(parent => parent.Elements("add").Count());
            XElement? next = index < 0 ? null : collection.Elements("add").ElementAtOrDefault(index - inherited);
            if (next == null)
            {
                collection.Add(item);
            }
            else
            {
                next.AddBeforeSelf(item);
            }

            return element;
        }

        public void Remove(ConfigurationElement element)
        {
            write();
            XElement item = element.Local(true)!;
            if (item.Parent == null || item.Parent != local(false))
            {
                throw new System.Runtime.InteropServices.COMException("The collection has no remove directive", unchecked((int)0x80070032));
            }

            item.Remove();
        }

        public void Clear()
        {
            write();
            local(false)?.Elements("add").Remove();
        }

        public IEnumerator<ConfigurationElement> GetEnumerator()
        {
            IEnumerable<XElement> inherited = parents().Reverse().SelectMany(parent => parent.Elements("add"));
            IEnumerable<XElement> own = local(false)?.Elements("add") ?? Enumerable.Empty<XElement>();
            return inherited.Select(item => Wrap(item, false)).Concat(own.Select(item => Wrap(item, true))).ToList().GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private ConfigurationElement Wrap(XElement item, bool own) =>
            new ConfigurationElement(schema, _ => item, () => Enumerable.Empty<XElement>(), own ? write : () => throw new InvalidOperationException("The entry is inherited."), !own);

        private string Key(XElement item) => string.Join("\u0001", schema.Key.Select(name => (string?)item.Attribute(name) ?? string.Empty));
    }
}
