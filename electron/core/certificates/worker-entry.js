// The loader that runs TypeScript in the main thread does not reach worker threads: each registers its own. The one for
// CommonJS needs no thread of its own, which halves the time to the first answer.
import { createRequire } from 'node:module';
import { register } from 'tsx/cjs/api';

register();
createRequire(import.meta.url)('./worker.ts');
