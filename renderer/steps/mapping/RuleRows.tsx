import { Button } from '@fluentui/react-components';
import { useMemo, useRef } from 'react';
import type { CertificateField } from '../../../shared/mapping/mapping-section.ts';
import { subFieldChoices, type SubFieldChoice } from '../../../shared/mapping/sub-fields.ts';
import type { ManyToOneAnswer } from '../../../shared/steps/mapping/edit-many-to-one.ts';
import { CheckField, SelectField, TextField } from '../../components/Field.tsx';
import { AddIcon, CloseIcon } from '../../components/icons.tsx';
import { focusSoon } from './focus-soon.ts';
import { mappingScreen } from './text.en.ts';
import { useKnownClients } from './use-simulation.ts';

const words = mappingScreen.manyToOne;

type Rule = ManyToOneAnswer['rules'][number];

/** As many certificates as can be looked through at once; they only give the suggestions. */
const sampled = 500;

interface RuleRowsProps {
  path: string;
  rules: readonly Rule[];
  /** `subject` is the field below the mapping that is typed into. */
  onChange: (rules: Rule[], subject: string | null) => void;
}

/** The criteria of one mapping, a row each. */
export function RuleRows({ path, rules, onChange }: RuleRowsProps) {
  const clients = useKnownClients();
  const choices = useMemo(() => {
    const visitors = clients.slice(0, sampled).map(({ certificate }) => certificate);
    return { Subject: subFieldChoices(visitors, 'Subject'), Issuer: subFieldChoices(visitors, 'Issuer') };
  }, [clients]);
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const set = (index: number, part: Partial<Rule>, field: string | null) =>
    onChange(
      rules.map((rule, position) => (position === index ? { ...rule, ...part } : rule)),
      field === null ? null : `rules[${index}].${field}`,
    );
  return (
    <fieldset className="rules" data-path={path} ref={fieldset}>
      <legend>{words.rulesTitle}</legend>
      {rules.length === 0 && <p className="muted">{words.rulesNone}</p>}
      {rules.map((rule, index) => (
        <RuleRow
          key={index}
          path={`${path}[${index}]`}
          position={index + 1}
          rule={rule}
          choices={choices[rule.certificateField]}
          onChange={(part, field) => set(index, part, field)}
          onRemove={() => {
            onChange(
              rules.filter((_, position) => position !== index),
              null,
            );
            const next = Math.min(index, rules.length - 2);
            focusSoon(fieldset.current, `[data-remove="${next}"]`, '[data-add]');
          }}
        />
      ))}
      {rules.length > 0 && <p className="muted">{words.star}</p>}
      <div>
        <Button
          data-add
          size="small"
          icon={<AddIcon />}
          onClick={() =>
            onChange(
              [
                ...rules,
                {
                  certificateField: 'Subject',
                  certificateSubField: 'O',
                  matchCriteria: '',
                  compareCaseSensitive: false,
                },
              ],
              null,
            )
          }
        >
          {words.addRule}
        </Button>
      </div>
    </fieldset>
  );
}

interface RuleRowProps {
  path: string;
  position: number;
  rule: Rule;
  choices: readonly SubFieldChoice[];
  onChange: (part: Partial<Rule>, field: string | null) => void;
  onRemove: () => void;
}

function RuleRow({ path, position, rule, choices, onChange, onRemove }: RuleRowProps) {
  const values = choices.find(({ subField }) => subField === rule.certificateSubField)?.values ?? [];
  return (
    <div className="rule-row" data-path={path}>
      <SelectField<CertificateField>
        path={`${path}.certificateField`}
        label={words.field(position)}
        value={rule.certificateField}
        options={[
          ['Subject', words.fields.Subject],
          ['Issuer', words.fields.Issuer],
        ]}
        onChange={(certificateField) => onChange({ certificateField }, null)}
      />
      <TextField
        path={`${path}.certificateSubField`}
        label={words.subField(position)}
        help={words.subFieldHelp}
        value={rule.certificateSubField}
        suggestions={choices.map(({ subField }) => subField)}
        onChange={(certificateSubField) => onChange({ certificateSubField }, 'certificateSubField')}
      />
      <TextField
        path={`${path}.matchCriteria`}
        label={words.criteria(position)}
        help={words.criteriaHelp}
        value={rule.matchCriteria}
        suggestions={values.map(({ value }) => value)}
        onChange={(matchCriteria) => onChange({ matchCriteria }, 'matchCriteria')}
      />
      <CheckField
        path={`${path}.compareCaseSensitive`}
        label={words.anyCaseShort}
        help={words.anyCase(position)}
        value={!rule.compareCaseSensitive}
        onChange={(isAlike) => onChange({ compareCaseSensitive: !isAlike }, null)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<CloseIcon />}
        data-remove={position - 1}
        aria-label={words.removeRule(position)}
        onClick={onRemove}
      />
    </div>
  );
}
