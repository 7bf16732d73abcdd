using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Simulated;

namespace Microsoft.Web.Administration
{
    public sealed class ConfigurationSection : ConfigurationElement
    {
        private readonly Func<bool, XElement?> location;
        private readonly Func<OverrideMode> effective;

        internal ConfigurationSection(ElementSchema schema, Func<bool, XElement?> local, Func<IEnumerable<XElement>> parents, Action write, Func<bool, XElement?> location, Func<OverrideMode> effective)
            : base(schema, local, parents, write)
        {
            this.location = location;
            this.effective = effective;
        }

        public OverrideMode OverrideMode
        {
            get => Enum.TryParse((string?)location(false)?.Attribute("overrideMode"), out OverrideMode mode) ? mode : OverrideMode.Inherit;
            set => location(true)!.SetAttributeValue("overrideMode", value.ToString());
        }

        public OverrideMode OverrideModeEffective => effective();
    }

    /// <summary>applicationHost.config, or a site's web.config: one "file" element of the state.</summary>
    public sealed class Configuration
    {
        private readonly ServerManager manager;
        private readonly string? site;
        private readonly string path;

        internal Configuration(ServerManager manager, string? site, string path)
        {
            this.manager = manager;
            this.site = site;
            this.path = path.Trim('/');
        }

        public ConfigurationSection GetSection(string sectionPath) => GetSection(sectionPath, string.Empty);

        public ConfigurationSection GetSection(string sectionPath, string locationPath)
        {
            if (!Schema.Sections.TryGetValue(sectionPath, out ElementSchema? schema))
            {
                throw new System.Runtime.InteropServices.COMException("The configuration section '" + sectionPath + "' cannot be read because it is missing a section declaration", unchecked((int)0x80070032));
            }

            string inSite = string.Join("/", new[] { path, locationPath.Trim('/') }.Where(part => part.Length > 0));
            string full = site == null ? locationPath.Trim('/') : string.Join("/", new[] { site, inSite }.Where(part => part.Length > 0));
            string? file = site;
            string key = site == null ? full : inSite;
            Func<bool, XElement?> local = create => manager.Section(file, key, sectionPath, create);
            return new ConfigurationSection(schema, local, () => Chain(sectionPath, full), () =>
            {
                if (site != null && Effective(sectionPath, full) == OverrideMode.Deny)
                {
                    throw new System.Runtime.InteropServices.COMException("This configuration section cannot be used at this path. This happens when the section is locked at a parent level.", unchecked((int)0x80070021));
                }

                manager.ThrowIfReadOnly();
            }, local, () => Effective(sectionPath, full));
        }

        // Nearest parent first: the site's own file, then the locations of applicationHost.config from the longest to "".
        private IEnumerable<XElement> Chain(string section, string full)
        {
            var found = new List<XElement?>();
            string[] parts = full.Split('/');
            if (site != null)
            {
                string[] inSite = parts.Skip(1).ToArray();
                for (int length = inSite.Length; length >= 0; length--)
                {
                    string key = string.Join("/", inSite.Take(length));
                    found.Add(length == inSite.Length ? null : manager.Section(site, key, section, false));
                }
            }

            int from = site == null ? parts.Length - 1 : parts.Length;
            for (int length = from; length >= 0 && full.Length > 0; length--)
            {
                found.Add(manager.Section(null, string.Join("/", parts.Take(length)), section, false));
            }

            return found.Where(item => item != null)!;
        }

        private OverrideMode Effective(string section, string full)
        {
            string[] parts = full.Split('/');
            for (int length = parts.Length; length >= 0; length--)
            {
                string? mode = (string?)manager.Section(null, string.Join("/", parts.Take(length)), section, false)?.Attribute("overrideMode");
                if (mode != null && mode != "Inherit")
                {
                    return (OverrideMode)Enum.Parse(typeof(OverrideMode), mode);
                }
            }

            return OverrideMode.Deny;
        }
    }

    public sealed class Binding
    {
        private readonly XElement element;
        internal Binding(XElement element) => this.element = element;
        internal XElement Element => element;
        public string Protocol => (string)element.Attribute("protocol")!;
        public string BindingInformation => (string)element.Attribute("bindingInformation")!;
        public object GetAttributeValue(string attributeName) => attributeName == "sslFlags" ? (long?)element.Attribute("sslFlags") ?? 0L : (string)element.Attribute(attributeName)!;
        public void SetAttributeValue(string attributeName, object value) => element.SetAttributeValue(attributeName, value);
    }

    public sealed class BindingCollection : List<Binding>
    {
        private readonly XElement site;

        internal BindingCollection(XElement site)
            : base(site.Elements("binding").Select(item => new Binding(item))) => this.site = site;

