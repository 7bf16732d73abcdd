import type { StepId } from '../steps/step-id.ts';
import type { Answers } from '../wizard/answers.ts';
import type { Facts } from '../wizard/facts.ts';
import { changeTitle } from './change-text.en.ts';
import type { ChangeOf, Resource, ResourceState } from './plan.ts';

/** Returns the site's name as the given file writes it, else as answered: IIS does not tell upper from lower case. */
export function siteName(answers: Answers, facts: Facts): string {
  return facts.site?.name ?? answers.sslRequire.site;
}

/** Returns a change with the title that its states, and what the answers call a client's certificate, give it. */
export function change<R extends Resource>(
  resource: R,
  id: string,
  step: StepId,
  before: ResourceState<R> | null,
  after: ResourceState<R>,
  client: string | null = null,
): ChangeOf<R> {
  const title = changeTitle(resource, before, after, client);
  // The union's members differ in `resource`, `before` and `after` together, which the parameters tie to R.
  return { id, resource, title, step, before, after } as unknown as ChangeOf<R>;
}
