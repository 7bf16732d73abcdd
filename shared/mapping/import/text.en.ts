import { defineProblems } from '../../api/define-problems.ts';

/** What is wrong with the table as a whole. */
export const csvProblem = defineProblems({
  'csv.not-text': {
    title: 'The file is not a table of text',
    fix: 'Save it as CSV; an .xlsx file is not one.',
  },
  'csv.no-header': {
    title: 'The table has no header that says what its columns are',
    fix: 'Make the first row: certificate;account;enabled. The certificate is a file, its Base-64, or the thumbprint of a client of the answers.',
  },
  'csv.column-twice': { title: 'Two columns say the same thing', fix: 'Remove or rename one of them.' },
  'csv.no-rows': { title: 'The table has no rows', fix: 'Add one row for each certificate.' },
});

/** Why a row was not taken. */
export const rowProblem = defineProblems({
  'import.damaged-row': {
    title: 'A quotation mark in this row has no partner',
    fix: 'Double the quotation marks inside a quoted cell.',
  },
  'import.no-certificate': {
    title: 'The row names no certificate',
    fix: 'Write a file, the Base-64 of the certificate, or the thumbprint of a client of the answers.',
  },
  'import.number-instead-of-thumbprint': {
    title: 'A spreadsheet has made a number of the thumbprint',
    fix: 'Format the column as text and paste the thumbprint again.',
  },
  'import.unknown-thumbprint': {
    title: 'No client of the answers has this thumbprint',
    fix: 'A thumbprint alone is not enough: IIS stores the certificate itself. Name its file, or add it to the answers.',
  },
  'import.no-certificate-in-file': {
    title: 'The file holds no certificate',
    fix: 'Name the file with the certificate; a key alone is not enough.',
  },
  'import.several-certificates': {
    title: 'The file holds several certificates, and none is clearly the one',
    fix: 'Export the one that is meant into a file of its own.',
  },
  'import.no-account': {
    title: 'The row names no account',
    fix: 'Write the id or the user name of an account of the answers.',
  },
  'import.unknown-account': {
    title: 'The answers have no such account',
    fix: 'Add the account to userAccount.accounts first, or correct the name.',
  },
  'import.ambiguous-account': {
    title: 'Several accounts of the answers have this user name',
    fix: 'Write the id of the account.',
  },
  'import.unclear-enabled': { title: 'It is not clear whether the mapping is enabled', fix: 'Write true or false.' },
  'import.same-certificate': {
    title: 'An earlier row has the same certificate',
    fix: 'Remove one of the rows: IIS refuses a certificate that stands twice.',
  },
  'import.already-mapped': {
    title: 'The answers map this certificate already',
    fix: 'Remove the row, or the mapping in the answers.',
  },
  'import.bad-id': {
    title: 'The id cannot be one',
    fix: 'Use up to 64 letters, digits, dots, hyphens and underscores, beginning with a letter or digit.',
  },
  'import.same-id': { title: 'The id is in use', fix: 'Write another one, or leave the cell empty.' },
});
