import type { BrowserContext } from 'playwright-core';

/** Chromium's own note about an answer of 400 and above: for a page that is what a test asks for, see `response` for the rest. */
const REFUSED = 'Failed to load resource: the server responded with a status of';

/**
 * Collects what goes wrong on a visitor's pages, in the returned list: complaints in the console (the security policy's among
 * them), exceptions, requests to others than those that `isOurs` knows, parts of a page that are missing.
 */
export function watch(context: BrowserContext, isOurs: (url: URL) => boolean): string[] {
  const faults: string[] = [];
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (!message.text().startsWith(REFUSED))
      faults.push(`console: ${message.text()} at ${message.location().url}:${message.location().lineNumber}`);
  });
  context.on('weberror', (error) => faults.push(`exception: ${error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !isOurs(url)) faults.push(`request to ${url.href}`);
  });
  context.on('response', (response) => {
    const isPage = response.request().resourceType() === 'document';
    if (response.status() >= 400 && !isPage) faults.push(`${response.status()} for ${response.url()}`);
  });
  return faults;
}
