import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { downloadText } from '../components/download-text.ts';
import { useActions, useWizard, useWizardStore } from '../store/wizard-context.tsx';
import { frameText } from './text.en.ts';

/** What concerns the page as a whole: a lost connection, a second window, a call that failed, files that came in. */
export function Banners() {
  const connection = useWizard((state) => state.connection);
  const isBehind = useWizard((state) => state.isBehind);
  return (
    <div className="frame-banners">
      {connection === 'lost' && <LostBanner />}
      {isBehind && <BehindBanner />}
      <RecoveredBanner />
      <ProblemBanner />
      <ArrivalBanner />
    </div>
  );
}

function LostBanner() {
  const { reconnect } = useActions();
  const store = useWizardStore();
  const hasDraft = useWizard(({ draft }) => draft !== null);
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{frameText.lost.title}</MessageBarTitle> {frameText.lost.detail}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => void reconnect()}>{frameText.lost.retry}</Button>
        {hasDraft && (
          <Button
            onClick={() => {
              const draft = store.getState().draft?.present;
              downloadText('answers.json', `${JSON.stringify(draft, null, 2)}\n`);
            }}
          >
            {frameText.lost.download}
          </Button>
        )}
      </MessageBarActions>
    </MessageBar>
  );
}

function BehindBanner() {
  const { resolveBehind } = useActions();
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{frameText.behind.title}</MessageBarTitle>
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => void resolveBehind('theirs')}>{frameText.behind.theirs}</Button>
        <Button onClick={() => void resolveBehind('mine')}>{frameText.behind.mine}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

/** What came back after a crash. */
function RecoveredBanner() {
  const recoveredAt = useWizard(({ document }) => document?.recoveredAt);
  const { dismissRecovered } = useActions();
  if (recoveredAt === undefined) return null;
  const at = new Date(recoveredAt);
  const { title, detail } = frameText.recovered;
  return (
    <MessageBar intent="info" layout="multiline" role="status">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {detail(at.toLocaleDateString(), at.toLocaleTimeString())}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => letGo(dismissRecovered)}>{frameText.dismiss}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function ProblemBanner() {
  const problem = useWizard((state) => state.problem);
  const { dismissProblem, announce } = useActions();
  if (!problem) return null;
  const { title, detail, fix, code } = problem;
  const copy = async () => {
    await navigator.clipboard.writeText([code, title, detail, fix].join('\n'));
    announce(frameText.copied);
  };
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {detail} {fix} <code>{code}</code>
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => void copy()}>{frameText.copyDetails}</Button>
        <Button onClick={() => letGo(dismissProblem)}>{frameText.dismiss}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function ArrivalBanner() {
  const arrivals = useWizard((state) => state.arrivals);
  const arriving = useWizard((state) => state.arriving);
  const { arrived } = useActions();
  if (arriving > 0) return <MessageBar>{frameText.arriving(arriving)}</MessageBar>;
  if (arrivals.length === 0) return null;
  const failures = arrivals.filter(({ step }) => step === null).length;
  return (
    <MessageBar intent={failures > 0 ? 'warning' : 'success'} layout="multiline">
      <MessageBarBody>
        <ul className="arrivals">
          {arrivals.slice(0, mostArrivals).map(({ name, message }, index) => (
            <li key={index}>
              <b>{name}</b> {message}
            </li>
          ))}
          {arrivals.length > mostArrivals && <li>{frameText.moreFiles(arrivals.length - mostArrivals)}</li>}
        </ul>
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => letGo(() => arrived([]))}>{frameText.dismiss}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

const mostArrivals = 12;

/** Lets go of a message; the focus that was in it goes to the heading of the screen. */
function letGo(dismiss: () => void): void {
  dismiss();
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}
