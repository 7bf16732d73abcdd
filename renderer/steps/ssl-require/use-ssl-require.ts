import type { Draft } from '../../../shared/wizard/draft.ts';
import { plainBinding } from '../../../shared/wizard/draft.ts';
import { useActions, useDraft } from '../../store/wizard-context.tsx';

export type SslRequire = Draft['sslRequire'];
export type Binding = NonNullable<SslRequire['binding']>;

/** Returns the answers of step 1 and how to change them. */
export function useSslRequire() {
  const { sslRequire, target } = useDraft();
  const { change } = useActions();
  return {
    sslRequire,
    target,
    set: (changes: Partial<SslRequire>, subject: string | null = null) =>
      change(subject, (draft) => ({ ...draft, sslRequire: { ...draft.sslRequire, ...changes } })),
    setBinding: (changes: Partial<Binding>, subject: string | null = null) =>
      change(subject, (draft) => ({
        ...draft,
        sslRequire: { ...draft.sslRequire, binding: { ...plainBinding, ...draft.sslRequire.binding, ...changes } },
      })),
  };
}

/** Returns an object without a key: in the answers, what is not answered is absent. */
export function without<T extends object, Key extends keyof T>(value: T, key: Key): Omit<T, Key> {
  const { [key]: _gone, ...rest } = value;
  return rest;
}
