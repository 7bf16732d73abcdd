using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Simulated
{
    /// <summary>What a simulated server holds outside IIS' configuration: small texts by kind and key, in the file that SIMULATED_SERVER names.</summary>
    public static class ServerState
    {
        /// <summary>Ends the script instead of the process, where a process runs many scripts.</summary>
        public static Action? Killer { get; set; }

        public static string FileName =>
            Environment.GetEnvironmentVariable("SIMULATED_SERVER") ?? throw new InvalidOperationException("SIMULATED_SERVER is not set.");

        public static string? Get(string kind, string key) => Find(Load(), kind, key)?.Value;

        public static string[] Keys(string kind) =>
            Load().Root!.Elements("item").Where(item => (string?)item.Attribute("kind") == kind).Select(item => (string)item.Attribute("key")!).ToArray();

        public static void Set(string kind, string key, string value)
        {
            XDocument document = Load();
            XElement? item = Find(document, kind, key);
            if (item == null)
            {
                item = new XElement("item", new XAttribute("kind", kind), new XAttribute("key", key));
                document.Root!.Add(item);
            }

            item.Value = value;
            Save(document);
        }

        public static void Remove(string kind, string key)
        {
            XDocument document = Load();
            Find(document, kind, key)?.Remove();
            Save(document);
        }

        /// <summary>
        /// Counts the call; fails, waits or ends the process where SIMULATED_FAULT says so: NAME, NAME:wait, NAME:kill-before or
        /// NAME:kill-after, each also as NAME#3 for the third call only.
        /// </summary>
        public static void Call(string name, bool after)
        {
            string fault = Environment.GetEnvironmentVariable("SIMULATED_FAULT") ?? string.Empty;
            string[] parts = fault.Split(':');
            string log = FileName + ".calls";
            if (!after)
            {
                File.AppendAllText(log, name + "\n");
            }

            string[] which = parts[0].Split('#');
            if (which[0] != name || (which.Length == 2 && which[1] != File.ReadAllLines(log).Count(line => line == name).ToString()))
            {
                return;
            }

            if (parts.Length == 2 && parts[1] == "wait" && !after)
            {
                File.WriteAllText(FileName + ".waiting", string.Empty);
                while (!File.Exists(FileName + ".go"))
                {
                    System.Threading.Thread.Sleep(20);
                }
            }

            if (parts.Length == 1 && !after)
            {
                throw new InvalidOperationException("Simulated fault in " + name + ".");
            }

            if (parts.Length == 2 && parts[1] == (after ? "kill-after" : "kill-before"))
            {
                Kill();
            }
        }

        /// <summary>
        /// Writes as Write-FileByte does, and stops the write that SIMULATED_FAULT counts: #N:full and #N:kill in the middle of the
        /// bytes, #N:denied before them, #N:kill-between after them and before the head.
        /// </summary>
        public static void Write(string path, long position, byte[] bytes, byte[]? head)
        {
            string[] fault = Environment.GetEnvironmentVariable("SIMULATED_FAULT")!.Split('#', ':');
            string log = FileName + ".writes";
            File.AppendAllText(log, "x");
            string kind = new FileInfo(log).Length.ToString() == fault[1] ? fault[2] : string.Empty;
            if (kind == "denied")
            {
                throw new UnauthorizedAccessException("Access to the path '" + path + "' is denied.");
            }

            using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            stream.SetLength(position);
            stream.Seek(position, SeekOrigin.Begin);
            bool half = kind == "full" || kind == "kill";
            stream.Write(bytes, 0, half ? bytes.Length / 2 : bytes.Length);
            stream.Flush();
            if (kind == "full")
            {
                throw new IOException("There is not enough space on the disk. : '" + path + "'", unchecked((int)0x80070070));
            }

            if (kind.StartsWith("kill"))
            {
                Kill();
            }

            if (head != null)
            {
                stream.Seek(0, SeekOrigin.Begin);
                stream.Write(head, 0, head.Length);
            }
        }

        private static void Kill()
        {
            Killer?.Invoke();
            System.Diagnostics.Process.GetCurrentProcess().Kill();
            System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);
        }

        internal static XDocument Load() => File.Exists(FileName) ? XDocument.Load(FileName) : new XDocument(new XElement("server"));

        internal static void Save(XDocument document)
        {
            string temporary = FileName + ".new";
            document.Save(temporary);
            File.Copy(temporary, FileName, true);
            File.Delete(temporary);
        }

        private static XElement? Find(XDocument document, string kind, string key) =>
            document.Root!.Elements("item").FirstOrDefault(item => (string?)item.Attribute("kind") == kind && string.Equals((string?)item.Attribute("key"), key, StringComparison.OrdinalIgnoreCase));
    }
}
