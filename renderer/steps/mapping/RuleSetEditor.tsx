import { Button } from '@fluentui/react-components';
import { changeManyToOne, type ManyToOneAnswer } from '../../../shared/steps/mapping/edit-many-to-one.ts';
import type { Draft } from '../../../shared/wizard/draft.ts';
import { CheckField, SelectField, TextField } from '../../components/Field.tsx';
import { CloseIcon } from '../../components/icons.tsx';
import { useActions, useDraft } from '../../store/wizard-context.tsx';
import { RuleRows } from './RuleRows.tsx';
import { mappingScreen } from './text.en.ts';

const words = mappingScreen.manyToOne;

interface RuleSetEditorProps {
  entry: ManyToOneAnswer;
  index: number;
  count: number;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** One many-to-one mapping: its place in the order, whom it lets in or keeps out, and its rules. */
export function RuleSetEditor({ entry, index, count, onMove, onRemove }: RuleSetEditorProps) {
  const { change } = useActions();
  const path = `mapping.manyToOne[${index}]`;
  const set = (subject: string | null, part: Partial<ManyToOneAnswer>) =>
    change(subject === null ? null : `${path}.${subject}`, (draft) => changeManyToOne(draft, index, part));
  const namesIssuer = entry.rules.some(({ certificateField }) => certificateField === 'Issuer');
  return (
    <section className="rule-set" aria-label={words.edit(entry.name)} data-path={path}>
      <div className="rule-set-head">
        <h2>{words.edit(entry.name)}</h2>
        <div className="row">
          <Button size="small" disabledFocusable={index === 0} onClick={() => onMove(index - 1)}>
            {words.up}
          </Button>
          <Button size="small" disabledFocusable={index === count - 1} onClick={() => onMove(index + 1)}>
            {words.down}
          </Button>
          <Button size="small" icon={<CloseIcon />} onClick={onRemove}>
            {words.remove}
          </Button>
        </div>
      </div>
      <div className="grid">
        <TextField
          path={`${path}.name`}
          label={words.name}
          help={words.nameHint}
          isRequired
          value={entry.name}
          onChange={(name) => set('name', { name })}
        />
        <TextField
          path={`${path}.description`}
          label={words.description}
          value={entry.description}
          onChange={(description) => set('description', { description })}
        />
        <SelectField
          path={`${path}.permissionMode`}
          label={words.mode}
          value={entry.permissionMode}
          options={[
            ['Allow', words.modes.Allow],
            ['Deny', words.modes.Deny],
          ]}
          onChange={(permissionMode) => set(null, { permissionMode })}
        />
        {entry.permissionMode === 'Allow' && <AccountField path={path} entry={entry} index={index} />}
      </div>
      <CheckField
        path={`${path}.enabled`}
        label={words.enabled}
        value={entry.enabled}
        onChange={(enabled) => set(null, { enabled })}
      />
      <RuleRows path={`${path}.rules`} rules={entry.rules} onChange={(rules, subject) => set(subject, { rules })} />
      {entry.permissionMode === 'Allow' && (!namesIssuer || entry.acceptRisk) && (
        <CheckField
          path={`${path}.acceptRisk`}
          label={words.acceptRisk}
          hint={words.acceptRiskHint}
          help={words.acceptRiskHelp}
          value={entry.acceptRisk}
          onChange={(acceptRisk) => set(null, { acceptRisk })}
        />
      )}
    </section>
  );
}

function AccountField({ path, entry, index }: { path: string; entry: ManyToOneAnswer; index: number }) {
  const { userAccount } = useDraft();
  const { change } = useActions();
  const known = userAccount.accounts.map(({ id, userName }) => [id, userName] as const);
  const chosen = entry.account ?? '';
  const isKnown = known.some(([id]) => id === chosen);
  const first = chosen === '' ? words.chooseAccount : mappingScreen.oneToOne.unknownAccount(chosen);
  return (
    <SelectField
      path={`${path}.account`}
      label={words.account}
      isRequired
      value={chosen}
      options={isKnown ? known : [[chosen, first], ...known]}
      onChange={(account) => change(null, (draft) => withAccount(draft, index, account))}
    />
  );
}

function withAccount(draft: Draft, index: number, account: string): Draft {
  return account === '' ? draft : changeManyToOne(draft, index, { account });
}
