import { componentText } from './text.en.ts';
import './HandshakePicture.css';

/** One message between visitor and server. */
export interface HandshakeMessage {
  from: 'visitor' | 'server';
  text: string;
  /** What the picture is about, and how it ends. */
  tone?: 'key' | 'good' | 'bad' | 'unknown';
}

/** Who asks whom, and when: a ladder of messages that also reads as a list. */
export function HandshakePicture({ label, messages }: { label: string; messages: readonly HandshakeMessage[] }) {
  const { visitor, server } = componentText.handshake;
  return (
    <figure className="handshake" aria-label={label}>
      <div className="handshake-ends" aria-hidden="true">
        <span>{visitor}</span>
        <span>{server}</span>
      </div>
      <ol>
        {messages.map(({ from, text, tone = 'plain' }, index) => (
          <li key={index} className={`handshake-message handshake-${from} handshake-${tone}`}>
            <span className="visually-hidden">{from === 'visitor' ? visitor : server}: </span>
            {text}
          </li>
        ))}
      </ol>
    </figure>
  );
}
