import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { CONTROL, Field } from '../../ui/field.tsx';

const PAUSE_MS = 300;

type SearchFieldProps = { label: string; hint: string; value: string; onSearch: (text: string) => void };

/** Searches once the typing pauses, or at once with Enter. `value` may change from outside too: the way back, a cleared filter. */
export function SearchField({ label, hint, value, onSearch }: SearchFieldProps) {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // Our own search coming back must not overwrite what has been typed since.
    if (value !== sent) {
      setSent(value);
      setDraft(value);
    }
  }

  const text = draft.trim();
  const send = (): void => {
    if (text === value) return;
    setSent(text);
    onSearch(text);
  };
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => {
      setSent(text);
      onSearch(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);

  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label={label}>
        <span className="relative block">
          <Search aria-hidden className="pointer-events-none absolute top-3.5 left-3 size-4" />
          <input
            type="search"
            className={`${CONTROL} pl-9`}
            placeholder={hint}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
        </span>
      </Field>
    </form>
  );
}
