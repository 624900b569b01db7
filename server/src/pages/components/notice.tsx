import type { ComponentChildren } from 'preact';
import type { IconNode } from 'lucide';
import { CircleAlert, Info } from 'lucide';
import { Icon } from './icon.tsx';

interface NoticeProps {
  tone?: 'info' | 'warning' | 'danger';
  icon?: IconNode;
  title?: string;
  /** Read out at once when the page opens: for refusals and errors. */
  urgent?: boolean;
  children?: ComponentChildren;
}

export function Notice({ tone = 'info', icon, title, urgent = false, children }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} {...(urgent && { role: 'alert' })}>
      <Icon of={icon ?? (tone === 'info' ? Info : CircleAlert)} />
      <div class="notice-body">
        {title !== undefined && <h2>{title}</h2>}
        {children}
      </div>
    </div>
  );
}

interface EmptyProps {
  icon: IconNode;
  title: string;
  text?: string;
  level?: 'h2' | 'h3';
  children?: ComponentChildren;
}

/** A designed nothing: what is missing, why, and where to go instead. */
export function Empty({ icon, title, text, level: Heading = 'h2', children }: EmptyProps) {
  return (
    <div class="empty">
      <Icon of={icon} />
      <Heading>{title}</Heading>
      {text !== undefined && <p class="muted">{text}</p>}
      {children}
    </div>
  );
}
