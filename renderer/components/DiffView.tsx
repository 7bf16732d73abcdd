import { Tab, TabList } from '@fluentui/react-components';
import { Fragment, useMemo, useState } from 'react';
import { diffLines, type DiffLine } from '../../shared/bundle/diff.ts';
import { componentText } from './text.en.ts';
import './DiffView.css';

interface DiffViewProps {
  label: string;
  before: string;
  after: string;
}

type Layout = 'unified' | 'side-by-side';

/** What changes in a file, with line numbers; a sign tells added from removed, not colour alone. */
export function DiffView({ label, before, after }: DiffViewProps) {
  const [layout, setLayout] = useState<Layout>('unified');
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  if (lines.length === 0) return <p className="muted">{componentText.diff.same}</p>;
  return (
    <div className="diff">
      <TabList
        size="small"
        selectedValue={layout}
        onTabSelect={(_, { value }) => setLayout(value as Layout)}
        aria-label={componentText.diff.layout}
      >
        <Tab value="unified">{componentText.diff.unified}</Tab>
        <Tab value="side-by-side">{componentText.diff.sideBySide}</Tab>
      </TabList>
      <div className="diff-scroll" tabIndex={0} role="group" aria-label={label}>
        {layout === 'unified' ? <Unified lines={lines} /> : <SideBySide lines={lines} />}
      </div>
    </div>
  );
}

const signs: Record<DiffLine['kind'], string> = { same: '', added: '+', removed: '−', gap: '' };
const spoken: Record<DiffLine['kind'], string> = {
  same: '',
  added: componentText.diff.added,
  removed: componentText.diff.removed,
  gap: '',
};

function Unified({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <table className="diff-table">
      <tbody>
        {lines.map((line, index) =>
          line.kind === 'gap' ? (
            <tr key={index} className="diff-gap">
              <td colSpan={4}>{line.text}</td>
            </tr>
          ) : (
            <tr key={index} className={`diff-${line.kind}`}>
              <td className="diff-number">{line.before}</td>
              <td className="diff-number">{line.after}</td>
              <Sign kind={line.kind} />
              <td className="diff-text">{line.text}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

function Sign({ kind }: { kind: DiffLine['kind'] }) {
  return (
    <td className="diff-sign">
      <span aria-hidden="true">{signs[kind]}</span>
      <span className="visually-hidden">{spoken[kind]}</span>
    </td>
  );
}

function SideBySide({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <table className="diff-table diff-two">
      {/* The headings span the columns, so they alone would make all of them equally wide. */}
      <colgroup>
        {['before', 'after'].map((side) => (
          <Fragment key={side}>
            <col className="diff-number" />
            <col className="diff-sign" />
            <col />
          </Fragment>
        ))}
      </colgroup>
      <thead>
        <tr>
          <th colSpan={3} scope="colgroup">
            {componentText.diff.before}
          </th>
          <th colSpan={3} scope="colgroup">
            {componentText.diff.after}
          </th>
        </tr>
      </thead>
      <tbody>
        {pairs(lines).map(([left, right], index) =>
          left?.kind === 'gap' ? (
            <tr key={index} className="diff-gap">
              <td colSpan={6}>{left.text}</td>
            </tr>
          ) : (
            <tr key={index}>
              <Side line={left} number={left?.before} />
              <Side line={right} number={right?.after} />
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

function Side({ line, number }: { line: DiffLine | undefined; number: number | undefined }) {
  if (!line) return <td className="diff-nothing" colSpan={3} />;
  return (
    <>
      <td className={`diff-number diff-${line.kind}`}>{number}</td>
      <td className={`diff-sign diff-${line.kind}`}>
        <span aria-hidden="true">{signs[line.kind]}</span>
        <span className="visually-hidden">{spoken[line.kind]}</span>
      </td>
      <td className={`diff-text diff-${line.kind}`}>{line.text}</td>
    </>
  );
}

type Pair = [DiffLine | undefined, DiffLine | undefined];

/** Puts what was removed beside what stands in its place. */
function pairs(lines: readonly DiffLine[]): Pair[] {
  const result: Pair[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      result.push([removed[index], added[index]]);
    }
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === 'removed') removed.push(line);
    else if (line.kind === 'added') added.push(line);
    else {
      flush();
      result.push([line, line]);
    }
  }
  flush();
  return result;
}
