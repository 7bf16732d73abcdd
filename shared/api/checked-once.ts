import { z } from 'zod';

/** A schema whose values are checked portion by portion, and then passed on without being looked at again. */
export interface CheckedOnce<Value extends object> {
  readonly schema: z.ZodType<Value>;
  /** Returns the value as the schema has it; throws where it does not fit, which is a bug. */
  check(value: Value): Value;
}

/**
 * Returns a schema for values that come by the ten thousand: who makes them checks them as they come, and an answer that
 * holds them all is then checked without a pause that a person would feel. A value that was not checked before is now.
 */
export function checkedOnce<Value extends object>(schema: z.ZodType<Value>): CheckedOnce<Value> {
  const checked = new WeakSet();
  const isSound = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    if (checked.has(value)) return true;
    const { success } = schema.safeParse(value);
    if (success) checked.add(value);
    return success;
  };
  return {
    schema: z.custom<Value>(isSound, 'It does not fit the contract.'),
    check(value) {
      const sound = schema.parse(value);
      checked.add(sound);
      return sound;
    },
  };
}
