// The loader that runs TypeScript in the main thread does not reach worker threads: each registers its own.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
