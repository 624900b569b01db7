import { useEffect } from 'preact/hooks';

export interface AwaitPaymentProps {
  /** The state that the page shows; another one in a fresh copy of the page means: load it. */
  state: string;
}

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 15_000;

/** Looks now and then whether the payment has arrived, so that the page changes only when there is news. */
export default function AwaitPayment({ state }: AwaitPaymentProps) {
  useEffect(() => {
    let wait = FIRST_WAIT_MS;
    let timer = setTimeout(() => void check(), wait);

    async function check(): Promise<void> {
      try {
        const response = await fetch(location.href, { headers: { accept: 'text/html' } });
        // Not parsed as a document: its style sheet carries another nonce than this page's policy, which would complain.
        const fresh = /data-booking-state="(\w+)"/.exec(await response.text())?.[1];
        if (response.ok && fresh !== undefined && fresh !== state) {
          location.reload();
          return;
        }
      } catch {
        // Offline for a moment: the next look may succeed.
      }
      wait = Math.min(wait * 1.5, LONGEST_WAIT_MS);
      timer = setTimeout(() => void check(), wait);
    }

    return () => clearTimeout(timer);
  }, []);
  return null;
}
