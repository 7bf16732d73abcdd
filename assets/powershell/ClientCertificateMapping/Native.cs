// Calls into Windows that have no cmdlet: account rights, test logon, HTTP.SYS certificate records.
// Compiled on the server by Add-Type with the C# 5 compiler of .NET Framework.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Net;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Principal;

namespace ClientCertificateMapping.Native
{
    /// <summary>Account rights of the local security policy (LsaAddAccountRights and its relatives).</summary>
    public static class AccountRights
    {
        private const uint PolicyViewLocalInformation = 0x0001;
        private const uint PolicyCreateAccount = 0x0010;
        private const uint PolicyLookupNames = 0x0800;
        private const uint StatusObjectNameNotFound = 0xC0000034;

        [StructLayout(LayoutKind.Sequential)]
        private struct ObjectAttributes
        {
            public int Length;
            public IntPtr RootDirectory;
            public IntPtr ObjectName;
            public uint Attributes;
            public IntPtr SecurityDescriptor;
            public IntPtr SecurityQualityOfService;
        }

        [StructLayout(LayoutKind.Sequential)]
        private struct UnicodeString
        {
            public ushort Length;
            public ushort MaximumLength;
            public IntPtr Buffer;
        }

        [DllImport("advapi32.dll", ExactSpelling = true)]
        private static extern uint LsaOpenPolicy(IntPtr systemName, ref ObjectAttributes attributes, uint access, out IntPtr policy);

        [DllImport("advapi32.dll", ExactSpelling = true)]
        private static extern uint LsaEnumerateAccountRights(IntPtr policy, byte[] sid, out IntPtr rights, out uint count);

        [DllImport("advapi32.dll", ExactSpelling = true)]
        private static extern uint LsaAddAccountRights(IntPtr policy, byte[] sid, UnicodeString[] rights, uint count);

        [DllImport("advapi32.dll", ExactSpelling = true)]
        private static extern uint LsaRemoveAccountRights(IntPtr policy, byte[] sid, [MarshalAs(UnmanagedType.U1)] bool all, UnicodeString[] rights, uint count);

        [DllImport("advapi32.dll", ExactSpelling = true)]
        private static extern uint LsaFreeMemory(IntPtr buffer);

        [DllImport("advapi32.dll", ExactSpelling = true)]
        private static extern uint LsaClose(IntPtr policy);

        [DllImport("advapi32.dll", ExactSpelling = true)]
        private static extern int LsaNtStatusToWinError(uint status);

        /// <summary>The rights that are given to this SID itself, not those of its groups.</summary>
        public static string[] Get(string sid)
        {
            IntPtr policy = Open(PolicyViewLocalInformation | PolicyLookupNames);
            try
            {
                IntPtr buffer;
                uint count;
                uint status = LsaEnumerateAccountRights(policy, ToBytes(sid), out buffer, out count);
                if (status == StatusObjectNameNotFound)
                {
                    return new string[0];
                }
                Check(status);
                try
                {
                    string[] names = new string[count];
                    int size = Marshal.SizeOf(typeof(UnicodeString));
                    for (int i = 0; i < (int)count; i++)
                    {
                        UnicodeString text = (UnicodeString)Marshal.PtrToStructure(
                            new IntPtr(buffer.ToInt64() + ((long)i * size)), typeof(UnicodeString));
                        names[i] = Marshal.PtrToStringUni(text.Buffer, text.Length / 2);
                    }
                    return names;
                }
                finally
                {
                    LsaFreeMemory(buffer);
                }
            }
            finally
            {
                LsaClose(policy);
            }
        }

        public static void Add(string sid, string right)
        {
            Change(sid, right, true);
        }

        public static void Remove(string sid, string right)
        {
            Change(sid, right, false);
        }

        private static void Change(string sid, string right, bool add)
        {
            IntPtr policy = Open(PolicyViewLocalInformation | PolicyLookupNames | PolicyCreateAccount);
            IntPtr text = Marshal.StringToHGlobalUni(right);
            try
            {
                UnicodeString[] rights = new UnicodeString[1];
                rights[0].Buffer = text;
                rights[0].Length = (ushort)(right.Length * 2);
                rights[0].MaximumLength = (ushort)((right.Length * 2) + 2);
                uint status = add
                    ? LsaAddAccountRights(policy, ToBytes(sid), rights, 1)
                    : LsaRemoveAccountRights(policy, ToBytes(sid), false, rights, 1);
                Check(status);
            }
            finally
            {
                Marshal.FreeHGlobal(text);
                LsaClose(policy);
            }
        }

