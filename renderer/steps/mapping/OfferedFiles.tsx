import { Field, Select } from '@fluentui/react-components';
import type { FileOffer } from '../../../shared/mapping/import/offered-files.ts';
import { isLocked } from '../../../shared/steps/certificate-import/place-file.ts';
import { CheckIcon, ErrorIcon } from '../../components/icons.tsx';
import { PasswordPrompt } from '../../components/PasswordPrompt.tsx';
import { VirtualTable, type Column } from '../../components/VirtualTable.tsx';
import { useDraft } from '../../store/wizard-context.tsx';
import { mappingScreen } from './text.en.ts';

const words = mappingScreen.importing;

const columns: Column<FileOffer>[] = [
  {
    name: words.verdictColumn,
    width: '7rem',
    cell: ({ taken }) => (
      <span className="import-verdict">
        {taken ? <CheckIcon /> : <ErrorIcon />} {taken ? words.good : words.bad}
      </span>
    ),
  },
  { name: words.file, width: '2fr', cell: ({ file }) => <Text text={file} /> },
  { name: words.what, width: '4fr', cell: (offer) => <Text text={words.offer(offer)} /> },
];

interface OfferedFilesProps {
  offers: readonly FileOffer[];
  account: string;
  onAccount: (account: string) => void;
  onPassword: (file: string, password: string) => Promise<void>;
}

/** Certificates that came without a table: what each file comes to, and the one account for all of them. */
export function OfferedFiles({ offers, account, onAccount, onPassword }: OfferedFilesProps) {
  const { userAccount } = useDraft();
  const locked = offers.find((offer) => !offer.taken && isLocked({ path: offer.file, error: offer.problem }));
  const taken = offers.filter((offer) => offer.taken).length;
  return (
    <>
      {locked && !locked.taken && (
        <PasswordPrompt
          key={locked.file}
          label={words.password(locked.file)}
          hint={words.passwordOfFile}
          error={locked.problem.code === 'certificate.wrong-password' ? locked.problem.title : undefined}
          action={words.open}
          onPassword={(password) => onPassword(locked.file, password)}
        />
      )}
      <p role="status">{words.offered(taken, offers.length)}</p>
      {userAccount.accounts.length === 0 ? (
        <p>{mappingScreen.oneToOne.noAccounts}</p>
      ) : (
        <Field label={words.accountOfAll}>
          <Select value={account} onChange={(_, { value }) => onAccount(value)}>
            {userAccount.accounts.map(({ id, userName }) => (
              <option key={id} value={id}>
                {userName}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <VirtualTable
        label={words.offers}
        rows={offers}
        columns={columns}
        keyOf={({ file }, index) => `${file} ${index}`}
        nameOf={(offer, index) => words.offerName(index + 1, offers.length, offer)}
        height={18}
        empty={words.reading}
      />
    </>
  );
}

function Text({ text }: { text: string }) {
  return (
    <bdi className="import-text" title={text}>
      {text}
    </bdi>
  );
}
