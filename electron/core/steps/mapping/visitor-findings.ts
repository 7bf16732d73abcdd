import type { Finding } from '../../../../shared/api/finding.ts';
import type { Certificate } from '../../../../shared/certificates/certificate.ts';
import type { Configuration } from '../../../../shared/iis/configuration.ts';
import { readSite } from '../../../../shared/iis/read-site.ts';
import { sslRequireFinding } from '../../../../shared/steps/ssl-require/text.en.ts';
import { answeredSslFlags } from '../../../../shared/steps/ssl-require/rules.ts';
import { mappingFinding } from '../../../../shared/steps/mapping/text.en.ts';
import { trustCheckFindings } from '../../../../shared/steps/trust-check/rules.ts';
import type { Answers } from '../../../../shared/wizard/answers.ts';
import type { Facts } from '../../../../shared/wizard/facts.ts';

type Source =
  | { kind: 'answers'; answers: Answers; facts: Facts }
  | {
      kind: 'configuration';
      given: { applicationHost: Configuration | null; web: Configuration | null };
      site: string;
    };

/**
 * Returns what may stop or admit a visitor beside the mapping: whether a certificate is asked for at all, anonymous
 * authentication, and what the answers tell of the chain. None of it changes what the mapper decides.
 */
export function visitorFindings(certificate: Certificate, source: Source): Finding[] {
  const { asks, anonymous } = source.kind === 'answers' ? answeredAccess(source.answers, source.facts) : access(source);
  const trust =
    source.kind === 'answers'
      ? trustCheckFindings(source.answers, {
          ...source.facts,
          clients: source.facts.clients.filter(({ certificate: { sha256 } }) => sha256 === certificate.sha256),
        }).filter(({ severity }) => severity !== 'information')
      : [];
  return [
    ...(asks === false ? [sslRequireFinding('certificate-ignored', {})] : []),
    ...(anonymous === true ? [mappingFinding('anonymous-on', {})] : []),
    ...trust,
  ];
}

interface Access {
  asks: boolean | null;
  anonymous: boolean | null;
}

function answeredAccess({ sslRequire, mapping }: Answers, { site }: Facts): Access {
  const current = site?.paths.some(({ anonymousEnabled }) => anonymousEnabled) ?? true;
  return {
    asks: answeredSslFlags(sslRequire).includes('SslNegotiateCert'),
    anonymous: mapping.disableAnonymous ? false : current,
  };
}

function access({ given, site }: Extract<Source, { kind: 'configuration' }>): Access {
  const [root] = readSite(given, site, ['/'])?.paths ?? [];
  return {
    asks: root?.sslFlags ? root.sslFlags.includes('SslNegotiateCert') : null,
    anonymous: root?.anonymousEnabled ?? null,
  };
}
