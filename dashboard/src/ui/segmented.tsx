import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';

type Option<Value extends string> = {
  value: Value;
  /** Its name; also what is shown, unless there is `content`. */
  label: string;
  content?: ReactNode;
  lang?: string;
};

type SegmentedProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
  /** Spread over the width that there is. */
  wide?: boolean;
};

const ITEM =
  'grid min-h-11 min-w-11 place-items-center rounded-sm text-sm text-muted hover:text-ink data-[state=on]:bg-surface ' +
  'data-[state=on]:text-ink data-[state=on]:font-strong data-[state=on]:shadow-[inset_0_0_0_1px_var(--line-strong)]';

/** One choice of a few, all of them in sight. Arrow keys move within it. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
  wide,
}: SegmentedProps<Value>) {
  const choose = (chosen: string): void => {
    // A second click on the chosen one reports '': it stays chosen here.
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      onValueChange={choose}
      aria-label={label}
      className={`rounded-sm bg-sunken ${wide ? 'grid grid-flow-col' : 'flex'}`}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          lang={option.lang}
          aria-label={option.content === undefined ? undefined : option.label}
          title={option.content === undefined ? undefined : option.label}
          className={`${ITEM} ${wide ? 'px-2 sm:px-4' : ''}`}
        >
          {option.content ?? option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
