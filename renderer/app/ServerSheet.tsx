import { stepIds } from '../../shared/steps/step-id.ts';
import { DiffView } from '../components/DiffView.tsx';
import { CodeBlock } from '../components/CodeBlock.tsx';
import { stepRegistry } from '../steps/registry.ts';
import { useWizard } from '../store/wizard-context.tsx';
import { changeCommand } from '../../shared/plan/change-command.ts';
import { sameState } from '../../shared/plan/resource-state.ts';
import { frameText } from './text.en.ts';

/** The part of the plan that this step contributes: sentences, commands, and what changes in the files. */
export function ServerSheet() {
  const step = useWizard(({ navigation }) => navigation.current);
  const evaluation = useWizard((state) => state.evaluation);
  if (step === 'start' || !evaluation) return <p>{frameText.checking}</p>;
  const { plan, configuration } = evaluation;
  if (!plan) return <p>{frameText.sheet.noPlan}</p>;
  const changes = plan.changes.filter((change) => change.step === step);
  return (
    <>
      <p>{frameText.sheet.lead(stepRegistry[step].title, stepIds.indexOf(step) + 1)}</p>
      {changes.length === 0 && <p>{frameText.sheet.nothing}</p>}
      <ol className="sheet-list">
        {changes.map((change) => {
          const number = plan.changes.indexOf(change) + 1;
          return (
            <li key={change.id} className="sheet-change">
              <h3>
                {number}. {change.title}
              </h3>
              {sameState(change.before, change.after) ? (
                <p className="muted">{frameText.sheet.alreadySo}</p>
              ) : (
                <CodeBlock label={frameText.sheet.command(number)} text={changeCommand(change)} wraps />
              )}
            </li>
          );
        })}
      </ol>
      {changes.length > 0 && configuration.length > 0 && (
        <>
          <h2>{frameText.sheet.files}</h2>
          <p>{frameText.sheet.filesHint}</p>
          {configuration.map(({ path, before, after }) => (
            <section key={path}>
              <h3>{path}</h3>
              <DiffView label={path} before={before ?? ''} after={after} />
            </section>
          ))}
        </>
      )}
    </>
  );
}
