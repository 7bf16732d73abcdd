import { isWithin } from '../../shared/wizard/path.ts';

const focusable =
  'input:not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled]), [tabindex="0"]';

/**
 * Puts the focus on the field of a place in the answers (marked with `data-path`): on the field itself, else on the
 * nearest thing around it, else on the first inside it. Returns false when nothing of it is on the screen.
 */
export function focusPath(path: string): boolean {
  const marked = [...document.querySelectorAll<HTMLElement>('main [data-path]')];
  const pathOf = (element: HTMLElement) => element.dataset['path'] ?? '';
  const around = marked
    .filter((element) => isWithin(path, pathOf(element)))
    .sort((a, b) => pathOf(b).length - pathOf(a).length);
  const inside = marked.filter((element) => isWithin(pathOf(element), path));
  const target = around[0] ?? inside[0];
  if (!target) return false;
  const field = target.matches(focusable) ? target : target.querySelector<HTMLElement>(focusable);
  if (!field) target.tabIndex = -1;
  (field ?? target).focus();
  target.scrollIntoView({ block: 'nearest' });
  return true;
}
