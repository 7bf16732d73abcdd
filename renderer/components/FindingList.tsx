import { Button } from '@fluentui/react-components';
import type { Certainty } from '../../shared/api/finding.ts';
import { useState } from 'react';
import { fixesOf } from '../../shared/steps/fixes.ts';
import { stepIds } from '../../shared/steps/step-id.ts';
import type { Remark } from '../../shared/wizard/remarks.ts';
import { useActions, useDraft } from '../store/wizard-context.tsx';
import { MissingMark, SeverityMark } from './severity.tsx';
import { componentText } from './text.en.ts';
import './FindingList.css';

const certainties: Record<Certainty, string> = componentText.certainty;

/** Findings that are drawn at once: a file of ten thousand certificates can be wrong ten thousand times. */
const portion = 30;

interface FindingListProps {
  remarks: readonly Remark[];
  title?: string;
  /** Whether each says which step it belongs to: where they come from several. */
  namesSteps?: boolean;
}

/** What was found, gravest first, each with what mends it and with the reason behind it. */
export function FindingList({ remarks, title, namesSteps = false }: FindingListProps) {
  const [most, setMost] = useState(portion);
  if (remarks.length === 0) return null;
  return (
    <section className="findings" aria-label={title ?? componentText.findings}>
      {title !== undefined && <h2>{title}</h2>}
      <ul className="findings">
        {remarks.slice(0, most).map((remark, index) => (
          <li key={`${remark.code} ${remark.location?.path ?? ''} ${index}`}>
            <FindingItem remark={remark} namesStep={namesSteps} />
          </li>
        ))}
      </ul>
      {remarks.length > most && (
        <div>
          <Button onClick={() => setMost(most + portion)}>{componentText.moreFindings(remarks.length - most)}</Button>
        </div>
      )}
    </section>
  );
}

function FindingItem({ remark, namesStep }: { remark: Remark; namesStep: boolean }) {
  const { step, severity, isMissing, title, detail, fix, code, certainty, source, location } = remark;
  const place = placeInFile(remark);
  return (
    <div className={`finding finding-${isMissing ? 'missing' : severity}`}>
      <div className="finding-words">
        <p className="finding-title">
          {isMissing ? <MissingMark /> : <SeverityMark severity={severity} />}
          <span>{title}</span>
          {namesStep && <span className="finding-step">{componentText.ofStep(stepIds.indexOf(step) + 1, step)}</span>}
        </p>
        {detail !== '' && <p>{detail}</p>}
        {place !== null && <p className="muted">{place}</p>}
        <p>
          <b>{componentText.toDo}</b> {fix}
        </p>
        <details className="finding-why">
          <summary>{componentText.why}</summary>
          <p>{source ?? componentText.noSource}</p>
          <p>{certainties[certainty]}</p>
          <p className="muted">
            {componentText.code} <code>{code}</code>
          </p>
        </details>
      </div>
      <FixButtons remark={remark} path={location?.path} />
    </div>
  );
}

/** A place in a file of the user's, when the finding is about one. */
function placeInFile({ location }: Remark): string | null {
  if (!location || location.file.endsWith('.json') || location.file === '') return null;
  return location.line === undefined ? location.file : componentText.lineOfFile(location.file, location.line);
}

function FixButtons({ remark, path }: { remark: Remark; path: string | undefined }) {
  const draft = useDraft();
  const { change, goTo, announce } = useActions();
  const fixes = fixesOf(remark, draft);
  return (
    <div className="finding-fixes">
      {fixes.map(({ label, apply }) => (
        <Button
          key={label}
          size="small"
          onClick={() => {
            change(null, apply);
            announce(componentText.fixed(label));
          }}
        >
          {label}
        </Button>
      ))}
      {path !== undefined && path !== '' && (
        <Button size="small" appearance={fixes.length > 0 ? 'subtle' : 'secondary'} onClick={() => goTo(path)}>
          {remark.isMissing
            ? componentText.fillIn
            : fixes.length > 0 || remark.severity === 'information'
              ? componentText.goThere
              : componentText.fix}
          <span className="visually-hidden">: {remark.title}</span>
        </Button>
      )}
    </div>
  );
}
