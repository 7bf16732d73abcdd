import { windowsTraits, type WindowsTraits } from '../../../shared/iis/windows-version.ts';
import { listNames } from '../../../shared/text/list-names.ts';
import type { TrustInput } from '../../../shared/trust/trust-check.ts';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CheckIcon, UnknownIcon } from '../../components/icons.tsx';
import { useDraft } from '../../store/wizard-context.tsx';
import { trustScreen } from './text.en.ts';

const words = trustScreen.rest;

interface Check {
  title: string;
  isKnown: boolean;
  detail: string;
  hint?: string;
  command: string;
}

/** What else decides on trust, each with what is known of it and the command that tells the rest. */
export function OtherChecks({ input }: { input: TrustInput }) {
  const { target } = useDraft();
  const { features } = windowsTraits[target.windows];
  return (
    <section aria-labelledby="other-title" className="stack">
      <h2 id="other-title">{words.title}</h2>
      <div className="other-checks">
        {[intermediates(input), revocation(input), schannel(input), feature(input, features)].map((check) => (
          <CheckCard key={check.title} check={check} />
        ))}
      </div>
    </section>
  );
}

function CheckCard({ check: { title, isKnown, detail, hint, command } }: { check: Check }) {
  return (
    <article className="card" aria-label={title}>
      <div className="other-head">
        <h3>{title}</h3>
        <span className={`control-word control-word-${isKnown ? 'pass' : 'not-known'}`}>
          {isKnown ? <CheckIcon /> : <UnknownIcon />}
          {isKnown ? words.state.known : words.state['not-known']}
        </span>
      </div>
      <p>{detail}</p>
      {!isKnown && <CodeBlock label={trustScreen.findOutAbout(title)} text={command} wraps />}
      {!isKnown && hint !== undefined && <p className="muted">{hint}</p>}
    </article>
  );
}

function intermediates({ clients, chains }: TrustInput): Check {
  const own = new Set(clients.map(({ certificate }) => certificate.thumbprint));
  const incomplete = chains.filter(({ of, paths }) => own.has(of) && !paths.some(({ complete }) => complete));
  const missing = [...new Set(incomplete.flatMap((chain) => chain.missing.map(({ issuer }) => issuer)))];
  const text = words.intermediates;
  return {
    title: text.title,
    isKnown: clients.length > 0 && incomplete.length === 0,
    detail: clients.length === 0 ? text.none : incomplete.length === 0 ? text.all : text.missing(listNames(missing)),
    command: words.commands.intermediates,
  };
}

function revocation({ clients }: TrustInput): Check {
  const addresses = new Set(clients.flatMap(({ certificate }) => [...certificate.crlUrls, ...certificate.ocspUrls]));
  const text = words.revocation;
  return {
    title: text.title,
    isKnown: false,
    detail:
      clients.length === 0
        ? words.intermediates.none
        : addresses.size > 0
          ? text.addresses(listNames([...addresses]))
          : text.noAddress,
    hint: text.how,
    command: words.commands.revocation,
  };
}

function schannel({ settings: { sendTrustedIssuerList, clientAuthTrustMode } }: TrustInput): Check {
  const text = words.schannel;
  const isKnown = sendTrustedIssuerList !== null || clientAuthTrustMode !== null;
  return {
    title: text.title,
    isKnown,
    detail: isKnown ? text.known(text.list(sendTrustedIssuerList), text.mode(clientAuthTrustMode)) : text.notKnown,
    command: words.commands.schannel,
  };
}

function feature({ settings: { features } }: TrustInput, names: WindowsTraits['features']): Check {
  const text = words.feature;
  const right = features.get(names.iisMapping.toLowerCase());
  const isWrongOne = features.get(names.activeDirectoryMapping.toLowerCase()) === true;
  const known = [
    ...(right === undefined ? [] : [text.right(names.iisMapping, right)]),
    ...(isWrongOne ? [text.wrong(names.activeDirectoryMapping)] : []),
  ];
  return {
    title: text.title,
    isKnown: right !== undefined,
    detail: known.length > 0 ? known.join(' ') : text.notKnown(names.iisMapping, names.activeDirectoryMapping),
    command: words.commands.feature,
  };
}
