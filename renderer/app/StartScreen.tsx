import { Button, Field, Input, ProgressBar, Select } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { assumedWindows, windowsTraits, windowsVersions } from '../../shared/iis/windows-version.ts';
import { newDraft } from '../../shared/wizard/draft.ts';
import { stepIds } from '../../shared/steps/step-id.ts';
import { RestartElevated } from '../components/RestartElevated.tsx';
import { configureThisServer } from '../store/take-in.ts';
import { useActions, useWizard, useWizardStore } from '../store/wizard-context.tsx';
import type { WizardState } from '../store/wizard-store.ts';
import { startText } from './start-text.en.ts';
import './StartScreen.css';

/** Loaded once the screen can be used: it has the parts of Review in it. */
const EarlierRuns = lazy(async () => ({ default: (await import('../steps/review/EarlierRuns.tsx')).EarlierRuns }));

const DiscardDialog = lazy(async () => ({ default: (await import('./DiscardDialog.tsx')).DiscardDialog }));

/** The three ways to begin, and the answers of before. */
export function StartScreen() {
  const heading = useRef<HTMLHeadingElement>(null);
  const isOpening = useWizard((state) => state.isOpening);
  const hasHost = useWizard(({ host }) => host !== null);
  const store = useWizardStore();
  const [asked, setAsked] = useState<(() => void) | null>(null);
  /** Begins something else, once it is known whether there are unsaved answers, and clear what becomes of them. */
  const leave: Leave = (begin) =>
    void store
      .getState()
      .loaded()
      .then(() => (isUnsaved(store.getState()) ? setAsked(() => begin) : begin()));
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {startText.title}
      </h1>
      <p className="frame-lead">{startText.lead}</p>
      <div className="start-progress">{isOpening && <ProgressBar aria-label={startText.opening} />}</div>
      <GoOn />
      <div className="start-choices">
        <Practice leave={leave} />
        <Prepare leave={leave} />
        <ThisServer leave={leave} />
      </div>
      <Saved leave={leave} />
      {hasHost && (
        <Suspense>
          <EarlierRuns />
        </Suspense>
      )}
      {asked && (
        <Suspense>
          <DiscardDialog
            onKeep={() => setAsked(null)}
            onDiscard={() => {
              setAsked(null);
              asked();
            }}
          />
        </Suspense>
      )}
    </>
  );
}

type Leave = (begin: () => void) => void;

function isUnsaved({ document }: WizardState): boolean {
  return document !== null && document.isDirty && !document.isPractice;
}

function Choice({ title, detail, children }: { title: string; detail: string; children: ReactNode }) {
  return (
    <section className="card start-choice">
      <h2>{title}</h2>
      <p>{detail}</p>
      <div className="start-choice-action">{children}</div>
    </section>
  );
}

function GoOn() {
  const site = useWizard(({ draft }) => draft?.present.sslRequire.site);
  const visited = useWizard(({ navigation }) => navigation.visited);
  const { go } = useActions();
  const { title, detail, action } = startText.goOn;
  if (site === undefined) return null;
  return (
    <section className="card start-go-on">
      <div>
        <h2>{title}</h2>
        <p>{detail(site)}</p>
      </div>
      <Button appearance="primary" onClick={() => go({ kind: 'open', step: visited.at(-1) ?? stepIds[0] })}>
        {action}
      </Button>
    </section>
  );
}

function Practice({ leave }: { leave: Leave }) {
  const { practise } = useActions();
  const { title, detail, action } = startText.practice;
  return (
    <Choice title={title} detail={detail}>
      <Button onClick={() => leave(() => void practise())}>{action}</Button>
    </Choice>
  );
}

function Prepare({ leave }: { leave: Leave }) {
  const { begin } = useActions();
  const hasDraft = useWizard(({ draft }) => draft !== null);
  const [windows, setWindows] = useState(assumedWindows);
  const words = startText.prepare;
  return (
    <Choice title={words.title} detail={words.detail}>
      <Field label={words.windows}>
        <Select
          value={windows}
          onChange={(_, { value }) => setWindows(windowsVersions.find((version) => version === value) ?? windows)}
        >
          {windowsVersions.map((version) => (
            <option key={version} value={version}>
              {windowsTraits[version].name}
            </option>
          ))}
        </Select>
      </Field>
      {/* Whoever has answers goes on with those first. */}
      <Button
        appearance={hasDraft ? 'secondary' : 'primary'}
        onClick={() => leave(() => void begin(newDraft(windows)))}
      >
        {words.action}
      </Button>
    </Choice>
  );
}

function ThisServer({ leave }: { leave: Leave }) {
  const thisServer = useWizard(({ host }) => host?.thisServer);
  const store = useWizardStore();
  const windows = useWizard(({ host }) => host?.windows) ?? assumedWindows;
  const words = startText.thisServer;
  const isPossible = thisServer?.possible === true;
  return (
    <Choice title={words.title} detail={words.detail}>
      {thisServer && !isPossible && (
        <p className="muted">
          {words.notPossible} {thisServer.reason}
        </p>
      )}
      <RestartElevated />
      <Button
        disabledFocusable={!isPossible}
        onClick={() => leave(() => void configureThisServer(store, newDraft(windows)))}
      >
        {words.action}
      </Button>
    </Choice>
  );
}

function Saved({ leave }: { leave: Leave }) {
  const recent = useWizard(({ host }) => host?.recent) ?? [];
  const { open } = useActions();
  const [path, setPath] = useState('');
  return (
    <section className="card" aria-labelledby="open-title">
      <h2 id="open-title">{startText.open}</h2>
      {recent.length > 0 && (
        <>
          <h3>{startText.recent}</h3>
          <ul className="stack">
            {recent.map((each) => (
              <li key={each.path} className="row">
                <Button size="small" onClick={() => leave(() => void open(each.path))}>
                  {each.site === '' ? startText.openAction : each.site}
                </Button>
                <span className="mono muted">{each.path}</span>
                <span className="muted">{each.openedAt.slice(0, 10)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <form
        className="start-open"
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') leave(() => void open(path.trim()));
        }}
      >
        <Field label={startText.path} hint={startText.openHint}>
          <Input value={path} onChange={(_, { value }) => setPath(value)} autoComplete="off" spellCheck={false} />
        </Field>
        <Button type="submit">{startText.openAction}</Button>
      </form>
    </section>
  );
}
