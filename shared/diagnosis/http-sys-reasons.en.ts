import { advice } from './advice.en.ts';
import type { Explanation } from './diagnosis.ts';
import { sources } from './sources.en.ts';

const closed: Explanation = {
  title: 'The connection ended before an answer was sent',
  meaning:
    'HTTP.SYS records that a connection was dropped while a request waited. It ends there: IIS never saw the request, and its log has no line.',
  causes: [
    'The client went away, or a firewall broke the connection off.',
    'The certificate was asked for after the handshake, and the client does not take part (TLS 1.3, HTTP/2, renegotiation off).',
  ],
  fixes: ['Compare the second with the System log, source Schannel.', advice.negotiateFirst, advice.noTls13],
  certainty: 'inferred',
  source: sources.httpSysReasons,
};

const waited: Explanation = {
  title: 'A connection timed out',
  meaning: 'HTTP.SYS closed a connection on which nothing came in time.',
  causes: [
    'A browser keeps connections open for later; that is no failure.',
    'A client waits at a certificate prompt.',
  ],
  fixes: ['Nothing to do when the visitors see no error.'],
  certainty: 'inferred',
  source: sources.httpSysReasons,
};

/** The reasons at the end of a line of httperr.log that can have to do with client certificates. */
export const httpSysReasons: Readonly<Record<string, Explanation>> = {
  Client_Reset: closed,
  Connection_Dropped: closed,
  Connection_Abandoned_By_ReqQueue: closed,
  Timer_ConnectionIdle: waited,
  Timer_Connection: waited,
  Timer_EntityBody: waited,
  Timer_HeaderWait: waited,
};
