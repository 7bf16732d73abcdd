import { useState } from 'react';
import { useWizard } from '../store/wizard-context.tsx';
import { stepRegistry } from '../steps/registry.ts';
import { frameText } from './text.en.ts';

interface Topic {
  title: string;
  help: string;
}

/** What the screen says about its fields: the focused one first, then every other. */
export function HelpPanel() {
  const current = useWizard(({ navigation }) => navigation.current);
  const [topics] = useState(topicsOnScreen);
  return (
    <>
      {current !== 'start' && <p>{stepRegistry[current].lead}</p>}
      <dl className="sheet-list">
        {topics.map(({ title, help }, index) => (
          <div key={index}>
            <dt>{title}</dt>
            <dd>{help}</dd>
          </div>
        ))}
      </dl>
      <h2>{frameText.keys.title}</h2>
      <dl className="sheet-list">
        {frameText.keys.list.map(([key, what]) => (
          <div key={key} className="row">
            <dt>{key}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function topicsOnScreen(): Topic[] {
  const focused = document.activeElement?.closest('[data-help]');
  const marked = [...document.querySelectorAll('main [data-help]')];
  const ordered = focused ? [focused, ...marked.filter((element) => element !== focused)] : marked;
  const topics = ordered.map((element) => ({
    title: element.getAttribute('data-help-title') ?? '',
    help: element.getAttribute('data-help') ?? '',
  }));
  return topics.filter(({ title }, index) => topics.findIndex((other) => other.title === title) === index);
}
