import { Diagnose } from './Diagnose.tsx';
import { ExpectedAnswers } from './ExpectedAnswers.tsx';
import { TryOut } from './TryOut.tsx';
import { proveText } from './text.en.ts';

export function ProveStep() {
  return (
    <div className="stack">
      <p className="muted">{proveText.notHere}</p>
      <TryOut />
      <ExpectedAnswers />
      <Diagnose />
    </div>
  );
}
