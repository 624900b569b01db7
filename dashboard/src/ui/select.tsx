import { ChevronDown } from 'lucide-react';
import { CONTROL, Field } from './field.tsx';

type SelectProps = {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
};

/** The platform's own select: every phone knows it, every screen reader too. */
export function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <Field label={label}>
      <span className="relative block">
        <select
          className={`${CONTROL} appearance-none truncate pr-9`}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-3.5 right-3 size-4" />
      </span>
    </Field>
  );
}
