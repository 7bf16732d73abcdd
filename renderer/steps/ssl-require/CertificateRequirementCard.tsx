import { CheckField } from '../../components/Field.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { sslRequireScreen } from './text.en.ts';
import { useSslRequire } from './use-ssl-require.ts';

const words = sslRequireScreen.certificate;

/** Ignore, accept or require; and what else the SSL flags say. */
export function CertificateRequirementCard() {
  const { sslRequire, set } = useSslRequire();
  return (
    <section className="card" aria-labelledby="requirement-title">
      <h2 id="requirement-title">{words.title}</h2>
      <RadioCards
        path="sslRequire.clientCertificate"
        label={words.label}
        help={words.help}
        value={sslRequire.clientCertificate}
        cards={[
          { value: 'ignore', ...words.ignore },
          { value: 'accept', ...words.accept },
          { value: 'require', ...words.require, badge: words.recommended },
        ]}
        onChange={(clientCertificate) => set({ clientCertificate })}
      />
      <div className="grid">
        <CheckField
          path="sslRequire.requireSsl"
          label={words.requireSsl}
          hint={words.requireSslHint}
          value={sslRequire.requireSsl}
          onChange={(requireSsl) => set({ requireSsl })}
        />
        <CheckField
          path="sslRequire.require128Bit"
          label={words.require128Bit}
          hint={words.require128BitHint}
          value={sslRequire.require128Bit}
          onChange={(require128Bit) => set({ require128Bit })}
        />
      </div>
    </section>
  );
}
