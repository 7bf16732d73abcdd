import { unfinishedComment } from '../iis/edit-nodes.ts';

/** Attributes of the sections, sites and locations that a plan is about. What others hold is not for a ticket. */
const shownAttributes = new Set(
  (
    'path overrideMode overrideModeDefault allowOverride allowDefinition inheritInChildApplications name id protocol ' +
    'bindingInformation sslFlags physicalPath applicationPool enabled userName certificate description permissionMode ' +
    'certificateField certificateSubField matchCriteria compareCaseSensitive logonMethod defaultLogonDomain ' +
    'oneToOneCertificateMappingsEnabled manyToOneCertificateMappingsEnabled'
  ).split(' '),
);

const tokens =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>|[^<]+|</g;
const attributes = /([^\s"'=<>/]+)(\s*=\s*)("[^"]*"|'[^']*')/g;

/**
 * Returns the text of a well-formed configuration file without any secret: passwords, encrypted or clear, the values of
 * attributes that a plan is not about, texts and comments are left out, lines stay where they are.
 */
export function withoutSecrets(text: string): string {
  return text.replace(tokens, (token) => {
    if (token.startsWith('<?')) return token;
    if (token.startsWith('<!--')) return token.includes(unfinishedComment) ? token : `<!-- ${leftOut(token)} -->`;
    if (!token.startsWith('<') || token.startsWith('<!')) return token.trim() === '' ? token : leftOut(token);
    return token === '<' ? '…' : token.replace(attributes, attribute);
  });
}

function attribute(whole: string, name: string, equals: string, value: string): string {
  const quote = value.charAt(0);
  if (/password|pwd/i.test(name)) return `${name}${equals}${quote}(not shown)${lineBreaks(value)}${quote}`;
  if (!shownAttributes.has(name)) return `${name}${equals}${quote}${leftOut(value)}${quote}`;
  return whole.replace(/\[enc:[^\]"']*\]?/gi, '(not shown)');
}

function leftOut(text: string): string {
  return `…${lineBreaks(text)}`;
}

function lineBreaks(text: string): string {
  return text.replace(/[^\r\n]+/g, '');
}
