import type { Exchange } from './listen.ts';

/** Text that is HTML already and must not be escaped again. */
export type Html = { html: string };
type Part = Html | string | number | null | undefined | false | Part[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(render).join('');
  if (typeof part === 'object') return part.html;
  return String(part).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** Template tag: every value is escaped unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: strings.reduce((text, string, at) => text + render(parts[at - 1]) + string) };
}

/** Sends a whole page without scripts. `style` is CSS; `lang` the language of the page. */
export function sendPage(
  exchange: Exchange,
  page: { status?: number; lang: string; title: string; style: string; body: Html },
): void {
  const document = html`<!doctype html>
    <html lang="${page.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${page.title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${{ html: page.style }}
        </style>
      </head>
      <body>
        ${page.body}
      </body>
    </html> `;
  exchange.response
    .writeHead(page.status ?? 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    })
    .end(document.html);
}

/** The look of the developers' pages: tables that scroll sideways on a phone instead of breaking the page. */
export const developerStyle = `
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1c2330; background: #f5f6fa; }
* { box-sizing: border-box; }
body { margin: 0; }
header, main { max-width: 76rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .35rem; }
p { margin: .35rem 0; max-width: 46rem; }
a { color: #3b3bb3; } a:focus-visible, .scroll:focus-visible { outline: 3px solid #3b3bb3; outline-offset: 2px; }
.scroll { overflow-x: auto; background: #fff; border: 1px solid #d9dce6; border-radius: .5rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid #e8eaf1; vertical-align: top; white-space: nowrap; }
th { color: #4a5266; font-weight: 600; } tr:last-child td { border-bottom: 0; }
td.wrap { white-space: normal; min-width: 12rem; }
code { font: .8125rem ui-monospace, monospace; overflow-wrap: anywhere; }
.tag { display: inline-block; padding: 0 .5rem; border-radius: 1rem; background: #e8eaf1; color: #1c2330; font-size: .8125rem; }
.good { background: #d9f2e3; color: #0b4f2c; } .bad { background: #fbe0e0; color: #7c1414; } .open { background: #e3e6ff; color: #2a2a86; }
.empty { color: #4a5266; }
`;

/** A table that can be scrolled by keyboard; says so in words when it has no rows. */
export function table(label: string, columns: string[], rows: Part[][]): Html {
  if (rows.length === 0) return html`<p class="empty">${label}: none yet.</p>`;
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
