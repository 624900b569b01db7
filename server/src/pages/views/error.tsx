import { CloudOff, Hourglass, Lock, MapPinOff, SearchX, Wrench } from 'lucide';
import { Icon } from '../components/icon.tsx';
import { usePage } from '../components/page-env.tsx';
import type { ErrorPageProps } from '../view-models.ts';

const ICONS = {
  not_found: SearchX,
  no_school: MapPinOff,
  too_many_requests: Hourglass,
  forbidden: Lock,
  server_error: CloudOff,
  unavailable: Wrench,
} as const;

export function ErrorPage({ kind, requestId, retryAfterSeconds }: ErrorPageProps) {
  const { t } = usePage();
  return (
    <div class="container narrow error-page">
      <span class="state-icon">
        <Icon of={ICONS[kind]} />
      </span>
      <h1>{t.errors[kind].title}</h1>
      <p class="muted">{t.errors[kind].text}</p>
      {retryAfterSeconds !== undefined && <p>{t.errors.retryIn(retryAfterSeconds)}</p>}
      {kind !== 'no_school' && (
        <a class="button" href="/">
          {t.errors.backHome}
        </a>
      )}
      {requestId !== undefined && <p class="muted error-reference">{t.errors.requestId(requestId)}</p>}
    </div>
  );
}
