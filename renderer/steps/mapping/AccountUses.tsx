import { Button } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { accountUses } from '../../../shared/steps/mapping/edit-one-to-one.ts';
import { groupDigits } from '../../../shared/text/group-digits.ts';
import { PasswordPrompt } from '../../components/PasswordPrompt.tsx';
import { VirtualTable } from '../../components/VirtualTable.tsx';
import { useActions, useDraft } from '../../store/wizard-context.tsx';
import { withAskedPassword } from './map-clients.ts';
import { mappingScreen } from './text.en.ts';

const words = mappingScreen.uses;

/** How many entries log on as each account, and one new password for all of them. */
export function AccountUses() {
  const draft = useDraft();
  const { change, announce, givePassword } = useActions();
  const [asked, setAsked] = useState<string | null>(null);
  const uses = useMemo(() => accountUses(draft), [draft]);
  const { accounts } = draft.userAccount;
  const account = accounts.find(({ id }) => id === asked);
  const countOf = (id: string) => {
    const { oneToOne, manyToOne } = uses.get(id) ?? { oneToOne: 0, manyToOne: 0 };
    return oneToOne + manyToOne;
  };
  return (
    <>
      <p className="muted">{words.lead}</p>
      <VirtualTable
        label={words.table}
        rows={accounts}
        keyOf={({ id }, index) => `${id} ${index}`}
        nameOf={({ id, userName }, index) => words.row(index + 1, accounts.length, userName, countOf(id))}
        height={14}
        empty={words.none}
        columns={[
          { name: words.account, width: '3fr', cell: ({ userName }) => <bdi>{userName}</bdi> },
          { name: words.entries, width: '6rem', cell: ({ id }) => groupDigits(countOf(id)) },
          {
            name: words.password,
            width: '11rem',
            cell: ({ id, userName }) => (
              <Button size="small" aria-label={words.changeOf(userName)} onClick={() => setAsked(id)}>
                {words.change}
              </Button>
            ),
          },
        ]}
      />
      {account && (
        <PasswordPrompt
          key={account.id}
          label={words.newPassword(account.userName)}
          hint={words.hint(countOf(account.id))}
          action={words.give}
          onPassword={async (password) => {
            change(null, (current) => withAskedPassword(current, account.id));
            await givePassword('account', account.id, password);
            announce(words.given(account.userName, countOf(account.id)));
            setAsked(null);
          }}
        />
      )}
    </>
  );
}
