/** The words of step 7. */
export const proveText = {
  tryOut: {
    title: 'Try it with a real request',
    lead: 'Run these on a client computer, once for each TLS version that visitors use. Each one sends a request: a server that asks late asks for the certificate only then.',
    client: 'Visitor',
    noClient: 'No client certificate yet: the commands say THUMBPRINT in its place.',
    host: 'Host name',
    hostHint: 'The name that visitors type. IIS chooses site and certificate by it.',
    unknownHost: 'HOST-NAME',
    platform: 'Where you run it',
    windows: 'Windows',
    posix: 'Linux, macOS, Git Bash',
    windowsHint:
      'Windows’ own curl takes the certificate and its key from your personal store, so it needs no file and no password. Write curl.exe: in Windows PowerShell, curl is something else.',
    posixHint:
      'client.pem holds certificate and key; root.pem is the root of the server’s certificate. Delete client.pem afterwards.',
    makePem: 'Make client.pem from the PFX file first',
    curl: (version: string) => `${version}: curl`,
    openssl: (version: string) => `${version}: openssl`,
    powerShell: (version: string) => `${version}: Windows PowerShell`,
    powerShellHint:
      'The same with Windows PowerShell. Start a new one for each line: it keeps its connections. TLS 1.3 needs Windows 11 or Windows Server 2022.',
  },
  expect: {
    title: 'What has to come out',
    visitor: 'Visitor',
    answer: 'Answer',
    rows: [
      ['With a mapped certificate', 'The page. The IIS log names the mapped account in cs-username.'],
      ['Without a certificate', 'Require: 403.7. Accept: what the site shows to a visitor without one.'],
      ['With a trusted certificate that nothing maps', '401.2 when no other authentication method is on (inferred).'],
      ['With a certificate from another root', '403.16'],
      [
        'Only with TLS 1.3: connection reset, or 500.0 with 0x80070032',
        'The certificate is asked for too late. Ask in the first handshake, or turn TLS 1.3 off for the binding.',
      ],
    ],
    note: '“Verify return code: 0 (ok)” is about the server’s certificate. It says nothing about the visitor’s.',
  },
  wrong: {
    title: 'Something went wrong?',
    lead: 'Paste what you see: a status such as 403.16, a code such as 0x8007052e, a line of the IIS log, a Schannel event, or a browser’s error name.',
    label: 'Status, code, log line or error',
    classic: 'The three classic failures',
    classics: [
      ['403.16', '403: the certificate is not trusted'],
      ['401.1 0x8007052e', '0x8007052e: wrong user name or password'],
      ['401.1 0x80093102', '0x80093102: the stored certificate is damaged'],
    ],
    causes: 'Causes, most likely first',
    fixes: 'What to do',
    source: 'Source:',
    results: 'What it means',
    notKnown: 'Not known.',
    count: (count: number) => (count === 1 ? '1 explanation.' : `${count} explanations.`),
  },
  notHere: 'Only a real server proves it: nothing on this page has talked to yours.',
} as const;
