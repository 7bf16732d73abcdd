import { powerShellArgument, programArgument, shellArgument } from '../../bundle/quote.ts';

/** The commands that try a site out with one TLS version. Each sends a request: a server that asks late asks only then. */
export interface TryOutCommands {
  version: 'TLS 1.2' | 'TLS 1.3';
  /** Windows' own curl, which takes certificate and key from the user's store. */
  windowsCurl: string;
  /** Windows PowerShell 5.1 with the certificate of the user's store (Microsoft Learn: Invoke-WebRequest). */
  powerShell: string;
  /** openssl for Windows, in Windows PowerShell. */
  windowsOpenssl: string;
  /** openssl in a POSIX shell. */
  openssl: string;
  curl: string;
}

export interface TryOutTarget {
  host: string;
  port: number;
  path: string;
  /** Of the client certificate in the user's Personal store. */
  thumbprint: string;
}

/** The names of files that the commands use; the first makes the PEM file that the others take. */
export const makePemFile = 'openssl pkcs12 -in client.pfx -out client.pem';

const versions = [
  { version: 'TLS 1.2', openssl: '-tls1_2', curl: '--tlsv1.2 --tls-max 1.2', protocol: 'Tls12' },
  { version: 'TLS 1.3', openssl: '-tls1_3', curl: '--tlsv1.3', protocol: 'Tls13' },
] as const;

/** Returns the commands for each TLS version that visitors use, every given text quoted for its shell. */
export function tryOutCommands({ host, port, path, thumbprint }: TryOutTarget): TryOutCommands[] {
  const encoded = encodePath(path);
  const url = `https://${host}${port === 443 ? '' : `:${port}`}${encoded}`;
  const store = programArgument(`CurrentUser\\MY\\${thumbprint}`);
  const request = [`GET ${encoded} HTTP/1.1`, `Host: ${host}`, 'Connection: close', '', '']
    .map(powerShellArgument)
    .join(', ');
  const certificate = powerShellArgument(`Cert:\\CurrentUser\\My\\${thumbprint}`);
  return versions.map(({ version, openssl, curl, protocol }) => ({
    version,
    windowsCurl: `curl.exe -v --http1.1 ${curl} --cert ${store} ${programArgument(url)}`,
    powerShell: `[Net.ServicePointManager]::SecurityProtocol = '${protocol}'; Invoke-WebRequest -UseBasicParsing -Uri ${powerShellArgument(url)} -Certificate (Get-Item -LiteralPath ${certificate})`,
    windowsOpenssl: `@(${request}) -join "\`r\`n" | openssl s_client -connect ${programArgument(`${host}:${port}`)} -servername ${programArgument(host)} ${openssl} -cert client.pem -CAfile root.pem -ign_eof`,
    openssl: `printf 'GET %s HTTP/1.1\\r\\nHost: %s\\r\\nConnection: close\\r\\n\\r\\n' ${shellArgument(encoded)} ${shellArgument(host)} | openssl s_client -connect ${shellArgument(`${host}:${port}`)} -servername ${shellArgument(host)} ${openssl} -cert client.pem -CAfile root.pem -ign_eof`,
    curl: `curl -v --http1.1 ${curl} --cert client.pem --cacert root.pem ${shellArgument(url)}`,
  }));
}

/** Half a surrogate pair cannot be encoded; nothing that a server could answer has one. */
function encodePath(path: string): string {
  return encodeURI(path.replace(/\p{Surrogate}/gu, '\ufffd'));
}
