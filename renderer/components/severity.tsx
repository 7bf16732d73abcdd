import type { Severity } from '../../shared/api/finding.ts';
import { EmptyIcon, ErrorIcon, InformationIcon, WarningIcon } from './icons.tsx';
import './severity.css';

const words: Record<Severity, string> = { error: 'Error', warning: 'Warning', information: 'Note' };
const icons: Record<Severity, () => React.JSX.Element> = {
  error: ErrorIcon,
  warning: WarningIcon,
  information: InformationIcon,
};

/** A severity as icon and word, never by colour alone. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const SeverityIcon = icons[severity];
  return (
    <span className={`severity severity-${severity}`}>
      <SeverityIcon />
      <span>{words[severity]}</span>
    </span>
  );
}

/** What is still to be filled in: nothing is wrong yet. */
export function MissingMark() {
  return (
    <span className="severity">
      <EmptyIcon />
      <span>To do</span>
    </span>
  );
}
