export type MailContent = {
  school: string;
  accent: string;
  greeting: string;
  lead: string;
  facts: readonly (readonly [label: string, value: string])[];
  notes: readonly string[];
  button: { label: string; url: string } | null;
  footer: string;
  lang: string;
};

const escape = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The message as plain text. */
export function mailText(content: MailContent): string {
  return [
    content.greeting,
    '',
    content.lead,
    '',
    ...content.facts.map(([label, value]) => `${label}: ${value}`),
    ...(content.facts.length > 0 ? [''] : []),
    ...content.notes,
    ...(content.notes.length > 0 ? [''] : []),
    ...(content.button ? [`${content.button.label}:`, content.button.url, ''] : []),
    '-- ',
    content.footer,
    '',
  ].join('\n');
}

/** The message as HTML that mail programs understand: one column, styles in place, no pictures from elsewhere. */
export function mailHtml(content: MailContent): string {
  const facts = content.facts
    .map(
      ([label, value]) =>
        `<tr><td style="padding:4px 16px 4px 0;color:#5b6470;vertical-align:top">${escape(label)}</td><td style="padding:4px 0;overflow-wrap:anywhere;word-break:break-word"><strong>${escape(value)}</strong></td></tr>`,
    )
    .join('');
  const notes = content.notes
    .map((note) => `<p style="margin:0 0 8px;color:#5b6470">${escape(note)}</p>`)
    .join('');
  const button = content.button
    ? `<p style="margin:24px 0"><a href="${escape(content.button.url)}" style="background:${content.accent};color:#ffffff;text-decoration:none;padding:12px 20px;border-radius:8px;display:inline-block">${escape(content.button.label)}</a></p>`
    : '';
  return `<!doctype html><html lang="${content.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(content.school)}</title></head>
<body style="margin:0;background:#f5f5f3;font-family:'Be Vietnam Pro',system-ui,sans-serif;color:#1d2329;font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto;padding:24px"><div style="background:#ffffff;border-radius:12px;padding:28px">
<p style="margin:0 0 20px;color:#5b6470">${escape(content.school)}</p>
<p style="margin:0 0 12px">${escape(content.greeting)}</p><p style="margin:0 0 20px">${escape(content.lead)}</p>
<table role="presentation" style="border-collapse:collapse;margin:0 0 16px">${facts}</table>${button}${notes}
</div><p style="color:#5b6470;font-size:13px;margin:16px 4px">${escape(content.footer)}</p></div></body></html>`;
}
