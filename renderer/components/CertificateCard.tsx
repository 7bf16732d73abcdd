import { Badge, Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Certificate } from '../../shared/certificates/certificate.ts';
import { purposeNames, shortName, validityOf } from '../../shared/certificates/present.ts';
import { CopyIcon, KeyIcon } from './icons.tsx';
import { componentText } from './text.en.ts';
import { useCopy } from './use-copy.ts';
import './CertificateCard.css';

interface CertificateCardProps {
  certificate: Certificate;
  /** ISO 8601: the day that the bar marks. */
  now: string;
  /** What stands in the card's head beside the name: its role, a button to remove it. */
  aside?: ReactNode;
  /** What follows below: where it goes. */
  children?: ReactNode;
}

const text = componentText.certificate;

/** One certificate as an admin looks at it. */
export function CertificateCard({ certificate, now, aside, children }: CertificateCardProps) {
  const { issuer, issuerRdns, publicKey, isSelfSigned, isCertificateAuthority, hasPrivateKey } = certificate;
  const key = [publicKey.algorithm, publicKey.curve ?? publicKey.bits].filter((part) => part !== undefined).join(' ');
  return (
    <article className="certificate" aria-label={certificate.subject}>
      <div className="certificate-head">
        <div>
          <h3 title={certificate.subject}>{shortName(certificate.subjectRdns, certificate.subject)}</h3>
          <p className="muted" title={issuer}>
            {isSelfSigned ? text.selfSigned : text.issuedBy(shortName(issuerRdns, issuer))}
          </p>
        </div>
        {aside}
      </div>
      <ValidityBar certificate={certificate} now={now} />
      <ul className="row" aria-label={text.purposes}>
        {isCertificateAuthority && (
          <li>
            <Badge appearance="outline" color="informative">
              {text.authority}
            </Badge>
          </li>
        )}
        {purposeNames(certificate).map((name) => (
          <li key={name}>
            <Badge appearance="tint" color="brand">
              {name}
            </Badge>
          </li>
        ))}
        <li>
          <Badge appearance="outline" color="informative">
            {key}
          </Badge>
        </li>
        {hasPrivateKey && (
          <li>
            <Badge appearance="outline" color="informative" icon={<KeyIcon />}>
              {text.privateKey}
            </Badge>
          </li>
        )}
      </ul>
      <Thumbprint thumbprint={certificate.thumbprint} />
      <CertificateDetails certificate={certificate} />
      {children}
    </article>
  );
}

/** The whole period as a bar with today marked on it. */
export function ValidityBar({ certificate, now }: { certificate: Certificate; now: string }) {
  const { state, part, daysLeft } = validityOf(certificate, now);
  const { notBefore, notAfter } = certificate;
  const words = state === 'valid' ? text.days(daysLeft) : state === 'expired' ? text.expired : text.notYet;
  return (
    <div className="validity">
      <p className="validity-words">
        <span>{text.valid(notBefore.slice(0, 10), notAfter.slice(0, 10))}</span>
        <b className={state === 'valid' ? '' : 'validity-outside'}>{words}</b>
      </p>
      <svg className="validity-bar" width="100%" height="10" aria-hidden="true">
        <rect className="validity-track" x="0" y="3" width="100%" height="4" rx="2" />
        <rect className={`validity-past validity-${state}`} x="0" y="3" width={`${part * 100}%`} height="4" rx="2" />
        <rect className="validity-today" x={`${part * 99}%`} y="0" width="3" height="10" />
      </svg>
    </div>
  );
}

function Thumbprint({ thumbprint }: { thumbprint: string }) {
  const copy = useCopy();
  return (
    <div className="certificate-thumbprint">
      <span className="muted">{text.thumbprint}</span>
      <Button
        size="small"
        appearance="subtle"
        icon={<CopyIcon />}
        aria-label={`${componentText.copy} ${text.thumbprint} ${thumbprint}`}
        onClick={() => copy(thumbprint)}
      />
      <span className="mono certificate-thumbprint-value">{thumbprint}</span>
    </div>
  );
}

function CertificateDetails({ certificate }: { certificate: Certificate }) {
  const { subject, issuer, serialNumber, signatureAlgorithm, subjectAlternativeNames } = certificate;
  const rows: [string, string][] = [
    ['Subject', subject],
    ['Issuer', issuer],
    [text.serialNumber, serialNumber],
    [text.signature, signatureAlgorithm],
    ...(subjectAlternativeNames.length > 0
      ? [[text.names, subjectAlternativeNames.map(({ value }) => value).join(', ')] as [string, string]]
      : []),
    ['SHA-256', certificate.sha256],
  ];
  return (
    <details className="certificate-details">
      <summary>{text.details}</summary>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
