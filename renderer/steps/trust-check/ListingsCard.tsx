import { Button, Field, Select, Textarea } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { isFiltered } from '../../../shared/trust/store-listing.ts';
import { CloseIcon, FileIcon } from '../../components/icons.tsx';
import type { Listing } from './read-listing.ts';
import { trustScreen } from './text.en.ts';
import { describeListing } from './listings.ts';
import type { useListings } from './use-listings.ts';

const words = trustScreen.listings;
const stores = Object.keys(words.stores) as (keyof typeof words.stores)[];

type Given = ReturnType<typeof useListings>;

/** Takes what the server says about itself, as text or as a file. */
export function ListingsCard({ given, isThisServer }: { given: Given; isThisServer: boolean }) {
  const [text, setText] = useState('');
  const [store, setStore] = useState<string>('Root');
  const files = useRef<HTMLInputElement>(null);
  const { listings, problem, isReading } = given;
  return (
    <section className="card" aria-labelledby="listings-title">
      <h2 id="listings-title">{words.title}</h2>
      {isThisServer && (
        <div className="row">
          <span>{isReading ? words.reading : words.thisServer}</span>
          <Button disabledFocusable={isReading} onClick={() => void given.readAgain()}>
            {words.readAgain}
          </Button>
        </div>
      )}
      <p>{words.lead}</p>
      <p className="muted">{words.forms}</p>
      <Field
        label={words.paste}
        {...(problem !== null && { validationState: 'error' as const, validationMessage: problem })}
      >
        <Textarea
          value={text}
          rows={4}
          spellCheck={false}
          className="listing-text"
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
      <div className="row">
        <Button
          disabledFocusable={text.trim() === ''}
          onClick={() => {
            if (given.takeText(text, store)) setText('');
          }}
        >
          {words.take}
        </Button>
        <Button icon={<FileIcon />} onClick={() => files.current?.click()}>
          {words.choose}
        </Button>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          aria-label={words.choose}
          onChange={({ currentTarget }) => {
            const chosen = [...(currentTarget.files ?? [])];
            // The same file may be chosen again after it was made anew.
            currentTarget.value = '';
            void given.takeFiles(chosen, store);
          }}
        />
      </div>
      <Field label={words.store} className="listing-store">
        <Select value={store} onChange={(_, { value }) => setStore(value)}>
          {stores.map((each) => (
            <option key={each} value={each}>
              {words.stores[each]}
            </option>
          ))}
        </Select>
      </Field>
      {listings.length === 0 ? (
        <p className="muted">{words.none}</p>
      ) : (
        <ul className="stack" aria-label={words.given}>
          {listings.map((listing) => (
            <GivenListing key={listing.name} listing={listing} onRemove={() => given.remove(listing.name)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function GivenListing({ listing, onRemove }: { listing: Listing; onRemove: () => void }) {
  const { name, certificates, reading } = listing;
  return (
    <li className="listing">
      <div>
        <b>{name}</b> <span>{describeListing(listing)}</span>
        {!reading && certificates.some(({ certificate }) => certificate === null) && (
          <p className="muted">{words.byNames}</p>
        )}
        {isFiltered(certificates) && <p className="muted">{words.filtered}</p>}
        {reading?.notTold.map(({ detail }) => (
          <p key={detail} className="muted">
            {words.notTold}: {detail}
          </p>
        ))}
      </div>
      {!reading && (
        <Button
          size="small"
          appearance="subtle"
          icon={<CloseIcon />}
          aria-label={words.remove(name)}
          onClick={onRemove}
        />
      )}
    </li>
  );
}
