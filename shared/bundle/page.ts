import { html, Html } from './html.ts';

/** The one style of the bundle's documents: system fonts, both themes, forced colours, print, narrow screens. */
export const style = `
:root{color-scheme:light dark;--line:#c8c8c8;--quiet:#575757;--error:#a4262c;--warning:#7a4b00;--soft:#f5f5f5;--added:#e6f4ea;--removed:#fdeaea;--accent:#0f5ea8}
@media(prefers-color-scheme:dark){:root{--line:#5c5c5c;--quiet:#b8b8b8;--error:#ff9c9c;--warning:#ffd08a;--soft:#2b2b2b;--added:#143d21;--removed:#4a1d1d;--accent:#7ab8f5}}
*{box-sizing:border-box}
body{font:1rem/1.5 "Segoe UI",system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.25rem;margin:2.25rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
h3{font-size:1rem;margin:1.25rem 0 .25rem}
p,ul,ol,dl{margin:.5rem 0}
code,pre{font:.875rem/1.45 Consolas,"Cascadia Mono",monospace}
pre{background:var(--soft);border:1px solid var(--line);padding:.75rem;overflow-x:auto;white-space:pre-wrap}
pre:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
a{color:var(--accent)}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}
th{background:var(--soft)}
.scroll{overflow-x:auto}
.box{border:2px solid var(--error);padding:.75rem 1rem;margin:1rem 0}
.box h2{border:0;margin:0;padding:0}
.error{color:var(--error);font-weight:600}
.warning{color:var(--warning);font-weight:600}
.information,.quiet{color:var(--quiet)}
.diff td{border:0;padding:0 .5rem;white-space:pre-wrap;font:.8125rem/1.4 Consolas,monospace}
.diff .number{color:var(--quiet);text-align:right;white-space:nowrap}
.added{background:var(--added)}
.removed{background:var(--removed)}
@media print{body{max-width:none}pre{white-space:pre-wrap}}
@media(forced-colors:active){.added,.removed,.box{forced-color-adjust:none;border:1px solid CanvasText;background:Canvas;color:CanvasText}}
`;

/** SHA-256 of the style, for the policy that allows it and nothing else. */
export const styleHash = 'sha256-AIEZHgLQy+1kRgL5ru5FYS/n9M9yMrZyF1WdDqFjwEU=';

/** Returns a whole document that loads nothing and runs nothing; LF line ends. */
export function page(title: string, body: Html): string {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${new Html(styleHash)}'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
  return document.text;
}
