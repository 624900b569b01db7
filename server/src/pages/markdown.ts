/** The texts that schools write: Markdown in, a small set of HTML elements out. */
import { marked } from 'marked';
import sanitizeHtml from 'sanitize-html';

const kept = new Map<string, string>();

/** Sanitised HTML: no scripts, styles, pictures or frames; headings start at level 3 to fit below the page's. */
export function renderMarkdown(source: string): string {
  const found = kept.get(source);
  if (found !== undefined) return found;
  const html = sanitizeHtml(marked.parse(source, { async: false, gfm: true, breaks: true }), {
    allowedTags: [
      'p',
      'br',
      'strong',
      'em',
      'del',
      'ul',
      'ol',
      'li',
      'blockquote',
      'a',
      'h3',
      'h4',
      'code',
      'hr',
    ],
    allowedAttributes: { a: ['href', 'rel'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      h1: 'h3',
      h2: 'h3',
      h5: 'h4',
      h6: 'h4',
      a: sanitizeHtml.simpleTransform('a', { rel: 'noopener nofollow' }),
    },
  });
  if (kept.size >= 500) kept.clear();
  kept.set(source, html);
  return html;
}

/** The first lines as plain text, for descriptions. */
export function plainText(source: string, maximum: number): string {
  const text = sanitizeHtml(renderMarkdown(source), { allowedTags: [], textFilter: unescape })
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.length <= maximum ? text : `${text.slice(0, text.lastIndexOf(' ', maximum))}…`;
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
