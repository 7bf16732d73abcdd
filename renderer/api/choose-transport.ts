import type { Transport } from '../../shared/api/transport.ts';
import type { Reply } from '../../shared/api/reply.ts';

/** Returns the transport to a development server; the hosts bring their own. */
export function chooseTransport(): Transport {
  const post = async <T>(address: string, body: BodyInit): Promise<Reply<T>> => {
    try {
      const response = await fetch(address, { method: 'POST', body });
      return (await response.json()) as Reply<T>;
    } catch {
      const title = 'The connection to the program is lost';
      return { ok: false, problem: { code: 'transport.lost', title, detail: '', fix: 'Start it again.' } };
    }
  };
  return {
    call: (group, name, input) => post(`/call/${group}/${name}`, JSON.stringify(input)),
    upload: async (file, at) =>
      post(`/upload?name=${encodeURIComponent(file.name)}&at=${encodeURIComponent(at)}`, await file.bytes()),
    download: () => Promise.resolve({ ok: true, value: null }),
  };
}
