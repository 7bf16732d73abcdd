import { Button } from '@fluentui/react-components';
import { CloseIcon } from '../../components/icons.tsx';
import { PasswordPrompt } from '../../components/PasswordPrompt.tsx';
import { componentText } from '../../components/text.en.ts';
import { unlock } from '../../store/take-in.ts';
import { useActions, useWizard, useWizardStore } from '../../store/wizard-context.tsx';
import { certificateImportScreen } from './text.en.ts';

const words = certificateImportScreen.locked;

/** Files that came in and wait for their password: one prompt each. */
export function LockedFiles() {
  const store = useWizardStore();
  const waiting = useWizard((state) => state.waiting);
  const { removeFile, noLongerWaits } = useActions();
  if (waiting.length === 0) return null;
  return (
    <section className="card" aria-labelledby="locked-title">
      <h2 id="locked-title">{words.title}</h2>
      <p className="muted">{words.lead}</p>
      {waiting.map(({ path, problem }) => (
        <div key={path} className="locked-file">
          <PasswordPrompt
            label={componentText.password.label(path)}
            hint={componentText.password.hint}
            action={componentText.password.open}
            error={problem.code === 'certificate.wrong-password' ? componentText.password.wrong : undefined}
            onPassword={(password) => unlock(store, path, password)}
          />
          <Button
            appearance="subtle"
            icon={<CloseIcon />}
            aria-label={words.remove(path)}
            onClick={() => {
              noLongerWaits(path);
              void removeFile(path);
            }}
          />
        </div>
      ))}
    </section>
  );
}
