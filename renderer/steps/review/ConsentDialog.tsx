import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Select,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Plan } from '../../../shared/plan/plan.ts';
import { passwordsNeeded } from '../../../shared/steps/review/passwords-needed.ts';
import { listNames } from '../../../shared/text/list-names.ts';
import type { RunTarget } from '../../../shared/wizard/run-calls.ts';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { PasswordPrompt } from '../../components/PasswordPrompt.tsx';
import { useFocusReturn } from '../../components/use-focus-return.ts';
import { useActions, useDraft, useWizard } from '../../store/wizard-context.tsx';
import { applyText } from './apply-text.en.ts';
import './apply.css';

const words = applyText.consent;

const shownAtOnce = 200;

interface ConsentDialogProps {
  plan: Plan;
  target: RunTarget;
  onClose: () => void;
  onAgree: (failAt: string | undefined) => void;
}

/** Shows everything that will be changed, and the digest that says so, before anybody agrees to it. */
export function ConsentDialog({ plan, target, onClose, onAgree }: ConsentDialogProps) {
  useFocusReturn();
  const [failAt, setFailAt] = useState('');
  const missing = useMissingPasswords(plan);
  const isPractice = target === 'practice';
  const isReady = isPractice || missing.length === 0;
  const { changes, digest } = plan;
  const shown = changes.slice(0, shownAtOnce);
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title[target]}</DialogTitle>
          <DialogContent>
            <div className="stack consent">
              <p>{words.lead(plan.target.site, changes.length)}</p>
              <div className="consent-changes" role="group" aria-label={words.list} tabIndex={0}>
                <ol>
                  {shown.map(({ id, title }) => (
                    <li key={id}>{title}</li>
                  ))}
                </ol>
                {changes.length > shownAtOnce && <p className="muted">{words.more(changes.length - shownAtOnce)}</p>}
              </div>
              <CodeBlock label={words.digest} text={digest} wraps />
              <p className="muted">{words.digestHint}</p>
              {!isPractice && <BeforeARealServer plan={plan} missing={missing} />}
              {isPractice && (
                <Field label={words.failAt}>
                  <Select value={failAt} onChange={(_, { value }) => setFailAt(value)}>
                    <option value="">{words.noFailure}</option>
                    {shown.map(({ id, title }) => (
                      <option key={id} value={id}>
                        {title}
                      </option>
                    ))}
                  </Select>
                </Field>
              )}
            </div>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{words.cancel}</Button>
            <Button
              appearance="primary"
              disabledFocusable={!isReady}
              onClick={() => onAgree(failAt === '' ? undefined : failAt)}
            >
              {words.apply}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

interface Missing {
  of: 'file' | 'account';
  name: string;
  title: string;
}

/** The passwords that apply needs and that the core does not hold. */
function useMissingPasswords(plan: Plan): Missing[] {
  const held = useWizard(({ evaluation }) => evaluation?.passwords);
  const file = useDraft().certificateImport.server?.file;
  const { pfx, accounts } = passwordsNeeded(plan);
  const ofFile = pfx && file !== undefined && held?.files.includes(file) !== true;
  return [
    ...(ofFile ? [{ of: 'file' as const, name: file, title: file }] : []),
    ...accounts
      .filter(({ id }) => held?.accounts.includes(id) !== true)
      .map(({ id, userName }) => ({ of: 'account' as const, name: id, title: userName })),
  ];
}

function BeforeARealServer({ plan, missing }: { plan: Plan; missing: readonly Missing[] }) {
  const { givePassword } = useActions();
  const generated = plan.changes.flatMap(({ resource, after }) =>
    resource === 'local-account' && 'password' in after && after.password === 'generate' ? [after.userName] : [],
  );
  return (
    <>
      <ul className="consent-points">
        <li>{words.undone}</li>
        {generated.length > 0 && <li>{words.generated(listNames(generated))}</li>}
        <li>{words.interruption}</li>
        <li>{words.windowAsks}</li>
      </ul>
      {missing.length > 0 && <p>{words.passwordsMissing}</p>}
      {missing.map(({ of, name, title }) => (
        <PasswordPrompt
          key={`${of} ${name}`}
          label={words.password(title)}
          hint={words.passwordHint}
          action={words.passwordAction}
          onPassword={(password) => givePassword(of, name, password)}
        />
      ))}
    </>
  );
}
