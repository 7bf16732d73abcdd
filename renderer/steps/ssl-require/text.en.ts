import type { TlsVerdict } from '../../../shared/steps/ssl-require/rules.ts';
import type { HandshakeMessage } from '../../components/HandshakePicture.tsx';

const whoAsksWhom = {
  hello: { from: 'visitor', text: 'Hello' },
  helloServer: { from: 'server', text: 'My certificate' },
  helloAndAsk: { from: 'server', text: 'My certificate. Show me yours', tone: 'key' },
  certificate: { from: 'visitor', text: 'My certificate', tone: 'key' },
  request: { from: 'visitor', text: 'GET /page' },
  ask: { from: 'server', text: 'Now show me your certificate', tone: 'key' },
  page: { from: 'server', text: 'The page', tone: 'good' },
  reset: { from: 'server', text: 'Connection reset, nothing in the log', tone: 'bad' },
  failure: { from: 'server', text: '500.0 with 0x80070032', tone: 'bad' },
  notKnown: { from: 'server', text: 'Not known what happens now', tone: 'unknown' },
} as const satisfies Record<string, HandshakeMessage>;

interface VerdictText {
  title: string;
  detail: (windows: string, symptom: string) => string;
  mark: 'done' | 'warning' | 'information';
  messages: (symptom: string) => readonly HandshakeMessage[];
}

const { hello, helloServer, helloAndAsk, certificate, request, ask, page, reset, failure, notKnown } = whoAsksWhom;
const late = [hello, helloServer, request, ask] as const;
const failed = (symptom: string) => (symptom.includes('500') ? failure : reset);

export const sslRequireScreen = {
  server: {
    title: 'The server',
    windows: 'Windows version',
    windowsHelp: 'Decides which settings exist there, and what TLS 1.3 and HTTP/2 do with client certificates.',
    computerName: 'Server name',
    computerNameHint: 'Optional. For the report, and to tell its local accounts from others.',
    files: 'Existing configuration files',
    filesHint:
      'Optional but better: the server’s applicationHost.config (in C:\\Windows\\System32\\inetsrv\\config) and the site’s web.config. With them you see what is there now, and nothing in them is lost.',
    remove: (file: string) => `Do not use ${file}`,
    noFiles: 'Without the files the site and its folder are typed.',
  },
  site: {
    title: 'The site',
    name: 'Site name',
    nameHelp: 'As IIS Manager shows it under Sites. The site must exist; it is never created.',
    choose: 'Choose a site …',
    folder: 'Folder of the site',
    folderHint: 'On the server, such as D:\\sites\\new. The account will be allowed to read it.',
    known: (folder: string) => `Its folder is ${folder}.`,
    scope: 'What is protected',
    scopeHelp: 'IIS keeps the mappings at the site; the SSL flags can stand at a path below it.',
    whole: { title: 'The whole site', effect: 'Every page asks for what you choose below.' },
    paths: { title: 'Only some paths', effect: 'The rest of the site stays public.' },
    path: (number: number) => `Path ${number}`,
    pathHint: 'Begins with a slash, such as /secure.',
    addPath: 'Add a path',
    removePath: (path: string) => `Remove ${path}`,
    defaultPath: '/secure',
  },
  certificate: {
    title: 'What visitors must show',
    label: 'Client certificates',
    help: 'Accept and Require make IIS ask the visitor’s browser for a certificate. Only Require refuses visitors who have none.',
    ignore: { title: 'Ignore', effect: 'Nobody is asked. No mapping can apply.' },
    accept: { title: 'Accept', effect: 'Everybody is asked; who has no certificate gets in without one.' },
    require: { title: 'Require', effect: 'Everybody is asked; who has no certificate gets 403.7.' },
    recommended: 'usual',
    requireSsl: 'Require SSL',
    requireSslHint: 'Visitors over http:// get 403.4. Without it they come in without any certificate.',
    require128Bit: 'Require 128-bit SSL',
    require128BitHint: 'Refuses ciphers with shorter keys (403.5). Windows has none of them on today.',
  },
  binding: {
    title: 'HTTPS binding',
    existing: 'The site has these https bindings. Choose the one that your visitors use:',
    use: (information: string) => `Use ${information}`,
    added: (information: string) =>
      `None of these is ${information}, which stands below: it would be added to the site.`,
    addedToNone: (information: string) => `The site has no https binding yet: ${information} would be added to it.`,
    configure: 'Set the https binding here',
    configureHint:
      'Switch it off to leave the binding as it is. Then nobody can say here whether it asks in the first handshake.',
    ipAddress: 'IP address',
    ipAddressHint: '* is every address.',
    port: 'Port',
    hostName: 'Host name',
    hostNameHint: 'As visitors type it, such as intranet.contoso.com.',
    serverNameIndication: 'Server name indication',
    serverNameIndicationHint: 'Several sites with certificates of their own share one address. Needs the host name.',
    negotiate: 'Ask for the certificate in the first handshake',
    negotiateHint:
      'Works with every TLS version. Asks every visitor of this binding, before the path is known. Windows calls it “Negotiate Client Certificate”.',
    tls13: 'Turn off TLS 1.3 on this binding',
    http2: 'Turn off HTTP/2 on this binding',
  },
  verdict: {
    title: 'Will asking work?',
    fixes: 'What mends it, best first:',
    picture: 'Who asks whom, and when',
    best: 'best',
    ownHost: 'Give the protected part a host name of its own',
    kinds: {
      'not-asked': {
        title: 'Nobody is asked for a certificate',
        detail: () => 'With Ignore, IIS never sees a client certificate.',
        mark: 'warning',
        messages: () => [hello, helloServer, request, page],
      },
      'asked-in-first-handshake': {
        title: 'Visitors are asked in the first handshake',
        detail: (windows) => `This works on ${windows} with every TLS version and with HTTP/2.`,
        mark: 'done',
        messages: () => [hello, helloAndAsk, certificate, request, page],
      },
      'late-request-works': {
        title: 'Visitors are asked when they open a page',
        detail: (windows) => `With TLS 1.2 and HTTP/1.1 on ${windows} IIS can ask again after the handshake.`,
        mark: 'done',
        messages: () => [...late, certificate, page],
      },
      'late-request-over-http2-not-known': {
        title: 'Not known over HTTP/2',
        detail: (windows) =>
          `HTTP/2 forbids asking again after the handshake (RFC 9113). What ${windows} does then is not documented.`,
        mark: 'information',
        messages: () => [...late, notKnown],
      },
      'late-request-fails': {
        title: 'This breaks under TLS 1.3',
        detail: (windows, symptom) =>
          `On ${windows} with TLS 1.3, IIS asks for the certificate after the handshake, which TLS 1.3 cannot do: ${symptom}.`,
        mark: 'warning',
        messages: (symptom) => [...late, failed(symptom)],
      },
      'binding-not-known': {
        title: 'Not known: does the binding ask in the first handshake?',
        detail: (windows, symptom) =>
          `That setting lives in HTTP.SYS and in no file. If it is off, TLS 1.3 on ${windows} fails: ${symptom}.`,
        mark: 'warning',
        messages: (symptom) => [...late, failed(symptom)],
      },
    } satisfies Record<TlsVerdict['kind'], VerdictText>,
  },
} as const;
