/** How the islands of a page agree on the visitor's zone. */

const YEAR_SECONDS = 31_536_000;
const CHOSEN = 'lessonry:zone-chosen';
const SHOWN = 'lessonry:zone-shown';

/** A cookie that the server made nothing of: loading the page again would go on for ever. */
export function isZoneRemembered(): boolean {
  return document.cookie.split('; ').some((cookie) => cookie.startsWith('tz='));
}

/** False where the browser keeps no cookies: then nothing may reload either. */
export function rememberZone(timeZone: string): boolean {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  const value = encodeURIComponent(timeZone);
  document.cookie = `tz=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
  return document.cookie.split('; ').includes(`tz=${value}`);
}

/** Offers a zone to whoever can show it without loading the page again; true where somebody does. */
export function chooseZone(timeZone: string): boolean {
  return !dispatchEvent(new CustomEvent(CHOSEN, { detail: timeZone, cancelable: true }));
}

/** `show` gives whether it could. */
export function onZoneChosen(show: (timeZone: string) => boolean): () => void {
  return listen(CHOSEN, (event) => {
    if (show(event.detail)) event.preventDefault();
  });
}

export function announceZone(timeZone: string): void {
  dispatchEvent(new CustomEvent(SHOWN, { detail: timeZone }));
}

export function onZoneShown(hear: (timeZone: string) => void): () => void {
  return listen(SHOWN, (event) => hear(event.detail));
}

function listen(name: string, hear: (event: CustomEvent<string>) => void): () => void {
  const listener = hear as EventListener;
  addEventListener(name, listener);
  return () => removeEventListener(name, listener);
}
