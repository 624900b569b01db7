import { CircleAlert } from 'lucide';
import { Icon } from './icon.tsx';
import { usePage } from './page-env.tsx';

/** The server's CSRF token, where it uses one. */
export function CsrfField() {
  const { csrfToken } = usePage();
  return csrfToken === undefined ? null : <input type="hidden" name="_csrf" value={csrfToken} />;
}

interface TextFieldProps {
  name: string;
  label: string;
  value: string;
  type?: 'text' | 'email' | 'password';
  hint?: string | undefined;
  error?: string | undefined;
  autoComplete: string;
  inputMode?: 'numeric' | undefined;
  maxLength?: number;
}

/** A required text field with its label, hint and error; the input's id is its name. */
export function TextField(props: TextFieldProps) {
  const { name, label, value, type = 'text', hint, error, autoComplete, inputMode, maxLength = 200 } = props;
  const describedBy = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const common = {
    class: 'input',
    id: name,
    name,
    required: true,
    maxLength,
    autoComplete,
    inputMode,
    'aria-describedby': describedBy === '' ? undefined : describedBy,
    'aria-invalid': error === undefined ? undefined : true,
  };
  return (
    <div class="field">
      <label class="field-label" for={name}>
        {label}
      </label>
      {type === 'password' && <input {...common} type="password" />}
      {type === 'email' && <input {...common} type="email" value={value} />}
      {type === 'text' && <input {...common} type="text" value={value} />}
      {hint !== undefined && (
        <p class="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" id={`${name}-error`}>
          <Icon of={CircleAlert} />
          {error}
        </p>
      )}
    </div>
  );
}
