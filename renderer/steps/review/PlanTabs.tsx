import { Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import type { Evaluation } from '../../../shared/wizard/session-calls.ts';
import { DiffView } from '../../components/DiffView.tsx';
import { AffectedList } from './AffectedList.tsx';
import { ChangeList } from './ChangeList.tsx';
import { reviewText } from './text.en.ts';
import './review.css';

const words = reviewText.tabs;

/** The plan from every side: its changes, whom it concerns, and each configuration file before and after. */
export function PlanTabs({ evaluation }: { evaluation: Evaluation | null }) {
  const [chosen, setChosen] = useState('changes');
  if (!evaluation) return <p>{words.waiting}</p>;
  const { plan, configuration } = evaluation;
  if (!plan) return <p className="card">{words.noPlan}</p>;
  const file = configuration.find(({ path }) => path === chosen);
  return (
    <section className="card" aria-labelledby="plan-title">
      <h2 id="plan-title">{words.title}</h2>
      <TabList
        className="plan-tabs"
        selectedValue={file || chosen === 'affected' ? chosen : 'changes'}
        onTabSelect={(_, { value }) => setChosen(String(value))}
        aria-label={words.label}
      >
        <Tab value="changes">{words.changes}</Tab>
        <Tab value="affected">{words.affected}</Tab>
        {configuration.map(({ path }) => (
          <Tab key={path} value={path}>
            {path}
          </Tab>
        ))}
      </TabList>
      {file ? (
        <>
          {file.before === null && <p className="muted">{words.newFile}</p>}
          <DiffView label={file.path} before={file.before ?? ''} after={file.after} />
        </>
      ) : chosen === 'affected' ? (
        <AffectedList evaluation={evaluation} plan={plan} />
      ) : (
        <ChangeList changes={plan.changes} />
      )}
    </section>
  );
}
