import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import classes from './BackLink.module.css'
import { PlainLink } from './PlainLink.tsx'

/** Leads up to the page that this one is of. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <PlainLink href={href} className={classes.back}>
      <ChevronLeft size={16} aria-hidden="true" />
      {children}
    </PlainLink>
  )
}
