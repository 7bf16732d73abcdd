import type { Change } from '../../plan/plan.ts';
import { sameState } from '../../plan/resource-state.ts';
import { html, sentence, table, type Html } from '../html.ts';
import { reasons, stateLines } from '../../plan/change-words.en.ts';

/** Returns every change in the order of execution: what it does, why, and what is there before and after. */
export function changesTable(changes: readonly Change[]): Html {
  return table(
    'Changes in the order of execution',
    ['No.', 'Change', 'Before', 'After'],
    changes.map((change, index) => [
      html`${index + 1}`,
      changeCell(change),
      change.before === null
        ? html`Not known: no given file tells. Read when it is applied.`
        : stateCell(change.before),
      stateCell(change.after),
    ]),
    'changes',
  );
}

function changeCell({ id, title, resource, before, after }: Change): Html {
  return html`<div><strong>${sentence(title)}</strong></div>
    ${before !== null && sameState(before, after) ? html`<div>Already so; apply keeps it so.</div>` : null}
    <div class="quiet">${reasons[resource]}</div>
    <div class="quiet"><code>${id}</code></div>`;
}

function stateCell(state: Change['after']): Html {
  return html`${stateLines(state).map(([name, value]) => html`<div>${name}: ${sentence(value)}</div>`)}`;
}
