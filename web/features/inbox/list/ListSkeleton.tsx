import { SkeletonLines } from '../../../ui/states.tsx'
import classes from './ListPane.module.css'

/** Rows to come. */
export function ListSkeleton() {
  return (
    <div className={classes.skeleton} aria-hidden="true">
      {Array.from({ length: 9 }, (_, place) => (
        <div key={place} className={classes.skeletonRow}>
          <SkeletonLines lines={2} />
        </div>
      ))}
    </div>
  )
}
