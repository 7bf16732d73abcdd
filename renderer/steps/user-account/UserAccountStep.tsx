import { Button } from '@fluentui/react-components';
import { logonMethodList } from './logon-methods.ts';
import { newAccount } from '../../../shared/steps/user-account/new-account.ts';
import { TextField } from '../../components/Field.tsx';
import { AddIcon } from '../../components/icons.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { useActions, useDraft } from '../../store/wizard-context.tsx';
import { AccountCard } from './AccountCard.tsx';
import { userAccountScreen as words } from './text.en.ts';
import './user-account.css';

/** Step 3: the accounts that visitors work as, and how IIS logs them on. */
export function UserAccountStep() {
  const { userAccount } = useDraft();
  const { change } = useActions();
  return (
    <>
      <section className="stack" aria-label={words.accounts} data-path="userAccount.accounts">
        <h2>{words.accounts}</h2>
        {userAccount.accounts.length === 0 && <p className="muted">{words.empty}</p>}
        {userAccount.accounts.map((account, index) => (
          <AccountCard key={index} account={account} index={index} />
        ))}
        <div>
          <Button
            icon={<AddIcon />}
            onClick={() =>
              change(null, (draft) => ({
                ...draft,
                userAccount: { accounts: [...draft.userAccount.accounts, newAccount(draft)] },
              }))
            }
          >
            {words.add}
          </Button>
        </div>
      </section>
      <LogonCard />
    </>
  );
}

function LogonCard() {
  const { mapping, userAccount } = useDraft();
  const { change } = useActions();
  const needsDomain = mapping.defaultLogonDomain !== '' || userAccount.accounts.some(({ kind }) => kind === 'domain');
  return (
    <section className="card" aria-labelledby="logon-title">
      <h2 id="logon-title">{words.logon.title}</h2>
      <RadioCards
        path="mapping.logonMethod"
        label={words.logon.label}
        help={words.logon.help}
        value={mapping.logonMethod}
        cards={logonMethodList.map((method) => ({
          value: method,
          ...words.logon.methods[method],
          ...(method === 'Network' && { badge: words.logon.recommended }),
        }))}
        onChange={(logonMethod) => change(null, (draft) => ({ ...draft, mapping: { ...draft.mapping, logonMethod } }))}
      />
      {needsDomain && (
        <TextField
          path="mapping.defaultLogonDomain"
          label={words.logon.domain}
          hint={words.logon.domainHint}
          value={mapping.defaultLogonDomain}
          onChange={(defaultLogonDomain) =>
            change('mapping.defaultLogonDomain', (draft) => ({
              ...draft,
              mapping: { ...draft.mapping, defaultLogonDomain },
            }))
          }
        />
      )}
    </section>
  );
}
