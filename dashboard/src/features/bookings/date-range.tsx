import type { ChangeEvent } from 'react';
import { useForm } from 'react-hook-form';
import { useLanguage } from '../../preferences/language.tsx';
import { CONTROL, Field } from '../../ui/field.tsx';
import { isDate } from './booking-search.ts';

type Range = { from: string | undefined; to: string | undefined };
type DateRangeProps = Range & { onChange: (range: Range) => void };

const isDateOrEmpty = (value: string): boolean => value === '' || isDate(value);

/** First and last day; applied as soon as both are days that can be, in this order. */
export function DateRange({ from, to, onChange }: DateRangeProps) {
  const { t } = useLanguage();
  const { register, handleSubmit, formState } = useForm({
    values: { from: from ?? '', to: to ?? '' },
    // While a year is being typed, "0002" is on its way to "2026": no reason to jump about.
    shouldFocusError: false,
  });
  const apply = handleSubmit((range) =>
    onChange({ from: range.from || undefined, to: range.to || undefined }),
  );
  const onFieldChange = (event: ChangeEvent<HTMLInputElement>): void => {
    if (!event.target.validity.badInput) void apply();
  };
  const reversed = formState.errors.to?.type === 'order';
  return (
    <div className="grid gap-1">
      <div className="grid grid-cols-2 gap-3">
        <Field label={t.bookings.filters.from}>
          <input
            type="date"
            className={CONTROL}
            {...register('from', { validate: isDateOrEmpty, onChange: onFieldChange })}
          />
        </Field>
        <Field label={t.bookings.filters.to}>
          <input
            type="date"
            className={CONTROL}
            aria-invalid={reversed}
            aria-describedby={reversed ? 'range-reversed' : undefined}
            {...register('to', {
              validate: {
                date: isDateOrEmpty,
                order: (value, form) => value === '' || form.from === '' || value >= form.from,
              },
              onChange: onFieldChange,
            })}
          />
        </Field>
      </div>
      {reversed && (
        <p id="range-reversed" role="alert" className="text-xs text-danger">
          {t.bookings.filters.reversed}
        </p>
      )}
    </div>
  );
}
