import { Button } from '@fluentui/react-components';
import type { Account } from '../../../shared/steps/user-account/answers.ts';
import { withCreate, withKind, withoutAccount } from '../../../shared/steps/user-account/new-account.ts';
import { CheckField, SelectField, TextField } from '../../components/Field.tsx';
import { AddIcon, CloseIcon } from '../../components/icons.tsx';
import { RadioCards, type RadioCard } from '../../components/RadioCards.tsx';
import { useActions, useDraft } from '../../store/wizard-context.tsx';
import { userAccountScreen as words } from './text.en.ts';

type Change = (change: (account: Account) => Account, subject?: string) => void;

interface AccountProps {
  account: Account;
  index: number;
}

/** One account: what it is, where its password comes from, and what it may read. */
export function AccountCard({ account, index }: AccountProps) {
  const { change, announce } = useActions();
  const path = `userAccount.accounts[${index}]`;
  const changeAccount: Change = (changed, subject) =>
    change(subject ?? null, (draft) => ({
      ...draft,
      userAccount: {
        accounts: draft.userAccount.accounts.map((each, other) => (other === index ? changed(each) : each)),
      },
    }));
  const name = account.userName === '' ? words.unnamed : account.userName;
  return (
    <section className="card" aria-label={name} data-path={path}>
      <div className="account-head">
        <h3>{name}</h3>
        <Button
          appearance="subtle"
          icon={<CloseIcon />}
          aria-label={words.remove(name)}
          onClick={() => {
            change(null, (draft) => withoutAccount(draft, index));
            announce(words.removed(name));
          }}
        />
      </div>
      <RadioCards
        path={`${path}.kind`}
        label={words.kind.label}
        help={words.kind.help}
        value={account.kind}
        cards={[
          { value: 'local', ...words.kind.local },
          { value: 'domain', ...words.kind.domain },
        ]}
        onChange={(kind) => changeAccount((each) => withKind(each, kind))}
      />
      <div className="grid">
        <NameField account={account} path={path} onChange={changeAccount} />
        {account.kind === 'local' && (
          <CheckField
            path={`${path}.create`}
            label={words.create}
            hint={words.createHint}
            value={account.create}
            onChange={(create) => changeAccount((each) => withCreate(each, create))}
          />
        )}
      </div>
      <PasswordChoice account={account} path={path} onChange={changeAccount} />
      <FolderAccess account={account} path={path} onChange={changeAccount} />
    </section>
  );
}

interface PartProps {
  account: Account;
  path: string;
  onChange: Change;
}

function NameField({ account, path, onChange }: PartProps) {
  const left = 20 - account.userName.length;
  return (
    <TextField
      path={`${path}.userName`}
      label={words.name}
      help={words.nameHelp}
      hint={account.kind === 'local' ? words.left(left) : words.nameDomainHint}
      isRequired
      value={account.userName}
      onChange={(userName) => onChange((each) => ({ ...each, userName }), `${path}.userName`)}
    />
  );
}

function PasswordChoice({ account, path, onChange }: PartProps) {
  const { generate, ask, keep, usual, label, help } = words.password;
  const canGenerate = account.kind === 'local' && account.create;
  const cards: RadioCard<Account['password']>[] = [
    ...(canGenerate || account.password === 'generate'
      ? [{ value: 'generate' as const, ...generate, badge: usual }]
      : []),
    { value: 'ask', ...ask },
    ...(!account.create || account.password === 'keep' ? [{ value: 'keep' as const, ...keep }] : []),
  ];
  return (
    <RadioCards
      path={`${path}.password`}
      label={label}
      help={help}
      value={account.password}
      cards={cards}
      onChange={(password) => onChange((each) => ({ ...each, password }))}
    />
  );
}

function FolderAccess({ account, path, onChange }: PartProps) {
  const { target, sslRequire } = useDraft();
  const { access } = words;
  const { directoryAccess } = account;
  const shownName =
    account.kind === 'local' ? `${target.computerName ?? 'SERVER'}\\${account.userName}` : account.userName;
  const setAccess = (next: Account['directoryAccess'], subject?: string) =>
    onChange((each) => ({ ...each, directoryAccess: next }), subject);
  return (
    <fieldset className="account-access" data-path={`${path}.directoryAccess`}>
      <legend>{access.title}</legend>
      {directoryAccess.length === 0 && <p className="muted">{access.none}</p>}
      {directoryAccess.map((entry, index) => {
        const place = `${path}.directoryAccess[${index}]`;
        const set = (changes: Partial<typeof entry>, subject?: string) =>
          setAccess(
            directoryAccess.map((each, other) => (other === index ? { ...each, ...changes } : each)),
            subject,
          );
        return (
          <div key={index} className="stack">
            <div className="account-folder">
              <TextField
                path={`${place}.path`}
                label={access.path(index + 1)}
                value={entry.path}
                onChange={(value) => set({ path: value }, `${place}.path`)}
              />
              <SelectField
                path={`${place}.rights`}
                label={access.rights}
                value={entry.rights}
                options={Object.entries(access.options) as [typeof entry.rights, string][]}
                onChange={(rights) => set({ rights })}
              />
              <Button
                appearance="subtle"
                icon={<CloseIcon />}
                aria-label={access.remove(entry.path)}
                onClick={() => setAccess(directoryAccess.filter((_, other) => other !== index))}
              />
            </div>
            <p className="muted">{access.effect(access.options[entry.rights], shownName, entry.path)}</p>
          </div>
        );
      })}
      <div>
        <Button
          size="small"
          icon={<AddIcon />}
          onClick={() =>
            setAccess([
              ...directoryAccess,
              {
                path: directoryAccess.length === 0 ? (sslRequire.physicalPath ?? '') : '',
                rights: 'ReadAndExecute',
              },
            ])
          }
        >
          {access.add}
        </Button>
      </div>
    </fieldset>
  );
}
