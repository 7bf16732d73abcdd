import type { LogonMethod } from '../../../shared/mapping/mapping-section.ts';
import { userAccountScreen } from './text.en.ts';

/** The logon methods, the one that gives least first. */
export const logonMethodList = Object.keys(userAccountScreen.logon.methods) as LogonMethod[];