        private static IntPtr Open(uint access)
        {
            ObjectAttributes attributes = new ObjectAttributes();
            attributes.Length = Marshal.SizeOf(typeof(ObjectAttributes));
            IntPtr policy;
            Check(LsaOpenPolicy(IntPtr.Zero, ref attributes, access, out policy));
            return policy;
        }

        private static byte[] ToBytes(string sid)
        {
            SecurityIdentifier identifier = new SecurityIdentifier(sid);
            byte[] bytes = new byte[identifier.BinaryLength];
            identifier.GetBinaryForm(bytes, 0);
            return bytes;
        }

        private static void Check(uint status)
        {
            if (status != 0)
            {
                throw new Win32Exception(LsaNtStatusToWinError(status));
            }
        }
    }

    /// <summary>What a logon with an account's password gave: 0 and its groups, or the Win32 error.</summary>
    public sealed class LogonResult
    {
        public int Error { get; internal set; }
        public string Sid { get; internal set; }
        public string[] Groups { get; internal set; }
    }

    /// <summary>One logon of the kind that IIS makes for a mapped account.</summary>
    public static class Logon
    {
        private const int ProviderDefault = 0;

        [DllImport("advapi32.dll", EntryPoint = "LogonUserW", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        private static extern bool LogonUser(string userName, string domain, IntPtr password, int type, int provider, out IntPtr token);

        [DllImport("kernel32.dll", ExactSpelling = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        private static extern bool CloseHandle(IntPtr handle);

        /// <param name="userName">The name without domain, or a user principal name when domain is null.</param>
        /// <param name="domain">The domain, "." for this computer, or null.</param>
        /// <param name="password">Copied to unmanaged memory for the call and cleared after it.</param>
        /// <param name="type">2 interactive, 3 network, 4 batch, 8 network with clear text.</param>
        public static LogonResult Test(string userName, string domain, SecureString password, int type)
        {
            LogonResult result = new LogonResult();
            result.Groups = new string[0];
            IntPtr text = Marshal.SecureStringToGlobalAllocUnicode(password);
            IntPtr token = IntPtr.Zero;
            try
            {
                if (!LogonUser(userName, domain, text, type, ProviderDefault, out token))
                {
                    result.Error = Marshal.GetLastWin32Error();
                    return result;
                }
                using (WindowsIdentity identity = new WindowsIdentity(token))
                {
                    result.Sid = identity.User.Value;
                    List<string> groups = new List<string>();
                    foreach (IdentityReference group in identity.Groups)
                    {
                        groups.Add(group.Value);
                    }
                    result.Groups = groups.ToArray();
                }
                return result;
            }
            finally
            {
                Marshal.ZeroFreeGlobalAllocUnicode(text);
                if (token != IntPtr.Zero)
                {
                    CloseHandle(token);
                }
            }
        }
    }

    /// <summary>A certificate record of HTTP.SYS with every field that HTTP_SERVICE_CONFIG_SSL_PARAM has.</summary>
    public sealed class SslRecord
    {
        /// <summary>"ipport" or "hostnameport".</summary>
        public string Kind { get; set; }
        /// <summary>"0.0.0.0:443", "[::]:443" or "host:443".</summary>
        public string Endpoint { get; set; }
        public string CertificateHash { get; set; }
        public string CertificateStoreName { get; set; }
        public string AppId { get; set; }
        public uint CertCheckMode { get; set; }
        public uint RevocationFreshnessTime { get; set; }
        public uint UrlRetrievalTimeout { get; set; }
        public string CtlIdentifier { get; set; }
        public string CtlStoreName { get; set; }
        public uint Flags { get; set; }
    }

    /// <summary>HTTP.SYS certificate records through the HTTP Server API, whose values are not localised as netsh's are.</summary>
    public static class HttpSys
    {
        private const int SslCertInfo = 1;
        private const int SslSniCertInfo = 5;
        private const int InitializeConfig = 2;
        private const int QueryExact = 0;
        private const int QueryNext = 1;
        private const int ErrorFileNotFound = 2;
        private const int ErrorInsufficientBuffer = 122;
        private const int ErrorAlreadyExists = 183;
        private const int ErrorNoMoreItems = 259;

        [StructLayout(LayoutKind.Sequential)]
        private struct Version
        {
            public ushort Major;
            public ushort Minor;
        }

        [StructLayout(LayoutKind.Sequential)]
        private struct SslParam
        {
            public int SslHashLength;
            public IntPtr SslHash;
            public Guid AppId;
            public IntPtr SslCertStoreName;
            public uint DefaultCertCheckMode;
            public uint DefaultRevocationFreshnessTime;
            public uint DefaultRevocationUrlRetrievalTimeout;
            public IntPtr DefaultSslCtlIdentifier;
            public IntPtr DefaultSslCtlStoreName;
            public uint DefaultFlags;
        }

        [StructLayout(LayoutKind.Sequential)]
        private struct SslSet
        {
            public IntPtr Address;
            public SslParam Param;
        }

        [StructLayout(LayoutKind.Sequential)]
        private struct SslQuery
        {
            public int Type;
            public IntPtr Address;
            public uint Token;
        }

        // SOCKADDR_STORAGE: 128 bytes, aligned to 8.
        [StructLayout(LayoutKind.Sequential)]
        private struct SniKey
        {
            [MarshalAs(UnmanagedType.ByValArray, SizeConst = 16)]
            public long[] Address;
            public IntPtr Host;
        }

        [StructLayout(LayoutKind.Sequential)]
        private struct SniSet
        {
            public SniKey Key;
            public SslParam Param;
        }

        [StructLayout(LayoutKind.Sequential)]
        private struct SniQuery
        {
            public int Type;
            public SniKey Key;
            public uint Token;
        }

        [DllImport("httpapi.dll", ExactSpelling = true)]
        private static extern int HttpInitialize(Version version, int flags, IntPtr reserved);

        [DllImport("httpapi.dll", ExactSpelling = true)]
        private static extern int HttpTerminate(int flags, IntPtr reserved);

        [DllImport("httpapi.dll", ExactSpelling = true)]
        private static extern int HttpQueryServiceConfiguration(IntPtr service, int id, IntPtr input, int inputLength, IntPtr output, int outputLength, out int returned, IntPtr overlapped);

        [DllImport("httpapi.dll", ExactSpelling = true)]
        private static extern int HttpSetServiceConfiguration(IntPtr service, int id, IntPtr information, int length, IntPtr overlapped);

        [DllImport("httpapi.dll", ExactSpelling = true)]
        private static extern int HttpDeleteServiceConfiguration(IntPtr service, int id, IntPtr information, int length, IntPtr overlapped);

        // Windows 10 1703 / Server 2019 and later.
        [DllImport("httpapi.dll", ExactSpelling = true)]
        private static extern int HttpUpdateServiceConfiguration(IntPtr service, int id, IntPtr information, int length, IntPtr overlapped);

        /// <summary>The record of one endpoint, or null.</summary>
        public static SslRecord Get(string kind, string endpoint)
        {
            return Run(delegate { return Query(kind, endpoint, QueryExact, 0); });
        }

        /// <summary>Every record of one kind.</summary>
        public static SslRecord[] List(string kind)
        {
            return Run(delegate
            {
                List<SslRecord> records = new List<SslRecord>();
                for (uint token = 0; ; token++)
                {
                    SslRecord record = Query(kind, null, QueryNext, token);
                    if (record == null)
                    {
                        return records.ToArray();
                    }
                    records.Add(record);
                }
            });
        }

        /// <summary>Writes the whole record: updates it in place where Windows can, else deletes and adds it.</summary>
        public static void Set(SslRecord record)
        {
            Run(delegate
            {
                using (Block block = new Block())
                {
                    int length;
                    IntPtr information = Build(block, record, out length);
                    int id = Id(record.Kind);
                    int error = HttpSetServiceConfiguration(IntPtr.Zero, id, information, length, IntPtr.Zero);
                    if (error == ErrorAlreadyExists)
                    {
                        error = Update(id, information, length);
                    }
                    Check(error);
                    return null;
                }
            });
        }

        public static void Remove(string kind, string endpoint)
        {
            Run(delegate
            {
                using (Block block = new Block())
                {
                    SslRecord record = new SslRecord();
                    record.Kind = kind;
                    record.Endpoint = endpoint;
                    int length;
                    IntPtr information = Build(block, record, out length);
                    int error = HttpDeleteServiceConfiguration(IntPtr.Zero, Id(kind), information, length, IntPtr.Zero);
                    if (error != ErrorFileNotFound)
                    {
                        Check(error);
                    }
                    return null;
                }
            });
        }

        private static int Update(int id, IntPtr information, int length)
        {
            try
            {
                return HttpUpdateServiceConfiguration(IntPtr.Zero, id, information, length, IntPtr.Zero);
            }
            catch (EntryPointNotFoundException)
            {
                int error = HttpDeleteServiceConfiguration(IntPtr.Zero, id, information, length, IntPtr.Zero);
                return error != 0 ? error : HttpSetServiceConfiguration(IntPtr.Zero, id, information, length, IntPtr.Zero);
            }
        }

        private delegate T Work<T>();

        private static T Run<T>(Work<T> work)
        {
            Version version = new Version();
            version.Major = 1;
            Check(HttpInitialize(version, InitializeConfig, IntPtr.Zero));
            try
            {
                return work();
            }
            finally
            {
                HttpTerminate(InitializeConfig, IntPtr.Zero);
            }
        }

        private static void Run(Work<object> work)
        {
            Run<object>(work);
        }

        private static int Id(string kind)
        {
            if (kind == "ipport")
            {
                return SslCertInfo;
            }
            if (kind == "hostnameport")
            {
                return SslSniCertInfo;
            }
            throw new ArgumentException("kind");
        }

        private static SslRecord Query(string kind, string endpoint, int type, uint token)
        {
            using (Block block = new Block())
            {
                IntPtr input;
                int inputLength;
                if (kind == "ipport")
                {
                    SslQuery query = new SslQuery();
                    query.Type = type;
                    query.Token = token;
                    query.Address = endpoint == null ? IntPtr.Zero : block.Copy(SocketAddress(endpoint));
                    inputLength = Marshal.SizeOf(typeof(SslQuery));
                    input = block.Copy(query, inputLength);
                }
                else
                {
                    SniQuery query = new SniQuery();
                    query.Type = type;
                    query.Token = token;
                    query.Key = endpoint == null ? EmptyKey() : HostKey(block, endpoint);
                    inputLength = Marshal.SizeOf(typeof(SniQuery));
                    input = block.Copy(query, inputLength);
                }
                int returned;
                int error = HttpQueryServiceConfiguration(IntPtr.Zero, Id(kind), input, inputLength, IntPtr.Zero, 0, out returned, IntPtr.Zero);
                if (error == ErrorFileNotFound || error == ErrorNoMoreItems)
                {
                    return null;
                }
                if (error != ErrorInsufficientBuffer)
                {
                    Check(error);
                    return null;
                }
                IntPtr output = block.Allocate(returned);
                Check(HttpQueryServiceConfiguration(IntPtr.Zero, Id(kind), input, inputLength, output, returned, out returned, IntPtr.Zero));
                return kind == "ipport" ? ReadIp(output) : ReadHost(output);
            }
        }

        private static SslRecord ReadIp(IntPtr output)
        {
            SslSet set = (SslSet)Marshal.PtrToStructure(output, typeof(SslSet));
            SslRecord record = ReadParam(set.Param);
            record.Kind = "ipport";
            int family = (ushort)Marshal.ReadInt16(set.Address);
            byte[] bytes = new byte[family == 23 ? 28 : 16];
            Marshal.Copy(set.Address, bytes, 0, bytes.Length);
            int port = (bytes[2] << 8) | bytes[3];
            byte[] address = new byte[family == 23 ? 16 : 4];
            Array.Copy(bytes, family == 23 ? 8 : 4, address, 0, address.Length);
            record.Endpoint = new IPEndPoint(new IPAddress(address), port).ToString();
            return record;
        }

        private static SslRecord ReadHost(IntPtr output)
        {
            SniSet set = (SniSet)Marshal.PtrToStructure(output, typeof(SniSet));
            SslRecord record = ReadParam(set.Param);
            record.Kind = "hostnameport";
            byte[] head = BitConverter.GetBytes(set.Key.Address[0]);
            int port = (head[2] << 8) | head[3];
            record.Endpoint = Marshal.PtrToStringUni(set.Key.Host) + ":" + port.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return record;
        }

        private static SslRecord ReadParam(SslParam param)
        {
            SslRecord record = new SslRecord();
            byte[] hash = new byte[param.SslHash == IntPtr.Zero ? 0 : param.SslHashLength];
            if (hash.Length > 0)
            {
                Marshal.Copy(param.SslHash, hash, 0, hash.Length);
            }
            record.CertificateHash = BitConverter.ToString(hash).Replace("-", string.Empty);
            record.AppId = param.AppId.ToString("D");
            record.CertificateStoreName = Text(param.SslCertStoreName);
            record.CertCheckMode = param.DefaultCertCheckMode;
            record.RevocationFreshnessTime = param.DefaultRevocationFreshnessTime;
            record.UrlRetrievalTimeout = param.DefaultRevocationUrlRetrievalTimeout;
            record.CtlIdentifier = Text(param.DefaultSslCtlIdentifier);
            record.CtlStoreName = Text(param.DefaultSslCtlStoreName);
            record.Flags = param.DefaultFlags;
            return record;
        }

        private static string Text(IntPtr text)
        {
            return text == IntPtr.Zero ? null : Marshal.PtrToStringUni(text);
        }

        private static IntPtr Build(Block block, SslRecord record, out int length)
        {
            SslParam param = new SslParam();
            if (!string.IsNullOrEmpty(record.CertificateHash))
            {
                byte[] hash = new byte[record.CertificateHash.Length / 2];
                for (int i = 0; i < hash.Length; i++)
                {
                    hash[i] = Convert.ToByte(record.CertificateHash.Substring(i * 2, 2), 16);
                }
                param.SslHashLength = hash.Length;
                param.SslHash = block.Copy(hash);
            }
            if (!string.IsNullOrEmpty(record.AppId))
            {
                param.AppId = new Guid(record.AppId);
            }
            param.SslCertStoreName = block.Copy(record.CertificateStoreName);
            param.DefaultCertCheckMode = record.CertCheckMode;
            param.DefaultRevocationFreshnessTime = record.RevocationFreshnessTime;
            param.DefaultRevocationUrlRetrievalTimeout = record.UrlRetrievalTimeout;
            param.DefaultSslCtlIdentifier = block.Copy(record.CtlIdentifier);
            param.DefaultSslCtlStoreName = block.Copy(record.CtlStoreName);
            param.DefaultFlags = record.Flags;
            if (record.Kind == "ipport")
            {
                SslSet set = new SslSet();
                set.Address = block.Copy(SocketAddress(record.Endpoint));
                set.Param = param;
                length = Marshal.SizeOf(typeof(SslSet));
                return block.Copy(set, length);
            }
            SniSet sni = new SniSet();
            sni.Key = HostKey(block, record.Endpoint);
            sni.Param = param;
            length = Marshal.SizeOf(typeof(SniSet));
            return block.Copy(sni, length);
        }

        private static SniKey EmptyKey()
        {
            SniKey key = new SniKey();
            key.Address = new long[16];
            return key;
        }

        // The address part of a host name's key is IPv4 "any" with the port.
        private static SniKey HostKey(Block block, string endpoint)
        {
            int colon = endpoint.LastIndexOf(':');
            SniKey key = EmptyKey();
            byte[] address = SocketAddress("0.0.0.0" + endpoint.Substring(colon));
            key.Address[0] = BitConverter.ToInt64(address, 0);
            key.Host = block.Copy(endpoint.Substring(0, colon));
            return key;
        }

        private static byte[] SocketAddress(string endpoint)
        {
            int colon = endpoint.LastIndexOf(':');
            string host = endpoint.Substring(0, colon).Trim('[', ']');
            IPAddress address = IPAddress.Parse(host);
            int port = int.Parse(endpoint.Substring(colon + 1), System.Globalization.CultureInfo.InvariantCulture);
            byte[] raw = address.GetAddressBytes();
            byte[] bytes = new byte[raw.Length == 16 ? 28 : 16];
            bytes[0] = (byte)(raw.Length == 16 ? 23 : 2);
            bytes[2] = (byte)(port >> 8);
            bytes[3] = (byte)port;
            Array.Copy(raw, 0, bytes, raw.Length == 16 ? 8 : 4, raw.Length);
            return bytes;
        }

        private static void Check(int error)
        {
            if (error != 0)
            {
                throw new Win32Exception(error);
            }
        }

        /// <summary>Unmanaged memory that is freed together.</summary>
        private sealed class Block : IDisposable
        {
            private readonly List<IntPtr> pieces = new List<IntPtr>();

            public IntPtr Allocate(int size)
            {
                IntPtr piece = Marshal.AllocHGlobal(size);
                this.pieces.Add(piece);
                return piece;
            }

            public IntPtr Copy(byte[] bytes)
            {
                IntPtr piece = this.Allocate(bytes.Length);
                Marshal.Copy(bytes, 0, piece, bytes.Length);
                return piece;
            }

            public IntPtr Copy(string text)
            {
                if (text == null)
                {
                    return IntPtr.Zero;
                }
                return this.Copy(System.Text.Encoding.Unicode.GetBytes(text + "\0"));
            }

            public IntPtr Copy(object structure, int size)
            {
                IntPtr piece = this.Allocate(size);
                Marshal.StructureToPtr(structure, piece, false);
                return piece;
            }

            public void Dispose()
            {
                foreach (IntPtr piece in this.pieces)
                {
                    Marshal.FreeHGlobal(piece);
                }
            }
        }
    }
}
