import type { Severity } from '../../shared/api/finding.ts';
import { EmptyIcon, ErrorIcon, InformationIcon, WarningIcon } from './icons.tsx';
import './severity.css';

const words: Record<Severity, string> = { error: 'Error', warning: 'Warning', information: 'Note' };
const icons: Record<Severity, () => React.JSX.Element> = {
  error: ErrorIcon,
  warning: WarningIcon,
  information: InformationIcon,
};

/** A severity as icon and word, never by colour alone; `isWordless` where the words stand beside it. */
export function SeverityMark({ severity, isWordless = false }: { severity: Severity; isWordless?: boolean }) {
  const SeverityIcon = icons[severity];
  return (
    <span className={`severity severity-${severity}`}>
      <SeverityIcon />
      {!isWordless && <span>{words[severity]}</span>}
    </span>
  );
}

/** What is still to be filled in: nothing is wrong yet. */
export function MissingMark({ isWordless = false }: { isWordless?: boolean }) {
  return (
    <span className="severity">
      <EmptyIcon />
      {!isWordless && <span>To do</span>}
    </span>
  );
}
