/** The shape of what is being loaded; screen readers hear of it elsewhere, by `aria-busy` and the status line. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={`skeleton block rounded-sm bg-sunken ${className}`} />;
}
