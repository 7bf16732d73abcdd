import { stepIds, type StepId } from '../steps/step-id.ts';

/** Where the user is, and which steps were opened so far; those stay open. */
export interface Navigation {
  current: 'start' | StepId;
  visited: readonly StepId[];
}

export type NavigationAction = { kind: 'start' } | { kind: 'open'; step: StepId } | { kind: 'next' } | { kind: 'back' };

export const atStart: Navigation = { current: 'start', visited: [] };

/**
 * Returns where an action leads. Next is never refused: what stands in the way of an export is said by the review. Back
 * from the first step leads to the start screen, Next from the last one nowhere.
 */
export function navigate(from: Navigation, action: NavigationAction): Navigation {
  switch (action.kind) {
    case 'start':
      return { ...from, current: 'start' };
    case 'open':
      return visit(from, action.step);
    case 'next':
      return visit(from, stepAt(from, 1) ?? (from.current === 'start' ? stepIds[0] : from.current));
    case 'back': {
      const step = stepAt(from, -1);
      return step ? visit(from, step) : { ...from, current: 'start' };
    }
  }
}

/** Returns the navigation of a document that is opened at a step: everything before it counts as seen. */
export function navigationAt(step: StepId): Navigation {
  return { current: step, visited: stepIds.slice(0, stepIds.indexOf(step) + 1) };
}

function stepAt({ current }: Navigation, distance: number): StepId | undefined {
  return current === 'start' ? undefined : stepIds[stepIds.indexOf(current) + distance];
}

function visit(from: Navigation, step: StepId): Navigation {
  const visited = stepIds.filter((id) => id === step || from.visited.includes(id));
  return { current: step, visited };
}
