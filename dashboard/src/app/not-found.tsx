import { Link } from '@tanstack/react-router';
import { FileQuestion } from 'lucide-react';
import { useLanguage } from '../preferences/language.tsx';
import { buttonClass } from '../ui/button.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { useDocumentTitle } from './use-document-title.ts';

export function NotFound() {
  const { t } = useLanguage();
  useDocumentTitle(t.notFound.title);
  return (
    <EmptyState icon={FileQuestion} title={t.notFound.title} text={t.notFound.text} headingLevel={1}>
      <Link to="/bookings" className={buttonClass('primary')}>
        {t.notFound.action}
      </Link>
    </EmptyState>
  );
}
