import { Skeleton } from '../../ui/skeleton.tsx';

const ROWS = [0, 1, 2, 3, 4, 5];

export function BookingsSkeleton({ wide }: { wide: boolean }) {
  if (!wide) {
    return (
      <div className="grid gap-2">
        <Skeleton className="mb-1 h-6 w-48" />
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-40" />
        ))}
      </div>
    );
  }
  return (
    <div className="grid gap-5 p-3">
      <Skeleton className="h-6 w-64" />
      {ROWS.map((row) => (
        <div key={row} className="grid grid-cols-[8rem_1fr_1fr_8rem] gap-8">
          <Skeleton className="h-5" />
          <Skeleton className="h-11" />
          <Skeleton className="h-11" />
          <Skeleton className="h-5" />
        </div>
      ))}
    </div>
  );
}
