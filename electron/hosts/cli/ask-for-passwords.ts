import type { Problem } from '../../../shared/api/problem.ts';
import type { GivenSecrets, Session } from './command.ts';

const attempts = 3;
const missing = 'certificate.password-missing';
const wrong = 'certificate.wrong-password';

/**
 * Returns what `attempt` returns once it lacks no password, or nobody is there to ask: for each file whose password is
 * missing the person at the terminal is asked, three times at most.
 */
export async function askForPasswords<T>(
  session: Session,
  attempt: (secrets: GivenSecrets) => Promise<T>,
  problemsOf: (result: T) => readonly Problem[],
): Promise<T> {
  const files: Record<string, string> = { ...session.secrets.files };
  const asked = new Map<string, number>();
  for (;;) {
    const result = await attempt({ ...session.secrets, files });
    if (!session.askPassword) return result;
    let answered = false;
    for (const { code, location } of problemsOf(result)) {
      if (location === undefined || !(code === missing || (code === wrong && asked.has(location.file)))) continue;
      const count = asked.get(location.file) ?? 0;
      if (count === attempts) continue;
      const again = code === wrong ? 'That does not open it. ' : '';
      files[location.file] = await session.askPassword(`${again}Password of ${location.file}: `);
      asked.set(location.file, count + 1);
      answered = true;
    }
    if (!answered) return result;
  }
}
