import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { DistinguishedName } from '../../../shared/certificates/certificate.ts';
import { insertManyToOne } from '../../../shared/steps/mapping/edit-many-to-one.ts';
import {
  denyTheRest,
  denyThisPerson,
  everybodyExcept,
  onlyThisIssuer,
  positionOf,
  type IssuerName,
  type Template,
} from '../../../shared/steps/mapping/templates.ts';
import { AddIcon } from '../../components/icons.tsx';
import { useActions, useDraft, useWizard } from '../../store/wizard-context.tsx';
import { mappingScreen } from './text.en.ts';
import { useKnownClients } from './use-simulation.ts';

const words = mappingScreen.templates;
const kinds = ['issuer', 'except', 'person', 'rest'] as const;
type Kind = (typeof kinds)[number];

/** The CAs that rules can name: those of step 2, and whoever issued the certificates of the first clients. */
function useIssuers(): readonly IssuerName[] {
  const authorities = useWizard(({ evaluation }) => evaluation?.authorities);
  const clients = useKnownClients();
  return useMemo(() => {
    const names = [
      ...clients.slice(0, 500).map(({ certificate }) => certificate.issuerRdns),
      ...(authorities ?? []).flat().map(({ subjectRdns }) => subjectRdns),
    ].flatMap((name) => issuerNameOf(name) ?? []);
    return [...new Map(names.map((name) => [keyOf(name), name])).values()];
  }, [authorities, clients]);
}

function issuerNameOf(name: DistinguishedName): IssuerName | null {
  const last = (wanted: string) => name.flat().findLast(({ type }) => type === wanted)?.value;
  const commonName = last('CN');
  return commonName === undefined ? null : { commonName, organisation: last('O') };
}

function keyOf({ commonName, organisation }: IssuerName): string {
  return organisation === undefined ? commonName : `${commonName} (${organisation})`;
}

interface Choice {
  issuer: IssuerName | undefined;
  account: string | undefined;
  organisation: string;
  unit: string;
  person: string;
}

/** Returns the chosen template, or what is still missing for it. */
function templateOf(kind: Kind, { issuer, account, organisation, unit, person }: Choice): Template | string | null {
  if (kind === 'rest') return denyTheRest();
  if (!issuer) return words.needsIssuer;
  if (kind === 'person') return person.trim() === '' ? null : denyThisPerson(person.trim(), issuer);
  if (account === undefined) return words.needsAccount;
  if (kind === 'issuer') return onlyThisIssuer(issuer, account);
  if (organisation.trim() === '' || unit.trim() === '') return null;
  return everybodyExcept({ organisation: organisation.trim(), unit: unit.trim(), issuer }, account);
}

/** Rule sets for what is wanted most, filled in with names of the certificates at hand. */
export function Templates({ onAdded }: { onAdded: (index: number) => void }) {
  const draft = useDraft();
  const { change, announce } = useActions();
  const issuers = useIssuers();
  const [kind, setKind] = useState<Kind>('issuer');
  const [issuerKey, setIssuer] = useState('');
  const [accountId, setAccount] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [unit, setUnit] = useState('');
  const [person, setPerson] = useState('');
  const { accounts } = draft.userAccount;
  const issuer = issuers.find((each) => keyOf(each) === issuerKey) ?? issuers[0];
  const account = accounts.find(({ id }) => id === accountId) ?? accounts[0];
  const template = templateOf(kind, { issuer, account: account?.id, organisation, unit, person });
  const isReady = template !== null && typeof template !== 'string';
  return (
    <details className="templates">
      <summary>{words.title}</summary>
      <div className="stack">
        <div className="grid">
          <Field label={words.kind}>
            <Select value={kind} onChange={(_, { value }) => setKind(kinds.find((each) => each === value) ?? 'issuer')}>
              {kinds.map((each) => (
                <option key={each} value={each}>
                  {words.kinds[each]}
                </option>
              ))}
            </Select>
          </Field>
          {kind !== 'rest' && issuer && (
            <Field label={words.issuer}>
              <Select value={keyOf(issuer)} onChange={(_, { value }) => setIssuer(value)}>
                {issuers.map((each) => (
                  <option key={keyOf(each)}>{keyOf(each)}</option>
                ))}
              </Select>
            </Field>
          )}
          {kind === 'except' && (
            <>
              <NameField label={words.organisation} value={organisation} onChange={setOrganisation} />
              <NameField label={words.unit} value={unit} onChange={setUnit} />
            </>
          )}
          {kind === 'person' && <NameField label={words.person} value={person} onChange={setPerson} />}
          {(kind === 'issuer' || kind === 'except') && account && (
            <Field label={words.account}>
              <Select value={account.id} onChange={(_, { value }) => setAccount(value)}>
                {accounts.map(({ id, userName }) => (
                  <option key={id} value={id}>
                    {userName}
                  </option>
                ))}
              </Select>
            </Field>
          )}
        </div>
        {template !== null && <p>{typeof template === 'string' ? template : template.explanation}</p>}
        <div>
          <Button
            icon={<AddIcon />}
            disabledFocusable={!isReady}
            onClick={() => {
              if (!isReady) return;
              const at = positionOf(template, draft);
              change(null, (current) => insertManyToOne(current, template.mappings, at));
              announce(words.added(template.mappings.map(({ name }) => name).join(', ')));
              onAdded(at);
            }}
          >
            {words.add}
          </Button>
        </div>
      </div>
    </details>
  );
}

interface NameFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function NameField({ label, value, onChange }: NameFieldProps) {
  return (
    <Field label={label}>
      <Input value={value} spellCheck={false} onChange={(_, data) => onChange(data.value)} />
    </Field>
  );
}