        public Binding Add(string bindingInformation, string bindingProtocol)
        {
            var element = new XElement("binding", new XAttribute("protocol", bindingProtocol), new XAttribute("bindingInformation", bindingInformation));
            site.Add(element);
            var binding = new Binding(element);
            Add(binding);
            return binding;
        }

        public new void Remove(Binding binding)
        {
            binding.Element.Remove();
            base.Remove(binding);
        }
    }

    public sealed class VirtualDirectory
    {
        internal VirtualDirectory(string path) => PhysicalPath = path;
        public string PhysicalPath { get; }
    }

    public sealed class VirtualDirectoryCollection
    {
        private readonly string path;
        internal VirtualDirectoryCollection(string path) => this.path = path;
        public VirtualDirectory? this[string name] => name == "/" ? new VirtualDirectory(path) : null;
    }

    public sealed class Application
    {
        private readonly string path;
        internal Application(string path) => this.path = path;
        public VirtualDirectoryCollection VirtualDirectories => new VirtualDirectoryCollection(path);
    }

    public sealed class ApplicationCollection
    {
        private readonly string path;
        internal ApplicationCollection(string path) => this.path = path;
        public Application? this[string name] => name == "/" ? new Application(path) : null;
    }

    public sealed class Site
    {
        private readonly XElement element;
        internal Site(XElement element) => this.element = element;
        public string Name => (string)element.Attribute("name")!;
        public BindingCollection Bindings => new BindingCollection(element);
        public ApplicationCollection Applications => new ApplicationCollection((string?)element.Attribute("physicalPath") ?? string.Empty);
    }

    public sealed class SiteCollection : List<Site>
    {
        internal SiteCollection(IEnumerable<Site> sites)
            : base(sites)
        {
        }

        public Site? this[string name] => this.FirstOrDefault(site => string.Equals(site.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    public sealed class ServerManager : IDisposable
    {
        private readonly XDocument document;
        private readonly string loaded;
        private readonly bool readOnly;

        public ServerManager()
        {
            document = ServerState.Load();
            loaded = Iis().ToString();
        }

        public ServerManager(bool readOnly, string applicationHostConfigurationPath)
        {
            this.readOnly = readOnly;
            document = XDocument.Load(applicationHostConfigurationPath);
            loaded = string.Empty;
        }

        public SiteCollection Sites => new SiteCollection(Iis().Elements("site").Select(item => new Site(item)));

        public Configuration GetApplicationHostConfiguration() => new Configuration(this, null, string.Empty);

        public Configuration GetWebConfiguration(string siteName) => new Configuration(this, siteName, string.Empty);

        public Configuration GetWebConfiguration(string siteName, string virtualPath) => new Configuration(this, siteName, virtualPath);

        public void CommitChanges()
        {
            ThrowIfReadOnly();
            ServerState.Call("CommitChanges", false);
            XDocument current = ServerState.Load();
            XElement? stored = current.Root!.Element("iis");
            if (stored != null && stored.ToString() != loaded)
            {
                throw new System.Runtime.InteropServices.COMException("Cannot commit configuration changes because the file has changed on disk", unchecked((int)0x80070020));
            }

            stored?.Remove();
            current.Root.Add(new XElement(Iis()));
            RecreateRecords(current);
            ServerState.Save(current);
            ServerState.Call("CommitChanges", true);
        }

        /// <summary>Where the state says so, a commit makes the HTTP.SYS records anew, with default settings.</summary>
        private static void RecreateRecords(XDocument state)
        {
            XElement[] items = state.Root!.Elements("item").ToArray();
            if (!items.Any(item => (string?)item.Attribute("kind") == "recreates-records"))
            {
                return;
            }

            foreach (XElement item in items.Where(item => (string?)item.Attribute("kind") == "http-sys"))
            {
                string[] parts = item.Value.Split('|');
                item.Value = string.Join("|", parts.Take(5)) + "|0|0|0||0";
            }
        }

        public void Dispose()
        {
        }

        internal void ThrowIfReadOnly()
        {
            if (readOnly)
            {
                throw new InvalidOperationException("The configuration is read-only.");
            }
        }

        internal XElement? Section(string? site, string location, string section, bool create)
        {
            XElement iis = Iis();
            XElement? found = iis.Elements("section").FirstOrDefault(item =>
                string.Equals((string?)item.Attribute("site"), site, StringComparison.OrdinalIgnoreCase)
                && string.Equals((string?)item.Attribute("location"), location, StringComparison.OrdinalIgnoreCase)
                && (string?)item.Attribute("section") == section);
            if (found == null && create)
            {
                found = new XElement("section", new XAttribute("location", location), new XAttribute("section", section));
                found.SetAttributeValue("site", site);
                iis.Add(found);
            }

            return found;
        }

        private XElement Iis()
        {
            XElement? iis = document.Root!.Element("iis");
            if (iis == null)
            {
                iis = new XElement("iis");
                document.Root.Add(iis);
            }

            return iis;
        }
    }
}
