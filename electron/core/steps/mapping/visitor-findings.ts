import type { Finding } from '../../../../shared/api/finding.ts';
import type { Certificate } from '../../../../shared/certificates/certificate.ts';
import { isValidAt } from '../../../../shared/certificates/judge.ts';
import type { Configuration } from '../../../../shared/iis/configuration.ts';
import { readSite } from '../../../../shared/iis/read-site.ts';
import { certificateImportFinding } from '../../../../shared/steps/certificate-import/text.en.ts';
import { sslRequireFinding } from '../../../../shared/steps/ssl-require/text.en.ts';
import { answeredSslFlags } from '../../../../shared/steps/ssl-require/rules.ts';
import { mappingFinding } from '../../../../shared/steps/mapping/text.en.ts';
import { trustCheckFindings } from '../../../../shared/steps/trust-check/rules.ts';
import type { Answers } from '../../../../shared/wizard/answers.ts';
import type { Facts } from '../../../../shared/wizard/facts.ts';

/** Where the way of a visitor is described. */
export type Way =
  | { kind: 'answers'; answers: Answers; facts: Facts }
  | {
      kind: 'configuration';
      given: { applicationHost: Configuration | null; web: Configuration | null };
      site: string;
    };

/**
 * Returns what may stop or admit a visitor beside the mapping: whether a certificate is asked for at all, anonymous
 * authentication, the period of validity at `at`, and what the answers tell of the chain. None of it changes what the
 * mapper decides.
 */
export function visitorFindings(
  certificate: Certificate,
  way: Way,
  { asks, anonymous }: Access,
  at: string,
): Finding[] {
  const { subject, notBefore, notAfter, sha256 } = certificate;
  const period = `from ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}`;
  const trust =
    way.kind === 'answers'
      ? trustCheckFindings(way.answers, {
          ...way.facts,
          clients: way.facts.clients.filter((client) => client.certificate.sha256 === sha256),
        }).filter(({ severity }) => severity !== 'information')
      : [];
  return [
    ...(asks === false ? [sslRequireFinding('certificate-ignored', {})] : []),
    ...(anonymous === true ? [mappingFinding('anonymous-on', {})] : []),
    ...(isValidAt(certificate, at)
      ? []
      : [certificateImportFinding('not-valid-now', { what: 'client certificate', subject, period })]),
    ...trust,
  ];
}

/** What the site does with visitors before they are mapped; null where no file tells. */
export interface Access {
  asks: boolean | null;
  anonymous: boolean | null;
}

/** Returns whether a certificate is asked for, and whether anonymous authentication is on. */
export function accessOf(way: Way): Access {
  return way.kind === 'answers' ? answeredAccess(way.answers, way.facts) : givenAccess(way);
}

function answeredAccess({ sslRequire, mapping }: Answers, { site }: Facts): Access {
  const current = site?.paths.some(({ anonymousEnabled }) => anonymousEnabled) ?? true;
  return {
    asks: answeredSslFlags(sslRequire).includes('SslNegotiateCert'),
    anonymous: mapping.disableAnonymous ? false : current,
  };
}

function givenAccess({ given, site }: Extract<Way, { kind: 'configuration' }>): Access {
  const [root] = readSite(given, site, ['/'])?.paths ?? [];
  return {
    asks: root?.sslFlags ? root.sslFlags.includes('SslNegotiateCert') : null,
    anonymous: root?.anonymousEnabled ?? null,
  };
}
